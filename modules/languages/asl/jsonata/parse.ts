import { remembered } from "../remembered";

/** A node of the tree that the library `jsonata` makes. Its parts are nodes or lists of them, under several names. */
export interface JsonataNode {
  readonly type: string;
  readonly value?: unknown;
  /** Offset after the first token of the node, in the expression without its delimiters. */
  readonly position?: number;
  readonly [part: string]: unknown;
}

/** True for a node, where its parts may be of any kind. */
export function isJsonataNode(value: unknown): value is JsonataNode {
  return typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
}

export interface JsonataError {
  readonly message: string;
  /** Offset in the text that was given, delimiters included. */
  readonly offset: number;
}

export type ParsedJsonata =
  | { readonly ast: JsonataNode; readonly error?: undefined }
  | { readonly ast?: undefined; readonly error: JsonataError };

type JsonataLibrary = (expression: string) => { ast(): unknown };

const OPEN = "{%";
const CLOSE = "%}";

/** True for text that a JSONata state evaluates: `{% … %}`, with nothing before or after it. */
export function isJsonataText(value: unknown): value is `{%${string}%}` {
  return (
    typeof value === "string" &&
    value.length >= OPEN.length + CLOSE.length &&
    value.startsWith(OPEN) &&
    value.endsWith(CLOSE)
  );
}

/**
 * Reads a JSONata expression, with or without the delimiters around it. Line breaks and missing spaces are fine. The
 * library takes a fifth of a millisecond for each.
 */
export const parseJsonata: (text: string) => ParsedJsonata = remembered(parse);

function parse(text: string): ParsedJsonata {
  const start = isJsonataText(text) ? OPEN.length : 0;
  const expression = start === 0 ? text : text.slice(start, -CLOSE.length);
  const plain = plainPath(expression);
  if (plain !== undefined) return { ast: plain };
  try {
    return { ast: library()(expression).ast() as JsonataNode };
  } catch (error) {
    const { code, message, position } = error as { code?: unknown; message?: unknown; position?: unknown };
    // Without a code the library did not find a mistake but gave up, on depth or on a pattern that Java may take.
    if (typeof code !== "string") return { ast: { type: "unknown" } };
    return { error: { message: String(message), offset: start + (typeof position === "number" ? position : 0) } };
  }
}

const PLAIN_PATH = /^\s*\$[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*\s*$/;
const STEP = /[A-Za-z_]\w*/g;
// Words that are no names after a dot.
const WORDS = new Set(["and", "or", "in", "true", "false", "null", "function"]);

/** The tree of `$states.input.id`, which most expressions are like, as the library makes it. */
function plainPath(expression: string): JsonataNode | undefined {
  if (!PLAIN_PATH.test(expression)) return undefined;
  const steps: JsonataNode[] = [];
  for (const { 0: name, index } of expression.matchAll(STEP)) {
    if (WORDS.has(name)) return undefined;
    steps.push({ value: name, type: steps.length === 0 ? "variable" : "name", position: index + name.length });
  }
  return steps.length === 1 ? steps[0] : { type: "path", steps };
}

let loaded: JsonataLibrary | undefined;

/** Loads the library when an expression needs it: JSONPath machines never pay for it. */
function library(): JsonataLibrary {
  loaded ??= require("jsonata") as JsonataLibrary;
  return loaded;
}
