import type { AwsConstruct } from "../../core/aws-construct";
import type { Problems } from "../../core/validate";
import { type HttpTask, isFields, machineOf } from "../../languages/asl";
import { jsonPathOf } from "../../languages/json/ast";
import { withoutTokens } from "../expressions/terraform-value";
import { holdsSensitiveValue } from "./sensitive-value";

/** What of a request whoever may describe the machine reads. An endpoint has a rule of its own. */
const READABLE = ["Headers", "QueryParameters", "RequestBody"].flatMap((name) => [name, `${name}.$`]);

/** Warns of values in the requests of HTTP Tasks that Terraform hides. */
export function checkSensitiveRequests(
  scope: AwsConstruct,
  definition: unknown,
  tasks: readonly HttpTask[],
  problems: Problems,
): void {
  const paths = new Set(tasks.map(({ path }) => path));
  for (const { fields, path } of machineOf(isFields(definition) ? definition : {}).states) {
    const field = fields.Arguments === undefined ? "Parameters" : "Arguments";
    const request = fields[field];
    if (!paths.has(path) || !isFields(request)) {
      continue;
    }
    for (const name of READABLE) {
      if (holdsSensitiveValue(scope, request[name])) {
        const at = jsonPathOf(jsonPathOf(path, field), name);
        problems.add("http-invoke-sensitive-value", { property: withoutTokens(`definition${at.slice(1)}`) });
      }
    }
  }
}
