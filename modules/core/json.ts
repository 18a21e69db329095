import { DefaultTokenResolver, type IResolvable, type IResolveContext, StringConcat, Token, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";
import { escapeBeforeInterpolation, escapeTemplate, type Fragment, joinFragments } from "./hcl";
import { STRING_TOKEN, STRING_TOKEN_ONLY } from "./json-tokens";
import { isHole, type JsonDialect, JsonRenderError, Writer } from "./json-writer";

export { type JsonDialect, JsonRenderError, type StringPart } from "./json-writer";

/**
 * The one place that turns values into JSON for a Terraform string: event patterns, policies, templates, definitions.
 *
 * Neither `JSON.stringify` nor `Fn.jsonencode` of a whole document is right: the first lets Terraform evaluate a literal
 * `${` and cannot carry list, map and boolean tokens; the second writes invalid HCL for quotes, backslashes and CRLF,
 * and turns `<` into `\u003c`. So literals are stringified and escaped, and each token leaf is encoded by Terraform.
 */

/**
 * Renders a JSON document for a Terraform string argument. Without tokens the text is complete at once; with tokens it is
 * itself one token, resolved at synth, so that a document may be a function that collects until then.
 *
 * Literal `${` and `%{` are escaped; `<` survives; a token keeps its type; object members that are undefined are left out
 * and array elements that are undefined become null, as `JSON.stringify` does.
 *
 * @throws JsonRenderError for NaN, Infinity, BigInt, functions, symbols, Dates, Maps and other class instances, and cycles
 */
export function renderJson(document: unknown, dialect: JsonDialect = {}): string {
  if (typeof document === "function") {
    const produce = document as () => unknown;
    return Token.asString(
      new RenderedJson((context) => joinFragments(new Writer(dialect, context).document(produce()) as Fragment[])),
    );
  }
  const pieces = new Writer(dialect).document(document);
  if (!pieces.some(isHole)) {
    return joinFragments(pieces as Fragment[]);
  }
  // cdktf resolves each token twice: the document is walked once, and only its tokens are resolved again.
  return Token.asString(new RenderedJson((context) => new Writer(dialect, context).filled(pieces)));
}

/**
 * The document's text with a stand-in for every token, for checks of its grammar and size at synth: `"token"` for a whole
 * value, `token` inside a string.
 */
export function sampleJson(document: unknown, dialect: JsonDialect = {}): string {
  const pieces = new Writer(dialect).document(typeof document === "function" ? document() : document);
  return joinFragments(
    pieces.map((piece) => (isHole(piece) ? { literal: piece.isInText ? "token" : '"token"' } : piece)),
  );
}

/**
 * Renders text that is no JSON: literal `${` and `%{` are escaped, tokens stay what they are.
 */
export function renderText(text: string): string {
  if (!/[$%]\{/.test(text)) {
    return text;
  }
  const pieces = text.split(STRING_TOKEN);
  return pieces
    .map((piece, index) => {
      if (STRING_TOKEN_ONLY.test(piece)) {
        return piece;
      }
      const next = pieces[index + 1];
      return next === undefined ? escapeTemplate(piece) : escapeBeforeInterpolation(piece);
    })
    .join("");
}

/** A Terraform string that is resolved at synth. Unlike cdktf's own tokens it takes no stack trace, which is most of their cost. */
class RenderedJson implements IResolvable {
  public readonly creationStack: string[] = [];

  constructor(private readonly render: (context: IResolveContext) => string) {}

  public resolve(context: IResolveContext): string {
    if (context.suppressBraces) {
      throw new JsonRenderError(
        "$",
        "is a rendered document with tokens, which cannot be an argument of a Terraform function",
      );
    }
    return this.render(context);
  }

  public toString(): string {
    return Token.asString(this);
  }
}

/** A value with its tokens resolved to what Terraform will read. */
export function resolveTokens(scope: IConstruct, value: unknown): unknown {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return Tokenization.resolve(value, { scope, resolver, preparing: false });
}

/** The same as JSON, for a person to read: not for an argument of Terraform. */
export function resolvedJson(scope: IConstruct, value: unknown): string {
  return JSON.stringify(resolveTokens(scope, value));
}

const MAX_PRINTED = 200;

/** A value as a message shows it: JSON, cut to a readable length. */
export function printable(value: unknown): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    // cyclic, or a BigInt: its own text says enough
  }
  text ??= typeof value === "function" ? "a function" : String(value);
  return text.length > MAX_PRINTED ? `${text.slice(0, MAX_PRINTED)}… (${text.length} characters)` : text;
}
