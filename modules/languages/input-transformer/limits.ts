/** Longest `InputTemplate`, in characters; the shortest is 1 (AWS model: TransformerInput). */
export const INPUT_TEMPLATE_MAX_LENGTH = 8192;

/** Longest `Input`, in characters (AWS model: TargetInput). */
export const INPUT_MAX_LENGTH = 8192;

/** Most entries of `InputPathsMap` (AWS model: TransformerPaths). */
export const INPUT_PATHS_MAX_COUNT = 100;

/** Longest key of `InputPathsMap`, in characters; the shortest is 1 (AWS model: InputTransformerPathKey). */
export const INPUT_PATH_KEY_MAX_LENGTH = 256;

/** Longest rendered body, in characters. Not AWS's number: it bounds memory, and no target takes more than 1 MiB. */
export const RENDERED_MAX_LENGTH = 1_048_576;
