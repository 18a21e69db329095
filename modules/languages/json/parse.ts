import type { JsonArray, JsonMember, JsonNode, JsonObject } from "./ast";
import { positionAt } from "./ast";
import { JsonSyntaxError, quoteSource } from "./errors";
import { MAX_JSON_DEPTH } from "./limits";
import { isDigit, Scanner } from "./scanner";

export interface ParseJsonOptions {
  /** Deepest nesting accepted. @default 1000 */
  readonly maxDepth?: number;
  /** Accept anything after the value, as event-ruler does. @default false */
  readonly allowTrailing?: boolean;
}

/** What {@link parseJsonRecovering} found: the part of the tree read before the first error, and that error. */
export interface RecoveredJson {
  /** Containers that were open when the error came have `end` = Infinity. */
  readonly root?: JsonNode;
  readonly error?: JsonSyntaxError;
  /** Offset of the first character after the value that is not white space, when there is one. */
  readonly trailing?: number;
}

type Open = { -readonly [K in keyof JsonObject]: JsonObject[K] } | { -readonly [K in keyof JsonArray]: JsonArray[K] };

/**
 * Parses a JSON text (RFC 8259), keeping duplicate keys and the characters of numbers. Does not recurse.
 * @throws JsonSyntaxError
 */
export function parseJson(text: string, options: ParseJsonOptions = {}): JsonNode {
  const { root, error, trailing } = parseJsonRecovering(text, options);
  if (error !== undefined) throw error;
  if (root === undefined) throw new JsonSyntaxError("No content to map due to end-of-input", text, 0);
  if (trailing !== undefined && options.allowTrailing !== true) {
    throw new JsonSyntaxError("Unexpected text after the end of the JSON value", text, trailing);
  }
  return root;
}

/** As {@link parseJson}, but returns the first error with what stood before it. An empty text has no `root`. */
export function parseJsonRecovering(text: string, options: ParseJsonOptions = {}): RecoveredJson {
  const reader = new Reader(text, options.maxDepth ?? MAX_JSON_DEPTH);
  try {
    reader.read();
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    return { root: reader.root, error };
  }
  const trailing = Number.isNaN(reader.scanner.peek()) ? undefined : reader.scanner.pos;
  return { root: reader.root, trailing };
}

class Reader {
  readonly scanner: Scanner;
  root: JsonNode | undefined;
  private readonly open: Open[] = [];
  private key: { key: string; keyStart: number } | undefined;

  constructor(
    text: string,
    private readonly maxDepth: number,
  ) {
    this.scanner = new Scanner(text);
  }

  read(): void {
    const { scanner } = this;
    if (Number.isNaN(scanner.peek())) return;
    do {
      this.value();
    } while (this.next());
  }

  /** Reads one scalar, or opens one container. */
  private value(): void {
    const { scanner } = this;
    const c = scanner.peek();
    const start = scanner.pos;
    if (c === 123 || c === 91) {
      if (this.open.length >= this.maxDepth) {
        scanner.fail(
          `Document nesting depth (${this.maxDepth + 1}) exceeds the maximum allowed (${this.maxDepth}, from \`StreamReadConstraints.getMaxNestingDepth()\`)`,
        );
      }
      const node: Open =
        c === 123
          ? { kind: "object", members: [], start, end: Number.POSITIVE_INFINITY }
          : { kind: "array", elements: [], start, end: Number.POSITIVE_INFINITY };
      this.attach(node);
      this.open.push(node);
      scanner.pos++;
      return;
    }
    if (c === 34) {
      const value = scanner.string();
      this.attach({ kind: "string", value, start, end: scanner.pos });
    } else if (c === 45 || isDigit(c)) {
      const text = scanner.number();
      this.attach({ kind: "number", value: Number(text), text, start, end: scanner.pos });
    } else if (Number.isNaN(c)) {
      this.endOfInput();
    } else {
      const top = this.open.at(-1);
      const value = scanner.word(top === undefined ? "root" : top.kind);
      this.attach(
        value === null
          ? { kind: "null", start, end: scanner.pos }
          : { kind: "boolean", value, start, end: scanner.pos },
      );
    }
  }

  private attach(node: JsonNode): void {
    const parent = this.open.at(-1);
    if (parent === undefined) this.root = node;
    else if (parent.kind === "array") (parent.elements as JsonNode[]).push(node);
    else (parent.members as JsonMember[]).push({ ...this.key!, value: node });
  }

  /** Moves to where the next value starts; false when the outermost value is complete. */
  private next(): boolean {
    const { scanner } = this;
    for (;;) {
      const parent = this.open.at(-1);
      if (parent === undefined) return false;
      const fresh = isEmpty(parent) && scanner.pos === parent.start + 1;
      const c = scanner.peek();
      if (Number.isNaN(c)) this.endOfInput();
      if (c === 125 || c === 93) {
        if ((c === 125) !== (parent.kind === "object")) this.wrongClose(parent, c);
        parent.end = ++scanner.pos;
        this.open.pop();
        continue;
      }
      if (!fresh) {
        const entries = parent.kind === "array" ? "Array" : "Object";
        if (c !== 44) scanner.unexpected(`: was expecting comma to separate ${entries} entries`);
        scanner.pos++;
        if (Number.isNaN(scanner.peek())) scanner.fail(`Unexpected end-of-input within/between ${entries} entries`);
      }
      if (parent.kind === "object") this.memberName();
      return true;
    }
  }

  private memberName(): void {
    const { scanner } = this;
    const c = scanner.peek();
    if (Number.isNaN(c)) this.endOfInput();
    if (c !== 34) scanner.unexpected(": was expecting double-quote to start field name");
    const keyStart = scanner.pos;
    const key = scanner.string(" in field name");
    const colon = scanner.peek();
    if (Number.isNaN(colon)) scanner.fail("Unexpected end-of-input within/between Object entries");
    if (colon !== 58) scanner.unexpected(": was expecting a colon to separate field name and value");
    scanner.pos++;
    if (Number.isNaN(scanner.peek())) scanner.fail("Unexpected end-of-input within/between Object entries");
    this.key = { key, keyStart };
  }

  private endOfInput(): never {
    const parent = this.open.at(-1)!;
    const what = parent.kind === "array" ? "Array" : "Object";
    return this.scanner.fail(
      `Unexpected end-of-input: expected close marker for ${what} (start marker at ${this.where(parent)})`,
    );
  }

  private wrongClose(parent: Open, c: number): never {
    const [close, what] = parent.kind === "array" ? ["]", "Array"] : ["}", "Object"];
    return this.scanner.fail(
      `Unexpected close marker '${String.fromCharCode(c)}': expected '${close}' (for ${what} starting at ${this.where(parent)})`,
    );
  }

  private where(node: Open): string {
    const { line, column } = positionAt(this.scanner.text, node.start);
    return `[Source: ${quoteSource(this.scanner.text)}; line: ${line}, column: ${column}]`;
  }
}

function isEmpty(node: Open): boolean {
  return node.kind === "array" ? node.elements.length === 0 : node.members.length === 0;
}
