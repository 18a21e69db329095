import type { AslRuleId } from "cdktf-aws-http-integrations/languages";
import { ASL_RULES } from "cdktf-aws-http-integrations/languages";
import type { AslCase, AslCases } from "../../test/languages/asl/cases/case";
import { CHOICE_CASES } from "../../test/languages/asl/cases/choice";
import { EXPRESSIONS_CASES } from "../../test/languages/asl/cases/expressions";
import { FLOW_CASES } from "../../test/languages/asl/cases/flow";
import { HTTP_CASES } from "../../test/languages/asl/cases/http";
import { RETRY_CASES } from "../../test/languages/asl/cases/retry";
import { STRUCTURE_CASES } from "../../test/languages/asl/cases/structure";
import { definitionOf, expressionsOf, SHAPES, STATES } from "./definitions";
import { TRAPS } from "./traps";
import { load, TOOLS, type Tool, type Validator } from "./validators";

/** What each validator says of every case of the tests, of definitions that AWS accepts, and of those that are measured. */

export type Answer = "accepted" | "rejected" | "crash";
export type Answers = { readonly [tool in Tool]: Answer };

export interface JudgedCase {
  readonly code: string;
  readonly severity: "error" | "warning";
  /** True if it is wrong only for an Express machine or with a certain connection, of which asl-validator is not told. */
  readonly needsMore: boolean;
  /** For `validateDefinition` and a warning: rejected means reported. */
  readonly bad: Answers;
  readonly good: Answers;
}

export interface JudgeReport {
  readonly cases: readonly JudgedCase[];
  readonly traps: readonly { readonly name: string; readonly answers: Answers }[];
  readonly shapes: readonly { readonly name: string; readonly characters: number; readonly expressions: number }[];
}

const CASES: AslCases = {
  ...STRUCTURE_CASES,
  ...FLOW_CASES,
  ...RETRY_CASES,
  ...CHOICE_CASES,
  ...EXPRESSIONS_CASES,
  ...HTTP_CASES,
};

const validators = TOOLS.map(load);

function answersTo(definition: object, options?: object, code?: string): Answers {
  return Object.fromEntries(validators.map((one) => [one.name, answer(one, definition, options, code)])) as Answers;
}

function answer(validator: Validator, definition: object, options?: object, code?: string): Answer {
  try {
    const { isValid, says } = validator.judge(structuredClone(definition), options);
    // Only ours knows codes.
    const isReported = code !== undefined && says.some((text) => text.startsWith(`${code} at `));
    return isValid && !isReported ? "accepted" : "rejected";
  } catch {
    return "crash";
  }
}

function judged(code: string, { bad, good, options }: AslCase): JudgedCase {
  const { severity } = ASL_RULES[code as AslRuleId];
  return {
    code,
    severity,
    needsMore: options !== undefined,
    bad: answersTo(bad, options, code),
    good: answersTo(good, options, code),
  };
}

const shapes = SHAPES.map((name) => {
  const definition = definitionOf(name, 1);
  const states = Object.values(definition.States as object).map(statesIn);
  if (states.reduce((sum, count) => sum + count, 0) !== STATES)
    throw new Error(`${name} has other than ${STATES} states`);
  for (const validator of validators) {
    const { isValid, says } = validator.judge(structuredClone(definition));
    if (!isValid || says.length > 0) throw new Error(`${validator.name}, ${name}: ${says.join("\n")}`);
  }
  return { name, characters: JSON.stringify(definition).length, expressions: expressionsOf(definition).size };
});

/** A state and those inside it. */
function statesIn(state: { Branches?: object[]; ItemProcessor?: object }): number {
  const scopes = [...(state.Branches ?? []), ...(state.ItemProcessor === undefined ? [] : [state.ItemProcessor])];
  return scopes.reduce((sum, scope) => sum + Object.keys((scope as { States: object }).States).length, 1);
}

const report: JudgeReport = {
  cases: Object.entries(CASES).map(([code, one]) => judged(code, one)),
  traps: Object.entries(TRAPS).map(([name, definition]) => ({ name, answers: answersTo(definition) })),
  shapes,
};
process.stdout.write(JSON.stringify(report));
