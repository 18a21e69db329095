/** A wildcard operand: literal segments between `*`s, escapes already taken out. */
export interface WildcardPattern {
  readonly source: string;
  /** n stars make n + 1 segments; the first and the last may be empty. */
  readonly segments: readonly string[];
}

/** A malformed wildcard operand, in event-ruler's words. */
export class WildcardSyntaxError extends Error {}

/**
 * Reads a wildcard operand: `*` stands for any run of characters, `\*` and `\\` for themselves.
 * @throws WildcardSyntaxError; positions count UTF-8 bytes of the operand with its quote, as event-ruler's do.
 */
export function parseWildcard(source: string): WildcardPattern {
  const segments: string[] = [];
  let literal = "";
  for (let i = 0; i < source.length; i++) {
    const c = source[i]!;
    if (c === "*") {
      if (source[i + 1] === "*") {
        throw new WildcardSyntaxError(`Consecutive wildcard characters at pos ${bytePosition(source, i)}`);
      }
      segments.push(literal);
      literal = "";
    } else if (c === "\\") {
      const next = source[i + 1];
      if (next !== "*" && next !== "\\") {
        throw new WildcardSyntaxError(`Invalid escape character at pos ${bytePosition(source, i)}`);
      }
      literal += next;
      i++;
    } else {
      literal += c;
    }
  }
  segments.push(literal);
  return { source, segments };
}

function bytePosition(source: string, index: number): number {
  let bytes = 1;
  for (const c of source.slice(0, index)) {
    const code = c.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** Whether the value matches. Takes the leftmost place for each segment, so it never goes back. */
export function matchesWildcard(pattern: WildcardPattern, value: string): boolean {
  const { segments } = pattern;
  const first = segments[0]!;
  if (segments.length === 1) return value === first;
  const last = segments[segments.length - 1]!;
  const limit = value.length - last.length;
  if (limit < first.length || !value.startsWith(first) || !value.endsWith(last)) return false;
  let from = first.length;
  for (let i = 1; i < segments.length - 1; i++) {
    const segment = segments[i]!;
    const at = find(value, segment, from, limit);
    if (at < 0) return false;
    from = at + segment.length;
  }
  return from <= limit;
}

/** Below this product of lengths the built-in search is bounded well enough, and faster. */
const LINEAR_SEARCH_FROM = 5_000_000;

/** First place of `segment` that starts at or after `from` and ends at or before `limit`, or -1. */
function find(value: string, segment: string, from: number, limit: number): number {
  const at =
    segment.length * (limit - from) < LINEAR_SEARCH_FROM
      ? value.indexOf(segment, from)
      : findLinear(value, segment, from, limit);
  return at >= 0 && at + segment.length <= limit ? at : -1;
}

/** Knuth-Morris-Pratt: linear in the value even for `aaaa...b` in `aaaa...`. */
function findLinear(value: string, segment: string, from: number, limit: number): number {
  const failure = new Int32Array(segment.length);
  for (let i = 1, k = 0; i < segment.length; i++) {
    while (k > 0 && segment.charCodeAt(i) !== segment.charCodeAt(k)) k = failure[k - 1]!;
    if (segment.charCodeAt(i) === segment.charCodeAt(k)) k++;
    failure[i] = k;
  }
  for (let i = from, k = 0; i < limit; i++) {
    while (k > 0 && value.charCodeAt(i) !== segment.charCodeAt(k)) k = failure[k - 1]!;
    if (value.charCodeAt(i) === segment.charCodeAt(k)) k++;
    if (k === segment.length) return i - k + 1;
  }
  return -1;
}
