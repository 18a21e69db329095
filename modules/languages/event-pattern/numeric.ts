import { type JsonArray, type JsonNode, jsonPathOf, printJson } from "../json";
import { NUMERIC_MATCH_LIMIT } from "./limits";
import type { Matcher, NumericBound } from "./model";
import { isComparable } from "./numbers";
import type { Place, Reporter } from "./reporter";

/** Reads the operand of `numeric`: `[op, n]` or `[">" | ">=", low, "<" | "<=", high]`. Throws EventPatternError. */
export function parseNumeric(at: Place, report: Reporter): Matcher {
  const { node } = at;
  if (node.kind === "opaque" && node.type === "any") return { op: "opaque" };
  if (node.kind !== "array") throw report.value(at, "Value of numeric must be an array.");
  return new NumericReader(node, at.path, report).read();
}

/** A number whose value is not known yet. */
const LATER = Symbol("later");

class NumericReader {
  constructor(
    private readonly node: JsonArray,
    private readonly path: string,
    private readonly report: Reporter,
  ) {}

  read(): Matcher {
    const { node, report, path } = this;
    const operator = this.place(0);
    if (operator === undefined) throw report.end({ node, path }, "Invalid member in numeric match: ]");
    if (isLaterText(operator.node)) return { op: "opaque" };
    if (operator.node.kind !== "string") {
      throw report.value(operator, `Invalid member in numeric match: ${tokenText(operator.node)}`);
    }
    switch (operator.node.value) {
      case "=":
        return this.bounds(this.upTo("equals"), (value) => ({ low: value, high: value }));
      case "<":
        return this.bounds(this.upTo("<"), (value) => ({ high: { ...value, open: true } }));
      case "<=":
        return this.bounds(this.upTo("<="), (value) => ({ high: value }));
      case ">":
        return this.from(">", true);
      case ">=":
        return this.from(">=", false);
      default:
        throw report.value(operator, `Unrecognized numeric range operator: ${operator.node.value}`);
    }
  }

  private bounds(
    value: number | typeof LATER,
    make: (bound: NumericBound) => { low?: NumericBound; high?: NumericBound },
  ): Matcher {
    return value === LATER ? { op: "opaque" } : { op: "numeric", ...make({ value, open: false }) };
  }

  /** `=`, `<` and `<=` end the expression. */
  private upTo(name: string): number | typeof LATER {
    const value = this.number(1, name);
    this.noMoreThan(2, "Too many elements in numeric expression");
    return this.compare(1, value);
  }

  private from(name: string, open: boolean): Matcher {
    const { report } = this;
    const low = this.number(1, name);
    const second = this.place(2);
    if (second === undefined) return this.bounds(this.compare(1, low), (bound) => ({ low: { ...bound, open } }));
    if (second.node.kind !== "string" && !isLaterText(second.node)) {
      throw report.value(second, `Bad value in numeric range: ${tokenText(second.node)}`);
    }
    const operator = second.node.kind === "string" ? second.node.value : undefined;
    if (operator !== undefined && operator !== "<" && operator !== "<=") {
      throw report.value(second, `Bad numeric range operator: ${operator}`);
    }
    const high = this.number(3, operator ?? "<");
    this.noMoreThan(4, "Too many terms in numeric range expression");
    const bottom = this.compare(1, low);
    const top = this.compare(3, high);
    if (bottom === LATER || top === LATER || operator === undefined) return { op: "opaque" };
    if (bottom >= top) throw report.end({ node: this.node, path: this.path }, "Bottom must be less than top");
    return { op: "numeric", low: { value: bottom, open }, high: { value: top, open: operator === "<" } };
  }

  private place(index: number): Place | undefined {
    const node = this.node.elements[index];
    return node === undefined ? undefined : { node, path: jsonPathOf(this.path, index) };
  }

  private number(index: number, name: string): JsonNode {
    const reason = `Value of ${name} must be numeric`;
    const at = this.place(index);
    if (at === undefined) throw this.report.end({ node: this.node, path: this.path }, reason);
    const later = at.node.kind === "opaque" && (at.node.type === "number" || at.node.type === "any");
    if (at.node.kind !== "number" && !later) throw this.report.value(at, reason);
    return at.node;
  }

  private noMoreThan(count: number, reason: string): void {
    const extra = this.place(count);
    if (extra !== undefined) throw this.report.value(extra, reason);
  }

  /** event-ruler checks that a number can be compared once it has read the whole expression. */
  private compare(index: number, node: JsonNode): number | typeof LATER {
    if (node.kind !== "number") return LATER;
    const path = jsonPathOf(this.path, index);
    if (!isComparable(node.text, node.value)) {
      throw this.report.value({ node, path }, `Cannot compare number : ${node.text}`);
    }
    if (Math.abs(node.value) > NUMERIC_MATCH_LIMIT) {
      this.report.warn(
        "NUMERIC_LIMIT",
        path,
        `AWS documents numeric matching from -5.0e9 to +5.0e9; ${node.text} is outside.`,
      );
    }
    return node.value === 0 ? 0 : node.value;
  }
}

function isLaterText(node: JsonNode): boolean {
  return node.kind === "opaque" && (node.type === "string" || node.type === "any");
}

/** How Jackson names a token: its text, or the bracket that opens it. */
function tokenText(node: JsonNode): string {
  if (node.kind === "array") return "[";
  if (node.kind === "object") return "{";
  return printJson(node, () => "a value that is not known yet");
}
