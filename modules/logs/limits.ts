/** Source: CloudWatch Logs API (PutRetentionPolicy). */
export const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** Source: CloudWatch Logs API (CreateLogGroup). */
export const LOG_GROUP_NAME = /^[.\-_/#A-Za-z0-9]{1,512}$/;
export const MAX_LOG_GROUP_NAME = 512;

/** Source: CloudWatch Logs API (PutResourcePolicy). An account has at most ten such policies in a Region. */
export const MAX_RESOURCE_POLICY = 5120;
