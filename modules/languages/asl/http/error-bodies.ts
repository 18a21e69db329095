import { jsonPathOf } from "../../json/ast";
import { type Fields, isFields, type StateNode } from "../machine";
import type { HttpContext } from "./finding";
import { collectTexts, type StateText, textsOf } from "./texts";

/** Errors among which are those of an API's answer. */
const ANSWER = /^States\.(?:ALL|TaskFailed|Http\.StatusCode\.)/;

/** Looks for what takes `Cause` for the body of an answer: in a catcher and in the state it leads to. */
export function checkErrorBodies(context: HttpContext): void {
  const { state } = context.task;
  const { Catch: catchers } = state.fields;
  const seen = new Set<string>();
  for (const [index, catcher] of (Array.isArray(catchers) ? catchers : []).entries()) {
    if (isFields(catcher) && catchesAnswers(catcher)) {
      const path = jsonPathOf(jsonPathOf(state.path, "Catch"), index);
      const target = typeof catcher.Next === "string" ? state.scope.states.get(catcher.Next) : undefined;
      for (const found of [...inCatcher(state, catcher, path), ...(target ? inTarget(state, catcher, target) : [])]) {
        if (!seen.has(found.path)) {
          seen.add(found.path);
          add(context, found, found.path.startsWith(path) ? state : target!);
        }
      }
    }
  }
}

function add(context: HttpContext, { path, text }: StateText, state: StateNode): void {
  context.report.add("http-task-error-body-read", {
    state: state.name,
    path,
    given: text,
    detail: `It is reached by an error of the HTTP Task "${context.task.state.name}".`,
  });
}

function catchesAnswers({ ErrorEquals: errors }: Fields): boolean {
  return Array.isArray(errors) && errors.some((name) => typeof name === "string" && ANSWER.test(name));
}

function inCatcher(state: StateNode, catcher: Fields, path: string): StateText[] {
  const texts: StateText[] = [];
  for (const field of ["Output", "Assign"]) {
    collectTexts(catcher[field], field, jsonPathOf(path, field), texts);
  }
  return texts.filter((text) => takesForBody(text, state, "$"));
}

function inTarget(state: StateNode, catcher: Fields, target: StateNode): StateText[] {
  const { ResultPath: resultPath = "$" } = catcher;
  if (typeof resultPath !== "string") {
    return [];
  }
  return textsOf(target).filter((text) =>
    takesForBody(text, target, state.queryLanguage === "JSONata" ? "$" : resultPath),
  );
}

/** True for a text that parses `Cause`, reads a part of it, or decides by it. */
function takesForBody({ text, key }: StateText, reader: StateNode, base: string): boolean {
  if (!text.includes(".Cause")) {
    return false;
  }
  const isCondition = reader.type === "Choice" && (key === "Variable" || key === "Condition");
  if (reader.queryLanguage === "JSONata") {
    return (
      isCondition ||
      /\$(?:parse|eval)\s*\([^()]*\.Cause\b/.test(text) ||
      /\.Cause\s*(?:[.[]|~>\s*\$(?:parse|eval)\b)/.test(text)
    );
  }
  const cause = `${base}.Cause`;
  const at = text.indexOf(cause);
  const after = text.slice(at + cause.length);
  return (
    at !== -1 &&
    (/^[.[]/.test(after) ||
      /States\.StringToJson\(\s*$/.test(text.slice(0, at)) ||
      (isCondition && key === "Variable" && after === ""))
  );
}
