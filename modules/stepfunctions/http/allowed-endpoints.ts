import type { AwsConstruct } from "../../core/aws-construct";
import type { Problems } from "../../core/validate";
import { type HttpTask, nearest } from "../../languages/asl";
import { isSecret, shownEndpoint } from "../../languages/secrets";
import { textProblem } from "../definition/definition-values";
import { withoutTokens } from "../expressions/terraform-value";
import { isAllowedEndpoint } from "./iam-endpoint";
import { holdsSecretValue } from "./sensitive-value";

/** What the author of one HTTP Task allows it to call. */
export interface AllowedEndpoints {
  /** Those that can be allowed. */
  readonly patterns: readonly string[];
  /** Whether that is all of them. */
  readonly isComplete: boolean;
}

const ALLOWED_LIST = 'must be a list of endpoints, such as ["https://api.example.com/*"]';
const ALLOWED_BY_STATE = "must be an object with a list of endpoints for each state";

/** The endpoints that are allowed by name of the state, those that can be none reported. An empty list allows nothing. */
export function allowedEndpointsOf(
  tasks: readonly HttpTask[],
  { scope, allowedEndpoints }: { readonly scope: AwsConstruct; readonly allowedEndpoints: unknown },
  problems: Problems,
): ReadonlyMap<string, AllowedEndpoints> {
  const result = new Map<string, AllowedEndpoints>();
  if (typeof allowedEndpoints !== "object" || allowedEndpoints === null || Array.isArray(allowedEndpoints)) {
    problems.add("allowed-endpoint-invalid", { property: "allowedEndpoints", allowed: ALLOWED_BY_STATE });
    return result;
  }
  const states = tasks.map(({ state }) => state);
  for (const [state, list] of Object.entries(allowedEndpoints)) {
    const property = `allowedEndpoints.${state}`;
    if (!states.includes(state)) {
      const meant = nearest(state, states);
      problems.add("allowed-endpoints-of-no-task", {
        property,
        fix: meant === undefined ? undefined : `write ${meant}, or remove it.`,
      });
    }
    if (!Array.isArray(list)) {
      problems.add("allowed-endpoint-invalid", { property, allowed: ALLOWED_LIST });
      result.set(state, { patterns: [], isComplete: false });
    } else if (list.length > 0) {
      const patterns = list.filter((pattern) => isAllowed(pattern, property, scope, problems));
      result.set(state, { patterns, isComplete: patterns.length === list.length });
    }
  }
  return result;
}

/** A pattern as a message shows it: nothing that may be a credential. */
export function shownPattern(pattern: string): string {
  return shownEndpoint(withoutTokens(pattern));
}

function isAllowed(pattern: unknown, property: string, scope: AwsConstruct, problems: Problems): pattern is string {
  const found = typeof pattern === "string" ? textProblem(pattern) : undefined;
  if (found !== undefined) {
    problems.add(found.code, { ...found, property });
    return false;
  }
  if (!isAllowedEndpoint(pattern)) {
    problems.add("allowed-endpoint-invalid", {
      property,
      given: typeof pattern === "string" ? shownPattern(pattern) : undefined,
    });
    return false;
  }
  problems.check(!isSecret(pattern) && !holdsSecretValue(scope, pattern), "allowed-endpoint-secret", {
    property,
    given: shownPattern(pattern),
  });
  return true;
}
