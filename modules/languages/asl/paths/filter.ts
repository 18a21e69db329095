/**
 * Why the condition of a filter can surely not be read; undefined if it perhaps can.
 *
 * Only what no JSONPath reader takes is found: AWS's own reader is not documented.
 */
export function filterErrorOf(condition: string): string | undefined {
  if (condition.trim() === "") return "the filter is empty";
  const outside = withoutLiterals(condition);
  if (outside === undefined) return "a quote in the filter is not closed";
  let depth = 0;
  for (const character of outside) {
    if (character === "(") depth++;
    else if (character === ")" && --depth < 0) break;
  }
  if (depth !== 0) return "the parentheses of the filter do not match";
  if (/(^|[^=!<>])=(?![=~])/.test(outside)) return 'a filter compares with "==", not with "="';
  if (/(^|[^&])&(?!&)/.test(outside)) return 'a filter joins conditions with "&&", not with "&"';
  if (/(^|[^|])\|(?!\|)/.test(outside)) return 'a filter joins conditions with "||", not with "|"';
  return undefined;
}

/** The text without quoted text and regular expressions; undefined if one of them is not closed. */
function withoutLiterals(text: string): string | undefined {
  let outside = "";
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    const isRegex = character === "/" && /=~\s*$/.test(outside);
    if (character !== "'" && character !== '"' && !isRegex) {
      outside += character;
      continue;
    }
    const open = character;
    for (at++; text[at] !== open; at++) {
      if (at >= text.length) return undefined;
      if (text[at] === "\\") at++;
    }
    outside += "0";
  }
  return outside;
}
