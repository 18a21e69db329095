import { type IResolvable, type IResolveContext, Token, Tokenization } from "cdktf";
import { asInterpolation } from "./hcl";

/**
 * A token is either a Terraform expression or, as with Lazy, produces a value that may hold further tokens. Resolving one
 * step at a time tells them apart: after a full resolve a literal `${` and a reference look the same.
 */
export function resolveOnce(token: IResolvable, context: IResolveContext): { expression?: string; value?: unknown } {
  // cdktf's references set suppressBraces on the context for what is nested in them, and leave it set.
  const { suppressBraces } = context;
  const value: unknown = token.resolve(context);
  context.suppressBraces = suppressBraces;
  if (typeof value !== "string") {
    return { value };
  }
  const expression = asInterpolation(value);
  if (!Token.isUnresolved(value)) {
    return expression === undefined ? { value } : { expression };
  }
  return expression !== undefined && STRING_TOKEN_ONLY.test(expression)
    ? { expression: resolvedInBraces(expression, context) }
    : { value };
}

/** What stands between the braces of a reference to another stack: cdktf has a second token there, that of its remote state. */
function resolvedInBraces(token: string, context: IResolveContext): string {
  const { suppressBraces } = context;
  context.suppressBraces = true;
  const expression = String(context.resolve(token));
  context.suppressBraces = suppressBraces;
  return expression;
}

/**
 * ARNs and the parts of an ARN that data sources know hold no character that JSON escapes: they stand in the document as
 * they are, and the document stays readable.
 */
const NEEDS_NO_ESCAPING =
  /^(data\.)?aws_\w+\.[\w-]+\.(arn|\w+_arn)$|^data\.aws_(caller_identity|partition|region)\.[\w-]+\.(account_id|partition|id)$/;

/** The same of another stack: cdktf leaves out the dots in an output's name, and the hash before the attribute tells it. */
const NEEDS_NO_ESCAPING_ELSEWHERE =
  /^data\.terraform_remote_state\.[\w-]+\.outputs\.cross-stack-output-((data)?aws_[\w-]+_[\dA-F]{8}(arn|\w+_arn)|dataaws_(caller_identity|partition|region)[\w-]+_[\dA-F]{8}(account_id|partition|id))$/;

export function needsNoEscaping(expression: string): boolean {
  return NEEDS_NO_ESCAPING.test(expression) || NEEDS_NO_ESCAPING_ELSEWHERE.test(expression);
}

/** How cdktf writes a token into a string. */
export const STRING_TOKEN = /(\$\{TfToken\[[\w:.-]+\]\})/;
export const STRING_TOKEN_ONLY = /^\$\{TfToken\[[\w:.-]+\]\}$/;

/** cdktf encodes number tokens as doubles of about -1e298; beside other characters their digits are lost for good. */
export const NUMBER_TOKEN_IN_TEXT = /\d\.?\d*e\+29[0-9]/;

/** How it encodes a list and a map: as their one element and their one key. */
export const COLLECTION_TOKEN_IN_TEXT = /[#&]\{TfToken\[[\w:.-]+\]\}/;
export const COLLECTION_TOKEN_ONLY = /^[#&]\{TfToken\[[\w:.-]+\]\}$/;

export function stringToken(text: string): IResolvable {
  return Tokenization.reverseString(text).firstToken as IResolvable;
}

export function wholeToken(text: string): IResolvable | undefined {
  return text.startsWith("${TfToken[") && STRING_TOKEN_ONLY.test(text) ? stringToken(text) : undefined;
}
