/** A place in a JSON text. `line` and `column` count from 1, `offset` from 0 (UTF-16 code units). */
export interface JsonPosition {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** Where a node stands in its text: `start` inclusive, `end` exclusive; both -1 when the node was made from a value. */
export interface JsonSpan {
  readonly start: number;
  readonly end: number;
}

/** One `"key": value` of an object. `keyStart` is the offset of the key's opening quote, or -1. */
export interface JsonMember {
  readonly key: string;
  readonly keyStart: number;
  readonly value: JsonNode;
}

/** An object. `members` keeps the order of the text, duplicate keys included; {@link lookup} gives the last. */
export interface JsonObject extends JsonSpan {
  readonly kind: "object";
  readonly members: readonly JsonMember[];
}

export interface JsonArray extends JsonSpan {
  readonly kind: "array";
  readonly elements: readonly JsonNode[];
}

export interface JsonString extends JsonSpan {
  readonly kind: "string";
  readonly value: string;
}

/** A number: the double it stands for, and its characters as they were written. */
export interface JsonNumber extends JsonSpan {
  readonly kind: "number";
  readonly value: number;
  readonly text: string;
}

export interface JsonBoolean extends JsonSpan {
  readonly kind: "boolean";
  readonly value: boolean;
}

export interface JsonNull extends JsonSpan {
  readonly kind: "null";
}

/** The type of value that an opaque value stands for. */
export type OpaqueType = "string" | "number" | "boolean" | "any";

/** A value that will be known only later, such as an unresolved token. Only {@link fromValue} makes these. */
export interface JsonOpaque extends JsonSpan {
  readonly kind: "opaque";
  readonly type: OpaqueType;
  readonly value: unknown;
}

export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonBoolean | JsonNull | JsonOpaque;

/** The value of the last member with this key, as JSON readers that keep one value per key have it. */
export function lookup(object: JsonObject, key: string): JsonNode | undefined {
  for (let i = object.members.length - 1; i >= 0; i--) {
    const member = object.members[i]!;
    if (member.key === key) return member.value;
  }
  return undefined;
}

/** Line and column of an offset. A line ends at LF, CR or CR LF. */
export function positionAt(text: string, offset: number): JsonPosition {
  const at = Math.max(0, Math.min(offset, text.length));
  let line = 1;
  let lineStart = 0;
  for (let i = 0; i < at; i++) {
    const c = text.charCodeAt(i);
    if (c === 10 || (c === 13 && text.charCodeAt(i + 1) !== 10)) {
      line++;
      lineStart = i + 1;
    }
  }
  return { offset: at, line, column: at - lineStart + 1 };
}

/** Appends a step to a JSON path: `$.detail`, `$.detail.amount[0]`, `$["a.b"]`. */
export function jsonPathOf(parent: string, step: string | number): string {
  if (typeof step === "number") return `${parent}[${step}]`;
  return /^[A-Za-z_$][A-Za-z0-9_$-]*$/.test(step) ? `${parent}.${step}` : `${parent}[${JSON.stringify(step)}]`;
}
