import { decide, type Request } from "../../invariants/evaluator";
import { parsePolicy } from "../../invariants/policies";
import type { EvaluatedResource } from "../../support/evaluate";
import type { JsonObject } from "../../support/terraform-json";
import { connectionArnOf } from "./http-request";

/**
 * What the applied role refuses of all that an HTTP Task with these evaluated parameters needs; the emulator does not ask.
 * The role is that of the only state machine. Left out is the connection's secret, which the emulator does not make.
 */
export function refusedByRole(resources: readonly EvaluatedResource[], parameters: JsonObject): string[] {
  const ofType = (type: string) => resources.filter((resource) => resource.type === type).map(({ values }) => values);
  const [machine] = ofType("aws_sfn_state_machine");
  const role = ofType("aws_iam_role").find(({ arn }) => arn === machine?.role_arn);
  const statements = ofType("aws_iam_role_policy")
    .filter((policy) => policy.role === role?.name)
    .flatMap(({ policy }) => parsePolicy(String(policy)).statements);
  const connection = connectionArnOf(parameters);
  const context = {
    "states:HTTPMethod": String(parameters.Method),
    "states:HTTPEndpoint": String(parameters.ApiEndpoint),
  };
  const needed: readonly Pick<Request, "action" | "resource" | "context">[] = [
    { action: "states:InvokeHTTPEndpoint", resource: String(machine?.arn), context },
    { action: "events:RetrieveConnectionCredentials", resource: connection },
  ];
  return needed
    .filter((request) => decide(statements, { ...request, principal: { aws: String(role?.arn) } }) !== "allowed")
    .map(({ action, resource }) => `${action} on ${resource} for ${Object.values(context).join(" ")}`);
}
