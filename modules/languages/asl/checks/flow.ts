import type { Machine } from "../machine";
import type { AslReport } from "../report";
import { checkEnds, checkNextOrEnd } from "./flow/ends";
import { checkLoops } from "./flow/loops";
import { checkTargets } from "./flow/targets";

/** Transitions: that they lead somewhere, that all states are reached, and that there is a way out. */
export function checkFlow(machine: Machine, report: AslReport): void {
  for (const state of machine.states) {
    checkNextOrEnd(state, report);
  }
  for (const scope of machine.scopes) {
    const graph = checkTargets(scope, machine, report);
    if (graph !== undefined) {
      checkEnds(graph, report);
      checkLoops(graph, machine, report);
    }
  }
}
