import { all, comparison, expressionCondition, negation, type RenderCondition } from "./condition-rendering";
import type { JsonPath } from "./json-path";
import type { JsonataExpression } from "./jsonata-expression";

/** A variable of a condition: a path into the input, the context or a variable. */
export type ConditionVariable = string | JsonPath;

/** When a Choice state goes which way. */
export class Condition {
  /**
   * Whether an expression of JSONata is true; in JSONata states only, and the only condition there.
   *
   * @param expression with or without `{%` and `%}`
   * @asl Condition
   */
  public static jsonata(expression: string | JsonataExpression): Condition {
    return new Condition(expressionCondition(expression));
  }

  /** All hold. @asl And */
  public static and(...conditions: readonly Condition[]): Condition {
    return new Condition(all("And", conditions));
  }

  /** At least one holds. @asl Or */
  public static or(...conditions: readonly Condition[]): Condition {
    return new Condition(all("Or", conditions));
  }

  /** It does not hold. @asl Not */
  public static not(condition: Condition): Condition {
    return new Condition(negation(condition));
  }

  /** There is a value. @asl IsPresent */
  public static isPresent(variable: ConditionVariable): Condition {
    return new Condition(comparison(variable, "IsPresent", true));
  }

  /** The opposite of `isPresent`. @asl IsPresent */
  public static isNotPresent(variable: ConditionVariable): Condition {
    return new Condition(comparison(variable, "IsPresent", false));
  }

  /** The value is null. @asl IsNull */
  public static isNull(variable: ConditionVariable): Condition {
    return new Condition(comparison(variable, "IsNull", true));
  }

  /** The opposite of `isNull`. @asl IsNull */
  public static isNotNull(variable: ConditionVariable): Condition {
    return new Condition(comparison(variable, "IsNull", false));
  }

  /** The value is a text. @asl IsString */
  public static isString(variable: ConditionVariable): Condition {
    return new Condition(comparison(variable, "IsString", true));
  }

  /** The opposite of `isString`. @asl IsString */
  public static isNotString(variable: ConditionVariable): Condition {
    return new Condition(comparison(variable, "IsString", false));
  }

  /** The value is a number. @asl IsNumeric */
  public static isNumeric(variable: ConditionVariable): Condition {
    return new Condition(comparison(variable, "IsNumeric", true));
  }

  /** The opposite of `isNumeric`. @asl IsNumeric */
  public static isNotNumeric(variable: ConditionVariable): Condition {
    return new Condition(comparison(variable, "IsNumeric", false));
  }

  /** The value is a boolean. @asl IsBoolean */
  public static isBoolean(variable: ConditionVariable): Condition {
    return new Condition(comparison(variable, "IsBoolean", true));
  }

  /** The opposite of `isBoolean`. @asl IsBoolean */
  public static isNotBoolean(variable: ConditionVariable): Condition {
    return new Condition(comparison(variable, "IsBoolean", false));
  }

  /** The value is a text that is a timestamp. @asl IsTimestamp */
  public static isTimestamp(variable: ConditionVariable): Condition {
    return new Condition(comparison(variable, "IsTimestamp", true));
  }

  /** The opposite of `isTimestamp`. @asl IsTimestamp */
  public static isNotTimestamp(variable: ConditionVariable): Condition {
    return new Condition(comparison(variable, "IsTimestamp", false));
  }

  /** @asl BooleanEquals */
  public static booleanEquals(variable: ConditionVariable, value: boolean): Condition {
    return new Condition(comparison(variable, "BooleanEquals", value));
  }

  /** @asl BooleanEqualsPath */
  public static booleanEqualsJsonPath(variable: ConditionVariable, value: ConditionVariable): Condition {
    return new Condition(comparison(variable, "BooleanEqualsPath", value));
  }

  /** @asl StringEquals */
  public static stringEquals(variable: ConditionVariable, value: string): Condition {
    return new Condition(comparison(variable, "StringEquals", value));
  }

  /** @asl StringEqualsPath */
  public static stringEqualsJsonPath(variable: ConditionVariable, value: ConditionVariable): Condition {
    return new Condition(comparison(variable, "StringEqualsPath", value));
  }

  /** @asl StringLessThan */
  public static stringLessThan(variable: ConditionVariable, value: string): Condition {
    return new Condition(comparison(variable, "StringLessThan", value));
  }

  /** @asl StringLessThanPath */
  public static stringLessThanJsonPath(variable: ConditionVariable, value: ConditionVariable): Condition {
    return new Condition(comparison(variable, "StringLessThanPath", value));
  }

  /** @asl StringLessThanEquals */
  public static stringLessThanEquals(variable: ConditionVariable, value: string): Condition {
    return new Condition(comparison(variable, "StringLessThanEquals", value));
  }

  /** @asl StringLessThanEqualsPath */
  public static stringLessThanEqualsJsonPath(variable: ConditionVariable, value: ConditionVariable): Condition {
    return new Condition(comparison(variable, "StringLessThanEqualsPath", value));
  }

  /** @asl StringGreaterThan */
  public static stringGreaterThan(variable: ConditionVariable, value: string): Condition {
    return new Condition(comparison(variable, "StringGreaterThan", value));
  }

  /** @asl StringGreaterThanPath */
  public static stringGreaterThanJsonPath(variable: ConditionVariable, value: ConditionVariable): Condition {
    return new Condition(comparison(variable, "StringGreaterThanPath", value));
  }

  /** @asl StringGreaterThanEquals */
  public static stringGreaterThanEquals(variable: ConditionVariable, value: string): Condition {
    return new Condition(comparison(variable, "StringGreaterThanEquals", value));
  }

  /** @asl StringGreaterThanEqualsPath */
  public static stringGreaterThanEqualsJsonPath(variable: ConditionVariable, value: ConditionVariable): Condition {
    return new Condition(comparison(variable, "StringGreaterThanEqualsPath", value));
  }

  /** @asl NumericEquals */
  public static numericEquals(variable: ConditionVariable, value: number): Condition {
    return new Condition(comparison(variable, "NumericEquals", value));
  }

  /** @asl NumericEqualsPath */
  public static numericEqualsJsonPath(variable: ConditionVariable, value: ConditionVariable): Condition {
    return new Condition(comparison(variable, "NumericEqualsPath", value));
  }

  /** @asl NumericLessThan */
  public static numericLessThan(variable: ConditionVariable, value: number): Condition {
    return new Condition(comparison(variable, "NumericLessThan", value));
  }

  /** @asl NumericLessThanPath */
  public static numericLessThanJsonPath(variable: ConditionVariable, value: ConditionVariable): Condition {
    return new Condition(comparison(variable, "NumericLessThanPath", value));
  }

  /** @asl NumericLessThanEquals */
  public static numericLessThanEquals(variable: ConditionVariable, value: number): Condition {
    return new Condition(comparison(variable, "NumericLessThanEquals", value));
  }

  /** @asl NumericLessThanEqualsPath */
  public static numericLessThanEqualsJsonPath(variable: ConditionVariable, value: ConditionVariable): Condition {
    return new Condition(comparison(variable, "NumericLessThanEqualsPath", value));
  }

  /** @asl NumericGreaterThan */
  public static numericGreaterThan(variable: ConditionVariable, value: number): Condition {
    return new Condition(comparison(variable, "NumericGreaterThan", value));
  }

  /** @asl NumericGreaterThanPath */
  public static numericGreaterThanJsonPath(variable: ConditionVariable, value: ConditionVariable): Condition {
    return new Condition(comparison(variable, "NumericGreaterThanPath", value));
  }

  /** @asl NumericGreaterThanEquals */
  public static numericGreaterThanEquals(variable: ConditionVariable, value: number): Condition {
    return new Condition(comparison(variable, "NumericGreaterThanEquals", value));
  }

  /** @asl NumericGreaterThanEqualsPath */
  public static numericGreaterThanEqualsJsonPath(variable: ConditionVariable, value: ConditionVariable): Condition {
    return new Condition(comparison(variable, "NumericGreaterThanEqualsPath", value));
  }

  /** A timestamp such as 2027-03-14T01:59:00Z. @asl TimestampEquals */
  public static timestampEquals(variable: ConditionVariable, value: string): Condition {
    return new Condition(comparison(variable, "TimestampEquals", value));
  }

  /** @asl TimestampEqualsPath */
  public static timestampEqualsJsonPath(variable: ConditionVariable, value: ConditionVariable): Condition {
    return new Condition(comparison(variable, "TimestampEqualsPath", value));
  }

  /** @asl TimestampLessThan */
  public static timestampLessThan(variable: ConditionVariable, value: string): Condition {
    return new Condition(comparison(variable, "TimestampLessThan", value));
  }

  /** @asl TimestampLessThanPath */
  public static timestampLessThanJsonPath(variable: ConditionVariable, value: ConditionVariable): Condition {
    return new Condition(comparison(variable, "TimestampLessThanPath", value));
  }

  /** @asl TimestampLessThanEquals */
  public static timestampLessThanEquals(variable: ConditionVariable, value: string): Condition {
    return new Condition(comparison(variable, "TimestampLessThanEquals", value));
  }

  /** @asl TimestampLessThanEqualsPath */
  public static timestampLessThanEqualsJsonPath(variable: ConditionVariable, value: ConditionVariable): Condition {
    return new Condition(comparison(variable, "TimestampLessThanEqualsPath", value));
  }

  /** @asl TimestampGreaterThan */
  public static timestampGreaterThan(variable: ConditionVariable, value: string): Condition {
    return new Condition(comparison(variable, "TimestampGreaterThan", value));
  }

  /** @asl TimestampGreaterThanPath */
  public static timestampGreaterThanJsonPath(variable: ConditionVariable, value: ConditionVariable): Condition {
    return new Condition(comparison(variable, "TimestampGreaterThanPath", value));
  }

  /** @asl TimestampGreaterThanEquals */
  public static timestampGreaterThanEquals(variable: ConditionVariable, value: string): Condition {
    return new Condition(comparison(variable, "TimestampGreaterThanEquals", value));
  }

  /** @asl TimestampGreaterThanEqualsPath */
  public static timestampGreaterThanEqualsJsonPath(variable: ConditionVariable, value: ConditionVariable): Condition {
    return new Condition(comparison(variable, "TimestampGreaterThanEqualsPath", value));
  }

  /** @param pattern a text in which `*` stands for any text; `\\\\*` for the character. @asl StringMatches */
  public static stringMatches(variable: ConditionVariable, pattern: string): Condition {
    return new Condition(comparison(variable, "StringMatches", pattern));
  }

  /**
   * One condition in JSONPath states and another in JSONata states, for workflows that stand in either.
   *
   * @internal
   */
  public static inEither(jsonPath: Condition, jsonata: Condition): Condition {
    return new Condition((context, property) => (context.isJsonata ? jsonata : jsonPath).render(context, property));
  }

  private constructor(
    /** @internal */
    public readonly render: RenderCondition,
  ) {}
}
