import { DefaultTokenResolver, type IResolvable, type IResolveContext, StringConcat, Token, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";
import { asInterpolation, escapeBeforeInterpolation, escapeTemplate, type Fragment, joinFragments } from "./hcl";

/**
 * The one place that turns values into JSON for a Terraform string: event patterns, policies, templates, definitions.
 *
 * Neither `JSON.stringify` nor `Fn.jsonencode` of a whole document is right: the first lets Terraform evaluate a literal
 * `${` and cannot carry list, map and boolean tokens; the second writes invalid HCL for quotes, backslashes and CRLF,
 * and turns `<` into `\u003c`. So literals are stringified and escaped, and each token leaf is encoded by Terraform.
 */

/** Replaces values the document's own language treats specially, such as an EventBridge placeholder. */
export interface JsonDialect {
  /** Raw text that stands for a whole value, or undefined to render the value as usual. */
  readonly value?: (value: unknown) => string | undefined;
  /** Parts of a string: literal text, and raw text that goes into the string as it is. Undefined: no such parts. */
  readonly split?: (text: string) => readonly StringPart[] | undefined;
  /** Applied to the JSON text of a literal, before Terraform's escaping. */
  readonly literal?: (jsonText: string) => string;
}

/** A piece of a string: `text` is a literal, `raw` belongs to the document's language. */
export type StringPart = { readonly text: string } | { readonly raw: string };

/** A value that cannot be rendered as JSON, with where it stands. */
export class JsonRenderError extends TypeError {
  constructor(
    /** JSON path of the value, for example `$.detail.when`. */
    public readonly path: string,
    reason: string,
  ) {
    super(`${path} ${reason}`);
  }
}

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
    return Token.asString(new RenderedJson((context) => new Renderer(dialect, context).document(produce())));
  }
  const eager = new Renderer(dialect);
  const text = eager.document(document);
  if (!eager.sawToken) {
    return text;
  }
  return Token.asString(new RenderedJson((context) => new Renderer(dialect, context).document(document)));
}

/**
 * The document's text with a stand-in for every token, for checks of its grammar and size at synth: `"token"` for a whole
 * value, `token` inside a string.
 */
export function sampleJson(document: unknown, dialect: JsonDialect = {}): string {
  return new Renderer(dialect).document(typeof document === "function" ? document() : document);
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

/** Without a context it finds out whether there are tokens and refuses what cannot be rendered. */
class Renderer {
  public sawToken = false;
  private readonly ancestors = new Set<object>();

  constructor(
    private readonly dialect: JsonDialect,
    private readonly context?: IResolveContext,
  ) {}

  public document(value: unknown): string {
    return joinFragments(this.value(value, "$"));
  }

  private value(value: unknown, path: string): Fragment[] {
    const special = this.dialect.value?.(value);
    if (special !== undefined) {
      return [{ literal: special }];
    }
    if (value === null || value === undefined) {
      return [{ literal: "null" }];
    }
    switch (typeof value) {
      case "boolean":
        return [{ literal: value ? "true" : "false" }];
      case "number":
        return this.number(value, path);
      case "string":
        return this.string(value);
      case "object":
        return this.object(value, path);
      default:
        throw new JsonRenderError(path, `is a ${typeof value}, which JSON cannot hold`);
    }
  }

  private number(value: number, path: string): Fragment[] {
    if (Token.isUnresolved(value)) {
      return this.token(Tokenization.reverseNumber(value) as IResolvable, path);
    }
    if (!Number.isFinite(value)) {
      throw new JsonRenderError(path, `is ${value}, which JSON cannot hold`);
    }
    return [{ literal: JSON.stringify(value) }];
  }

  private string(value: string): Fragment[] {
    const parts = this.dialect.split?.(value) ?? [{ text: value }];
    const only = parts[0];
    if (parts.length === 1 && only !== undefined && "text" in only) {
      const token = wholeToken(only.text);
      if (token !== undefined) {
        return this.token(token, "");
      }
    }
    return [{ literal: '"' }, ...parts.flatMap((part) => this.part(part)), { literal: '"' }];
  }

  private part(part: StringPart): Fragment[] {
    return "raw" in part ? [{ literal: part.raw }] : this.text(part.text);
  }

  /** The inside of a JSON string. */
  private text(text: string): Fragment[] {
    if (!text.includes("TfToken[") && !text.includes("e+29")) {
      return [this.literalText(text)]; // nearly every text of a large synth
    }
    if (NUMBER_TOKEN_IN_TEXT.test(text)) {
      throw new JsonRenderError(
        `${JSON.stringify(text)}`,
        "holds a number token inside text: write Token.asString(number)",
      );
    }
    if (!Token.isUnresolved(text)) {
      return [this.literalText(text)];
    }
    return text
      .split(STRING_TOKEN)
      .flatMap((piece) =>
        STRING_TOKEN_ONLY.test(piece) ? this.tokenInText(stringToken(piece)) : this.literalText(piece),
      );
  }

  private literalText(text: string): Fragment {
    const json = JSON.stringify(text).slice(1, -1);
    return { literal: this.dialect.literal?.(json) ?? json };
  }

  private object(value: object, path: string): Fragment[] {
    if (Tokenization.isResolvable(value)) {
      return this.token(value as IResolvable, path);
    }
    if (this.ancestors.has(value)) {
      throw new JsonRenderError(path, "refers back to an object that contains it");
    }
    this.ancestors.add(value);
    const fragments = Array.isArray(value) ? this.array(value, path) : this.members(value, path);
    this.ancestors.delete(value);
    return fragments;
  }

  private array(values: readonly unknown[], path: string): Fragment[] {
    if (values.length === 1 && typeof values[0] === "string") {
      const list = Tokenization.reverseList(values as string[]);
      if (list !== undefined) {
        return this.token(list, path);
      }
    }
    const fragments: Fragment[] = [{ literal: "[" }];
    values.forEach((value, index) => {
      if (index > 0) {
        fragments.push({ literal: "," });
      }
      fragments.push(...this.value(value, `${path}[${index}]`));
    });
    fragments.push({ literal: "]" });
    return fragments;
  }

  private members(value: object, path: string): Fragment[] {
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) {
      throw new JsonRenderError(path, `is a ${value.constructor?.name ?? "class instance"}, which JSON cannot hold`);
    }
    const map = Tokenization.isResolvable(value)
      ? undefined
      : Tokenization.reverseMap(value as { [key: string]: unknown });
    if (map !== undefined) {
      return this.token(map, path);
    }
    const fragments: Fragment[] = [{ literal: "{" }];
    for (const [key, member] of Object.entries(value)) {
      if (member === undefined) {
        continue;
      }
      fragments.push(
        ...(fragments.length > 1 ? [{ literal: "," }] : []),
        { literal: '"' },
        ...this.text(key),
        { literal: '":' },
        ...this.value(member, `${path}.${key}`),
      );
    }
    fragments.push({ literal: "}" });
    return fragments;
  }

  /** A token that is a whole value. */
  private token(token: IResolvable, path: string): Fragment[] {
    this.sawToken = true;
    if (this.context === undefined) {
      return [{ literal: '"token"' }];
    }
    const { expression, value } = resolveOnce(token, this.context);
    if (expression === undefined) {
      return this.value(value, path);
    }
    if (NEEDS_NO_ESCAPING.test(expression)) {
      return [{ literal: '"' }, { expression }, { literal: '"' }];
    }
    return [{ expression: `jsonencode(${expression})` }];
  }

  /** A token inside a string. */
  private tokenInText(token: IResolvable): Fragment[] {
    this.sawToken = true;
    if (this.context === undefined) {
      return [{ literal: "token" }];
    }
    const { expression, value } = resolveOnce(token, this.context);
    if (expression === undefined) {
      return this.producedInText(value);
    }
    if (NEEDS_NO_ESCAPING.test(expression)) {
      return [{ expression }];
    }
    return [{ expression: `trimsuffix(trimprefix(jsonencode(tostring(${expression})), "\\""), "\\"")` }];
  }

  /** What a Lazy inside a string produced. */
  private producedInText(value: unknown): Fragment[] {
    if (Tokenization.isResolvable(value)) {
      return this.tokenInText(value);
    }
    if (typeof value === "number" && Token.isUnresolved(value)) {
      return this.tokenInText(Tokenization.reverseNumber(value) as IResolvable);
    }
    return this.text(String(value));
  }
}

/**
 * A token is either a Terraform expression or, as with Lazy, produces a value that may hold further tokens. Resolving one
 * step at a time tells them apart: after a full resolve a literal `${` and a reference look the same.
 */
function resolveOnce(token: IResolvable, context: IResolveContext): { expression?: string; value?: unknown } {
  // cdktf's references set suppressBraces on the context for what is nested in them, and leave it set.
  const { suppressBraces } = context;
  const value: unknown = token.resolve(context);
  context.suppressBraces = suppressBraces;
  if (typeof value === "string" && !Token.isUnresolved(value)) {
    const expression = asInterpolation(value);
    return expression === undefined ? { value } : { expression };
  }
  return { value };
}

/**
 * ARNs and the parts of an ARN that data sources know hold no character that JSON escapes: they stand in the document as
 * they are, and the document stays readable.
 */
const NEEDS_NO_ESCAPING =
  /^(data\.)?aws_\w+\.[\w-]+\.(arn|\w+_arn)$|^data\.aws_(caller_identity|partition|region)\.[\w-]+\.(account_id|partition|id)$/;

/** How cdktf writes a token into a string. */
const STRING_TOKEN = /(\$\{TfToken\[[\w:.-]+\]\})/;
const STRING_TOKEN_ONLY = /^\$\{TfToken\[[\w:.-]+\]\}$/;

/** cdktf encodes number tokens as doubles of about -1e298; beside other characters their digits are lost for good. */
const NUMBER_TOKEN_IN_TEXT = /\d\.?\d*e\+29[0-9]/;

function stringToken(text: string): IResolvable {
  return Tokenization.reverseString(text).firstToken as IResolvable;
}

function wholeToken(text: string): IResolvable | undefined {
  return text.startsWith("${TfToken[") && STRING_TOKEN_ONLY.test(text) ? stringToken(text) : undefined;
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
