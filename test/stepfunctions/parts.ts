import type { TerraformStack } from "cdktf";
import {
  DefinitionBody,
  type DefinitionBodyOptions,
  type IConnection,
  StateMachine,
  type StateMachineProps,
} from "cdktf-aws-http-integrations";
import { decide } from "../invariants/evaluator";
import { Model } from "../invariants/model";
import type { Statement } from "../invariants/policies";
import { ACCOUNT, REGION } from "../support/mock-attributes";
import { type SynthesizedStack, synth } from "../support/synth";

export const arn = (service: string, resource: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;

/** A connection that is made elsewhere. */
export const CONNECTION = arn("events", "connection/api/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee");

export const API = "https://api.example.com/v1/orders";

/** An HTTP Task that nothing is wrong with, but for what the changes break. */
export function httpTask(parameters: object = {}, fields: object = {}): object {
  return {
    Type: "Task",
    Resource: "arn:aws:states:::http:invoke",
    Parameters: {
      ApiEndpoint: API,
      Method: "GET",
      InvocationConfig: { ConnectionArn: CONNECTION },
      ...parameters,
    },
    Retry: [{ ErrorEquals: ["States.Http.StatusCode.429"], MaxAttempts: 3 }],
    End: true,
    ...fields,
  };
}

/** A definition in which each state comes after the one before it. */
export function definitionOf(states: { readonly [name: string]: object }): object {
  const names = Object.keys(states);
  const chained = names.map((name, index) => {
    const next = names[index + 1];
    const { End, ...state } = states[name] as { End?: boolean };
    return [name, next === undefined ? { ...state, End } : { ...state, Next: next }];
  });
  return { StartAt: names[0], States: Object.fromEntries(chained) };
}

export const NOTHING_TO_DO = definitionOf({ Nothing: { Type: "Pass", End: true } });

/** The machine `orders`, which does nothing unless told. */
export function machine(
  stack: TerraformStack,
  props: Partial<StateMachineProps> = {},
  definition: object = NOTHING_TO_DO,
  options: DefinitionBodyOptions = {},
  id = "Machine",
): StateMachine {
  return new StateMachine(stack, id, {
    stateMachineName: "orders",
    ...(props.definition === undefined ? { definitionBody: DefinitionBody.fromObject(definition, options) } : {}),
    ...props,
  });
}

/** A stack with a machine of HTTP Tasks. */
export function synthTasks(
  states: { readonly [name: string]: object },
  options: DefinitionBodyOptions | ((stack: TerraformStack) => DefinitionBodyOptions) = {},
  props: Partial<StateMachineProps> = {},
): SynthesizedStack {
  return synth((stack) =>
    machine(stack, props, definitionOf(states), typeof options === "function" ? options(stack) : options),
  );
}

/** The statements of the one role that Step Functions assumes, references evaluated. */
export async function roleStatements(stack: SynthesizedStack, idPart = ""): Promise<readonly Statement[]> {
  const { policies } = await Model.of(stack.json);
  const found = policies.filter(({ kind, block }) => kind === "identity" && block.name.includes(idPart));
  if (found.length !== 1 || found[0]!.error !== undefined) {
    throw new Error(`${found.length} policies, ${found[0]?.error}`);
  }
  return found[0]!.statements;
}

/** Whether the role may send a request. */
export function mayCall(
  statements: readonly Statement[],
  method: string,
  endpoint: string,
  machineName = "orders",
): boolean {
  const decision = decide(statements, {
    principal: { aws: "arn:aws:sts::123456789012:assumed-role/orders/x" },
    action: "states:InvokeHTTPEndpoint",
    resource: arn("states", `stateMachine:${machineName}`),
    context: { "states:HTTPMethod": method, "states:HTTPEndpoint": endpoint },
  });
  return decision === "allowed";
}

/** Whether a role may do something to a resource. */
export function may(
  statements: readonly Statement[],
  action: string,
  resource: string,
  context: { readonly [key: string]: string | readonly string[] } = {},
): boolean {
  const principal = { aws: "arn:aws:sts::123456789012:assumed-role/orders/x" };
  return decide(statements, { principal, action, resource, context }) === "allowed";
}

/** A connection as another team's module might hand it over. */
export function stubConnection(changes: Partial<IConnection> = {}): IConnection {
  return {
    connectionArn: CONNECTION,
    connectionName: "api",
    connectionSecretArn: arn("secretsmanager", "secret:events!connection/api/11111111-AbCdEf"),
    isOAuth: false,
    parameterNames: undefined,
    ...changes,
  };
}
