import { createHash } from "node:crypto";
import { Condition } from "../expressions/condition";
import { JsonPath } from "../expressions/json-path";
import { JsonataExpression } from "../expressions/jsonata-expression";
import { InEitherLanguage } from "../expressions/payload";
import type { FailProps } from "../states/fail";
import type { CatchProps } from "../states/retry";
import type { AssignProps } from "../states/state";

/** What is taken of an id: of the 80 characters of a variable's name, the others are for a hash and a suffix. */
const MAX_PART_OF_ID = 50;

/** A value that is one expression in JSONPath states and another in JSONata states. */
export function inEither(jsonPath: string, jsonata: string): InEitherLanguage {
  return new InEitherLanguage(JsonPath.stringAt(jsonPath), JsonataExpression.of(jsonata));
}

/** Whether a variable that holds a number has reached a bound. */
export function hasReached(variable: string, bound: number): Condition {
  return Condition.inEither(
    Condition.numericGreaterThanEquals(`$${variable}`, bound),
    Condition.jsonata(`$${variable} >= ${bound}`),
  );
}

/** The variable's value, one more each time. */
export function oneMore(variable: string): AssignProps {
  return { assign: { [variable]: inEither(`States.MathAdd($${variable}, 1)`, `$${variable} + 1`) } };
}

/** A catcher whose handler gets the state's input, with the error in a variable. */
export function catchInto(variable: string, more: Omit<CatchProps, "resultPath" | "outputs"> = {}): CatchProps {
  return { ...more, keepInput: true, assign: { ...more.assign, [variable]: inEither("$", "$states.errorOutput") } };
}

/** The name of an error that `catchInto` kept, and the whole of it as text. */
export function errorIn(variable: string): FailProps {
  return failProps(
    inEither(`$${variable}.Error`, `$${variable}.Error`),
    inEither(`States.JsonToString($${variable})`, `$string($${variable})`),
  );
}

/** A Fail state takes the values of one language; these are of either. */
export function failProps(error: string | InEitherLanguage, cause: string | InEitherLanguage): FailProps {
  return { error, cause } as FailProps;
}

/**
 * The name of a variable made from the id of a workflow. Where the id has characters that a variable cannot have, a hash
 * keeps two ids apart.
 */
export function variableName(id: string, suffix: string): string {
  const name = id
    .replace(/[^A-Za-z0-9_]/g, "")
    .replace(/^[^A-Za-z]+/, "")
    .slice(0, MAX_PART_OF_ID);
  const hash = name === id ? "" : `_${createHash("sha256").update(id).digest("hex").slice(0, 6)}`;
  return `${name || "workflow"}${hash}${suffix}`;
}
