import { jsonPathOf } from "../../json/ast";
import { isJsonataNode, isJsonataText, type JsonataNode, parseJsonata } from "../jsonata/parse";
import { type Fields, isFields } from "../machine";
import { parseStatesPath } from "../paths";
import type { HttpContext } from "./finding";
import { type HandedOn, handedOn, hasOneEntry } from "./handed-on";
import { namesBelow } from "./result-members";

/** Statuses with which an HTTP Task succeeds. */
const FIRST = 200;
const LAST = 299;

/** Whether a comparison with a number can hold, by the names of both query languages. */
const CAN_HOLD: { readonly [operator: string]: (value: number) => boolean } = {
  Equals: (value) => value >= FIRST && value <= LAST,
  LessThan: (value) => value > FIRST,
  LessThanEquals: (value) => value >= FIRST,
  GreaterThan: (value) => value < LAST,
  GreaterThanEquals: (value) => value <= LAST,
};
const OPERATORS: { readonly [sign: string]: readonly [operator: string, swapped: string] } = {
  "=": ["Equals", "Equals"],
  "<": ["LessThan", "GreaterThan"],
  "<=": ["LessThanEquals", "GreaterThanEquals"],
  ">": ["GreaterThan", "LessThan"],
  ">=": ["GreaterThanEquals", "LessThanEquals"],
};

/** Rules of a Choice behind an HTTP Task that wait for a status with which the task would have failed. */
export function checkStatusChoice(context: HttpContext): void {
  const next = handedOn(context.task.state);
  if (next?.target.type !== "Choice") {
    return;
  }
  const found = next.target.queryLanguage === "JSONata" ? jsonataRules(next) : jsonPathRules(next);
  if (found.length > 0 && hasOneEntry(next.target, context.machine.isUnresolved)) {
    for (const { path, given } of found) {
      context.report.add("http-task-status-never", {
        state: next.target.name,
        path,
        given,
        detail: `It is reached when the HTTP Task "${context.task.state.name}" has succeeded.`,
      });
    }
  }
}

interface Never {
  readonly path: string;
  readonly given: unknown;
}

function jsonPathRules({ target, base }: HandedOn): Never[] {
  const start = parseStatesPath(base).path;
  const isStatus = (variable: unknown) => {
    const { path } = typeof variable === "string" ? parseStatesPath(variable) : {};
    const names = start !== undefined && path !== undefined ? namesBelow(start, path) : [];
    return names[0] === "StatusCode" && start!.steps.length + 1 === path!.steps.length;
  };
  const found: Never[] = [];
  const pending = listOf(target.fields.Choices, jsonPathOf(target.path, "Choices"));
  for (const [rule, path] of pending) {
    for (const [key, value] of Object.entries(rule)) {
      const at = jsonPathOf(path, key);
      const operator = /^Numeric(.*)$/.exec(key)?.[1];
      if (key === "And" || key === "Or") {
        pending.push(...listOf(value, at));
      } else if (operator !== undefined && isNever(operator, value) && isStatus(rule.Variable)) {
        found.push({ path: at, given: value });
      }
    }
  }
  return found;
}

function jsonataRules({ target, base }: HandedOn): Never[] {
  return listOf(target.fields.Choices, jsonPathOf(target.path, "Choices")).flatMap(([rule, path]) => {
    const { Condition: given } = rule;
    const { ast } = base === "$" && isJsonataText(given) && given.includes("StatusCode") ? parseJsonata(given) : {};
    return ast !== undefined && holdsNever(ast) ? [{ path: jsonPathOf(path, "Condition"), given }] : [];
  });
}

/** True for a comparison of the status that never holds, or for several of which one is such. */
function holdsNever({ type, value, lhs, rhs }: JsonataNode): boolean {
  if (type !== "binary" || !isJsonataNode(lhs) || !isJsonataNode(rhs)) {
    return false;
  }
  if (value === "and" || value === "or") {
    return holdsNever(lhs) || holdsNever(rhs);
  }
  const [operator, swapped] = OPERATORS[String(value)] ?? [];
  return (
    (operator !== undefined && isStatus(lhs) && rhs.type === "number" && isNever(operator, rhs.value)) ||
    (swapped !== undefined && isStatus(rhs) && lhs.type === "number" && isNever(swapped, lhs.value))
  );
}

/** True for `$states.input.StatusCode` and nothing else. */
function isStatus({ type, steps }: JsonataNode): boolean {
  const names = ["states", "input", "StatusCode"];
  return (
    type === "path" &&
    Array.isArray(steps) &&
    steps.length === names.length &&
    steps.every(
      (step: JsonataNode, index) =>
        step.value === names[index] && step.predicate === undefined && step.stages === undefined,
    )
  );
}

function isNever(operator: string, value: unknown): boolean {
  const canHold = Object.hasOwn(CAN_HOLD, operator) ? CAN_HOLD[operator] : undefined;
  return canHold !== undefined && typeof value === "number" && !canHold(value);
}

function listOf(rules: unknown, path: string): (readonly [Fields, string])[] {
  return Array.isArray(rules)
    ? rules.flatMap((rule, index) => (isFields(rule) ? [[rule, jsonPathOf(path, index)] as const] : []))
    : [];
}
