/** Terraform's templates, as far as cdktf writes them: enough to find references and to evaluate the simple ones. */

export type Part = { readonly literal: string } | { readonly expression: string };

/** `data.aws_x.y`, `aws_x.y` or `var.y` at the beginning of a reference. */
const ADDRESS = /(?<![\w.])(?:data\.aws_[a-z0-9_]+|aws_[a-z0-9_]+|var|local)\.[A-Za-z_][\w-]*/g;

/** Splits `a ${b} c` into its parts. `$${` is a literal `${`. */
export function parseTemplate(text: string): Part[] {
  const parts: Part[] = [];
  let literal = "";
  for (let i = 0; i < text.length; ) {
    if (text.startsWith("$${", i) || text.startsWith("%%{", i)) {
      literal += text.slice(i + 1, i + 3);
      i += 3;
    } else if (text.startsWith("${", i)) {
      const end = endOfExpression(text, i + 2);
      parts.push({ literal }, { expression: text.slice(i + 2, end) });
      literal = "";
      i = end + 1;
    } else {
      literal += text[i];
      i += 1;
    }
  }
  parts.push({ literal });
  return parts.filter((part) => !("literal" in part) || part.literal !== "");
}

/** The index of the brace that closes the expression which begins at `start`. */
function endOfExpression(text: string, start: number): number {
  let depth = 0;
  for (let i = start; i < text.length; i += 1) {
    if (text[i] === '"') {
      i = endOfString(text, i + 1);
    } else if (text[i] === "{") {
      depth += 1;
    } else if (text[i] === "}" && depth-- === 0) {
      return i;
    }
  }
  throw new Error(`an expression does not end: ${text.slice(start - 2)}`);
}

function endOfString(text: string, start: number): number {
  for (let i = start; i < text.length; i += 1) {
    if (text[i] === "\\") {
      i += 1;
    } else if (text.startsWith("${", i)) {
      i = endOfExpression(text, i + 2);
    } else if (text[i] === '"') {
      return i;
    }
  }
  throw new Error(`a string does not end: ${text.slice(start - 1)}`);
}

/** Addresses (`aws_x.y`, `data.aws_x.y`, `var.y`) that a text refers to. */
export function referencesIn(text: string): string[] {
  return parseTemplate(text).flatMap((part) => ("expression" in part ? addressesIn(part.expression) : []));
}

/** Addresses in an expression, or in an entry of `depends_on`. */
export function addressesIn(expression: string): string[] {
  return [...expression.matchAll(ADDRESS)].map(([address]) => address);
}

/** True if all of a text is one expression. */
export function isExpression(text: string): boolean {
  const parts = parseTemplate(text);
  return parts.length === 1 && "expression" in parts[0]!;
}

/** What of a text stands in it literally. */
export function literalsOf(text: string): string {
  return parseTemplate(text)
    .map((part) => ("literal" in part ? part.literal : ""))
    .join("");
}

/** The text with each expression replaced by its value. */
export function evaluateTemplate(text: string, value: (expression: string) => string): string {
  return parseTemplate(text)
    .map((part) => ("literal" in part ? part.literal : value(part.expression.trim())))
    .join("");
}
