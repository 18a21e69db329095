import { markJsonata, markJsonPath, splitMarks } from "./expression-marks";

const DELIMITED = /^\s*\{%([\s\S]*)%\}\s*$/;

/**
 * A value that a JSONata state calculates when it runs. Stands for a whole value or, in a template literal, for a part of a
 * text or of another expression. It is no string and no number: `-`, `*`, `<` and the like throw, and with `+` it becomes a
 * part of a text.
 */
export class JsonataExpression {
  /** The token with which a waiting task is resumed. */
  public static readonly taskToken = new JsonataExpression("$states.context.Task.Token");
  public static readonly executionName = new JsonataExpression("$states.context.Execution.Name");
  public static readonly stateName = new JsonataExpression("$states.context.State.Name");

  /**
   * An expression, with or without `{%` and `%}` around it.
   *
   * @param expression for example `$states.input.order.id` or `$sum($states.result.ResponseBody.amounts)`
   * @throws TypeError for anything but a text
   */
  public static of(expression: string): JsonataExpression {
    if (typeof expression !== "string") {
      throw new TypeError(
        `JsonataExpression.of takes a text, such as "$states.input.id", got: ${expression === null ? "null" : typeof expression}.`,
      );
    }
    const inner = DELIMITED.exec(expression)?.[1] ?? expression;
    return new JsonataExpression(inParentheses(inner.trim()));
  }

  /** Tells a JsonataExpression from anything else. */
  public static isJsonataExpression(value: unknown): value is JsonataExpression {
    return typeof value === "object" && value !== null && #expression in value;
  }

  readonly #expression: string;

  private constructor(expression: string) {
    this.#expression = expression;
  }

  /** Without `{%` and `%}`. */
  public get expression(): string {
    return this.#expression;
  }

  public toString(): string {
    return markJsonata(this.#expression);
  }

  public toJSON(): string {
    return this.toString();
  }

  /** @throws TypeError where a number is needed: the value exists only when the state runs */
  public [Symbol.toPrimitive](hint: string): string {
    if (hint === "number") {
      throw new TypeError(
        `JsonataExpression ${this.#expression} has no value before the state runs: it cannot be calculated with.`,
      );
    }
    return this.toString();
  }
}

/** An expression inside an expression stands there in parentheses. A JsonPath stays marked, and is refused later. */
function inParentheses(expression: string): string {
  const parts = splitMarks(expression);
  return parts.length === 1 && "text" in parts[0]!
    ? expression
    : parts
        .map((part) =>
          "text" in part ? part.text : "jsonata" in part ? operand(part.jsonata) : markJsonPath(part.jsonPath),
        )
        .join("");
}

/** A path of names, which binds tighter than any operator. */
const SIMPLE = /^\$?[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/;

/** An expression as one operand of another. */
export function operand(expression: string): string {
  return SIMPLE.test(expression) ? expression : `(${expression})`;
}
