import { jsonPathOf } from "../../../json/ast";
import type { StateNode } from "../../machine";
import type { AslReport } from "../../report";
import { has, reportField } from "../common";
import { reachableFrom, reversed, type ScopeGraph } from "./graph";
import { isTerminal } from "./targets";

const WITH_NEXT = new Set(["Task", "Pass", "Wait", "Parallel", "Map"]);

/** Exactly one of `Next` and `End`, where a state has them. */
export function checkNextOrEnd(state: StateNode, report: AslReport): void {
  const { fields, type, name, path } = state;
  if (type === undefined || !WITH_NEXT.has(type)) return;
  const { End: end } = fields;
  if (report.isUnresolved(end)) return;
  if (has(fields, "End") && typeof end !== "boolean") {
    reportField(report, "state-end-invalid", state, "End", "Expected value of type Boolean");
    return;
  }
  if (end === true && has(fields, "Next")) {
    const detail = "There should only be one of the following fields: [Next, End]";
    report.add("state-next-and-end", { path, state: name, detail });
  } else if (end !== true && !has(fields, "Next")) {
    const detail = "This object should have only one of the following fields: [Next, End]";
    report.add("state-next-missing", { path, state: name, detail });
  }
}

/** A state that ends the scope, and a way to it from every state. */
export function checkEnds({ scope, followers, exits, isComplete }: ScopeGraph, report: AslReport): void {
  const states = [...scope.states.values()];
  if (!isComplete || states.length === 0) return;
  const at = { path: jsonPathOf(scope.path, "States"), state: scope.owner?.name };
  // A state whose type is not known may be one that ends.
  if (!states.some((state) => isTerminal(state, report) || state.type === undefined)) {
    if (scope.owner === undefined) {
      report.add("machine-without-terminal-state", { ...at, detail: "Workflow has no terminal state" });
    } else {
      report.add("branch-without-terminal-state", at);
    }
    return;
  }
  const escaping = reachableFrom(exits, reversed(followers));
  const trapped = states.filter((state) => !escaping.has(state));
  const [first, ...others] = trapped;
  if (first !== undefined) {
    const detail =
      others.length === 0 ? undefined : `nor do these: ${others.map(({ name }) => JSON.stringify(name)).join(", ")}`;
    report.add("state-without-path-to-end", { path: first.path, state: first.name, detail });
  }
}
