import { type Cron, nextOfCron, parseCron } from "./cron";
import { CRON_MIN_YEAR, SCHEDULE_EXPRESSION_MAX_LENGTH } from "./limits";
import { nextOfRate, parseRate } from "./rate";
import { ScheduleExpressionError, type ScheduleWarning } from "./schedule-error";

type Parsed = { readonly kind: "rate"; readonly minutes: number } | { readonly kind: "cron"; readonly cron: Cron };

/** The `ScheduleExpression` of a rule: `rate(5 minutes)` or `cron(0 10 * * ? *)`. Times are UTC, to the minute. */
export class ScheduleExpression {
  private constructor(
    /** The expression as written. */
    readonly text: string,
    private readonly parsed: Parsed,
    readonly warnings: readonly ScheduleWarning[],
  ) {}

  /**
   * @param text - At most 256 characters, without surrounding blanks.
   * @throws ScheduleExpressionError for what AWS refuses; its message begins with AWS's text.
   */
  static parse(text: string): ScheduleExpression {
    if (text.length > SCHEDULE_EXPRESSION_MAX_LENGTH) {
      const reason = `It has ${text.length} characters; at most ${SCHEDULE_EXPRESSION_MAX_LENGTH} are allowed.`;
      throw new ScheduleExpressionError([{ code: "too-long", reason }]);
    }
    if (text.startsWith("rate(")) return new ScheduleExpression(text, { kind: "rate", minutes: parseRate(text) }, []);
    if (text.startsWith("cron(") && text.endsWith(")")) {
      const warnings: ScheduleWarning[] = [];
      const cron = parseCron(text, warnings);
      if (nextOfCron(cron, new Date(Date.UTC(CRON_MIN_YEAR, 0, 1) - 1)) === undefined) {
        warnings.push({ code: "cron-never", message: `${text} names no date that exists: it never fires.` });
      }
      return new ScheduleExpression(text, { kind: "cron", cron }, warnings);
    }
    throw new ScheduleExpressionError([
      {
        code: "not-a-schedule",
        reason: `${JSON.stringify(text)} is neither rate(...) nor cron(...).`,
        fix: guess(text),
      },
    ]);
  }

  get kind(): "rate" | "cron" {
    return this.parsed.kind;
  }

  /** The period of `rate()`, in minutes; `undefined` for `cron()`. */
  get rateMinutes(): number | undefined {
    return this.parsed.kind === "rate" ? this.parsed.minutes : undefined;
  }

  /**
   * The next time the rule fires strictly after `instant`, or `undefined` when it never does again.
   *
   * @param start - When the rule was enabled: `rate()` counts from it. Default: `instant`. Without effect on `cron()`.
   * @throws RangeError when a date is invalid.
   */
  nextAfter(instant: Date, start: Date = instant): Date | undefined {
    if (Number.isNaN(instant.getTime()) || Number.isNaN(start.getTime())) throw new RangeError("The date is invalid.");
    return this.parsed.kind === "rate"
      ? nextOfRate(this.parsed.minutes, start, instant)
      : nextOfCron(this.parsed.cron, instant);
  }
}

function guess(text: string): string {
  const trimmed = text.trim();
  if (trimmed.startsWith("at(")) return "at() exists in EventBridge Scheduler only, not in rules.";
  if (trimmed !== text && /^(rate|cron)\(/.test(trimmed)) return "Remove the blanks around it.";
  const fields = trimmed.split(/\s+/).length;
  if (fields === 6 && !trimmed.includes("(")) return `Did you mean cron(${trimmed})?`;
  return "Write for example rate(5 minutes) or cron(0 10 * * ? *).";
}
