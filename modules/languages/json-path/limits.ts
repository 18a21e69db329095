/** Longest path of `InputPath` or `InputPathsMap`, in characters (AWS model: TargetInputPath, TransformerInput). */
export const EVENT_JSON_PATH_MAX_LENGTH = 256;
