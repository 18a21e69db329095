import { JsonPathError } from "./json-path-error";
import { EVENT_JSON_PATH_MAX_LENGTH } from "./limits";

/** One step of a path. */
export type JsonPathSegment =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "index"; readonly index: number }
  | { readonly kind: "wildcard" };

/** `value` is `undefined` exactly when `found` is false. */
export type JsonPathResult =
  | { readonly found: true; readonly value: unknown }
  | { readonly found: false; readonly value: undefined };

const NOT_FOUND: JsonPathResult = { found: false, value: undefined };

// AWS lists alphanumerics, dashes, underscores and forward slashes, but says "includes", so the rest is not refused.
const LISTED_NAME = /^[A-Za-z0-9_/-]+$/;
const NAME_STOPS = ".[*";
const REFUSED_IN_NAME = /[\s\x00-\x1F\x7F'"()?@,&|!=<>{}\]\\]/;

/**
 * A path of EventBridge's JSONPath subset: `$.detail.items[0].id`, with `[*]` and `.*`.
 *
 * Used in `InputPath`, `InputPathsMap` and the dynamic values of `HttpParameters`. AWS evaluates paths when the event
 * arrives and does not check them before, so a mistake shows only as a missing value.
 */
export class EventJsonPath {
  private constructor(
    /** The path as written. */
    readonly text: string,
    readonly segments: readonly JsonPathSegment[],
    /** Characters in names that AWS neither lists as supported nor refuses, such as `:`. */
    readonly unlistedCharacters: readonly string[],
  ) {}

  /**
   * @param text - At most 256 characters.
   * @throws JsonPathError for anything outside the subset.
   */
  static parse(text: string): EventJsonPath {
    if (text.length === 0) {
      throw new JsonPathError("empty", "The path is empty.", "Write $ for the whole event, or $.detail.", 0);
    }
    if (text.length > EVENT_JSON_PATH_MAX_LENGTH) {
      const reason = `The path has ${text.length} characters; at most ${EVENT_JSON_PATH_MAX_LENGTH} are allowed.`;
      throw new JsonPathError("too-long", reason, undefined, EVENT_JSON_PATH_MAX_LENGTH);
    }
    if (!text.startsWith("$")) {
      throw new JsonPathError("missing-root", `The path "${text}" does not start with $.`, didYouMean(text), 0);
    }
    const segments = parseSegments(text);
    const unlisted = new Set<string>();
    for (const segment of segments) {
      if (segment.kind === "name" && !LISTED_NAME.test(segment.name)) {
        for (const character of segment.name) if (!LISTED_NAME.test(character)) unlisted.add(character);
      }
    }
    return new EventJsonPath(text, segments, [...unlisted]);
  }

  /** Whether the path has a wildcard, and so yields a list. */
  get hasWildcard(): boolean {
    return this.segments.some((segment) => segment.kind === "wildcard");
  }

  /**
   * Reads the path in an event. Own properties only, so `$.__proto__` finds nothing.
   *
   * A path with a wildcard yields the array of all values found. AWS does not document that form; it is assumed.
   */
  evaluate(event: unknown): JsonPathResult {
    let current: unknown[] = [event];
    for (const segment of this.segments) {
      const next: unknown[] = [];
      for (const value of current) step(value, segment, next);
      if (next.length === 0) return NOT_FOUND;
      current = next;
    }
    return { found: true, value: this.hasWildcard ? current : current[0] };
  }
}

function step(value: unknown, segment: JsonPathSegment, into: unknown[]): void {
  if (typeof value !== "object" || value === null) return;
  if (segment.kind === "wildcard") {
    // Not push(...values): a long array would overflow the stack.
    for (const item of Array.isArray(value) ? value : Object.values(value)) into.push(item);
  } else if (segment.kind === "index") {
    if (Array.isArray(value) && segment.index < value.length) into.push(value[segment.index]);
  } else if (!Array.isArray(value) && Object.hasOwn(value, segment.name)) {
    into.push((value as Record<string, unknown>)[segment.name]);
  }
}

function parseSegments(text: string): JsonPathSegment[] {
  const segments: JsonPathSegment[] = [];
  let at = 1;
  while (at < text.length) {
    const character = text[at];
    if (character === ".") {
      at = parseDot(text, at, segments);
    } else if (character === "[") {
      at = parseBracket(text, at, segments);
    } else {
      const fix = at === 1 ? `Did you mean "$.${text.slice(1)}"?` : undefined;
      throw new JsonPathError("missing-dot", `"." or "[" is expected at character ${at + 1}.`, fix, at);
    }
  }
  return segments;
}

function parseDot(text: string, dot: number, segments: JsonPathSegment[]): number {
  const start = dot + 1;
  if (text[start] === ".") {
    const fix = "Write the full path from $.";
    throw new JsonPathError("recursive-descent", "EventBridge does not support recursive descent (..).", fix, dot);
  }
  if (text[start] === "*") {
    segments.push({ kind: "wildcard" });
    return start + 1;
  }
  let end = start;
  while (end < text.length && !NAME_STOPS.includes(text[end]!)) end++;
  const name = text.slice(start, end);
  if (name === "") {
    throw new JsonPathError(
      "empty-segment",
      `A field name is missing after "." at character ${dot + 1}.`,
      undefined,
      dot,
    );
  }
  refuseInName(text, name, start);
  segments.push({ kind: "name", name });
  return end;
}

function refuseInName(text: string, name: string, start: number): void {
  const bad = name.search(REFUSED_IN_NAME);
  if (bad < 0) return;
  const offset = start + bad;
  if (name[bad] === "(") {
    const fix = `Use "${text.slice(0, start - 1)}".`;
    throw new JsonPathError("function", "EventBridge does not support JSONPath functions.", fix, offset);
  }
  const shown = JSON.stringify(name[bad]);
  const reason = `The character ${shown} is not allowed in a field name of a path.`;
  throw new JsonPathError(
    "bad-character",
    reason,
    "Such a field cannot be selected: select its parent object.",
    offset,
  );
}

function parseBracket(text: string, open: number, segments: JsonPathSegment[]): number {
  const close = text.indexOf("]", open);
  const inner = text.slice(open + 1, close < 0 ? text.length : close);
  const quote = inner.trimStart()[0];
  if (quote === "'" || quote === '"') {
    const name = inner.trim().slice(1, -1);
    const dotted = `${text.slice(0, open)}.${name}${close < 0 ? "" : text.slice(close + 1)}`;
    const fix = LISTED_NAME.test(name)
      ? `Did you mean "${dotted}"?`
      : "Such a field cannot be selected: select its parent object.";
    const reason = "EventBridge supports dot notation, not bracket notation.";
    throw new JsonPathError("bracket-name", reason, fix, open);
  }
  if (quote === "?" || quote === "(") {
    throw new JsonPathError("filter", "EventBridge does not support JSONPath filters and scripts.", undefined, open);
  }
  if (close < 0) throw new JsonPathError("bad-index", `"[" is not closed.`, undefined, open);
  if (inner === "*") {
    segments.push({ kind: "wildcard" });
    return close + 1;
  }
  if (inner.includes(":")) {
    const fix = "Use [*] or one index such as [0].";
    throw new JsonPathError("slice", "EventBridge does not support JSONPath slices.", fix, open);
  }
  if (inner.includes(",")) {
    const fix = "Use [*] or one index such as [0].";
    throw new JsonPathError("union", "EventBridge does not support several indexes in one bracket.", fix, open);
  }
  if (!/^\d+$/.test(inner)) {
    const fix = "Write a whole number from 0, such as [0], or [*].";
    throw new JsonPathError("bad-index", `"[${inner}]" is not an array index.`, fix, open);
  }
  segments.push({ kind: "index", index: Number(inner) });
  return close + 1;
}

function didYouMean(text: string): string {
  const rest = text.trim().replace(/^\$?\.?/, "");
  return `Did you mean "$.${rest}"?`;
}
