import type { Machine } from "../machine";
import type { AslReport } from "../report";
import { checkStateFields } from "./structure/fields";
import { checkLabels, checkMap } from "./structure/map";
import { checkNames } from "./structure/names";
import { checkScopes } from "./structure/scopes";
import { checkChoice, checkFail, checkParallel, checkWait } from "./structure/states";
import { checkTask } from "./structure/task";

/** Fields of the machine, its scopes and its states: which there are, and what is in them. */
export function checkStructure(machine: Machine, report: AslReport): void {
  checkScopes(machine, report);
  checkNames(machine, report);
  for (const state of machine.states) {
    checkStateFields(state, machine, report);
    switch (state.type) {
      case "Task":
        checkTask(state, machine, report);
        break;
      case "Choice":
        checkChoice(state, report);
        break;
      case "Wait":
        checkWait(state, report);
        break;
      case "Fail":
        checkFail(state, report);
        break;
      case "Parallel":
        checkParallel(state, report);
        break;
      case "Map":
        checkMap(state, machine, report);
        break;
    }
  }
  checkLabels(machine, report);
}
