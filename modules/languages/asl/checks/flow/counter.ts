import { isJsonataText } from "../../jsonata";
import { type Fields, isFields, type StateNode } from "../../machine";
import type { AslReport } from "../../report";

const NUMERIC_OPERATOR = /^Numeric(Equals|LessThan|GreaterThan|LessThanEquals|GreaterThanEquals)(Path)?$/;
const EQUALITY_OPERATOR = /^NumericEquals/;
const ORDERING = /[<>]/;
const VARIABLE = /\$[A-Za-z_]\w*/g;
/** Texts and comments of an expression, in which an operator means nothing. */
const TEXT = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\/\*[\s\S]*?\*\//g;

/** A number of rounds that a loop counts to, in steps. */
export interface Counter {
  readonly limit: number;
  readonly step: number;
}

/**
 * True for a Choice that compares a count of rounds, most likely: is a number less or greater than another, or is what
 * each round changes equal to something. Whether a status equals 200 says nothing of rounds.
 *
 * @param changing what each round computes from itself
 */
export function isCounting(state: StateNode, changing: ReadonlySet<string>, report: AslReport): boolean {
  if (state.type !== "Choice") return false;
  for (const rule of rulesOf(state.fields.Choices)) {
    const operators = Object.keys(rule).filter((operator) => NUMERIC_OPERATOR.test(operator));
    if (
      operators.some(
        (operator) => !EQUALITY_OPERATOR.test(operator) || (isText(rule.Variable) && changing.has(rule.Variable)),
      )
    ) {
      return true;
    }
    const { Condition: condition } = rule;
    if (report.isUnresolved(condition)) return true;
    if (!isJsonataText(condition)) continue;
    const code = codeOf(condition);
    if (ORDERING.test(code) || code.match(VARIABLE)?.some((name) => changing.has(name))) return true;
  }
  return false;
}

/** An expression without what it compares with. */
export function codeOf(condition: string): string {
  return condition.replace(TEXT, "''");
}

/** All rules of a list, or of a rule, those inside And, Or and Not included. */
export function rulesOf(choices: unknown): readonly Fields[] {
  const rules: Fields[] = [];
  const pending: unknown[] = [choices];
  for (let next = 0; next < pending.length; next++) {
    const one = pending[next];
    if (Array.isArray(one)) {
      // Not spread into the call: a list may be longer than a call has room for.
      for (const entry of one) pending.push(entry);
    } else if (isFields(one)) {
      rules.push(one);
      pending.push(one.And, one.Or, one.Not);
    }
  }
  return rules;
}

/** Variables and paths that the states compute from themselves, such as a count, a list of pages, a date. */
export function changingIn(states: readonly StateNode[]): ReadonlySet<string> {
  const names = new Set(stepsIn(states).keys());
  for (const { fields } of states) {
    for (const { Assign: assign } of [fields, ...entriesOf(fields.Choices), ...entriesOf(fields.Catch)]) {
      if (!isFields(assign)) continue;
      for (const [key, value] of Object.entries(assign)) {
        const name = `$${key.replace(/\.\$$/, "")}`;
        if (typeof value === "string" && value.match(VARIABLE)?.includes(name)) {
          names.add(name);
        }
      }
    }
  }
  return names;
}

/** Never String(…): an object of the definition may have a `toString` that is no function. */
function isText(value: unknown): value is string {
  return typeof value === "string";
}

export function entriesOf(list: unknown): readonly Fields[] {
  return Array.isArray(list) ? list.filter(isFields) : [];
}

const JSONPATH_STEP = /^States\.MathAdd\(\s*(\$[^\s,]*)\s*,\s*(-?\d+)\s*\)$/;
const JSONATA_STEP = /^\{%\s*\$(\w+)\s*([+-])\s*(\d+)\s*%\}$/;
const JSONATA_LIMIT = /\$(\w+)\s*[<>]=?\s*(\d+)/g;

/** How much each round adds, by the path or variable that it adds to. */
function stepsIn(states: readonly StateNode[]): ReadonlyMap<string, number> {
  const steps = new Map<string, number>();
  for (const state of states) {
    for (const text of textsOf(state)) {
      const path = JSONPATH_STEP.exec(text);
      if (path !== null) {
        steps.set(path[1]!, Math.abs(Number(path[2])));
      }
      const variable = JSONATA_STEP.exec(text);
      if (variable !== null) {
        steps.set(`$${variable[1]}`, Number(variable[3]));
      }
    }
  }
  return steps;
}

/** The count that a loop compares with a literal and raises by a literal itself; undefined if there is none so plain. */
export function counterOf(states: readonly StateNode[]): Counter | undefined {
  const steps = stepsIn(states);
  let counter: Counter | undefined;
  const use = (name: unknown, limit: unknown) => {
    const step = isText(name) ? steps.get(name) : undefined;
    // The lowest limit is the one that ends the loop.
    if (step !== undefined && step > 0 && typeof limit === "number" && limit / step < rounds(counter)) {
      counter = { limit, step };
    }
  };
  for (const rule of states.filter(({ type }) => type === "Choice").flatMap(({ fields }) => rulesOf(fields.Choices))) {
    for (const [operator, value] of Object.entries(rule)) {
      if (NUMERIC_OPERATOR.test(operator)) {
        use(rule.Variable, value);
      }
    }
    if (isJsonataText(rule.Condition)) {
      for (const [, name, limit] of codeOf(rule.Condition).matchAll(JSONATA_LIMIT)) {
        use(`$${name}`, Number(limit));
      }
    }
  }
  return counter;
}

/** How many rounds a count allows. */
export function rounds(counter: Counter | undefined): number {
  return counter === undefined ? Number.POSITIVE_INFINITY : Math.ceil(counter.limit / counter.step);
}

/** Texts in the fields that compute: the first levels of them, deep enough for a count. */
export function textsOf({ fields }: StateNode): readonly string[] {
  const texts: string[] = [];
  let level: unknown[] = [fields.Parameters, fields.Assign, fields.Output, fields.ResultSelector];
  for (let depth = 0; depth < 4; depth++) {
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === "string") {
        texts.push(value);
      } else if (isFields(value)) {
        for (const one of Object.values(value)) next.push(one);
      }
    }
    level = next;
  }
  return texts;
}
