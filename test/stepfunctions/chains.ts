import type { TerraformStack } from "cdktf";
import {
  HttpInvoke,
  type HttpInvokeProps,
  HttpMethod,
  type IChainable,
  StateMachine,
  type StateMachineProps,
} from "cdktf-aws-http-integrations";
import { validateDefinition } from "../../modules/languages/asl";
import { codesOf, type SynthesizedStack, synth } from "../support/synth";
import type { Json, JsonObject } from "../support/terraform-json";
import { API, CONNECTION, stubConnection } from "./parts";

/** A validator that we did not write; its package has no types. It changes what it is given. */
const aslValidator: (
  definition: object,
  options: { readonly checkPaths: boolean; readonly checkArn: boolean },
) => { readonly errors: readonly { readonly Message: string }[] } = require("asl-validator");

export type MakeChain = IChainable | ((stack: TerraformStack) => IChainable);

/** A stack with the machine of a chain. */
export function synthChain(chain: MakeChain, props: Partial<StateMachineProps> = {}): SynthesizedStack {
  return synth((stack) => machineOf(stack, chain, props));
}

export function machineOf(
  stack: TerraformStack,
  chain: MakeChain,
  props: Partial<StateMachineProps> = {},
): StateMachine {
  const definition = typeof chain === "function" ? chain(stack) : chain;
  return new StateMachine(stack, "Machine", { stateMachineName: "orders", definition, ...props });
}

/**
 * The definition of a chain as Terraform gets it, with `aws` for the partition. Two validators have judged it: ours, and one
 * that we did not write.
 *
 * @param options.isJudged false for what the other one is known to take wrongly: `\\` in an intrinsic function, which AWS
 *   documents, and keys of a payload such as `States` (facts/step-functions.md, asl-validator)
 */
export function rendered(
  chain: MakeChain,
  props: Partial<StateMachineProps> = {},
  { isJudged = true }: { readonly isJudged?: boolean } = {},
): JsonObject {
  const text = synthChain(chain, props).resource("aws_sfn_state_machine").definition as string;
  const evaluated = text.replace(/\$\{data\.aws_partition\.[\w-]+\.partition\}/g, "aws").replace(/([$%])\1\{/g, "$1{");
  const definition: JsonObject = JSON.parse(evaluated);
  const { diagnostics } = validateDefinition(definition, { isUnresolved: holdsReference });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  if (isJudged) {
    unjudged.push(definition);
  }
  return definition;
}

/** What `rendered` gave in this file. The other validator needs a third of a second each time, however much it is given. */
const unjudged: JsonObject[] = [];

afterAll(() => {
  for (const language of [undefined, "JSONata"]) {
    const ofLanguage = unjudged.filter(({ QueryLanguage }) => QueryLanguage === language);
    const Branches = ofLanguage.map(({ QueryLanguage: _, ...scope }, index) => renamed(scope, `${index} `));
    if (Branches.length > 0) {
      const All = { Type: "Parallel", Branches, End: true };
      const machine = { ...(language ? { QueryLanguage: language } : {}), StartAt: "All", States: { All } };
      const { errors } = aslValidator(machine, { checkPaths: true, checkArn: true });
      expect(errors.map(({ Message }) => Message)).toEqual([]);
    }
  }
});

/** A copy of a scope with other names of states. */
function renamed(scope: JsonObject, prefix: string): JsonObject {
  const transition = (fields: JsonObject): JsonObject => ({
    ...fields,
    ...(fields.Next === undefined ? {} : { Next: `${prefix}${fields.Next}` }),
  });
  const scopes = (field: Json | undefined) => (field as JsonObject[] | undefined)?.map((one) => renamed(one, prefix));
  const state = (fields: JsonObject): JsonObject => {
    const copy: { [field: string]: unknown } = { ...transition(fields), Branches: scopes(fields.Branches) };
    for (const field of ["Choices", "Catch"]) {
      copy[field] = (fields[field] as JsonObject[] | undefined)?.map(transition);
    }
    copy.Default = fields.Default === undefined ? undefined : `${prefix}${fields.Default}`;
    copy.ItemProcessor = fields.ItemProcessor && renamed(fields.ItemProcessor as JsonObject, prefix);
    return JSON.parse(JSON.stringify(copy));
  };
  const states = Object.entries(scope.States as JsonObject);
  return {
    ...scope,
    StartAt: `${prefix}${scope.StartAt}`,
    States: Object.fromEntries(states.map(([name, fields]) => [`${prefix}${name}`, state(fields as JsonObject)])),
  };
}

/** The states of `rendered`, by name. */
export function renderedStates(chain: MakeChain, props: Partial<StateMachineProps> = {}): JsonObject {
  return rendered(chain, props).States as JsonObject;
}

/** The one state of `rendered`. */
export function renderedState(chain: MakeChain, props: Partial<StateMachineProps> = {}): JsonObject {
  const states = Object.values(renderedStates(chain, props));
  expect(states).toHaveLength(1);
  return states[0] as JsonObject;
}

/** The codes of the warnings about a chain. */
export function warningsOf(chain: MakeChain, props: Partial<StateMachineProps> = {}): string[] {
  return codesOf(synthChain(chain, props).warnings);
}

/** An HttpInvoke that nothing is wrong with. */
export function get(id = "Get", props: Partial<HttpInvokeProps> = {}): HttpInvoke {
  return new HttpInvoke(id, {
    connection: stubConnection(),
    method: HttpMethod.GET,
    apiEndpoint: API,
    ...props,
  } as HttpInvokeProps);
}

export const INVOCATION = { InvocationConfig: { ConnectionArn: CONNECTION } };

function holdsReference(value: unknown): boolean {
  return typeof value === "string" && value.includes("${");
}

const FULL = { BackoffRate: 2, JitterStrategy: "FULL" };

/** The retriers of HttpRetry as they stand in a definition. */
export const RETRIERS = {
  throttled: {
    ErrorEquals: ["States.Http.StatusCode.429"],
    IntervalSeconds: 2,
    MaxAttempts: 5,
    MaxDelaySeconds: 60,
    ...FULL,
  },
  transient: {
    ErrorEquals: [
      ...[408, 425, 500, 502, 503, 504].map((status) => `States.Http.StatusCode.${status}`),
      "States.Http.Socket",
      "States.Timeout",
    ],
    IntervalSeconds: 1,
    MaxAttempts: 4,
    ...FULL,
  },
  connection: {
    ErrorEquals: ["AuthInProgress", "ConcurrentModification", "InternalError"].map(
      (error) => `Events.ConnectionResource.${error}`,
    ),
    IntervalSeconds: 2,
    MaxAttempts: 4,
    ...FULL,
  },
  bootstrap: {
    ErrorEquals: ["States.Http.AccessDenied", "Events.ConnectionResource.AccessDenied"],
    IntervalSeconds: 5,
    MaxAttempts: 4,
    BackoffRate: 2,
  },
} as const;

export const RETRY_ALWAYS = [RETRIERS.throttled, RETRIERS.connection];
export const RETRY_IDEMPOTENT = [RETRIERS.throttled, RETRIERS.transient, RETRIERS.connection];
