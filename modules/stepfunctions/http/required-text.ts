import { holdsEventFieldMark, holdsMark } from "../expressions/expression-marks";
import { JsonataExpression, operand } from "../expressions/jsonata-expression";
import { concatenated } from "../expressions/jsonata-text";
import type { StateContext } from "../states/state-context";

/** What every state has. */
const ALWAYS_THERE = /^\$states\.context\.(?:Execution|State|StateMachine)\.(?:Id|Name)$/;

/** A literal is never missing. */
const LITERAL = /^(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|-?\d+(?:\.\d+)?)$/s;

/**
 * A text of a request in which every expression must have a value. JSONata's `&` takes a missing one for an empty text:
 * `DELETE /orders/` would be sent for an event without an id. JSONPath fails by itself.
 */
export function requiredText(value: unknown, { isJsonata }: StateContext): unknown {
  if (!isJsonata || typeof value !== "string" || !holdsMark(value) || holdsEventFieldMark(value)) {
    return value;
  }
  const expression = concatenated(value, required);
  // An expression of the other language is reported where the text is rendered.
  return expression === undefined ? value : JsonataExpression.of(expression);
}

/** `$single` fails for a list of nothing, and short of `$exists(…) ? … : $error(…)` the expression stands there once. */
function required(expression: string): string {
  return ALWAYS_THERE.test(expression) || LITERAL.test(expression)
    ? operand(expression)
    : `$single([${operand(expression)}])`;
}
