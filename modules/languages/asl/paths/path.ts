import { remembered } from "../remembered";
import { filterErrorOf } from "./filter";

/** What a path starts from: the state's input (`$`), the context object (`$$`) or a variable (`$name`). */
export type StatesPathRoot =
  | { readonly kind: "input" }
  | { readonly kind: "context" }
  | { readonly kind: "variable"; readonly name: string };

export type StatesPathStep =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "index"; readonly index: number }
  | { readonly kind: "names"; readonly names: readonly string[] }
  | { readonly kind: "indexes" | "slice" | "wildcard" | "descent" | "script" }
  | { readonly kind: "filter"; readonly text: string }
  | { readonly kind: "function"; readonly name: string };

/** A path of the states language, as JSONPath states use it: all of JSONPath, and two more roots. */
export interface StatesPath {
  readonly root: StatesPathRoot;
  readonly steps: readonly StatesPathStep[];
  /** What AWS perhaps refuses, though nothing proves it. */
  readonly doubts: readonly string[];
}

/** Why text is no path. `offset` counts from 0. */
export interface StatesPathError {
  readonly reason: string;
  readonly offset: number;
}

export type ParsedStatesPath =
  | { readonly path: StatesPath; readonly error?: undefined }
  | { readonly path?: undefined; readonly error: StatesPathError };

/** Functions of Jayway JsonPath, which the specification of the states language refers to. */
const FUNCTIONS = new Set(
  ["length", "size", "min", "max", "avg", "sum", "stddev", "keys", "first", "last", "index", "concat", "append"], //
);
const VARIABLE = /^[\p{ID_Start}_]\p{ID_Continue}*/u;
const INDEXES = /^-?\d+(\s*,\s*-?\d+)*$/;
const SLICE = /^(-?\d+)?\s*:\s*(-?\d+)?$/;
const STEPPED_SLICE = /^(-?\d+)?\s*:\s*(-?\d+)?\s*:\s*(-?\d+)?$/;

/** Reads a path. What AWS accepts is never an error; see {@link StatesPath.doubts} for the rest. */
export const parseStatesPath: (text: string) => ParsedStatesPath = remembered(parse);

function parse(text: string): ParsedStatesPath {
  const reader = new PathReader(text);
  try {
    return { path: reader.read() };
  } catch (error) {
    if (error instanceof PathFault) return { error: { reason: error.message, offset: error.offset } };
    throw error;
  }
}

/** True if a path can select one node only, as a reference path must. */
export function isReferencePath(path: StatesPath): boolean {
  return path.steps.every(({ kind }) => kind === "name" || kind === "index");
}

/** The offset after the path that starts at `start`: paths in calls end at a comma, a parenthesis or white space. */
export function endOfPath(text: string, start: number): number {
  let parentheses = 0;
  for (let at = start; at < text.length; at++) {
    const character = text[at]!;
    if (character === "\\") {
      at++;
    } else if (character === "[") {
      at = endOfBracket(text, at) - 1;
    } else if (character === "(") {
      parentheses++;
    } else if (character === ")") {
      if (parentheses === 0) return at;
      parentheses--;
    } else if (parentheses === 0 && (character === "," || /\s/.test(character))) {
      return at;
    }
  }
  return text.length;
}

/** The offset after the bracket that is opened at `open`; the text's length where it is never closed. */
function endOfBracket(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const character = text[at]!;
    if (character === "\\") {
      at++;
    } else if (character === "'" || character === '"') {
      at = endOfQuoted(text, at) - 1;
    } else if (character === "/" && /=~\s*$/.test(text.slice(open, at))) {
      at = endOfQuoted(text, at) - 1;
    } else if (character === "[") {
      depth++;
    } else if (character === "]" && --depth === 0) {
      return at + 1;
    }
  }
  return text.length;
}

/** The offset after what a quote, or the slash of a regular expression, opens; past the text's end if it is not closed. */
function endOfQuoted(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === text[open]) return at + 1;
  }
  return text.length + 1;
}

class PathFault extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

class PathReader {
  readonly #text: string;
  readonly #steps: StatesPathStep[] = [];
  readonly #doubts: string[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text.trimEnd();
    // Spaces stand in published definitions that run.
    if (/[^ ]/.test(text.slice(this.#text.length))) this.#doubts.push("white space stands after the path");
  }

  read(): StatesPath {
    const root = this.#root();
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at]!;
      if (character === ".") this.#dot();
      else if (character === "[") this.#bracket();
      else if (this.#steps.length === 0) this.#fail(`"." or "[" is expected after "${this.#text.slice(0, this.#at)}"`);
      else {
        this.#doubts.push(`"." is missing at character ${this.#at + 1}`);
        this.#name();
      }
    }
    return { root, steps: this.#steps, doubts: this.#doubts };
  }

  #root(): StatesPathRoot {
    if (!this.#text.startsWith("$")) this.#fail("a path starts with $");
    this.#at = 1;
    if (this.#text.startsWith("$$")) {
      this.#at = 2;
      return { kind: "context" };
    }
    const [name] = VARIABLE.exec(this.#text.slice(1)) ?? [];
    if (name === undefined) return { kind: "input" };
    this.#at += name.length;
    return { kind: "variable", name };
  }

  #dot(): void {
    this.#at++;
    if (this.#text[this.#at] === ".") {
      this.#steps.push({ kind: "descent" });
      this.#at++;
    }
    // `$.[…]` is odd, but AWS accepts it.
    if (this.#text[this.#at] !== "[") this.#name();
  }

  #name(): void {
    const start = this.#at;
    let name = "";
    for (; this.#at < this.#text.length; this.#at++) {
      const character = this.#text[this.#at]!;
      if (character === "." || character === "[") break;
      if (character === "(" && this.#call(name, start)) return;
      // The specification lets a backslash stand before any character of a name.
      if (character === "\\") {
        this.#at++;
        if (this.#at === this.#text.length) this.#doubts.push("nothing stands after the backslash");
      } else if (/\s/.test(character)) {
        this.#fail("a name with white space needs brackets and quotes: $['a b']");
      } else if ("(),'\"".includes(character)) {
        this.#doubts.push(`"${character}" stands in a name at character ${this.#at + 1}`);
      }
      name += this.#text[this.#at] ?? "";
    }
    if (name === "")
      this.#fail(start >= this.#text.length ? "the path ends with a dot" : "a name is missing after a dot");
    this.#steps.push(name === "*" ? { kind: "wildcard" } : { kind: "name", name });
  }

  /** Reads the arguments of a function; false, and nothing is read, if the parenthesis is not closed. */
  #call(name: string, start: number): boolean {
    let depth = 0;
    for (let at = this.#at; at < this.#text.length; at++) {
      const character = this.#text[at];
      if (character === "'" || character === '"') at = endOfQuoted(this.#text, at) - 1;
      else if (character === "(") depth++;
      else if (character === ")" && --depth === 0) {
        this.#at = at + 1;
        if (!FUNCTIONS.has(name)) this.#doubts.push(`"${name}()" at character ${start + 1} is no known function`);
        this.#steps.push({ kind: "function", name });
        return true;
      }
    }
    return false;
  }

  #bracket(): void {
    const open = this.#at;
    const end = endOfBracket(this.#text, open);
    if (this.#text[end - 1] !== "]" || end - open < 2) this.#fail('"[" is not closed', open);
    const inner = this.#text.slice(open + 1, end - 1).trim();
    this.#at = end;
    if (inner === "") this.#fail("nothing stands between the brackets", open);
    else if (inner === "*") this.#steps.push({ kind: "wildcard" });
    else if (inner[0] === "'" || inner[0] === '"') this.#quoted(inner, open);
    else if (inner[0] === "?") this.#filter(inner, open);
    else if (inner[0] === "(") this.#steps.push({ kind: "script" });
    else if (/^-?\d+$/.test(inner)) this.#steps.push({ kind: "index", index: Number(inner) });
    else if (INDEXES.test(inner)) this.#steps.push({ kind: "indexes" });
    else if (SLICE.test(inner)) this.#steps.push({ kind: "slice" });
    else if (STEPPED_SLICE.test(inner)) {
      this.#doubts.push(`a slice with a step stands at character ${open + 1}`);
      this.#steps.push({ kind: "slice" });
    } else if (inner[0] === "$" || inner[0] === "@") {
      this.#doubts.push(`a path in brackets stands at character ${open + 1}`);
      this.#steps.push({ kind: "script" });
    } else this.#fail(`"[${inner}]" is no index, and a name in brackets needs quotes: ['${inner}']`, open);
  }

  #quoted(inner: string, open: number): void {
    const names: string[] = [];
    let at = 0;
    while (true) {
      const quote = inner[at];
      if (quote !== "'" && quote !== '"') this.#fail("a quoted name is expected between the brackets", open);
      const end = endOfQuoted(inner, at);
      if (end > inner.length) this.#fail("a quote is not closed", open);
      names.push(inner.slice(at + 1, end - 1).replace(/\\(.)/gs, "$1"));
      const rest = /^\s*(,?)\s*/.exec(inner.slice(end))!;
      at = end + rest[0].length;
      if (rest[1] === "" && at < inner.length) this.#fail("a comma is missing between quoted names", open);
      if (rest[1] === "") break;
    }
    this.#steps.push(names.length === 1 ? { kind: "name", name: names[0]! } : { kind: "names", names });
  }

  #filter(inner: string, open: number): void {
    const text = inner.slice(1).trim();
    if (!text.startsWith("(") || !text.endsWith(")")) this.#fail("a filter needs parentheses: [?(@.a == 1)]", open);
    const error = filterErrorOf(text.slice(1, -1));
    if (error !== undefined) this.#fail(error, open);
    this.#steps.push({ kind: "filter", text });
  }

  #fail(reason: string, offset = this.#at): never {
    throw new PathFault(reason, offset);
  }
}
