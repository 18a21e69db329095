/** Longest event pattern the API takes, in characters (AWS: EventBridge API model, EventPattern). */
export const MAX_PATTERN_LENGTH = 4096;

/** Longest event pattern without a quota increase, in characters (AWS: EventBridge quotas, L-664C5505). */
export const DEFAULT_PATTERN_LENGTH_QUOTA = 2048;

/** Most combinations of `$or` branches in one pattern (AWS: EventBridge user guide, content filtering). */
export const MAX_OR_COMBINATIONS = 1000;

/**
 * Highest wildcard complexity accepted. AWS publishes no number: 11 is recorded as refused, 7 as accepted; 10 is the
 * limit that the README of event-ruler suggests.
 */
export const MAX_WILDCARD_COMPLEXITY = 10;

/** Highest wildcard complexity that AWS is recorded to accept; above it there is a warning. */
export const PROVEN_WILDCARD_COMPLEXITY = 7;

/** Numeric matching is documented between -5.0e9 and +5.0e9 (AWS: EventBridge user guide). */
export const NUMERIC_MATCH_LIMIT = 5e9;

/** Deepest nesting of an event or a pattern (Jackson's default, used by event-ruler 2.0.1). */
export const MAX_DEPTH = 1000;

/** Most values of one event that matching visits. A 1 MB event holds about half as many. */
export const MAX_EVENT_VALUES = 1_000_000;

/** Most steps of the search for one consistent choice of array elements. */
export const MAX_ARRAY_STEPS = 1_000_000;

/** Most sets of wildcard states visited to measure complexity; beyond it the limit counts as exceeded. */
export const MAX_COMPLEXITY_STATES = 20_000;

/** Most seen values that an explanation lists per field. */
export const MAX_EXPLAINED_VALUES = 20;
