import { jsonPathOf } from "../../json/ast";
import { isFields, type StateNode } from "../machine";
import type { AslReport } from "../report";
import { isRepetitionUnsafe, UNKNOWN_OUTCOME } from "./check-retry";
import type { HttpTaskNode } from "./task";

/** Retriers of Parallels and Maps: they run again all that stands in them, so also the requests that have succeeded. */
export function checkOwnerRetries(tasks: readonly HttpTaskNode[], report: AslReport): void {
  const unsafe = new Map<StateNode, string[]>();
  for (const { state, request } of tasks) {
    const owners = ownersOf(state).filter(({ fields: { Retry: retry } }) => Array.isArray(retry));
    if (owners.length > 0 && request !== undefined && isRepetitionUnsafe(request)) {
      for (const owner of owners) {
        unsafe.set(owner, [...(unsafe.get(owner) ?? []), state.name]);
      }
    }
  }
  for (const [owner, names] of unsafe) {
    checkOwner(owner, names, report);
  }
}

/** The Parallel and Map states around a state. */
function ownersOf(state: StateNode): StateNode[] {
  const owners: StateNode[] = [];
  for (let { owner } = state.scope; owner !== undefined; owner = owner.scope.owner) {
    owners.push(owner);
  }
  return owners;
}

function checkOwner(owner: StateNode, names: readonly string[], report: AslReport): void {
  const repeats = isFrame(owner)
    ? (name: string) => UNKNOWN_OUTCOME.test(name)
    : // Whatever failed, other requests had perhaps succeeded, but not before there were items.
      (name: string) => name !== "States.ItemReaderFailed";
  const path = jsonPathOf(owner.path, "Retry");
  for (const [index, retrier] of (owner.fields.Retry as readonly unknown[]).entries()) {
    if (!isFields(retrier) || retrier.MaxAttempts === 0 || !Array.isArray(retrier.ErrorEquals)) {
      continue;
    }
    const errors = retrier.ErrorEquals.filter(
      (name) => typeof name === "string" && !report.isUnresolved(name) && repeats(name),
    );
    if (errors.length > 0) {
      report.add("http-task-retry-unsafe", {
        state: owner.name,
        path: jsonPathOf(jsonPathOf(path, index), "ErrorEquals"),
        given: errors,
        detail: `It runs all of the ${owner.type} again, with the requests of ${names.join(", ")}.`,
      });
    }
  }
}

/** True for a Parallel around one task: when that failed, no other request had succeeded. */
function isFrame({ type, children: [scope, ...others] }: StateNode): boolean {
  const [state, ...rest] = scope?.states.values() ?? [];
  return type === "Parallel" && others.length === 0 && rest.length === 0 && state?.type === "Task";
}
