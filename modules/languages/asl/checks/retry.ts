import { jsonPathOf } from "../../json/ast";
import { type Fields, isFields, type Machine, type StateNode } from "../machine";
import type { AslReport } from "../report";
import { has } from "./common";
import { checkErrorNames } from "./retry/error-equals";
import { checkCatcher, checkRetrier } from "./retry/fields";
import { checkRetryTime } from "./retry/time";

export { worstCaseRetrySeconds } from "./retry/time";

const WITH_RETRY = new Set(["Task", "Parallel", "Map"]);

/** Retriers and catchers: their fields, the names of errors, and how long the retries last. */
export function checkRetries(machine: Machine, report: AslReport): void {
  const raised = new Set(machine.states.flatMap(({ type, fields }) => (type === "Fail" ? [fields.Error] : [])));
  for (const state of machine.states) {
    // On other types the field itself is refused.
    if (state.type === undefined || !WITH_RETRY.has(state.type)) continue;
    const retriers = entriesOf(state, "Retry", report);
    for (const [retrier, path] of retriers) {
      checkRetrier(retrier, state, path, report);
    }
    for (const [catcher, path] of entriesOf(state, "Catch", report)) {
      checkCatcher(catcher, state, path, report);
    }
    checkErrorNames(state, "Retry", raised, report);
    checkErrorNames(state, "Catch", raised, report);
    checkRetryTime(
      state,
      retriers.map(([retrier]) => retrier),
      machine,
      report,
    );
  }
}

/** The objects of the list; what is none is reported. */
function entriesOf(state: StateNode, field: string, report: AslReport): readonly (readonly [Fields, string])[] {
  const list = state.fields[field];
  if (!has(state.fields, field) || report.isUnresolved(list)) return [];
  const at = jsonPathOf(state.path, field);
  if (!Array.isArray(list)) {
    report.add("retry-not-list", { path: at, state: state.name });
    return [];
  }
  const entries: (readonly [Fields, string])[] = [];
  for (const [index, entry] of list.entries()) {
    if (report.isUnresolved(entry)) continue;
    const path = jsonPathOf(at, index);
    if (isFields(entry)) {
      entries.push([entry, path]);
    } else {
      report.add("retry-not-list", { path, state: state.name, allowed: "must be an object" });
    }
  }
  return entries;
}
