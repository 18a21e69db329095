import { Duration } from "../../core/duration";
import type { Problems } from "../../core/validate";
import type { IConnection } from "../../events/connection";
import type { IRole } from "../../iam/role";
import type { ILogGroup } from "../../logs/log-group";

/** What properties take, as messages say it: programs in JavaScript get no other. */
export const EXPECTED = {
  duration: "must be a Duration, such as Duration.seconds(30)",
  durationOrExpression: "must be a Duration, such as Duration.seconds(30), or an expression",
  connection: "must be a Connection, or one imported with Connection.fromConnectionArn",
  role: "must be a Role, or one imported with Role.fromRoleArn",
  logGroup: "must be a LogGroup, or one imported with LogGroup.fromLogGroupName",
  waitTime: "must be a WaitTime, such as WaitTime.duration(Duration.minutes(1))",
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
