import { parseIntrinsic } from "../intrinsics/parse";
import { jsonataFacts } from "../jsonata/facts";
import { isJsonataNode, type JsonataNode, parseJsonata } from "../jsonata/parse";
import type { QueryLanguage } from "../machine";
import { foldExpression, isPlainNode } from "./fold";
import type { Payload, Setting } from "./setting";

/** Intrinsic functions that make a text. */
const TEXT_CALLS = new Set("Base64Decode Base64Encode Format Hash JsonToString UUID".split(" "));

/** Functions of JSONata that make a text, or fail. */
const TEXT_FUNCTIONS = new Set(
  "string join substring substringBefore substringAfter lowercase uppercase trim pad replace formatNumber formatBase formatInteger base64encode base64decode encodeUrl encodeUrlComponent decodeUrl decodeUrlComponent now fromMillis uuid hash".split(
    " ",
  ),
);

/** A body that is a text whatever the input is. */
export interface TextBody {
  /** What is known of its beginning. */
  readonly start: string;
  /** True if that is all of it. */
  readonly isWhole: boolean;
}

/** What is known of a body that is always a text; undefined for all others. */
export function textBodyOf(body: Setting, { language, isUnresolved }: Payload): TextBody | undefined {
  if (body.kind === "expression") {
    if (!makesText(body.text, language)) return undefined;
    const [start, ...others] = foldExpression(body.text, language);
    return { start: start ?? "", isWhole: typeof start === "string" && others.length === 0 && !isUnresolved(start) };
  }
  if (body.kind === "missing" || typeof body.value !== "string") return undefined;
  if (body.kind === "literal") return { start: body.value, isWhole: true };
  // A placeholder alone may stand for anything; with text around it, it is part of a text.
  return isUnresolved(body.value) && !/^\$\{[^{}]*\}$/.test(body.value)
    ? { start: body.value.split("${", 1)[0]!, isWhole: false }
    : undefined;
}

/** What was likely meant as a path or an expression, of which other checks tell. */
const LIKE_EXPRESSION = /^\s*(?:\$|States\.|\{%)/;

/** True for a text that is certainly no JSON, and was not meant as anything else. */
export function isNoJson({ start, isWhole }: TextBody): boolean {
  if (start.trim() === "" || LIKE_EXPRESSION.test(start)) return false;
  if (!isWhole) return /^\s*[^\s[{"\dtfn-]/.test(start);
  try {
    JSON.parse(start);
    return false;
  } catch {
    return true;
  }
}

/** True for an expression that makes nothing but texts. */
function makesText(text: string, language: QueryLanguage): boolean {
  if (language === "JSONPath") {
    const { call } = /^\s*States\./.test(text) ? parseIntrinsic(text.trim()) : {};
    return call !== undefined && TEXT_CALLS.has(call.name);
  }
  const { ast } = parseJsonata(text);
  return ast !== undefined && isText(ast, ast);
}

function isText(node: JsonataNode, whole: JsonataNode): boolean {
  if (!isPlainNode(node)) return false;
  switch (node.type) {
    case "string":
      return true;
    case "binary":
      return node.value === "&";
    case "block": {
      const last: unknown = Array.isArray(node.expressions) ? node.expressions.at(-1) : undefined;
      return isJsonataNode(last) && isText(last, whole);
    }
    case "function": {
      const { procedure } = node;
      const name = isJsonataNode(procedure) && procedure.type === "variable" ? String(procedure.value) : "";
      // What the expression itself defines is no reference.
      return TEXT_FUNCTIONS.has(name) && jsonataFacts(whole).references.some((reference) => reference.name === name);
    }
    default:
      return false;
  }
}
