import { INPUT_PATH_KEY_MAX_LENGTH } from "./limits";

/** Opens a placeholder in an `InputTemplate`. */
export const PLACEHOLDER_OPEN = "<";

/** Closes a placeholder in an `InputTemplate`. */
export const PLACEHOLDER_CLOSE = ">";

/** The variables that need no entry in `InputPathsMap` (AWS docs: eb-transform-target-input). */
export const RESERVED_VARIABLES = [
  "aws.events.rule-arn",
  "aws.events.rule-name",
  "aws.events.event.ingestion-time",
  "aws.events.event",
  "aws.events.event.json",
] as const;

/** The name of a reserved variable. */
export type ReservedVariable = (typeof RESERVED_VARIABLES)[number];

/** Reserved variables that AWS allows only as a whole JSON value, never inside quotes. */
export const BARE_ONLY_VARIABLES: readonly ReservedVariable[] = ["aws.events.event", "aws.events.event.json"];

/** The placeholder of a name: `<name>`. */
export function placeholder(name: string): string {
  return `${PLACEHOLDER_OPEN}${name}${PLACEHOLDER_CLOSE}`;
}

/** Whether AWS knows the name without an entry in `InputPathsMap`. */
export function isReservedVariable(name: string): name is ReservedVariable {
  return (RESERVED_VARIABLES as readonly string[]).includes(name);
}

/** Whether a key of `InputPathsMap` is legal: 1-256 of `A-Za-z0-9_-`, not starting with `AWS` (AWS model). */
export function isValidPlaceholderKey(key: string): boolean {
  return key.length <= INPUT_PATH_KEY_MAX_LENGTH && /^[A-Za-z0-9_-]+$/.test(key) && !key.startsWith("AWS");
}

/**
 * Writes each literal `<` and `>` of a JSON text as `\u003c` and `\u003e`, so that none becomes a placeholder.
 *
 * Only for JSON templates: in a plain-text template the two cannot be escaped. That AWS leaves the escape alone is
 * inferred, not recorded.
 */
export function escapeLiteralAngleBrackets(jsonText: string): string {
  return jsonText.replaceAll("<", "\\u003c").replaceAll(">", "\\u003e");
}
