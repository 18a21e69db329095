export {
  EventError,
  type EventErrorCode,
  EventPatternError,
  type EventPatternErrorCode,
  type EventPatternErrorDetails,
} from "./errors";
export type { EventInput } from "./event";
export { EventPattern, type EventPatternOptions } from "./event-pattern";
export type { EventPatternExplanation, LeafExplanation } from "./explain";
export {
  DEFAULT_PATTERN_LENGTH_QUOTA,
  MAX_OR_COMBINATIONS,
  MAX_PATTERN_LENGTH,
  MAX_WILDCARD_COMPLEXITY,
  NUMERIC_MATCH_LIMIT,
  PROVEN_WILDCARD_COMPLEXITY,
} from "./limits";
export type { EventPatternWarning, EventPatternWarningCode } from "./model";
export { RuleIndex } from "./rule-index";
