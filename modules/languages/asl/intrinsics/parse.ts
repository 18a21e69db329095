import { INTRINSIC_MAX_NESTING } from "../limits";
import { nearest } from "../nearest";
import { endOfPath, parseStatesPath, type StatesPath } from "../paths";
import { remembered } from "../remembered";
import { INTRINSIC_FUNCTIONS, type IntrinsicArity } from "./functions";

/** A call such as `States.Format('{}', $.id)`. */
export interface IntrinsicCall {
  readonly kind: "call";
  /** Without `States.`. */
  readonly name: string;
  readonly arguments: readonly IntrinsicArgument[];
  /** Where it starts in the text. */
  readonly offset: number;
}

export type IntrinsicArgument =
  | IntrinsicCall
  /** `source` is the text between the quotes, `value` what it stands for, `escapes` the escapes that are not defined. */
  | { readonly kind: "string"; readonly value: string; readonly source: string; readonly escapes: readonly string[] }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "literal"; readonly value: boolean | null }
  | { readonly kind: "path"; readonly text: string; readonly path: StatesPath };

/** Why text is no call of an intrinsic function. `offset` counts from 0. */
export interface IntrinsicError {
  readonly reason: string;
  readonly offset: number;
  readonly kind: "syntax" | "nesting";
}

export type ParsedIntrinsic =
  | { readonly call: IntrinsicCall; readonly error?: undefined }
  | { readonly call?: undefined; readonly error: IntrinsicError };

const NUMBER = /-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const WORD = /[A-Za-z_][\w.]*/y;
const SPACE = /\s*/y;

/** Reads the call of an intrinsic function. */
export const parseIntrinsic: (text: string) => ParsedIntrinsic = remembered(parse);

function parse(text: string): ParsedIntrinsic {
  const reader = new IntrinsicReader(text);
  try {
    return { call: reader.read() };
  } catch (error) {
    if (error instanceof IntrinsicFault) {
      return { error: { reason: error.message, offset: error.offset, kind: error.kind } };
    }
    throw error;
  }
}

class IntrinsicFault extends Error {
  constructor(
    message: string,
    readonly offset: number,
    readonly kind: IntrinsicError["kind"],
  ) {
    super(message);
  }
}

class IntrinsicReader {
  #at = 0;

  constructor(private readonly text: string) {}

  read(): IntrinsicCall {
    const call = this.#call(1);
    this.#skip(SPACE);
    if (this.#at < this.text.length) this.#fail(`"${this.text.slice(this.#at)}" stands after the call`);
    return call;
  }

  #call(depth: number): IntrinsicCall {
    const offset = this.#at;
    const word = this.#skip(WORD);
    const name = word.startsWith("States.") ? word.slice("States.".length) : "";
    const arity = INTRINSIC_FUNCTIONS.get(name);
    if (arity === undefined) {
      const suggestion = nearest(name || word, [...INTRINSIC_FUNCTIONS.keys()]);
      const hint = suggestion === undefined ? "" : `: did you mean "States.${suggestion}"?`;
      this.#fail(`"${word || this.text.slice(offset, offset + 20)}" is no intrinsic function${hint}`, offset);
    }
    if (depth > INTRINSIC_MAX_NESTING) {
      this.#fail(`calls are nested more than ${INTRINSIC_MAX_NESTING} deep`, offset, "nesting");
    }
    this.#skip(SPACE);
    if (this.text[this.#at] !== "(") this.#fail(`"(" is expected after "${word}"`);
    this.#at++;
    const values = this.#arguments(word, depth);
    if (values.length < arity.min || values.length > arity.max) {
      this.#fail(`"${word}" takes ${countText(arity)}, not ${values.length}`, offset);
    }
    return { kind: "call", name, arguments: values, offset };
  }

  #arguments(word: string, depth: number): IntrinsicArgument[] {
    const values: IntrinsicArgument[] = [];
    this.#skip(SPACE);
    if (this.text[this.#at] === ")") {
      this.#at++;
      return values;
    }
    while (true) {
      this.#skip(SPACE);
      values.push(this.#argument(depth));
      this.#skip(SPACE);
      const character = this.text[this.#at];
      if (character !== "," && character !== ")") {
        this.#fail(character === undefined ? `"(" after "${word}" is not closed` : '"," or ")" is expected');
      }
      this.#at++;
      if (character === ")") return values;
    }
  }

  #argument(depth: number): IntrinsicArgument {
    const start = this.#at;
    const character = this.text[start];
    if (character === "'") return this.#string();
    if (character === "$") {
      this.#at = endOfPath(this.text, start);
      const text = this.text.slice(start, this.#at);
      const { path, error } = parseStatesPath(text);
      if (error) this.#fail(`"${text}" is no path: ${error.reason}`, start + error.offset);
      return { kind: "path", text, path };
    }
    const number = this.#skip(NUMBER);
    if (number !== "") return { kind: "number", value: Number(number) };
    const word = this.#skip(WORD);
    if (word === "true" || word === "false") return { kind: "literal", value: word === "true" };
    if (word === "null") return { kind: "literal", value: null };
    this.#at = start;
    if (word.startsWith("States.")) return this.#call(depth + 1);
    if (character === '"') this.#fail("text in a call stands between single quotes");
    this.#fail(
      character === undefined || character === ")" || character === ","
        ? "an argument is missing"
        : `"${word || character}" is no argument: write text between single quotes, a number, true, false, null, a path or a call`,
    );
  }

  #string(): IntrinsicArgument {
    const start = this.#at + 1;
    const escapes: string[] = [];
    let value = "";
    for (this.#at = start; this.text[this.#at] !== "'"; this.#at++) {
      if (this.#at >= this.text.length) this.#fail("text is not closed with a single quote", start - 1);
      if (this.text[this.#at] === "\\") {
        this.#at++;
        const escaped = this.text[this.#at] ?? "";
        // Recorded from AWS: it refuses this one when the machine is made.
        if (escaped === '"') this.#fail('\\" is no escape: a double quote stands as it is', this.#at - 1);
        if (!"'{}\\".includes(escaped)) escapes.push(`\\${escaped}`);
      }
      value += this.text[this.#at] ?? "";
    }
    this.#at++;
    return { kind: "string", value, source: this.text.slice(start, this.#at - 1), escapes };
  }

  #skip(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }

  #fail(reason: string, offset = this.#at, kind: IntrinsicError["kind"] = "syntax"): never {
    throw new IntrinsicFault(reason, offset, kind);
  }
}

function countText({ min, max }: IntrinsicArity): string {
  const count = max === Number.POSITIVE_INFINITY ? `at least ${min}` : min === max ? String(min) : `${min} to ${max}`;
  return `${count} argument${min === 1 && (max === 1 || max === Number.POSITIVE_INFINITY) ? "" : "s"}`;
}
