import type { TerraformStack } from "cdktf";
import { DefinitionBody, type IConnection, type RuleId, StateMachine } from "cdktf-aws-http-integrations";
import { httpTasksOf } from "../../../modules/languages/asl";
import type { AslCase, AslCases } from "../../languages/asl/cases/case";
import { CHOICE_CASES } from "../../languages/asl/cases/choice";
import { EXPRESSIONS_CASES } from "../../languages/asl/cases/expressions";
import { FLOW_CASES } from "../../languages/asl/cases/flow";
import { HTTP_CASES } from "../../languages/asl/cases/http";
import { RETRY_CASES } from "../../languages/asl/cases/retry";
import { STRUCTURE_CASES } from "../../languages/asl/cases/structure";
import { stubConnection } from "../../stepfunctions/parts";
import { stringToken } from "../parts";
import type { Build, Case } from "./case";

const ALL: AslCases = {
  ...STRUCTURE_CASES,
  ...FLOW_CASES,
  ...RETRY_CASES,
  ...CHOICE_CASES,
  ...EXPRESSIONS_CASES,
  ...HTTP_CASES,
};

/** The definitions that the rules of the language are tried with, each made into a machine. */
export const ASL_CASES = Object.fromEntries(
  Object.entries(ALL).map(([code, { bad, good, options }]): [string, Case] => [
    code,
    { bad: machineOf(bad, options), good: machineOf(good, options) },
  ]),
) as { readonly [code in RuleId]?: Case };

/** Tokens take the place of placeholders; what the language leaves to the machine's author is allowed. */
function machineOf(definition: object, options: AslCase["options"] = {}): Build {
  return (stack) => {
    const tasks = httpTasksOf(definition);
    const dynamic = tasks.filter(({ endpoint }) => endpoint.kind === "dynamic").map(({ state }) => state);
    const connectionArns = new Set(tasks.map(({ connectionArn }) => connectionArn));
    const connections = [...connectionArns].map((arn): IConnection => {
      const parameterNames = options.connectionParameters?.(arn);
      return stubConnection(typeof arn === "string" ? { connectionArn: arn, parameterNames } : { parameterNames });
    });
    return new StateMachine(stack, "Machine", {
      stateMachineType: options.type as never,
      definitionBody: DefinitionBody.fromObject(definition, {
        substitutions: tokensFor(stack, definition),
        connections,
        allowedEndpoints: Object.fromEntries(dynamic.map((state) => [state, ["https://api.example.com/*"]])),
      }),
    });
  };
}

function tokensFor(stack: TerraformStack, definition: object): { [name: string]: string } {
  const names = [...JSON.stringify(definition).matchAll(/(?<!\$)\$\{([\w.-]+(?:::[\w.-]+)*)\}/g)].map(
    (match) => match[1]!,
  );
  return Object.fromEntries(
    [...new Set(names)].map((name) => [name, stringToken(stack, name.replace(/[^A-Za-z0-9]+/g, "_"))]),
  );
}
