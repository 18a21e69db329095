import type { Matchers } from "./match";

/** A part of a pattern: matchers for a leaf, or the fields of an object. */
export type PatternFields = { readonly [field: string]: Matchers | PatternFields | readonly PatternFields[] };

/** Which events a rule matches. All fields given must match; in a list one value is enough. */
export interface EventPattern {
  readonly source?: Matchers;
  /** The event's `detail-type`. */
  readonly detailType?: Matchers;
  readonly detail?: PatternFields;
  readonly account?: Matchers;
  readonly id?: Matchers;
  readonly region?: Matchers;
  readonly resources?: Matchers;
  readonly time?: Matchers;
  readonly version?: Matchers;
  /** The event's `replay-name`, which only replayed events have. */
  readonly replayName?: Matchers;
  /** At least two alternatives over different fields. */
  readonly $or?: readonly (EventPattern | PatternFields)[];
}

const FIELD_NAMES: { readonly [property: string]: string } = { detailType: "detail-type", replayName: "replay-name" };

/** The pattern as AWS spells it, its keys in one order so that the order of the properties changes nothing. */
export function toAwsPattern(pattern: EventPattern): { [field: string]: unknown } {
  return sorted(spelled(pattern));
}

function spelled(pattern: object): { [field: string]: unknown } {
  const fields = Object.entries(pattern).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    fields.map(([key, value]) => [
      FIELD_NAMES[key] ?? key,
      key === "$or" && Array.isArray(value) ? value.map((one) => (isPlainObject(one) ? spelled(one) : one)) : value,
    ]),
  );
}

function sorted(fields: { [field: string]: unknown }): { [field: string]: unknown } {
  const entries = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([key, value]) => [key, isPlainObject(value) ? sorted(value) : value]));
}

function isPlainObject(value: unknown): value is { [field: string]: unknown } {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
