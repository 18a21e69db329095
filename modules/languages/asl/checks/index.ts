import type { Machine } from "../machine";
import type { AslReport } from "../report";
import { checkChoices } from "./choice";
import { checkExpressions } from "./expressions";
import { checkFlow } from "./flow";
import { checkHttpTasks } from "./http";
import { checkRetries } from "./retry";
import { checkStructure } from "./structure";

/** All checks of a definition, in the order in which their findings are listed. */
export const CHECKS: readonly ((machine: Machine, report: AslReport) => void)[] = [
  checkStructure,
  checkFlow,
  checkRetries,
  checkChoices,
  checkExpressions,
  checkHttpTasks,
];
