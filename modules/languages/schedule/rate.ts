import { ScheduleExpressionError, type ScheduleProblem } from "./schedule-error";

const FORM = /^rate\((-?[^\s()]*)(?: ([A-Za-z]+))?\)$/;
const UNIT_MINUTES = new Map([
  ["minute", 1],
  ["hour", 60],
  ["day", 1440],
]);

/**
 * The period of `rate(value unit)`, in minutes.
 *
 * @throws ScheduleExpressionError
 */
export function parseRate(text: string): number {
  const match = FORM.exec(text);
  if (match === null)
    refuse({ code: "rate-form", reason: `"${text}" is not rate(value unit).`, fix: spacingFix(text) });
  const value = match[1] ?? "";
  const unit = match[2];
  if (!/^[1-9]\d*$/.test(value)) {
    refuse({
      code: "rate-value",
      reason: value === "" ? "rate() has no value." : `The value "${value}" is not a whole number from 1.`,
      fix: "Write for example rate(5 minutes).",
    });
  }
  if (unit === undefined) {
    refuse({ code: "rate-unit", reason: `rate(${value}) has no unit.`, fix: `Write ${suggestion(value, "minute")}.` });
  }
  const singular = unit.toLowerCase().replace(/s+$/, "");
  const minutes = UNIT_MINUTES.get(singular);
  if (minutes === undefined) {
    refuse({
      code: "rate-unit",
      reason: `The unit "${unit}" does not exist.`,
      fix: "Units are minute, hour and day for 1; minutes, hours and days for more. The shortest rate is 1 minute.",
    });
  }
  const expected = value === "1" ? singular : `${singular}s`;
  if (unit !== expected) {
    const reason = `The unit of a rate of ${value} is "${expected}", not "${unit}".`;
    refuse({ code: "rate-unit", reason, fix: `Write ${suggestion(value, singular)}.` });
  }
  return Number(value) * minutes;
}

/** The first `start + k * period`, k from 1, after `instant`; `undefined` beyond what a Date can hold. */
export function nextOfRate(periodMinutes: number, start: Date, instant: Date): Date | undefined {
  const period = periodMinutes * 60_000;
  const passed = Math.max(0, Math.floor((instant.getTime() - start.getTime()) / period));
  const next = new Date(start.getTime() + (passed + 1) * period);
  return Number.isNaN(next.getTime()) ? undefined : next;
}

function suggestion(value: string, singular: string): string {
  return `rate(${value} ${value === "1" ? singular : `${singular}s`})`;
}

function spacingFix(text: string): string {
  const tight = text.trim().replace(/\s+/g, " ").replace("( ", "(").replace(" )", ")");
  return tight !== text && FORM.test(tight) ? `Write ${tight}.` : "Write for example rate(5 minutes).";
}

function refuse(problem: ScheduleProblem): never {
  throw new ScheduleExpressionError([problem]);
}
