import { jsonPathOf } from "../../json/ast";
import { isFields, type StateNode } from "../machine";
import { objectEntries } from "./check-request";
import { find, type HttpContext } from "./finding";
import { isIdempotencyName } from "./headers";
import { methodsOf } from "./http-tasks";
import { type Entry, entriesOf, inside, type Payload, settingOf } from "./setting";

/** Statuses of the client's fault that may pass with time. */
const PASSING = new Set(["408", "409", "423", "425", "429"]);

/** Errors that leave open whether the request was processed. */
export const UNKNOWN_OUTCOME = /^States\.(?:ALL|TaskFailed|Timeout|Http\.Socket|Http\.StatusCode\.5\d\d)$/;

/** What a task retries, and whether a repetition can do harm. */
export function checkHttpRetries(context: HttpContext): void {
  const { state, request } = context.task;
  const { Retry: retry } = state.fields;
  const path = jsonPathOf(state.path, "Retry");
  if (!isRetried(state)) {
    find(context, "http-task-retry-missing", { path: state.path });
  }
  const isUnsafe = request !== undefined && isRepetitionUnsafe(request);
  for (const [index, retrier] of (Array.isArray(retry) ? retry : []).entries()) {
    if (isFields(retrier) && retrier.MaxAttempts !== 0) {
      checkRetrier(context, retrier.ErrorEquals, jsonPathOf(jsonPathOf(path, index), "ErrorEquals"), isUnsafe);
    }
  }
  if (request) {
    checkKeys(context, request);
  }
}

/** True if the state has a retrier, or the Parallel or Map that it is part of. */
function isRetried({ fields: { Retry: retry }, scope: { owner } }: StateNode): boolean {
  const isMissing = retry === undefined || (Array.isArray(retry) && retry.length === 0);
  return !isMissing || (owner !== undefined && isRetried(owner));
}

function checkRetrier(context: HttpContext, errors: unknown, path: string, isUnsafe: boolean): void {
  if (!Array.isArray(errors)) {
    return;
  }
  const names = errors.filter((name): name is string => typeof name === "string");
  const hopeless = names.filter((name) => {
    const status = /^States\.Http\.StatusCode\.(4\d\d)$/.exec(name)?.[1];
    return status !== undefined && !PASSING.has(status);
  });
  if (hopeless.length > 0) {
    find(context, "http-task-retry-client-error", { path, given: hopeless });
  }
  const unknown = names.filter((name) => UNKNOWN_OUTCOME.test(name));
  if (isUnsafe && unknown.length > 0) {
    find(context, "http-task-retry-unsafe", { path, given: unknown });
  }
}

/** True for a POST or PATCH in which nothing tells the API that it is a repetition. */
export function isRepetitionUnsafe(request: Payload): boolean {
  const method = methodsOf(request)?.[0];
  if (method !== "POST" && method !== "PATCH") {
    return false;
  }
  const headers = settingOf(request, "Headers").kind;
  return headers !== "expression" && headers !== "unresolved" && keysOf(request).length === 0;
}

/** Values that make a repetition harmless: by custom a header, with some APIs a field of the body. */
function keysOf(request: Payload): Entry[] {
  return [...objectEntries(request, "Headers"), ...objectEntries(request, "RequestBody")].filter(({ name }) =>
    isIdempotencyName(name),
  );
}

function checkKeys(context: HttpContext, request: Payload): void {
  for (const { setting } of keysOf(request)) {
    const settings =
      setting.kind === "literal" && isFields(setting.value)
        ? entriesOf(inside(request, setting.value, setting.path)).map((entry) => entry.setting)
        : [setting];
    for (const one of settings) {
      if (one.kind === "expression" && makesUuid(one.text, request.language)) {
        find(context, "http-task-idempotency-key-changes", { path: one.path, given: one.text });
      }
    }
  }
}

function makesUuid(expression: string, language: Payload["language"]): boolean {
  const code = expression.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/gs, "''");
  return (language === "JSONata" ? /\$uuid\s*\(/ : /\bStates\.UUID\s*\(/).test(code);
}
