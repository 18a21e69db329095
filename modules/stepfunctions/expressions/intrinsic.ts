import { type IResolvable, Token, Tokenization } from "cdktf";
import { holdsMark, splitMarks } from "./expression-marks";
import type { JsonPath } from "./json-path";
import { convertToken, splitTokens } from "./terraform-value";

/** What an intrinsic function takes. A list becomes `States.Array`. */
export type IntrinsicArgument =
  | string
  | number
  | boolean
  | null
  | JsonPath
  | IResolvable
  | readonly IntrinsicArgument[];

/** A value that no intrinsic function can take. */
export class NoIntrinsicArgument extends TypeError {}

/** A call of an intrinsic function. `isFormat`: the first argument's `{}` are places, not text. */
export function intrinsicCall(
  name: string,
  values: readonly unknown[],
  { isFormat = false }: { readonly isFormat?: boolean } = {},
): string {
  const texts = values.map((value, index) =>
    isFormat && index === 0 ? `'${escapeText(String(value), FORMAT_RESERVED)}'` : intrinsicArgument(value),
  );
  return `${name}(${texts.join(", ")})`;
}

/**
 * A value as an argument of an intrinsic function.
 *
 * @throws NoIntrinsicArgument for objects and for expressions of JSONata
 */
export function intrinsicArgument(value: unknown): string {
  if (value === null || typeof value === "boolean") {
    return String(value);
  }
  if (typeof value === "number") {
    return Token.isUnresolved(value) ? Token.asString(value) : finite(value);
  }
  if (typeof value === "string") {
    return holdsMark(value) ? formatText(value) : `'${escapeText(value)}'`;
  }
  if (Array.isArray(value) && !Token.isUnresolved(value)) {
    return intrinsicCall("States.Array", value);
  }
  const reference = referenceOf(value);
  if (reference !== undefined) {
    return reference;
  }
  if (Tokenization.isResolvable(value)) {
    return Token.asString(value);
  }
  throw new NoIntrinsicArgument(
    "an intrinsic function takes texts, numbers, booleans, null, paths and lists of them only",
  );
}

/**
 * A text with paths in it as a call of `States.Format`.
 *
 * @throws NoIntrinsicArgument for expressions of JSONata
 */
export function formatText(text: string): string {
  let template = "";
  const values: string[] = [];
  for (const part of splitMarks(text)) {
    if ("text" in part) {
      template += escapeText(part.text);
    } else if ("jsonPath" in part) {
      template += "{}";
      values.push(part.jsonPath);
    } else {
      throw new NoIntrinsicArgument("an intrinsic function takes no expression of JSONata");
    }
  }
  return `States.Format('${template}', ${values.join(", ")})`;
}

/** Characters that a text inside an intrinsic function must escape. Source: developer guide, intrinsic functions. */
const RESERVED = /['{}\\]/g;

/** Of them those of a template, in which the user's own braces are places. */
const FORMAT_RESERVED = /['\\]/g;

function escapeText(text: string, reserved = RESERVED): string {
  return splitTokens(text)
    .map((piece, index) => (index % 2 === 0 ? escaped(piece, reserved) : escapedByTerraform(piece)))
    .join("");
}

function escaped(text: string, reserved = RESERVED): string {
  return text.replace(reserved, "\\$&");
}

/** The same for a value that Terraform knows, in which braces are never places. */
function escapedByTerraform(token: string): string {
  const pattern = `"/(${RESERVED.source.replaceAll("\\", "\\\\")})/"`;
  return convertToken(token, {
    literal: (text) => escaped(text),
    expression: (hcl) => `replace(${hcl}, ${pattern}, "\\\\$1")`,
  });
}

function finite(value: number): string {
  if (!Number.isFinite(value)) {
    throw new NoIntrinsicArgument(`${value} is no number of JSON`);
  }
  return String(value);
}

/** Without its class, whose file imports this one. */
function referenceOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || !("reference" in value)) {
    return undefined;
  }
  const [part, ...rest] = splitMarks(String(value));
  return part !== undefined && rest.length === 0 && "jsonPath" in part ? part.jsonPath : undefined;
}
