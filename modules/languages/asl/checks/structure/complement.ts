import { isJsonataText } from "../../jsonata";
import { type Fields, isFields } from "../../machine";

/** Operators of two rules of which one holds, whatever the value: the same operand on both sides. */
const OPPOSITES: ReadonlyMap<string, string> = new Map([
  ["LessThan", "GreaterThanEquals"],
  ["GreaterThan", "LessThanEquals"],
]);
const ORDERING = /^(String|Numeric|Timestamp)((?:Less|Greater)Than(?:Equals)?)(Path)?$/;
/** A condition that is one comparison: neither side has an operator that binds less. */
const COMPARISON = /^([^=<>!?:]*)(!=|<=|>=|=|<|>)([^=<>!?:]*)$/;
const OPPOSITE_SIGNS: ReadonlyMap<string, string> = new Map([
  ["=", "!="],
  ["<", ">="],
  [">", "<="],
]);
const CONNECTIVE = /\b(?:and|or)\b/;
/** Rules that are compared with each other. Who writes more of them does not mean two opposites. */
const MAX_RULES = 20;

/** True if one of two rules of a Choice always holds, as far as the values are there and of the type compared. */
export function holdsComplements(choices: readonly unknown[]): boolean {
  const rules = choices.slice(0, MAX_RULES).filter(isFields);
  return rules.some((rule, index) => rules.slice(index + 1).some((other) => areComplements(rule, other)));
}

function areComplements(one: Fields, other: Fields): boolean {
  if (isJsonataText(one.Condition) && isJsonataText(other.Condition)) {
    const [a, b] = [one.Condition, other.Condition].map((condition) => condition.slice(2, -2).trim());
    return areOpposite(a!, b!) || areOpposite(b!, a!);
  }
  return (
    isNotOf(one, other) ||
    isNotOf(other, one) ||
    (one.Variable !== undefined && one.Variable === other.Variable && compareOpposites(one, other))
  );
}

/** True if the first rule is Not of what the second one compares. */
function isNotOf({ Not: not }: Fields, other: Fields): boolean {
  if (!isFields(not) || typeof not.Variable !== "string") return false;
  const comparison = Object.entries(not).filter(([key]) => key !== "Comment");
  return comparison.every(([key, value]) => typeof value !== "object" && other[key] === value);
}

/** True for `BooleanEquals` and `Is…` of true and false, and for an order and its reverse. */
function compareOpposites(one: Fields, other: Fields): boolean {
  return Object.entries(one).some(([operator, value]) => {
    if (typeof value === "boolean") {
      return other[operator] === !value;
    }
    const [, type, order, path = ""] = ORDERING.exec(operator) ?? [];
    return [...OPPOSITES].some(
      ([a, b]) =>
        (order === a && other[type + b + path] === value) || (order === b && other[type + a + path] === value),
    );
  });
}

/** True if the second condition is `$not(…)` of the first, or compares the same by the opposite sign. */
function areOpposite(a: string, b: string): boolean {
  if (b === `$not(${a})`) return true;
  const [one, other] = [COMPARISON.exec(a), COMPARISON.exec(b)];
  if (one === null || other === null || CONNECTIVE.test(a)) return false;
  return [1, 3].every((side) => one[side]!.trim() === other[side]!.trim()) && OPPOSITE_SIGNS.get(one[2]!) === other[2];
}
