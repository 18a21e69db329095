import { Condition } from "../expressions/condition";
import { JsonataExpression } from "../expressions/jsonata-expression";
import { Chain } from "../states/chain";
import { EXPECTED, isChainable, isDuration } from "../states/property-types";
import { CheckedPass } from "./checked-pass";

/** What a property takes: programs in JavaScript are told by nothing else. */
export interface GivenType {
  readonly allowed: string;
  readonly is: (value: unknown) => boolean;
}

export const STATES: GivenType = { allowed: EXPECTED.chainable, is: isChainable };
export const CONDITION: GivenType = { allowed: EXPECTED.condition, is: (value) => value instanceof Condition };
export const EXPRESSION: GivenType = {
  allowed: 'must be a JsonataExpression, such as JsonataExpression.of("$states.result.ResponseBody.next")',
  is: JsonataExpression.isJsonataExpression,
};
export const DURATION: GivenType = { allowed: EXPECTED.duration, is: isDuration };
export const TEXT: GivenType = { allowed: "must be text", is: (value) => typeof value === "string" };
export const LIST: GivenType = { allowed: "must be a list", is: Array.isArray };

export const optional = ({ allowed, is }: GivenType): GivenType => ({
  allowed: `${allowed}, or be left out`,
  is: (value) => value === undefined || is(value),
});

/** In place of a workflow whose properties are of other types, a state that says so. Undefined if they are right. */
export function refusal(
  id: string,
  properties: readonly (readonly [property: string, value: unknown, type: GivenType])[],
): Chain | undefined {
  const wrong = properties.filter(([, value, { is }]) => !is(value));
  if (wrong.length === 0) {
    return undefined;
  }
  const begin = new CheckedPass(id, {}, (context) => {
    for (const [property, value, { allowed }] of wrong) {
      context.refuseProperty(property, allowed, value);
    }
  });
  return Chain.start(begin);
}
