import { type IResolvable, type IResolveContext, Token, Tokenization } from "cdktf";
import { type Fragment, joinFragments } from "./hcl";
import {
  COLLECTION_TOKEN_IN_TEXT,
  NUMBER_TOKEN_IN_TEXT,
  needsNoEscaping,
  resolveOnce,
  STRING_TOKEN,
  STRING_TOKEN_ONLY,
  stringToken,
  wholeToken,
} from "./json-tokens";

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

/** What stands for a token until it can be resolved. */
export interface Hole {
  readonly token: IResolvable;
  /** Of a value that the token may produce. */
  readonly path: string;
  /** Whether it is a part of a string, and not a value of its own. */
  readonly isInText: boolean;
}

export type Piece = Fragment | Hole;

export function isHole(piece: Piece): piece is Hole {
  return "token" in piece;
}

/** Walks a document once, into text and the tokens between. Most of a large synth is spent in here. */
export class Writer {
  private readonly pieces: Piece[] = [];
  private pending = "";
  private readonly ancestors = new Set<object>();

  /** @param context with one, tokens are resolved; without one, they stay */
  constructor(
    private readonly dialect: JsonDialect,
    private readonly context?: IResolveContext,
  ) {}

  public document(value: unknown): readonly Piece[] {
    this.value(value, "$");
    this.flush();
    return this.pieces;
  }

  /** A document that was walked before, with its tokens resolved. */
  public filled(pieces: readonly Piece[]): string {
    for (const piece of pieces) {
      if ("literal" in piece) {
        this.pending += piece.literal;
      } else if (isHole(piece)) {
        if (piece.isInText) {
          this.tokenInText(piece.token);
        } else {
          this.token(piece.token, piece.path);
        }
      }
    }
    this.flush();
    return joinFragments(this.pieces as Fragment[]);
  }

  private flush(): void {
    if (this.pending !== "") {
      this.pieces.push({ literal: this.pending });
      this.pending = "";
    }
  }

  private add(piece: Piece): void {
    this.flush();
    this.pieces.push(piece);
  }

  private value(value: unknown, path: string): void {
    const special = this.dialect.value?.(value);
    if (special !== undefined) {
      this.pending += special;
      return;
    }
    if (value === null || value === undefined) {
      this.pending += "null";
      return;
    }
    switch (typeof value) {
      case "boolean":
        this.pending += value ? "true" : "false";
        return;
      case "number":
        this.number(value, path);
        return;
      case "string":
        this.string(value);
        return;
      case "object":
        this.object(value, path);
        return;
      default:
        throw new JsonRenderError(path, `is a ${typeof value}, which JSON cannot hold`);
    }
  }

  private number(value: number, path: string): void {
    if (Token.isUnresolved(value)) {
      this.token(Tokenization.reverseNumber(value) as IResolvable, path);
      return;
    }
    if (!Number.isFinite(value)) {
      throw new JsonRenderError(path, `is ${value}, which JSON cannot hold`);
    }
    this.pending += JSON.stringify(value);
  }

  private string(value: string): void {
    const parts = this.dialect.split?.(value) ?? [{ text: value }];
    const only = parts[0];
    if (parts.length === 1 && only !== undefined && "text" in only) {
      const token = wholeToken(only.text);
      if (token !== undefined) {
        this.token(token, "");
        return;
      }
    }
    this.pending += '"';
    for (const part of parts) {
      if ("raw" in part) {
        this.pending += part.raw;
      } else {
        this.text(part.text);
      }
    }
    this.pending += '"';
  }

  /** The inside of a JSON string. */
  private text(text: string): void {
    if (!text.includes("TfToken[") && !text.includes("e+29")) {
      this.literalText(text); // nearly every text of a large synth
      return;
    }
    if (NUMBER_TOKEN_IN_TEXT.test(text)) {
      throw new JsonRenderError(
        `${JSON.stringify(text)}`,
        "holds a number token inside text: write Token.asString(number)",
      );
    }
    if (COLLECTION_TOKEN_IN_TEXT.test(text)) {
      throw new JsonRenderError(
        "a text, list or object",
        "holds a list or map token beside something else: use Fn.join, Fn.concat or Fn.merge",
      );
    }
    if (!Token.isUnresolved(text)) {
      this.literalText(text);
      return;
    }
    for (const piece of text.split(STRING_TOKEN)) {
      if (STRING_TOKEN_ONLY.test(piece)) {
        this.tokenInText(stringToken(piece));
      } else {
        this.literalText(piece);
      }
    }
  }

  private literalText(text: string): void {
    const json = JSON.stringify(text).slice(1, -1);
    this.pending += this.dialect.literal?.(json) ?? json;
  }

  private object(value: object, path: string): void {
    if (Tokenization.isResolvable(value)) {
      this.token(value as IResolvable, path);
      return;
    }
    if (this.ancestors.has(value)) {
      throw new JsonRenderError(path, "refers back to an object that contains it");
    }
    this.ancestors.add(value);
    if (Array.isArray(value)) {
      this.array(value, path);
    } else {
      this.members(value, path);
    }
    this.ancestors.delete(value);
  }

  private array(values: readonly unknown[], path: string): void {
    if (values.length === 1 && typeof values[0] === "string") {
      const list = Tokenization.reverseList(values as string[]);
      if (list !== undefined) {
        this.token(list, path);
        return;
      }
    }
    this.pending += "[";
    for (const [index, value] of values.entries()) {
      if (index > 0) {
        this.pending += ",";
      }
      this.value(value, `${path}[${index}]`);
    }
    this.pending += "]";
  }

  private members(value: object, path: string): void {
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) {
      throw new JsonRenderError(path, `is a ${value.constructor?.name ?? "class instance"}, which JSON cannot hold`);
    }
    const map = Tokenization.reverseMap(value as { [key: string]: unknown });
    if (map !== undefined) {
      this.token(map, path);
      return;
    }
    let separator = "{";
    for (const [key, member] of Object.entries(value)) {
      if (member === undefined) {
        continue;
      }
      this.pending += `${separator}"`;
      separator = ",";
      this.text(key);
      this.pending += '":';
      this.value(member, `${path}.${key}`);
    }
    this.pending += separator === "{" ? "{}" : "}";
  }

  /** A token that is a whole value. */
  private token(token: IResolvable, path: string): void {
    if (this.context === undefined) {
      this.add({ token, path, isInText: false });
      return;
    }
    const { expression, value } = resolveOnce(token, this.context);
    if (expression === undefined) {
      this.value(value, path);
      return;
    }
    if (needsNoEscaping(expression)) {
      this.pending += '"';
      this.add({ expression });
      this.pending += '"';
      return;
    }
    this.add({ expression: `jsonencode(${expression})` });
  }

  /** A token inside a string. */
  private tokenInText(token: IResolvable): void {
    if (this.context === undefined) {
      this.add({ token, path: "", isInText: true });
      return;
    }
    const { expression, value } = resolveOnce(token, this.context);
    if (expression === undefined) {
      this.producedInText(value);
      return;
    }
    this.add({
      expression: needsNoEscaping(expression)
        ? expression
        : `trimsuffix(trimprefix(jsonencode(tostring(${expression})), "\\""), "\\"")`,
    });
  }

  /** What a Lazy inside a string produced. */
  private producedInText(value: unknown): void {
    if (Tokenization.isResolvable(value)) {
      this.tokenInText(value);
      return;
    }
    if (typeof value === "number" && Token.isUnresolved(value)) {
      this.tokenInText(Tokenization.reverseNumber(value) as IResolvable);
      return;
    }
    this.text(String(value));
  }
}
