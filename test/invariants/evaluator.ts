import { fits } from "./globs";
import type { Condition, Principals, Statement } from "./policies";

/**
 * How IAM decides on a request, as far as the policies of this package go. After "Policy evaluation logic" and "IAM JSON
 * policy elements" of the IAM user guide. An operator that is not here is an error, never a guess.
 */
export interface Request {
  /** Who asks: a service, or an ARN of an account, user, role or session. */
  readonly principal: { readonly service: string } | { readonly aws: string };
  readonly action: string;
  readonly resource: string;
  readonly context?: { readonly [key: string]: string | readonly string[] };
}

export type Decision = "allowed" | "explicitly denied" | "implicitly denied";

/** One policy, or several of the same kind. An identity policy has no principals: whose policy it is, asks. */
export function decide(statements: readonly Statement[], request: Request): Decision {
  const matching = statements.filter((statement) => applies(statement, request));
  if (matching.some(({ effect }) => effect === "Deny")) {
    return "explicitly denied";
  }
  return matching.some(({ effect }) => effect === "Allow") ? "allowed" : "implicitly denied";
}

function applies({ principals, actions, resources, conditions, otherElements }: Statement, request: Request): boolean {
  if (otherElements.length > 0) {
    throw new Error(`not evaluated: ${otherElements.join(", ")}`);
  }
  return (
    (principals === undefined || isPrincipal(principals, request.principal)) &&
    actions.some((action) => fits(action, request.action, { ignoreCase: true })) &&
    // A trust policy has no resource: it is the role's.
    (resources.length === 0 || resources.some((resource) => isArnLike(resource, request.resource))) &&
    conditions.every((condition) => holds(condition, request.context ?? {}))
  );
}

function isPrincipal(principals: Principals, principal: Request["principal"]): boolean {
  if (principals === "*") {
    return true;
  }
  if ("service" in principal) {
    return (principals.Service ?? []).includes(principal.service);
  }
  const account = principal.aws.split(":")[4];
  return (principals.AWS ?? []).some(
    (name) => name === "*" || name === principal.aws || name === account || name === `arn:aws:iam::${account}:root`,
  );
}

type Test = (expected: string, given: string) => boolean;

const POSITIVE: { readonly [operator: string]: Test } = {
  StringEquals: (expected, given) => expected === given,
  StringEqualsIgnoreCase: (expected, given) => expected.toLowerCase() === given.toLowerCase(),
  StringLike: (expected, given) => fits(expected, given),
  ArnEquals: isArnLike,
  ArnLike: isArnLike,
  Bool: (expected, given) => expected.toLowerCase() === given.toLowerCase(),
};

function holds({ operator, key, values }: Condition, context: NonNullable<Request["context"]>): boolean {
  const given = valuesOf(context, key);
  if (operator === "Null") {
    return values.includes(String(given === undefined));
  }
  const [, quantifier, kind = "", negation, comparison = "", bool = "", ifExists] = OPERATOR.exec(operator) ?? [];
  const test = POSITIVE[`${kind}${comparison}${bool}`];
  if (test === undefined) {
    throw new Error(`not evaluated: ${operator}`);
  }
  const isNegated = negation !== undefined;
  if (given === undefined) {
    return ifExists !== undefined || quantifier === "ForAllValues" || (isNegated && quantifier === undefined);
  }
  const isMet = (one: string) => values.some((expected) => test(expected, one)) !== isNegated;
  if (quantifier === "ForAllValues") {
    return given.every(isMet);
  }
  if (quantifier === undefined && given.length !== 1) {
    throw new Error(`${key} has several values: ${operator} needs ForAllValues or ForAnyValue`);
  }
  return given.some(isMet);
}

const OPERATOR =
  /^(?:(ForAllValues|ForAnyValue):)?(?:(String|Arn)(Not)?(EqualsIgnoreCase|Equals|Like)|(Bool))(IfExists)?$/;

/** Names of keys do not depend on case. */
function valuesOf(context: NonNullable<Request["context"]>, key: string): readonly string[] | undefined {
  const found = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase());
  return found && (typeof found[1] === "string" ? [found[1]] : found[1]);
}

/** Each of the six parts of an ARN is compared by itself, and may hold wildcards. */
export function isArnLike(pattern: string, arn: string): boolean {
  if (pattern === "*") {
    return true;
  }
  const [one, other] = [partsOf(pattern), partsOf(arn)];
  return one.length === 6 && other.length === 6 && one.every((part, i) => fits(part, other[i]!));
}

function partsOf(arn: string): string[] {
  const parts = arn.split(":");
  return parts.length < 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
}
