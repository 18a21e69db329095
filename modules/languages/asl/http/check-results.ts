import { checkErrorBodies } from "./error-bodies";
import type { HttpContext } from "./finding";
import { handedOn } from "./handed-on";
import { methodsOf } from "./http-tasks";
import { checkResultMembers } from "./result-members";
import { checkStatusChoice } from "./status-choice";
import { holdsKey, type StateText, textsOf } from "./texts";

/** What is read of an answer that is not there. */
export function checkHttpResults(context: HttpContext): void {
  checkErrorBodies(context);
  checkMissingBody(context);
  checkResultMembers(context);
  checkStatusChoice(context);
}

/** `ResponseBody` after a method whose answers have none. */
function checkMissingBody(context: HttpContext): void {
  const { state, request } = context.task;
  const method = request && methodsOf(request)?.[0];
  if (method !== "HEAD" && method !== "DELETE") {
    return;
  }
  for (const { path, text } of [...readHere(context), ...readNext(context)]) {
    context.report.add("http-task-response-body-absent", {
      state: state.name,
      path,
      given: text,
      detail: `The method is ${method}.`,
    });
  }
}

function readHere({ task: { state } }: HttpContext): StateText[] {
  if (state.queryLanguage === "JSONata") {
    return textsOf(state, ["Output", "Assign"]).filter(({ text }) => reads(text, "$states.result"));
  }
  const { ResultPath: resultPath = "$" } = state.fields;
  const own = textsOf(state, ["ResultSelector", "Assign"]).filter(
    ({ key, text }) => key.endsWith(".$") && reads(text, "$"),
  );
  const output = textsOf(state, ["OutputPath"]).filter(
    ({ text }) => typeof resultPath === "string" && reads(text, resultPath),
  );
  return state.fields.ResultSelector === undefined ? [...own, ...output] : own;
}

/** What the next state reads, where it is sure to see the result as it came. */
function readNext({ task: { state } }: HttpContext): StateText[] {
  const { target, base } = handedOn(state) ?? {};
  if (target === undefined || base === undefined) {
    return [];
  }
  const texts = textsOf(target);
  if (target.queryLanguage === "JSONata") {
    return texts.filter(({ text }) => reads(text, base.replace("$", "$states.input")));
  }
  // A Choice may ask whether the body is there.
  const isAsked = target.type === "Choice" && holdsKey(target.fields.Choices, "IsPresent");
  return isAsked ? [] : texts.filter(({ text }) => reads(text, base));
}

/** True for an expression that reads the body of the result at `base`, without asking first. */
function reads(text: string, base: string): boolean {
  const body = `${base}.ResponseBody`;
  const at = text.indexOf(body);
  return (
    at !== -1 &&
    !/[\w$.]/.test(text[at - 1] ?? "") &&
    !/\w/.test(text[at + body.length] ?? "") &&
    !/\$exists\s*\(|\$type\s*\(|\?/.test(text)
  );
}
