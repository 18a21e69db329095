import type { AslCase } from "./cases/case";
import { CHOICE_CASES } from "./cases/choice";
import { EXPRESSIONS_CASES } from "./cases/expressions";
import { FLOW_CASES } from "./cases/flow";
import { HTTP_CASES } from "./cases/http";
import { RETRY_CASES } from "./cases/retry";
import { STRUCTURE_CASES } from "./cases/structure";

/** Longest definition that is changed at each of its places. What longer ones are about is their size. */
const MAX_LENGTH = 10_000;

/** The cases of rules, by their code. */
export const CASES: readonly (readonly [string, AslCase])[] = Object.entries({
  ...STRUCTURE_CASES,
  ...FLOW_CASES,
  ...RETRY_CASES,
  ...CHOICE_CASES,
  ...EXPRESSIONS_CASES,
  ...HTTP_CASES,
}).filter(([, { bad, good }]) => JSON.stringify([bad, good]).length < MAX_LENGTH);

/** Every path of keys that leads to a value in it. */
export function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))];
}

export function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as { readonly [key: string]: unknown })[key], value);
}

/** A copy with another value at the place. */
export function replaced(value: unknown, path: readonly string[], by: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value)
    ? [...value]
    : { ...(value as Record<string, unknown>) };
  const at = copy as Record<string, unknown>;
  at[key] = replaced(at[key], rest, by);
  return copy;
}

/** A copy with another name and value at the place, which is a member of an object. */
export function renamed(value: unknown, path: readonly string[], name: string, by: unknown): unknown {
  const parent = path.slice(0, -1);
  const { [path.at(-1)!]: _, ...others } = valueAt(value, parent) as Record<string, unknown>;
  return replaced(value, parent, { ...others, [name]: by });
}
