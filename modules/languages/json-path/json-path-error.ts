/** What is wrong with a path. */
export type JsonPathErrorCode =
  | "empty"
  | "too-long"
  | "missing-root"
  | "missing-dot"
  | "empty-segment"
  | "bracket-name"
  | "recursive-descent"
  | "filter"
  | "slice"
  | "union"
  | "function"
  | "bad-index"
  | "bad-character";

/** A path that is not in EventBridge's JSONPath subset. */
export class JsonPathError extends Error {
  override readonly name = "JsonPathError";

  constructor(
    readonly code: JsonPathErrorCode,
    /** What is wrong, without the fix. */
    readonly reason: string,
    /** What to write instead, when it can be guessed. */
    readonly fix: string | undefined,
    /** Zero-based offset of the fault in the path, in UTF-16 code units. */
    readonly offset: number,
  ) {
    super(fix === undefined ? reason : `${reason} ${fix}`);
  }
}
