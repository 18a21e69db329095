/** Text of a Terraform template string: literal characters, or the inside of `${…}`. */
export type Fragment = { readonly literal: string } | { readonly expression: string };

/** Escapes literal text so that Terraform reads it as itself. */
export function escapeTemplate(text: string): string {
  // Few texts have any, and searching is cheaper than replacing.
  return text.includes("${") || text.includes("%{") ? text.replace(/([$%])\{/g, "$1$1{") : text;
}

/** The same for text with `${` right after it, which a literal `$` at the text's end would turn into an escape. */
export function escapeBeforeInterpolation(text: string): string {
  if (!text.endsWith("$")) {
    return escapeTemplate(text);
  }
  const dollars = /\$+$/.exec(text)?.[0] ?? "";
  const escaped = escapeTemplate(text.slice(0, text.length - dollars.length));
  return `${escaped}\${"${dollars}"}`;
}

/** Joins fragments to a template string, escaping the literal ones. */
export function joinFragments(fragments: readonly Fragment[]): string {
  let result = "";
  let pending = "";
  for (const fragment of fragments) {
    if ("literal" in fragment) {
      pending += fragment.literal;
      continue;
    }
    result += `${escapeBeforeInterpolation(pending)}\${${fragment.expression}}`;
    pending = "";
  }
  return result + escapeTemplate(pending);
}

/** The expression inside a string that is exactly one interpolation, or undefined. */
export function asInterpolation(template: string): string | undefined {
  if (!template.startsWith("${") || !template.endsWith("}")) {
    return undefined;
  }
  return closingBrace(template, 2) === template.length - 1 ? template.slice(2, -1) : undefined;
}

/** The template's text with every interpolation cut out: what stands in it literally. */
export function literalText(template: string): string {
  let literal = "";
  let position = 0;
  while (position < template.length) {
    if (template.startsWith("$${", position) || template.startsWith("%%{", position)) {
      literal += template.slice(position + 1, position + 3);
      position += 3;
    } else if (template.startsWith("${", position)) {
      const end = closingBrace(template, position + 2);
      if (end === -1) {
        return literal + template.slice(position);
      }
      position = end + 1;
    } else {
      literal += template[position];
      position += 1;
    }
  }
  return literal;
}

/** The index of the brace that closes the interpolation whose inside starts at `from`; -1 if there is none. */
function closingBrace(template: string, from: number): number {
  let depth = 1;
  for (let i = from; i < template.length; i++) {
    const character = template[i];
    if (character === '"') {
      i = closingQuote(template, i + 1);
      if (i === -1) {
        return -1;
      }
    } else if (character === "{") {
      depth += 1;
    } else if (character === "}") {
      depth -= 1;
      if (depth === 0) {
        return i;
      }
    }
  }
  return -1;
}

function closingQuote(template: string, from: number): number {
  for (let i = from; i < template.length; i++) {
    if (template[i] === "\\") {
      i += 1;
    } else if (template[i] === '"') {
      return i;
    } else if (template.startsWith("${", i) && template[i - 1] !== "$") {
      i = closingBrace(template, i + 2);
      if (i === -1) {
        return -1;
      }
    }
  }
  return -1;
}
