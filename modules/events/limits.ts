/** Limits of EventBridge. Each stands here once; the sources are the API model (botocore) and the quota page. */

/** Names of connections, API destinations and rules, and target ids. Source: API model. */
export const NAME = /^[.\-_A-Za-z0-9]{1,64}$/;
export const MAX_NAME = 64;

/** Custom event bus. Source: API model; a `/` is for partner buses. */
export const BUS_NAME = /^[.\-_A-Za-z0-9]{1,256}$/;
export const MAX_BUS_NAME = 256;

/** Source: API model. */
export const MAX_DESCRIPTION = 512;

/** Source: API model (RetryPolicy). */
export const RETRY_ATTEMPTS = [0, 185] as const;
export const MAX_EVENT_AGE_SECONDS = [60, 86_400] as const;

/** Targets of one rule; the quota cannot be raised. Source: quotas. */
export const MAX_TARGETS_PER_RULE = 5;

/** Source: API model has no maximum; 300 per second is the quota of an API destination. */
export const MIN_RATE = 1;
export const DEFAULT_RATE = 300;

/** API destination endpoint and OAuth endpoint. Source: API model. */
export const MAX_ENDPOINT = 2048;

/** Key, value, user name, password of a connection. Source: API model. */
export const MAX_AUTH_PARAMETER = 512;

/** Path, header and query parameter values of a target. Source: API model. */
export const MAX_HTTP_PARAMETER = 512;
