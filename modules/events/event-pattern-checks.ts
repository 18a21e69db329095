import { Token, Tokenization } from "cdktf";
import type { Problems } from "../core/validate";
import { EventPatternError, EventPattern as Parsed } from "../languages/event-pattern";

type Fields = { readonly [field: string]: unknown };

/**
 * Checks a pattern as PutRule does. A token is taken for any value of its type.
 *
 * @returns the pattern, or undefined if it is wrong
 */
export function checkEventPattern(
  problems: Problems,
  { property, terraform }: { readonly property: string; readonly terraform?: string },
  pattern: Fields,
): Parsed | undefined {
  const parsed = tryParse(pattern);
  if (!(parsed instanceof EventPatternError)) {
    for (const { message, path } of parsed.warnings) {
      problems.add("event-pattern-suspicious", { property: at(property, path), detail: message, terraform });
    }
    return parsed;
  }
  // AWS reports the first error only. Each field alone gives the others; none may be wrong alone, as with the length.
  const errors = leaves(pattern).flatMap((leaf) => {
    const error = tryParse(leaf);
    return error instanceof EventPatternError ? [error] : [];
  });
  for (const error of errors.length > 0 ? errors : [parsed]) {
    problems.add("event-pattern-invalid", { property: at(property, error.path), detail: error.message, terraform });
  }
  return undefined;
}

/** Fields that have one value for nearly all events of a bus. */
const CONSTANT_FIELDS = ["account", "region", "version"];
/** Fields that every event has, all of them text. */
const TEXT_FIELDS = ["id", "source", "detail-type", "time"];

/** True for a pattern, spelled as AWS does, that only asks for what every event of a bus has. */
export function matchesEverything(pattern: Fields): boolean {
  return Object.entries(pattern).every(([field, matchers]) => {
    if (CONSTANT_FIELDS.includes(field)) {
      return true;
    }
    if (field === "replay-name") {
      return hasMatcher(matchers, (matcher) => matcher.exists === false);
    }
    return TEXT_FIELDS.includes(field) && hasMatcher(matchers, matchesAnyText);
  });
}

function hasMatcher(matchers: unknown, holds: (matcher: Fields) => boolean): boolean {
  return Array.isArray(matchers) && matchers.some((matcher) => isFields(matcher) && holds(matcher));
}

function matchesAnyText({ prefix, suffix, wildcard, exists }: Fields): boolean {
  return prefix === "" || suffix === "" || wildcard === "*" || exists === true;
}

function tryParse(pattern: Fields): Parsed | EventPatternError {
  try {
    return Parsed.parse(pattern, { opaque: tokenType });
  } catch (error) {
    if (error instanceof EventPatternError) {
      return error;
    }
    throw error;
  }
}

function tokenType(value: unknown): "string" | "number" | "any" | undefined {
  if (!Token.isUnresolved(value)) {
    return undefined;
  }
  if (typeof value === "string" || typeof value === "number") {
    return typeof value as "string" | "number";
  }
  return Tokenization.isResolvable(value) ? "any" : undefined;
}

/** The pattern's fields, each as a pattern of its own. */
function leaves(pattern: Fields): Fields[] {
  return Object.entries(pattern).flatMap(([field, value]) => {
    const inner = isFields(value) ? leaves(value) : [];
    return inner.length > 0 ? inner.map((leaf) => ({ [field]: leaf })) : [{ [field]: value }];
  });
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** `$.detail.amount[0]` of `eventPattern` is `eventPattern.detail.amount[0]`. */
function at(property: string, path: string): string {
  return property + path.slice(1);
}
