/** The field of `cron()` that a problem is in. */
export type CronFieldName = "minutes" | "hours" | "day-of-month" | "month" | "day-of-week" | "year";

export type ScheduleProblemCode =
  | "too-long"
  | "not-a-schedule"
  | "rate-form"
  | "rate-value"
  | "rate-unit"
  | "cron-field-count"
  | "cron-value"
  | "cron-range"
  | "cron-step"
  | "cron-wildcard"
  | "cron-day-conflict";

/** One reason why AWS refuses a schedule expression. */
export interface ScheduleProblem {
  readonly code: ScheduleProblemCode;
  readonly reason: string;
  readonly fix?: string;
  readonly field?: CronFieldName;
}

export type ScheduleWarningCode =
  | "cron-spacing"
  | "cron-lower-case"
  | "cron-unlisted-form"
  | "cron-reversed-range"
  | "cron-step-has-no-effect"
  | "cron-never";

/** Accepted here, but AWS's answer is not documented, or the schedule does not do what it seems to say. */
export interface ScheduleWarning {
  readonly code: ScheduleWarningCode;
  readonly message: string;
  readonly field?: CronFieldName;
}

/** The text AWS answers to PutRule for every refused expression (ValidationException). */
export const SCHEDULE_EXPRESSION_NOT_VALID = "Parameter ScheduleExpression is not valid.";

/** A schedule expression that AWS refuses. Its message begins with AWS's own text. */
export class ScheduleExpressionError extends Error {
  override readonly name = "ScheduleExpressionError";

  constructor(readonly problems: readonly ScheduleProblem[]) {
    const details = problems.map(({ reason, fix }) => (fix === undefined ? reason : `${reason} ${fix}`));
    super(`${SCHEDULE_EXPRESSION_NOT_VALID} ${details.join(" ")}`);
  }
}
