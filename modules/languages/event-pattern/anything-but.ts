import { type JsonArray, type JsonNode, jsonPathOf } from "../json";
import { CaseInsensitiveText } from "./case-fold";
import type { Matcher } from "./model";
import { isComparable } from "./numbers";
import { isOpaque, OPAQUE, single, wildcardOf } from "./operands";
import type { Place, Reporter } from "./reporter";

const BAD_VALUE = "Value of anything-but must be an array or single string/number value.";
const BAD_ITEM = "Inside anything but list, start|null|boolean is not supported.";
const MIXED = "Inside anything but list, either all values are number or string, mixed type is not supported";

type Inner = "prefix" | "suffix" | "equals-ignore-case" | "wildcard";

const BAD_INNER: Readonly<Record<Inner, string>> = {
  prefix: "prefix/suffix match pattern must be a string",
  suffix: "prefix/suffix match pattern must be a string",
  "equals-ignore-case": "Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.",
  wildcard: "wildcard match pattern must be a string",
};

/** Reads the operand of `anything-but` in all its forms. Throws EventPatternError. */
export function parseAnythingBut(at: Place, report: Reporter): Matcher {
  const { node, path } = at;
  switch (node.kind) {
    case "string":
      return { op: "anything-but-strings", texts: new Set([node.value]) };
    case "number":
      return { op: "anything-but-numbers", values: [numberOf(at, node.text, node.value, report)] };
    case "array":
      return parseList(node, path, report);
    case "object":
      return parseNested(at, report);
    case "opaque":
      if (node.type !== "boolean") return OPAQUE;
      throw report.value(at, BAD_VALUE);
    default:
      throw report.value(at, BAD_VALUE);
  }
}

function parseList(node: JsonArray, path: string, report: Reporter): Matcher {
  const texts = new Set<string>();
  const values: number[] = [];
  let opaque = false;
  node.elements.forEach((item, i) => {
    const at: Place = { node: item, path: jsonPathOf(path, i) };
    if (item.kind === "string") texts.add(item.value);
    else if (item.kind === "number") values.push(numberOf(at, item.text, item.value, report));
    else if (item.kind === "opaque" && item.type !== "boolean") opaque = true;
    else throw report.value(at, BAD_ITEM);
  });
  if ((texts.size > 0 && values.length > 0) || node.elements.length === 0) throw report.end({ node, path }, MIXED);
  if (opaque) return OPAQUE;
  return texts.size > 0 ? { op: "anything-but-strings", texts } : { op: "anything-but-numbers", values };
}

function numberOf(at: Place, text: string, value: number, report: Reporter): number {
  if (!isComparable(text, value)) throw report.value(at, `Cannot compare number : ${text}`);
  return value === 0 ? 0 : value;
}

function parseNested({ node, path }: Place, report: Reporter): Matcher {
  if (node.kind !== "object") throw new TypeError("parseNested needs an object");
  const inner = node.members[0];
  if (inner === undefined) throw report.end({ node, path }, "Anything-But expression name not found");
  if (!Object.hasOwn(BAD_INNER, inner.key)) {
    throw report.key(path, inner.key, inner.keyStart, `Unsupported anything-but pattern: ${inner.key}`);
  }
  const op = inner.key as Inner;
  const at: Place = { node: inner.value, path: jsonPathOf(path, op) };
  const matchers = innerMatchers(op, at, report);
  single(node, path, report, "Too many elements in numeric expression");
  return matchers.some((m) => m.op === "opaque") ? OPAQUE : { op: "anything-but", matchers };
}

function innerMatchers(op: Inner, at: Place, report: Reporter): Matcher[] {
  const { node, path } = at;
  if (node.kind === "opaque" && node.type === "any") return [OPAQUE];
  if (node.kind === "array") {
    // event-ruler 2.0.1 fails with a NullPointerException here, so there are no words of AWS to give.
    if (node.elements.length === 0) throw report.end(at, "Empty arrays are not allowed");
    return node.elements.map((item, i) => innerMatcher(op, { node: item, path: jsonPathOf(path, i) }, report));
  }
  if (node.kind === "object" || node.kind === "null" || node.kind === "boolean") throw report.value(at, BAD_VALUE);
  return [innerMatcher(op, at, report)];
}

function innerMatcher(op: Inner, at: Place, report: Reporter): Matcher {
  const text = textOf(at.node);
  if (text === undefined) {
    if (isOpaque(at.node, "string")) return OPAQUE;
    throw report.value(at, BAD_INNER[op]);
  }
  switch (op) {
    case "prefix":
    case "suffix":
      if (text === "") throw report.value(at, "Null prefix/suffix not allowed");
      return { op, text };
    case "equals-ignore-case":
      return { op, folded: new CaseInsensitiveText(text) };
    case "wildcard":
      return wildcardOf(at, report);
  }
}

function textOf(node: JsonNode): string | undefined {
  return node.kind === "string" ? node.value : undefined;
}
