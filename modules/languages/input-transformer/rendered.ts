import type { TargetInputProblemCode } from "./problems";

/** What the renderer had to assume, since AWS neither documents nor records it. */
export interface RenderAssumption {
  readonly code:
    | "string-not-escaped"
    | "null-value"
    | "container-in-string"
    | "wildcard-list"
    | "missing-input-path"
    | "size-limit";
  readonly message: string;
}

/** What the target receives. */
export interface Delivered {
  readonly delivered: true;
  /** `json`: one JSON document. `text`: the quoted strings of a plain-text template, quotes included. */
  readonly kind: "json" | "text";
  readonly body: string;
  readonly assumptions: readonly RenderAssumption[];
}

export type DropReason =
  | TargetInputProblemCode
  | "unescaped-value"
  | "input-path-not-found"
  | "rendered-too-large"
  | "event-too-deep";

/** Nothing reaches the target. AWS does so silently; `message` says why. */
export interface Dropped {
  readonly delivered: false;
  readonly reason: DropReason;
  readonly message: string;
  readonly assumptions: readonly RenderAssumption[];
}

export type RenderedInput = Delivered | Dropped;

/** An event as EventBridge sees it: the envelope with `detail`, of JSON values only. */
export type EventObject = Readonly<Record<string, unknown>>;

/** What the reserved variables stand for. */
export interface RuleContext {
  readonly ruleArn: string;
  readonly ruleName: string;
  /** ISO 8601, used as it is; a Date is written without milliseconds. */
  readonly ingestionTime: string | Date;
}

export function delivered(
  kind: Delivered["kind"],
  body: string,
  assumptions: readonly RenderAssumption[] = [],
): Delivered {
  return { delivered: true, kind, body, assumptions };
}

export function dropped(reason: DropReason, message: string, assumptions: readonly RenderAssumption[] = []): Dropped {
  return { delivered: false, reason, message, assumptions };
}

/** Serialises a value of an event; a drop when it nests deeper than the runtime can follow. */
export function deliverJson(value: unknown, assumptions: readonly RenderAssumption[] = []): RenderedInput {
  const text = toJsonText(value);
  return text === undefined ? tooDeep() : delivered("json", text, assumptions);
}

/** JSON text of a value, or `undefined` when it nests deeper than the runtime can follow. */
export function toJsonText(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

export function tooDeep(): Dropped {
  return dropped("event-too-deep", "The event nests too deeply to be serialised.");
}
