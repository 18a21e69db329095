import { type JsonPosition, positionAt } from "./ast";

/**
 * The text is not JSON. `reason` is worded as Jackson words it, since EventBridge passes Jackson's words on.
 * `offset`, `line` and `column` are those of the first character that is wrong.
 */
export class JsonSyntaxError extends Error {
  override readonly name = "JsonSyntaxError";
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  /** Where Jackson reports the error: for a bad token, after the token. */
  readonly reported: JsonPosition;

  constructor(
    readonly reason: string,
    text: string,
    offset: number,
    reportedOffset = offset,
  ) {
    const at = positionAt(text, offset);
    super(`${reason} (line ${at.line}, column ${at.column})`);
    this.offset = at.offset;
    this.line = at.line;
    this.column = at.column;
    this.reported = reportedOffset === offset ? at : positionAt(text, reportedOffset);
  }
}

/** A JavaScript value that JSON cannot hold (Date, BigInt, NaN, a function, a cycle, ...). `path` is its JSON path. */
export class JsonValueError extends Error {
  override readonly name = "JsonValueError";

  constructor(
    readonly reason: string,
    readonly path: string,
    /** `TOO_LARGE` when only the number of values or the nesting is at fault. */
    readonly code: "NOT_JSON" | "TOO_LARGE" = "NOT_JSON",
  ) {
    super(`${reason} (at ${path})`);
  }
}

/** How Jackson quotes a source in a message: at most 500 characters of it. */
export function quoteSource(text: string): string {
  const limit = 500;
  const shown = text.length > limit ? `"${text.slice(0, limit)}"[truncated ${text.length - limit} chars]` : `"${text}"`;
  return `(String)${shown}`;
}
