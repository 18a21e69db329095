import type { Fields, StateContext } from "../states/state-context";
import type { Condition, ConditionVariable } from "./condition";
import { JsonataExpression } from "./jsonata-expression";
import { delimited } from "./jsonata-text";

/** Makes the fields of a choice rule. */
export type RenderCondition = (context: StateContext, property: string) => Fields;

export function comparison(variable: ConditionVariable, operator: string, value: unknown): RenderCondition {
  return (context, property) => {
    const fields: Fields = {};
    context.pathField(fields, "Variable", variable, `${property}.variable`);
    if (operator.endsWith("Path")) {
      context.pathField(fields, operator, value as ConditionVariable, `${property}.value`);
    } else {
      context.constant(fields, operator, value, `${property}.value`);
    }
    return fields;
  };
}

export function all(operator: "And" | "Or", conditions: readonly Condition[]): RenderCondition {
  return (context, property) => ({
    [operator]: conditions.map((condition) => condition.render(context, property)),
  });
}

export function negation(condition: Condition): RenderCondition {
  return (context, property) => ({ Not: condition.render(context, property) });
}

export function expressionCondition(expression: string | JsonataExpression): RenderCondition {
  return () => ({
    Condition: delimited((typeof expression === "string" ? JsonataExpression.of(expression) : expression).expression),
  });
}
