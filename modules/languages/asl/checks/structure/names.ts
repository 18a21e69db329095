import { STATE_NAME_MAX_LENGTH } from "../../limits";
import type { Machine, StateNode } from "../../machine";
import type { AslReport } from "../../report";

/** Names of states: short enough, and each once in the whole machine. */
export function checkNames(machine: Machine, report: AslReport): void {
  const first = new Map<string, StateNode>();
  for (const state of machine.states) {
    const { name, path } = state;
    // Characters, not code units: the longer count first, because it costs nothing.
    if (name.length > STATE_NAME_MAX_LENGTH && [...name].length > STATE_NAME_MAX_LENGTH && !report.isUnresolved(name)) {
      const detail = `State '${name}' exceeds the ${STATE_NAME_MAX_LENGTH}-character limit allowed by the service`;
      report.add("state-name-too-long", { path, state: name, given: name, detail });
    }
    const other = first.get(name);
    if (other === undefined) {
      first.set(name, state);
    } else {
      const detail = `Duplicate State name: ${name}; the other one is ${other.path}`;
      report.add("state-name-duplicate", { path, state: name, given: name, detail });
    }
  }
}
