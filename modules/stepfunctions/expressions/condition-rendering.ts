import { EXPECTED } from "../states/property-types";
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
    [operator]: conditions.map((condition) => renderCondition(condition, context, property)),
  });
}

export function negation(condition: Condition): RenderCondition {
  return (context, property) => ({ Not: renderCondition(condition, context, property) });
}

export function expressionCondition(given: string | JsonataExpression): RenderCondition {
  return (context, property) => {
    const expression = typeof given === "string" ? JsonataExpression.of(given) : given;
    if (JsonataExpression.isJsonataExpression(expression)) {
      return { Condition: delimited(expression.expression) };
    }
    context.refuseProperty(property, EXPECTED.jsonata, expression);
    return {};
  };
}

/** The fields of a condition; what is none is a problem. */
export function renderCondition(condition: Condition, context: StateContext, property: string): Fields {
  if (typeof (condition as Condition | null | undefined)?.render === "function") {
    return condition.render(context, property);
  }
  context.refuseProperty(property, EXPECTED.condition, condition);
  return {};
}
