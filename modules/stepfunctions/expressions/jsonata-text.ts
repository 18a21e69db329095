import { splitMarks } from "./expression-marks";
import { operand } from "./jsonata-expression";
import { convertToken, splitTokens } from "./terraform-value";

/** An expression as a value of a JSONata state. */
export function delimited(expression: string): string {
  return `{% ${expression} %}`;
}

/**
 * A text with expressions in it as one expression, without `{%` and `%}`. Undefined if it holds an expression of another
 * language.
 *
 * @param operandOf how an expression stands in it
 */
export function concatenated(text: string, operandOf = operand): string | undefined {
  const operands: string[] = [];
  for (const part of splitMarks(text)) {
    if ("jsonPath" in part) {
      return undefined;
    }
    operands.push("jsonata" in part ? operandOf(part.jsonata) : literal(part.text));
  }
  // `&` makes texts of its operands, but one operand alone keeps its type.
  return operands.length === 1 ? `$string(${operands[0]})` : operands.join(" & ");
}

function literal(text: string): string {
  const pieces = splitTokens(text);
  return pieces.length === 1
    ? quoted(text)
    : `"${pieces.map((piece, index) => (index % 2 === 0 ? escaped(piece, '"') : escapedByTerraform(piece))).join("")}"`;
}

/** A value that Terraform knows inside a literal of JSONata in double quotes, which takes all of JSON's escapes. */
function escapedByTerraform(token: string): string {
  return convertToken(token, {
    literal: (text) => escaped(text, '"'),
    expression: (hcl) => `trimsuffix(trimprefix(jsonencode(tostring(${hcl})), "\\""), "\\"")`,
  });
}

const SHORT_ESCAPES: { readonly [character: string]: string } = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A literal of JSONata, whose escapes are JSON's. It has none for `'`, so a text with one stands in double quotes. */
export function quoted(text: string): string {
  const quote = text.includes("'") ? '"' : "'";
  return `${quote}${escaped(text, quote)}${quote}`;
}

function escaped(text: string, quote: string): string {
  // `%}` must not look like the end of the whole expression.
  return text.replace(/[\u0000-\u001f\\"]|(?<=%)\}/g, (character) => {
    if (character === "\\" || character === quote) {
      return `\\${character}`;
    }
    const code = character.charCodeAt(0).toString(16).padStart(4, "0");
    return character === '"' ? character : (SHORT_ESCAPES[character] ?? `\\u${code}`);
  });
}
