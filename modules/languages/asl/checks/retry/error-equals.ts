import { jsonPathOf } from "../../../json/ast";
import { isFields, type StateNode } from "../../machine";
import type { AslReport } from "../../report";
import { checkErrorName, isMeantByTaskFailed } from "./error-names";

/**
 * `ErrorEquals` of the retriers or of the catchers of a state: each list, and one against another.
 *
 * @param raised `Error` of each Fail state
 */
export function checkErrorNames(
  state: StateNode,
  field: "Retry" | "Catch",
  raised: ReadonlySet<unknown>,
  report: AslReport,
): void {
  const list = state.fields[field];
  if (!Array.isArray(list)) return;
  const earlier = new Set<string>();
  for (const [index, entry] of list.entries()) {
    if (!isFields(entry) || report.isUnresolved(entry)) continue;
    const { ErrorEquals: names } = entry;
    const path = jsonPathOf(jsonPathOf(jsonPathOf(state.path, field), index), "ErrorEquals");
    if (report.isUnresolved(names)) continue;
    const finding = { path, state: state.name, given: names };
    if (!Array.isArray(names) || names.length === 0) {
      const detail = names === undefined ? "These fields are required: [ErrorEquals]" : undefined;
      report.add("retry-error-equals-invalid", {
        ...finding,
        detail: Array.isArray(names) ? "Value cannot be empty" : detail,
      });
      continue;
    }
    if (names.includes("States.ALL")) {
      const detail = "States.ALL must appear alone and at end of list";
      if (names.length > 1) {
        report.add("retry-states-all-not-alone", { ...finding, detail });
      }
      if (index < list.length - 1) {
        report.add("retry-states-all-not-last", { ...finding, detail });
      }
    }
    checkNames(names, earlier, state, path, raised, report);
  }
}

function checkNames(
  names: readonly unknown[],
  earlier: Set<string>,
  state: StateNode,
  path: string,
  raised: ReadonlySet<unknown>,
  report: AslReport,
): void {
  const own = new Set<string>();
  for (const [index, name] of names.entries()) {
    if (report.isUnresolved(name)) continue;
    const finding = { path: jsonPathOf(path, index), state: state.name, given: name };
    if (typeof name !== "string" || name === "") {
      report.add("retry-error-equals-invalid", { ...finding, allowed: "must be the name of an error, a text" });
      continue;
    }
    checkErrorName(name, finding, raised, report);
    if (earlier.has(name) || own.has(name)) {
      const detail = own.has(name) ? "it stands in this list already" : undefined;
      report.add("error-name-repeated", { ...finding, detail });
    } else if (earlier.has("States.TaskFailed") && state.type === "Task" && isMeantByTaskFailed(name)) {
      report.add("error-name-shadowed", finding);
    }
    own.add(name);
  }
  for (const name of own) earlier.add(name);
}
