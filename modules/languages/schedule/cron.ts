import { CRON_FIELDS, type CronDayRule, type CronField, parseCronField } from "./cron-field";
import { CRON_MAX_YEAR, CRON_MIN_YEAR } from "./limits";
import { ScheduleExpressionError, type ScheduleProblem, type ScheduleWarning } from "./schedule-error";

/** The six parsed fields of `cron()`. */
export interface Cron {
  readonly minutes: CronField;
  readonly hours: CronField;
  readonly dayOfMonth: CronField;
  readonly month: CronField;
  readonly dayOfWeek: CronField;
  readonly year: CronField;
}

/** @throws ScheduleExpressionError with every problem of every field. */
export function parseCron(text: string, warnings: ScheduleWarning[]): Cron {
  const inner = text.slice("cron(".length, -1);
  const fields = inner.split(/\s+/).filter((field) => field !== "");
  if (fields.join(" ") !== inner) {
    warnings.push({
      code: "cron-spacing",
      message: `AWS documents one space between fields: cron(${fields.join(" ")}).`,
    });
  }
  if (fields.length !== CRON_FIELDS.length) {
    throw new ScheduleExpressionError([
      {
        code: "cron-field-count",
        reason: `cron() has ${fields.length} fields instead of 6 (minutes hours day-of-month month day-of-week year).`,
        fix: fields.length === 5 ? `Did you mean ${fromUnixCron(fields)}?` : undefined,
      },
    ]);
  }
  const problems: ScheduleProblem[] = [];
  const parsed = CRON_FIELDS.map((spec, index) => parseCronField(spec, fields[index]!, problems, warnings));
  const [minutes, hours, dayOfMonth, month, dayOfWeek, year] = parsed as [
    CronField,
    CronField,
    CronField,
    CronField,
    CronField,
    CronField,
  ];
  if (dayOfMonth.any === dayOfWeek.any) {
    problems.push({
      code: "cron-day-conflict",
      reason: dayOfMonth.any
        ? "Both day-of-month and day-of-week are ?."
        : "Both day-of-month and day-of-week are given.",
      fix: `Exactly one of them must be ?: ${oneQuestionMark(fields)}.`,
    });
  }
  if (problems.length > 0) throw new ScheduleExpressionError(problems);
  return { minutes, hours, dayOfMonth, month, dayOfWeek, year };
}

/** The first matching minute after `instant` (UTC), or `undefined` when there is none up to the end of 2199. */
export function nextOfCron(cron: Cron, instant: Date): Date | undefined {
  const from = new Date(Math.max(instant.getTime(), Date.UTC(CRON_MIN_YEAR, 0, 1) - 60_000));
  // Strictly after: the next full minute, whatever the seconds of the given instant are.
  const first = new Date((Math.floor(from.getTime() / 60_000) + 1) * 60_000);
  const hours = sorted(cron.hours);
  const minutes = sorted(cron.minutes);
  for (let year = first.getUTCFullYear(); year <= CRON_MAX_YEAR; year++) {
    if (!cron.year.values.has(year)) continue;
    const startMonth = year === first.getUTCFullYear() ? first.getUTCMonth() + 1 : 1;
    for (let month = startMonth; month <= 12; month++) {
      if (!cron.month.values.has(month)) continue;
      for (const day of daysOfMonth(cron, year, month)) {
        // Skips whole days before the first instant; without this, each would be tried hour by hour.
        if (Date.UTC(year, month - 1, day + 1) <= first.getTime()) continue;
        for (const hour of hours) {
          for (const minute of minutes) {
            const time = Date.UTC(year, month - 1, day, hour, minute);
            if (time >= first.getTime()) return new Date(time);
          }
        }
      }
    }
  }
  return undefined;
}

function daysOfMonth(cron: Cron, year: number, month: number): number[] {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const days = new Set<number>();
  if (cron.dayOfWeek.any) {
    for (const day of cron.dayOfMonth.values) if (day <= last) days.add(day);
    for (const rule of cron.dayOfMonth.rules) addRule(rule, year, month, last, days);
  } else {
    for (let day = 1; day <= last; day++) {
      if (cron.dayOfWeek.values.has(dayOfWeek(year, month, day))) days.add(day);
    }
    for (const rule of cron.dayOfWeek.rules) addRule(rule, year, month, last, days);
  }
  return [...days].sort((a, b) => a - b);
}

function addRule(rule: CronDayRule, year: number, month: number, last: number, days: Set<number>): void {
  switch (rule.kind) {
    case "last-day":
      if (last - rule.daysBefore >= 1) days.add(last - rule.daysBefore);
      break;
    case "last-weekday":
      days.add(nearestWeekday(year, month, last, last));
      break;
    case "nearest-weekday":
      if (rule.day <= last) days.add(nearestWeekday(year, month, rule.day, last));
      break;
    case "last-day-of-week":
      days.add(last - ((dayOfWeek(year, month, last) - rule.dayOfWeek + 7) % 7));
      break;
    case "nth-day-of-week": {
      const day = 1 + ((rule.dayOfWeek - dayOfWeek(year, month, 1) + 7) % 7) + (rule.nth - 1) * 7;
      if (day <= last) days.add(day);
    }
  }
}

/** The weekday nearest to a day, never leaving the month. */
function nearestWeekday(year: number, month: number, day: number, last: number): number {
  const weekDay = dayOfWeek(year, month, day);
  if (weekDay === 7) return day > 1 ? day - 1 : day + 2;
  if (weekDay === 1) return day < last ? day + 1 : day - 2;
  return day;
}

/** 1 = Sunday, as AWS counts. */
function dayOfWeek(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;
}

function sorted(field: CronField): number[] {
  return [...field.values].sort((a, b) => a - b);
}

function oneQuestionMark(fields: readonly string[]): string {
  const copy = [...fields];
  if (copy[2] === "?") copy[2] = "*";
  else if (copy[2] === "*" && copy[4] !== "*") copy[2] = "?";
  else copy[4] = "?";
  return `cron(${copy.join(" ")})`;
}

// Unix cron has no year and counts Sunday as 0; only the first can be repaired without guessing.
function fromUnixCron(fields: readonly string[]): string {
  return oneQuestionMark([...fields, "*"]);
}
