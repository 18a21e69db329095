export { CRON_MAX_YEAR, CRON_MIN_YEAR, SCHEDULE_EXPRESSION_MAX_LENGTH } from "./limits";
export {
  type CronFieldName,
  SCHEDULE_EXPRESSION_NOT_VALID,
  ScheduleExpressionError,
  type ScheduleProblem,
  type ScheduleProblemCode,
  type ScheduleWarning,
  type ScheduleWarningCode,
} from "./schedule-error";
export { ScheduleExpression } from "./schedule-expression";
