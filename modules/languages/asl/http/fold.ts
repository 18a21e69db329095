import { type IntrinsicArgument, type IntrinsicCall, parseIntrinsic } from "../intrinsics/parse";
import { isJsonataNode, type JsonataNode, parseJsonata } from "../jsonata/parse";
import type { QueryLanguage } from "../machine";

/** A text in parts: what is known of it, and null for what is known only at run time. */
export type TextPart = string | null;

const UNKNOWN: readonly TextPart[] = [null];

/** What is known of the text that an expression makes: never more than is certain. */
export function foldExpression(text: string, language: QueryLanguage): readonly TextPart[] {
  if (language === "JSONata") {
    const { ast } = parseJsonata(text);
    // A block may give the functions that are read here another meaning.
    return ast === undefined || /\$(?:join|single)\s*:=/.test(text) ? UNKNOWN : joined(foldJsonata(ast));
  }
  if (!/^\s*States\./.test(text)) {
    return UNKNOWN;
  }
  const { call } = parseIntrinsic(text.trim());
  return call === undefined ? UNKNOWN : joined(foldCall(call));
}

/** The text that an expression always makes, if it is the same one always. */
export function foldedText(text: string, language: QueryLanguage): string | undefined {
  const [part, ...others] = foldExpression(text, language);
  return others.length === 0 && typeof part === "string" ? part : undefined;
}

/** Joins neighbours of one kind. */
function joined(parts: readonly TextPart[]): TextPart[] {
  const result: TextPart[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (part === null) {
      if (last !== null) {
        result.push(null);
      }
    } else if (typeof last === "string") {
      result[result.length - 1] = last + part;
    } else if (part !== "" || parts.length === 1) {
      result.push(part);
    }
  }
  return result.length === 0 ? [""] : result;
}

function foldCall(call: IntrinsicCall): readonly TextPart[] {
  const [template, ...values] = call.arguments;
  if (call.name !== "Format" || template?.kind !== "string" || template.escapes.length > 0) {
    return UNKNOWN;
  }
  const parts: TextPart[] = [];
  // The escapes `\{` and `\}` are braces of the text; `{}` is a place to fill.
  for (const [piece] of template.source.matchAll(/\\.|\{\}|[^\\{]+|\{/gs)) {
    if (piece === "{}") {
      const value = values.shift();
      parts.push(...(value === undefined ? UNKNOWN : foldArgument(value)));
    } else {
      parts.push(piece.startsWith("\\") ? piece.slice(1) : piece);
    }
  }
  return parts;
}

function foldArgument(value: IntrinsicArgument): readonly TextPart[] {
  switch (value.kind) {
    case "call":
      return foldCall(value);
    case "string":
      return value.escapes.length > 0 ? UNKNOWN : [value.value];
    case "number":
      return Number.isSafeInteger(value.value) ? [String(value.value)] : UNKNOWN;
    default:
      return UNKNOWN;
  }
}

/** Parts of a node that change nothing of its value. */
const PLAIN = new Set(["type", "value", "position", "lhs", "rhs", "expressions", "arguments", "procedure"]);

/** True for a node whose value is that of its parts: without a predicate or a group, which would change it. */
export function isPlainNode(node: JsonataNode): boolean {
  return Object.keys(node).every((key) => node[key] === undefined || PLAIN.has(key));
}

function foldJsonata(node: JsonataNode): readonly TextPart[] {
  if (!isPlainNode(node)) {
    return UNKNOWN;
  }
  const { value } = node;
  switch (node.type) {
    case "string":
      return [String(value)];
    case "number":
      return Number.isSafeInteger(value) ? [String(value)] : UNKNOWN;
    case "binary":
      return value === "&" && isJsonataNode(node.lhs) && isJsonataNode(node.rhs)
        ? [...foldJsonata(node.lhs), ...foldJsonata(node.rhs)]
        : UNKNOWN;
    case "block": {
      const last: unknown = Array.isArray(node.expressions) ? node.expressions.at(-1) : undefined;
      return isJsonataNode(last) ? foldJsonata(last) : UNKNOWN;
    }
    case "function":
      return foldSingle(node) ?? foldJoin(node);
    default:
      return UNKNOWN;
  }
}

/** `$single` of a list that is written out with one element: the element, or an error. */
function foldSingle(node: JsonataNode): readonly TextPart[] | undefined {
  const [list, predicate] = Array.isArray(node.arguments) ? node.arguments : [];
  const elements = isCallOf("single", node) && predicate === undefined ? elementsOf(list) : undefined;
  return elements?.length === 1 && isJsonataNode(elements[0]) ? foldJsonata(elements[0]) : undefined;
}

/** `$join` of literals; of anything else neither the number of items nor their separators are certain. */
function foldJoin(node: JsonataNode): readonly TextPart[] {
  const [list, separator] = Array.isArray(node.arguments) ? node.arguments : [];
  const elements = isCallOf("join", node) ? elementsOf(list) : undefined;
  if (elements === undefined) {
    return UNKNOWN;
  }
  const between = separator === undefined ? "" : literalOf(separator);
  const items = elements.map(literalOf);
  return between === undefined || items.includes(undefined) ? UNKNOWN : [items.join(between)];
}

function isCallOf(name: string, { procedure }: JsonataNode): boolean {
  return isJsonataNode(procedure) && procedure.type === "variable" && procedure.value === name;
}

/** The elements of a list that is written out. */
function elementsOf(node: unknown): readonly unknown[] | undefined {
  const isList = isJsonataNode(node) && node.type === "unary" && node.value === "[" && isPlainNode(node);
  return isList && Array.isArray(node.expressions) ? node.expressions : undefined;
}

function literalOf(node: unknown): string | undefined {
  if (!isJsonataNode(node) || node.type === "number") {
    return undefined;
  }
  const [part, ...others] = joined(foldJsonata(node));
  return others.length === 0 && typeof part === "string" ? part : undefined;
}
