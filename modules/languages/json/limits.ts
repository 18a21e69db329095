/** Deepest nesting accepted (Jackson's default, the JSON parser behind EventBridge's engine event-ruler 2.0.1). */
export const MAX_JSON_DEPTH = 1000;

/** Most values {@link fromValue} converts unless told otherwise. */
export const MAX_JSON_NODES = 1_000_000;
