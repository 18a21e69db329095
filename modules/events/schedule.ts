import { Token } from "cdktf";
import type { Duration } from "../core/duration";
import type { Problems } from "../core/validate";
import { ScheduleExpression, ScheduleExpressionError } from "../languages/schedule";

/** The fields of a cron expression, in AWS's own words: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html */
export interface CronOptions {
  /** 0-59. @default "*" - with a warning, if any other field is given */
  readonly minute?: string;
  /** 0-23, UTC. @default "*" */
  readonly hour?: string;
  /** Day of the month: 1-31, `L`, `15W`. @default "*", or "?" beside `weekDay` */
  readonly day?: string;
  /** 1-12 or JAN-DEC. @default "*" */
  readonly month?: string;
  /** 1-7 or SUN-SAT, `6L`, `FRI#2`. Not beside `day`. @default "?" */
  readonly weekDay?: string;
  /** 1970-2199. @default "*" */
  readonly year?: string;
}

/** When a rule fires by itself. UTC, to the minute. */
export class Schedule {
  /** At a steady pace, counted from when the rule is made: whole minutes, at least 1. */
  public static rate(duration: Duration): Schedule {
    return new Schedule(`rate(${duration})`);
  }

  /** At the times that fit all fields. */
  public static cron(options: CronOptions): Schedule {
    const { minute = "*", hour = "*", day, month = "*", weekDay, year = "*" } = options;
    const dayOfMonth = day ?? (weekDay === undefined ? "*" : "?");
    const isMinuteForgotten =
      options.minute === undefined && Object.values(options).some((field) => field !== undefined);
    return new Schedule(`cron(${minute} ${hour} ${dayOfMonth} ${month} ${weekDay ?? "?"} ${year})`, isMinuteForgotten);
  }

  /** An expression as AWS takes it: `rate(5 minutes)`, `cron(0 10 * * ? *)`. */
  public static expression(expression: string): Schedule {
    return new Schedule(expression);
  }

  private constructor(
    /** @terraform aws_cloudwatch_event_rule.schedule_expression */
    public readonly expressionString: string,
    private readonly isMinuteForgotten = false,
  ) {}

  /**
   * Checks the expression as PutRule does.
   *
   * @internal
   */
  public check(problems: Problems, property: string): void {
    const given = this.expressionString;
    if (Token.isUnresolved(given)) {
      return;
    }
    problems.check(!this.isMinuteForgotten, "schedule-every-minute", { property, given });
    try {
      for (const { message } of ScheduleExpression.parse(given).warnings) {
        problems.add("schedule-suspicious", { property, given, detail: message });
      }
    } catch (error) {
      if (!(error instanceof ScheduleExpressionError)) {
        throw error;
      }
      for (const { reason, fix } of error.problems) {
        problems.add("schedule-invalid", { property, given, detail: reason, fix });
      }
    }
  }
}
