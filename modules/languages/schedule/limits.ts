/** Longest `ScheduleExpression`, in characters (AWS model: ScheduleExpression). */
export const SCHEDULE_EXPRESSION_MAX_LENGTH = 256;

/** First year that the year field of `cron()` takes (AWS docs: eb-create-rule-schedule). */
export const CRON_MIN_YEAR = 1970;

/** Last year that the year field of `cron()` takes (AWS docs: eb-create-rule-schedule). */
export const CRON_MAX_YEAR = 2199;
