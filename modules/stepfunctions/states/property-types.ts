import { Duration } from "../../core/duration";
import type { Problems } from "../../core/validate";
import type { IConnection } from "../../events/connection";
import type { IRole } from "../../iam/role";
import type { ILogGroup } from "../../logs/log-group";
import type { IChainable } from "./state";

/** What properties take, as messages say it: programs in JavaScript get no other. */
export const EXPECTED = {
  duration: "must be a Duration, such as Duration.seconds(30)",
  durationOrExpression: "must be a Duration, such as Duration.seconds(30), or an expression",
  connection: "must be a Connection, or one imported with Connection.fromConnectionArn",
  role: "must be a Role, or one imported with Role.fromRoleArn",
  logGroup: "must be a LogGroup, or one imported with LogGroup.fromLogGroupName",
  waitTime: "must be a WaitTime, such as WaitTime.duration(Duration.minutes(1))",
  props: "must be the properties of the state, as an object",
  chainable: "must be a state or a chain of states",
  condition: 'must be a Condition, such as Condition.isPresent("$.id")',
  jsonata: 'must be an expression of JSONata, such as "$states.input.id != 7"',
  retrier:
    "must be one retrier, such as { errors: [Errors.TIMEOUT] }; a list such as HttpRetry.throttled() is passed itself",
  catcher: "must be the properties of a catcher, such as { errors: [Errors.TIMEOUT] }",
  errors: "must be a list of names, such as [Errors.TIMEOUT]",
  headers: 'must be an object, such as { "X-Source": "shop" }, or an expression',
  object: "must be an object",
  policyStatements: 'must be a list of statements, such as [{ actions: ["s3:GetObject"], resources: [objectArn] }]',
} as const;

/** What a message shows of a value of a wrong type: a number or a boolean, since anything else may hold a credential. */
export function shown(value: unknown): unknown {
  return typeof value === "number" || typeof value === "boolean" ? value : undefined;
}

export function isDuration(value: unknown): value is Duration {
  return value instanceof Duration;
}

/** The duration's seconds; what is no duration is a problem. */
export function secondsOf(value: Duration | undefined, property: string, problems: Problems): number | undefined {
  if (value === undefined || isDuration(value)) {
    return value?.toSeconds();
  }
  problems.add("state-machine-property-invalid", { property, given: shown(value), allowed: EXPECTED.duration });
  return undefined;
}

export function isChainable(value: unknown): value is IChainable {
  const start: unknown = isObject(value) ? (value as Partial<IChainable>).startState : undefined;
  return isObject(start) && "stateName" in start;
}

/** True for an object literal: what is of a class may hold more than its members tell. */
export function isPlain(value: unknown): value is { readonly [name: string]: unknown } {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** True for anything with members; not for lists. */
export function isObject<T>(value: T): value is T & object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isConnection(value: unknown): value is IConnection {
  return typeof value === "object" && value !== null && typeof (value as IConnection).connectionArn === "string";
}

export function isRole(value: unknown): value is IRole {
  const role = value as IRole | null;
  return (
    typeof value === "object" &&
    typeof role?.roleArn === "string" &&
    typeof role.addToPolicy === "function" &&
    typeof role.addTrustedSource === "function"
  );
}

export function isLogGroup(value: unknown): value is ILogGroup {
  return typeof value === "object" && typeof (value as ILogGroup | null)?.logGroupArn === "string";
}
