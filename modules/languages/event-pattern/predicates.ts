import { ipToHex, isInRange } from "./ip";
import type { Matcher, NumericBound, PatternNumber, Scalar } from "./model";
import { NumberText } from "./numbers";
import { matchesWildcard } from "./wildcard";

export type Predicate = (value: Scalar) => boolean;

const never: Predicate = () => false;

/** One predicate for the matchers of a leaf: true when any of them holds for a value that is there. */
export function predicateOf(matchers: readonly Matcher[]): Predicate {
  const texts = new Set<string>();
  const others: Predicate[] = [];
  for (const matcher of matchers) {
    if (matcher.op === "string" && matcher.ip === undefined) texts.add(matcher.text);
    else others.push(matcherPredicate(matcher));
  }
  if (texts.size > 0) others.unshift(textPredicate(texts));
  if (others.length === 0) return never;
  if (others.length === 1) return others[0]!;
  return (value) => {
    for (const predicate of others) if (predicate(value)) return true;
    return false;
  };
}

function textPredicate(texts: ReadonlySet<string>): Predicate {
  if (texts.size === 1) {
    const [only] = texts;
    return (value) => value === only;
  }
  return (value) => typeof value === "string" && texts.has(value);
}

function ofString(test: (value: string) => boolean): Predicate {
  return (value) => typeof value === "string" && test(value);
}

/** Whether one matcher holds for a value that is there. */
export function matcherPredicate(matcher: Matcher): Predicate {
  switch (matcher.op) {
    case "string": {
      const { text, ip } = matcher;
      if (ip === undefined) return (value) => value === text;
      return ofString((value) => {
        if (value === text) return true;
        const hex = ipToHex(value);
        return hex !== undefined && isInRange(ip, hex);
      });
    }
    case "number": {
      const { number } = matcher;
      return (value) => equalsNumber(number, value);
    }
    case "literal": {
      const { value: expected } = matcher;
      return (value) => value === expected;
    }
    case "prefix":
      return ofString((value) => value.startsWith(matcher.text));
    case "suffix":
      return ofString((value) => value.endsWith(matcher.text));
    case "equals-ignore-case":
      return ofString((value) => matcher.folded.equals(value));
    case "prefix-ignore-case":
      return ofString((value) => matcher.folded.isPrefixOf(value));
    case "suffix-ignore-case":
      return ofString((value) => matcher.folded.isSuffixOf(value));
    case "wildcard":
      return ofString((value) => matchesWildcard(matcher.wildcard, value));
    case "numeric":
      return numericPredicate(matcher.low, matcher.high);
    case "cidr":
      return ofString((value) => {
        const hex = ipToHex(value);
        return hex !== undefined && isInRange(matcher.range, hex);
      });
    case "exists":
      return matcher.exists ? () => true : never;
    case "anything-but-strings":
      return (value) => !(typeof value === "string" && matcher.texts.has(value));
    case "anything-but-numbers": {
      const excluded = new Set(matcher.values);
      return (value) => {
        const number = comparableValue(value);
        return number === undefined || !excluded.has(number);
      };
    }
    case "anything-but": {
      const excluded = predicateOf(matcher.matchers);
      return (value) => !excluded(value);
    }
    case "opaque":
      return never;
  }
}

/** The double a value compares by, or undefined. Zero loses its sign, which a Set would tell apart. */
export function comparableValue(value: Scalar): number | undefined {
  if (typeof value === "number") return value === 0 ? 0 : value;
  if (value instanceof NumberText && value.comparable) return value.value === 0 ? 0 : value.value;
  return undefined;
}

function equalsNumber(number: PatternNumber, value: Scalar): boolean {
  if (typeof value === "number") {
    return number.comparable ? value === number.value : String(value) === number.text;
  }
  if (!(value instanceof NumberText)) return false;
  return (number.comparable && value.comparable && number.value === value.value) || number.text === value.text;
}

function numericPredicate(low: NumericBound | undefined, high: NumericBound | undefined): Predicate {
  return (value) => {
    const number = comparableValue(value);
    if (number === undefined) return false;
    if (low !== undefined && (low.open ? number <= low.value : number < low.value)) return false;
    return high === undefined || (high.open ? number < high.value : number <= high.value);
  };
}
