/** Limits of Amazon States Language and of Step Functions, each once. Source: developer guide, "Service quotas". */

/** Longest that an HTTP Task sends and receives, whatever `TimeoutSeconds` says. */
export const MAX_HTTP_TASK_SECONDS = 60;

/** Largest input or output of a task, state or execution, and so largest request of an HTTP Task, in bytes. */
export const MAX_STATE_DATA_BYTES = 262_144;

/** Deepest nesting in a payload whose values are looked at. No request is that deep, and the call stack is finite. */
export const MAX_PAYLOAD_DEPTH = 200;

/** Largest definition, in bytes of UTF-8. */
export const MAX_DEFINITION_BYTES = 1_048_576;

/** Part of {@link MAX_DEFINITION_BYTES} from which on a definition is reported before it stops fitting. */
export const LARGE_DEFINITION_SHARE = 0.8;

/** Longest name of a state, in characters (Amazon States Language specification). */
export const STATE_NAME_MAX_LENGTH = 80;

/** Largest `TimeoutSeconds`, `HeartbeatSeconds`, `Seconds`, `IntervalSeconds` and `MaxAttempts` (AWS developer guide). */
export const ASL_COUNT_MAX = 99_999_999;

/** Largest `MaxDelaySeconds` of a retrier: 366 days (AWS developer guide: concepts-error-handling). */
export const RETRY_MAX_DELAY_SECONDS_MAX = 31_622_400;

/** Longest Express execution, in seconds (AWS developer guide: service-quotas). */
export const EXPRESS_MAX_SECONDS = 300;

/** Longest Standard execution, in seconds: a year (AWS developer guide: service-quotas). */
export const EXECUTION_MAX_SECONDS = 31_536_000;

/** Most events in the history of a Standard execution (AWS developer guide: service-quotas). */
export const HISTORY_MAX_EVENTS = 25_000;

/** Retries of one state that last longer than this, in seconds, are pointed out. */
export const RETRY_LONG_SECONDS = 86_400;

/** Longest `Label` of a distributed Map, in characters (AWS developer guide: state-map-distributed). */
export const MAP_LABEL_MAX_LENGTH = 40;

/** Largest `ReaderConfig.MaxItems` of a distributed Map (recorded from ValidateStateMachineDefinition). */
export const MAP_MAX_ITEMS_MAX = 100_000_000;

/** Most intrinsic functions that stand in one another in one field (AWS developer guide: intrinsic-functions). */
export const INTRINSIC_MAX_NESTING = 10;

/** Longest name of a variable, in characters (AWS developer guide: workflow-variables). */
export const VARIABLE_NAME_MAX_LENGTH = 80;
