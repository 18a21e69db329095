import { CRON_MAX_YEAR, CRON_MIN_YEAR } from "./limits";
import type { CronFieldName, ScheduleProblem, ScheduleProblemCode, ScheduleWarning } from "./schedule-error";

/** A part of the day-of-month or day-of-week field that depends on the month. */
export type CronDayRule =
  | { readonly kind: "last-day"; readonly daysBefore: number }
  | { readonly kind: "last-weekday" }
  | { readonly kind: "nearest-weekday"; readonly day: number }
  | { readonly kind: "last-day-of-week"; readonly dayOfWeek: number }
  | { readonly kind: "nth-day-of-week"; readonly dayOfWeek: number; readonly nth: number };

/** One parsed field of `cron()`. */
export interface CronField {
  /** `?`: the other day field decides. */
  readonly any: boolean;
  readonly values: ReadonlySet<number>;
  readonly rules: readonly CronDayRule[];
}

interface FieldSpec {
  readonly name: CronFieldName;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
  /** Wildcards of AWS's table for the field, beside `, - *`. */
  readonly wildcards: string;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/** The six fields, in order, with AWS's ranges (AWS docs: eb-cron-expressions). */
export const CRON_FIELDS: readonly FieldSpec[] = [
  { name: "minutes", min: 0, max: 59, wildcards: "/" },
  { name: "hours", min: 0, max: 23, wildcards: "/" },
  { name: "day-of-month", min: 1, max: 31, wildcards: "?/LW" },
  { name: "month", min: 1, max: 12, names: MONTHS, wildcards: "/" },
  { name: "day-of-week", min: 1, max: 7, names: DAYS, wildcards: "?L#" },
  { name: "year", min: CRON_MIN_YEAR, max: CRON_MAX_YEAR, wildcards: "/" },
];

/** Parses one field; adds to `problems` and `warnings` instead of throwing. */
export function parseCronField(
  spec: FieldSpec,
  text: string,
  problems: ScheduleProblem[],
  warnings: ScheduleWarning[],
): CronField {
  return new FieldParser(spec, problems, warnings).parse(text);
}

class FieldParser {
  private readonly values = new Set<number>();
  private readonly rules: CronDayRule[] = [];

  constructor(
    private readonly spec: FieldSpec,
    private readonly problems: ScheduleProblem[],
    private readonly warnings: ScheduleWarning[],
  ) {}

  parse(text: string): CronField {
    const upper = text.toUpperCase();
    if (upper !== text) this.warn("cron-lower-case", `AWS documents names in capitals only: write ${upper}.`);
    if (upper === "?" && this.spec.wildcards.includes("?"))
      return { any: true, values: this.values, rules: this.rules };
    const items = upper.split(",");
    if (items.length > 1 && upper.includes("#")) {
      this.refuse(
        "cron-wildcard",
        `"${text}" combines # with another value.`,
        "Only one expression is allowed with #.",
      );
    } else {
      for (const item of items) this.parseItem(item);
      if (items.length > 1 && this.rules.length > 0) {
        this.warn("cron-unlisted-form", `AWS does not document L or W within a list ("${text}").`);
      }
    }
    return { any: false, values: this.values, rules: this.rules };
  }

  private parseItem(item: string): void {
    const { wildcards, name } = this.spec;
    if (item === "") {
      this.refuse("cron-value", "A value is empty.", "Remove the stray comma.");
      return;
    }
    if (item.includes("?")) {
      const fix = wildcards.includes("?") ? "Write ? alone." : "Write * for every value.";
      this.refuse("cron-wildcard", `? is not allowed in "${item}".`, fix);
      return;
    }
    if (wildcards.includes("L") && item.includes("L") && this.parseLast(item)) return;
    if (wildcards.includes("W") && item.endsWith("W")) {
      this.parseNearestWeekday(item);
      return;
    }
    if (wildcards.includes("#") && item.includes("#")) {
      this.parseNth(item);
      return;
    }
    if (item === "L" || item === "W" || item.includes("#")) {
      this.refuse("cron-wildcard", `"${item}" is not allowed in the ${name} field.`);
      return;
    }
    this.parseRange(item);
  }

  private parseLast(item: string): boolean {
    if (this.spec.name === "day-of-week") {
      // L alone is the last day of the week: Saturday.
      if (item === "L") this.values.add(7);
      else if (item.endsWith("L")) {
        const dayOfWeek = this.number(item.slice(0, -1));
        if (dayOfWeek !== undefined) this.rules.push({ kind: "last-day-of-week", dayOfWeek });
      } else return false;
      return true;
    }
    const offset = /^L-(\d{1,2})$/.exec(item);
    if (item === "L") this.rules.push({ kind: "last-day", daysBefore: 0 });
    else if (item === "LW") this.rules.push({ kind: "last-weekday" });
    else if (offset !== null && Number(offset[1]) <= 30) {
      this.warn("cron-unlisted-form", `AWS does not document "${item}" (days before the last day of the month).`);
      this.rules.push({ kind: "last-day", daysBefore: Number(offset[1]) });
    } else return false;
    return true;
  }

  private parseNearestWeekday(item: string): void {
    if (item === "W") {
      this.refuse("cron-wildcard", "W needs a day.", "Write for example 15W: the weekday nearest to the 15th.");
      return;
    }
    const day = this.number(item.slice(0, -1));
    if (day === undefined) return;
    if (day > 28) {
      this.warn("cron-unlisted-form", `AWS does not document "${item}" in shorter months; assumed to skip them.`);
    }
    this.rules.push({ kind: "nearest-weekday", day });
  }

  private parseNth(item: string): void {
    const [left = "", right = ""] = item.split("#", 2);
    const dayOfWeek = this.number(left);
    if (!/^[1-5]$/.test(right) || item.indexOf("#") !== item.lastIndexOf("#")) {
      const fix = "Write for example 3#2: the second Tuesday of the month.";
      this.refuse("cron-value", `"${item}" is not day#n with n from 1 to 5.`, fix);
      return;
    }
    if (dayOfWeek !== undefined) this.rules.push({ kind: "nth-day-of-week", dayOfWeek, nth: Number(right) });
  }

  private parseRange(item: string): void {
    const { min, max, name, wildcards } = this.spec;
    const slash = item.indexOf("/");
    const base = slash < 0 ? item : item.slice(0, slash);
    const step = slash < 0 ? 1 : this.step(item, item.slice(slash + 1));
    if (step === undefined) return;
    if (slash >= 0 && !wildcards.includes("/")) {
      this.warn("cron-unlisted-form", `AWS does not list / for the ${name} field ("${item}").`);
    }
    const dash = base.indexOf("-");
    let from: number | undefined;
    let to: number | undefined;
    if (base === "*") {
      from = min;
      to = max;
    } else if (dash >= 0) {
      from = this.number(base.slice(0, dash));
      to = this.number(base.slice(dash + 1));
    } else {
      from = this.number(base);
      to = slash < 0 ? from : max;
    }
    if (from === undefined || to === undefined) return;
    this.add(item, from, to, step);
  }

  private add(item: string, from: number, to: number, step: number): void {
    const { min, max, name } = this.spec;
    let end = to;
    if (from > to) {
      if (name === "year") {
        this.refuse("cron-range", `"${item}" runs backwards.`, "Put the earlier year first.");
        return;
      }
      this.warn(
        "cron-reversed-range",
        `AWS does not document a range that runs backwards ("${item}"); assumed to wrap.`,
      );
      end = to + (max - min + 1);
    }
    if (step > 1 && from + step > end) {
      this.warn("cron-step-has-no-effect", `The step of "${item}" is longer than its range: only ${from} is selected.`);
    }
    for (let value = from; value <= end; value += step) {
      this.values.add(value > max ? value - (max - min + 1) : value);
    }
  }

  private step(item: string, text: string): number | undefined {
    if (/^\d{1,4}$/.test(text) && Number(text) > 0) return Number(text);
    this.refuse("cron-step", `The step of "${item}" is not a whole number from 1.`, "Write for example 0/15.");
    return undefined;
  }

  private number(text: string): number | undefined {
    const { min, max, names } = this.spec;
    const named = names?.indexOf(text) ?? -1;
    if (named >= 0) return named + min;
    const value = /^\d{1,4}$/.test(text) ? Number(text) : undefined;
    if (value !== undefined && value >= min && value <= max) return value;
    const range = names === undefined ? `${min}-${max}` : `${min}-${max} or ${names[0]}-${names.at(-1)}`;
    this.refuse("cron-value", `"${text}" is not in ${range}.`);
    return undefined;
  }

  private refuse(code: ScheduleProblemCode, reason: string, fix?: string): void {
    this.problems.push({ code, reason: `${this.spec.name}: ${reason}`, fix, field: this.spec.name });
  }

  private warn(code: ScheduleWarning["code"], message: string): void {
    this.warnings.push({ code, message: `${this.spec.name}: ${message}`, field: this.spec.name });
  }
}
