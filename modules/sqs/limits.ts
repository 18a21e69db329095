/** Limits of the SQS API (CreateQueue). */

/** Without the suffix of a FIFO queue, which counts. */
export const QUEUE_NAME = /^[A-Za-z0-9_-]{1,80}$/;
export const MAX_QUEUE_NAME = 80;
export const FIFO_SUFFIX = ".fifo";
export const RETENTION_SECONDS = [60, 1_209_600] as const;
export const VISIBILITY_SECONDS = [0, 43_200] as const;
export const DATA_KEY_REUSE_SECONDS = [60, 86_400] as const;
/** The API names no maximum. */
export const MIN_RECEIVE_COUNT = 1;
/** Source queues that a redrive allow policy can name. */
export const MAX_SOURCE_QUEUES = 10;
