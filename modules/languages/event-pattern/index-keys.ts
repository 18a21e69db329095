import { ipToHex } from "./ip";
import type { Leaf, Matcher, Scalar } from "./model";
import { NumberText } from "./numbers";
import { comparableValue } from "./predicates";

/** A value as an index finds it. Two values that a plain matcher takes for equal share a key. */
export type ExactKey = string | number | boolean | null;

/**
 * A condition that an index can answer for one value. Whatever a matcher accepts meets one of its tests; the other way
 * round it need not be so, since every candidate is matched in the end.
 */
export type Test =
  | { readonly kind: "exact"; readonly key: ExactKey }
  | { readonly kind: "prefix" | "suffix" | "folded-prefix" | "folded-suffix" | "folded"; readonly text: string }
  | { readonly kind: "number" | "ip"; readonly low: number; readonly high: number }
  | { readonly kind: "present" };

const PRESENT: Test = { kind: "present" };

/** The keys of a value of an event. */
export function keysOf(value: Scalar): ExactKey[] {
  if (typeof value === "string") {
    const hex = ipToHex(value);
    return hex === undefined ? [value] : [value, ipKey(hex)];
  }
  if (typeof value === "boolean" || value === null) return [value];
  const number = comparableValue(value);
  if (number !== undefined) return [number];
  return [numberTextKey(value instanceof NumberText ? value.text : String(value))];
}

/** The keys of a leaf whose matchers are plain values only, else undefined. */
export function exactKeys(leaf: Leaf): ExactKey[] | undefined {
  const keys = new Set<ExactKey>();
  for (const matcher of leaf.matchers) {
    const test = testOf(matcher);
    if (test?.kind !== "exact") return undefined;
    keys.add(test.key);
  }
  return [...keys];
}

/** One test for each matcher of a leaf, or undefined when it can hold without a value. */
export function testsOf(leaf: Leaf): Test[] | undefined {
  const tests: Test[] = [];
  for (const matcher of leaf.matchers) {
    const test = testOf(matcher);
    if (test === undefined) return undefined;
    tests.push(test);
  }
  return tests;
}

/** How little the tests of a leaf tell; the lowest is the best to look up. */
export function costOf(tests: readonly Test[]): number {
  return Math.max(...tests.map(testCost));
}

function testCost(test: Test): number {
  switch (test.kind) {
    case "exact":
      return 0;
    case "present":
      return 4;
    case "number":
    case "ip":
      return test.low === Number.NEGATIVE_INFINITY || test.high === Number.POSITIVE_INFINITY ? 3 : 2;
    default:
      return 1 + 1 / test.text.length;
  }
}

function testOf(matcher: Matcher): Test | undefined {
  switch (matcher.op) {
    case "string":
      return { kind: "exact", key: matcher.ip === undefined ? matcher.text : ipKey(matcher.ip.low) };
    case "number": {
      const { comparable, value, text } = matcher.number;
      return { kind: "exact", key: comparable ? (value === 0 ? 0 : value) : numberTextKey(text) };
    }
    case "literal":
      return { kind: "exact", key: matcher.value };
    case "prefix":
    case "suffix":
      return affix(matcher.op, matcher.text);
    case "equals-ignore-case":
      return matcher.folded.foldKey === undefined ? PRESENT : { kind: "folded", text: matcher.folded.foldKey };
    case "prefix-ignore-case":
      return affix("folded-prefix", matcher.folded.foldKey ?? "");
    case "suffix-ignore-case":
      return affix("folded-suffix", matcher.folded.foldKey ?? "");
    case "wildcard": {
      const { segments } = matcher.wildcard;
      const first = segments[0]!;
      const last = segments[segments.length - 1]!;
      return first.length >= last.length ? affix("prefix", first) : affix("suffix", last);
    }
    case "numeric":
      return {
        kind: "number",
        low: matcher.low?.value ?? Number.NEGATIVE_INFINITY,
        high: matcher.high?.value ?? Number.POSITIVE_INFINITY,
      };
    case "cidr":
      return { kind: "ip", low: ipNumber(matcher.range.low), high: ipNumber(matcher.range.high) };
    case "exists":
      return matcher.exists ? PRESENT : undefined;
    case "opaque":
      return undefined;
    default:
      return PRESENT;
  }
}

function affix(kind: "prefix" | "suffix" | "folded-prefix" | "folded-suffix", text: string): Test {
  return text === "" ? PRESENT : { kind, text };
}

/** The first 32 bits of an address place it well enough among the ranges of rules. */
export function ipNumber(hex: string): number {
  return Number.parseInt(hex.slice(0, 8), 16);
}

function ipKey(hex: string): string {
  return `\u0000ip${hex}`;
}

function numberTextKey(text: string): string {
  return `\u0000number${text}`;
}
