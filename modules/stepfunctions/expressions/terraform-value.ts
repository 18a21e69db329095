import { type IResolvable, type IResolveContext, Token, Tokenization } from "cdktf";
import { asInterpolation } from "../../core/hcl";
import { STRING_TOKEN } from "../../core/json-tokens";

/** What to do with a value that Terraform or cdktf knows later. */
export interface ValueConversion {
  /** With a text that cdktf has when it writes Terraform's JSON. */
  readonly literal: (text: string) => string;
  /** With an expression of Terraform, in HCL. */
  readonly expression: (hcl: string) => string;
}

/** A text at its tokens; those are at the odd indexes. */
export function splitTokens(text: string): readonly string[] {
  return text.includes("${TfToken[") ? text.split(STRING_TOKEN) : [text];
}

/**
 * A token with a conversion. Written by hand, because cdktf does not escape backslashes in arguments of functions.
 */
export function convertToken(token: string, conversion: ValueConversion): string {
  return Token.asString(new ConvertedToken(token, conversion));
}

/** A text with its converted tokens as they were before. */
export function withoutConversions(text: string): string {
  return splitTokens(text)
    .map((piece, index) => {
      const token = index % 2 === 0 ? undefined : Tokenization.reverseString(piece).firstToken;
      return token instanceof ConvertedToken ? token.original : piece;
    })
    .join("");
}

/** A text for a message, without its tokens. */
export function withoutTokens(text: string): string {
  return splitTokens(text)
    .map((piece, index) => (index % 2 === 0 ? piece : "…"))
    .join("");
}

class ConvertedToken implements IResolvable {
  public readonly creationStack: string[] = [];

  constructor(
    public readonly original: string,
    private readonly conversion: ValueConversion,
  ) {}

  public resolve(context: IResolveContext): string {
    const { suppressBraces } = context;
    const text = String(context.resolve(this.original));
    context.suppressBraces = suppressBraces;
    const hcl = asInterpolation(text);
    return hcl === undefined ? this.conversion.literal(text) : `\${${this.conversion.expression(hcl)}}`;
  }

  public toString(): string {
    return Token.asString(this);
  }
}
