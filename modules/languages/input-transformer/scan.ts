/** `<name>` in a template. */
export interface TemplatePlaceholder {
  readonly name: string;
  /** Whether it stands between double quotes. */
  readonly inString: boolean;
  /** Whether it is, or is part of, the key of a JSON object. */
  readonly objectKey: boolean;
  /** Zero-based, in UTF-16 code units. */
  readonly offset: number;
}

export type TemplatePiece = string | TemplatePlaceholder;

/** What one pass over a template finds, before it is known whether the template is JSON. */
export interface ScannedTemplate {
  readonly pieces: readonly TemplatePiece[];
  readonly placeholders: readonly TemplatePlaceholder[];
  /** The template with a string in place of each placeholder, of the same length, so that offsets agree. */
  readonly skeleton: string;
  /** `<` and `>` that belong to no placeholder. */
  readonly literalBrackets: readonly number[];
  /** `\u003cname\u003e`, as `jsonencode` writes a placeholder. */
  readonly escaped: readonly { readonly name: string; readonly offset: number }[];
  /** Start and end (after the closing quote) of each quoted string. */
  readonly strings: readonly { readonly start: number; readonly end: number }[];
  /** First thing outside quotes that is not blank. */
  readonly firstOutside: number | undefined;
  /** Start of a string that is never closed. */
  readonly unclosed: number | undefined;
}

const BLANK = /\s/;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Finds placeholders, strings and stray brackets in one pass. Never fails. */
export function scanTemplate(template: string): ScannedTemplate {
  // The names of AWS's keys and reserved variables; what AWS makes of "<!here>" is not recorded.
  const placeholder = /<([A-Za-z0-9_.-]+)>/y;
  const escapedPlaceholder = /\\u003c([A-Za-z0-9_.-]+)\\u003e/iy;
  const pieces: TemplatePiece[] = [];
  const placeholders: Mutable<TemplatePlaceholder>[] = [];
  const skeleton: string[] = [];
  const literalBrackets: number[] = [];
  const escaped: { name: string; offset: number }[] = [];
  const strings: { start: number; end: number }[] = [];
  let firstOutside: number | undefined;
  let stringStart: number | undefined;
  let literalStart = 0;
  let at = 0;
  while (at < template.length) {
    const character = template[at]!;
    if (stringStart === undefined && character !== '"' && !BLANK.test(character)) firstOutside ??= at;
    if (character === "<") {
      placeholder.lastIndex = at;
      const match = placeholder.exec(template);
      if (match === null) {
        literalBrackets.push(at);
        at++;
        continue;
      }
      const end = placeholder.lastIndex;
      const found = {
        name: match[1]!,
        inString: stringStart !== undefined,
        objectKey: stringStart === undefined && followedByColon(template, end),
        offset: at,
      };
      const literal = template.slice(literalStart, at);
      pieces.push(literal, found);
      placeholders.push(found);
      skeleton.push(literal, (found.inString ? "x" : '""').padEnd(end - at, found.inString ? "x" : " "));
      literalStart = end;
      at = end;
      continue;
    }
    if (character === ">") literalBrackets.push(at);
    if (character === "\\") {
      escapedPlaceholder.lastIndex = at;
      const match = escapedPlaceholder.exec(template);
      if (match !== null) escaped.push({ name: match[1]!, offset: at });
      // A backslash takes the next character with it, so that \" does not end a string; a placeholder is one anyway.
      at += stringStart !== undefined && template[at + 1] !== "<" ? 2 : 1;
      continue;
    }
    if (character === '"') {
      if (stringStart === undefined) stringStart = at;
      else {
        strings.push({ start: stringStart, end: at + 1 });
        if (followedByColon(template, at + 1)) markAsKey(placeholders, stringStart);
        stringStart = undefined;
      }
    }
    at++;
  }
  pieces.push(template.slice(literalStart));
  skeleton.push(template.slice(literalStart));
  return {
    pieces,
    placeholders,
    skeleton: skeleton.join(""),
    literalBrackets,
    escaped,
    strings,
    firstOutside,
    unclosed: stringStart,
  };
}

function markAsKey(placeholders: readonly Mutable<TemplatePlaceholder>[], stringStart: number): void {
  for (let index = placeholders.length - 1; index >= 0; index--) {
    const found = placeholders[index]!;
    if (found.offset < stringStart) return;
    found.objectKey = true;
  }
}

// In JSON, a string or value is a key exactly when a colon follows it.
function followedByColon(template: string, at: number): boolean {
  let next = at;
  while (next < template.length && BLANK.test(template[next]!)) next++;
  return template[next] === ":";
}
