import type { JsonPosition } from "../json";

/** Why a pattern is refused. */
export type EventPatternErrorCode =
  /** The text is not JSON, or the value cannot be JSON. */
  | "INVALID_JSON"
  /** The pattern breaks the grammar. */
  | "INVALID_PATTERN"
  | "PATTERN_TOO_LONG"
  | "WILDCARD_TOO_COMPLEX"
  | "TOO_MANY_OR_COMBINATIONS"
  /** The pattern holds opaque values and so cannot be matched yet. */
  | "UNRESOLVED_VALUE";

export interface EventPatternErrorDetails {
  readonly code: EventPatternErrorCode;
  /** AWS's words, without the prefix. */
  readonly reason: string;
  /** JSON path of the wrong part, such as `$.detail.amount[0].numeric`. */
  readonly path: string;
  /** Start of the wrong part, when the pattern was given as text. */
  readonly at?: JsonPosition;
  /** AWS's message when it is not the prefix with `reason`. */
  readonly awsMessage?: string;
}

const PREFIX = "Event pattern is not valid. Reason: ";

/** EventBridge would refuse this pattern (InvalidEventPatternException), or this library cannot use it. */
export class EventPatternError extends Error {
  override readonly name = "EventPatternError";
  readonly code: EventPatternErrorCode;
  /** AWS's words, without `Event pattern is not valid. Reason: `. */
  readonly reason: string;
  /** JSON path of the wrong part, such as `$.detail.amount[0].numeric`. */
  readonly path: string;
  /** From 1; undefined when the pattern was given as a value. */
  readonly line: number | undefined;
  /** From 1; undefined when the pattern was given as a value. */
  readonly column: number | undefined;
  /** From 0; undefined when the pattern was given as a value. */
  readonly offset: number | undefined;
  /** AWS's whole message: `message` and, for a text, the place as Jackson words it. */
  readonly awsMessage: string;

  constructor(details: EventPatternErrorDetails) {
    const prefixed = details.code === "INVALID_JSON" || details.code === "INVALID_PATTERN";
    super(prefixed ? PREFIX + details.reason : details.reason);
    this.code = details.code;
    this.reason = details.reason;
    this.path = details.path;
    this.line = details.at?.line;
    this.column = details.at?.column;
    this.offset = details.at?.offset;
    this.awsMessage = details.awsMessage ?? this.message;
  }
}

/** Why an event cannot be matched. */
export type EventErrorCode = "INVALID_JSON" | "NOT_AN_OBJECT" | "TOO_LARGE" | "TOO_COMPLEX";

/** The event is not a JSON object, or is too large to match. It says nothing about the pattern. */
export class EventError extends Error {
  override readonly name = "EventError";

  constructor(
    readonly code: EventErrorCode,
    message: string,
    /** From 1; undefined when the event was given as a value. */
    readonly line?: number,
    readonly column?: number,
  ) {
    super(message);
  }
}
