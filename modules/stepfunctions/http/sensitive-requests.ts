import type { AwsConstruct } from "../../core/aws-construct";
import type { Problems } from "../../core/validate";
import type { HttpTask } from "../../languages/asl";
import { jsonPathOf } from "../../languages/json/ast";
import { withoutTokens } from "../expressions/terraform-value";
import { isObject } from "../states/property-types";
import type { Fields } from "../states/state-context";
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
  eachState(definition, "$", (state, path) => {
    const field = state.Arguments === undefined ? "Parameters" : "Arguments";
    const request = state[field];
    if (!paths.has(path) || !isObject(request)) {
      return;
    }
    for (const name of READABLE) {
      if (holdsSensitiveValue(scope, (request as Fields)[name])) {
        const at = jsonPathOf(jsonPathOf(path, field), name);
        problems.add("http-invoke-sensitive-value", { property: withoutTokens(`definition${at.slice(1)}`) });
      }
    }
  });
}

/** Visits the states of a scope and those inside them. */
function eachState(scope: unknown, path: string, visit: (state: Fields, path: string) => void): void {
  const states = isObject(scope) ? (scope as Fields).States : undefined;
  for (const [name, state] of Object.entries(isObject(states) ? states : {})) {
    const at = jsonPathOf(jsonPathOf(path, "States"), name);
    if (isObject(state)) {
      const fields = state as Fields;
      visit(fields, at);
      const { Branches: branches, ItemProcessor, Iterator } = fields;
      for (const [index, branch] of (Array.isArray(branches) ? branches : []).entries()) {
        eachState(branch, `${at}.Branches[${index}]`, visit);
      }
      eachState(ItemProcessor, `${at}.ItemProcessor`, visit);
      eachState(Iterator, `${at}.Iterator`, visit);
    }
  }
}
