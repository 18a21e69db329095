/**
 * How an expression stands inside a text until the state is rendered: between two private-use characters, so that no text
 * of the user is taken for one. EventField has U+E000 and U+E001.
 */
const MARK = /\uE002([^\uE002-\uE005]*)\uE003|\uE004([^\uE002-\uE005]*)\uE005/g;
const ANY_MARK = /[\uE000-\uE005]/;
const EVENT_FIELD_MARK = /[\uE000\uE001]/;

/** Both marks of one: a single such character in a finished definition is the user's own. */
const MARKED_EVENT_FIELD = /\uE000[^\uE000\uE001]*\uE001/;
const MARKED_EXPRESSION = /\uE002[^\uE003]*\uE003|\uE004[^\uE005]*\uE005/;

/** A piece of a text: literal, or an expression of one of the languages. */
export type TextPart = { readonly text: string } | { readonly jsonPath: string } | { readonly jsonata: string };

export function markJsonPath(reference: string): string {
  return `\uE002${reference}\uE003`;
}

export function markJsonata(expression: string): string {
  return `\uE004${expression}\uE005`;
}

/** True if a text holds an expression, or an EventField. */
export function holdsMark(text: string): boolean {
  return ANY_MARK.test(text);
}

/** True if a text holds an EventField, which only rules know. */
export function holdsEventFieldMark(text: string): boolean {
  return EVENT_FIELD_MARK.test(text);
}

/** True if an EventField became a part of a finished text. */
export function holdsMarkedEventField(text: string): boolean {
  return MARKED_EVENT_FIELD.test(text);
}

/** True if an expression became a part of a finished text. */
export function holdsMarkedExpression(text: string): boolean {
  return MARKED_EXPRESSION.test(text);
}

/** A text for a message, without the characters around expressions. */
export function withoutMarks(text: string): string {
  return text.replace(/[\uE000-\uE005]/g, "");
}

/** A text at its expressions, without empty literals. */
export function splitMarks(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(MARK)) {
    if (match.index > end) {
      parts.push({ text: text.slice(end, match.index) });
    }
    const [whole, jsonPath, jsonata] = match;
    parts.push(jsonPath === undefined ? { jsonata: jsonata as string } : { jsonPath });
    end = match.index + whole.length;
  }
  if (end < text.length) {
    parts.push({ text: text.slice(end) });
  }
  return parts;
}
