import type { Machine } from "../machine";
import type { AslFinding, AslReport } from "../report";
import type { AslRuleId } from "../rules";
import type { HttpTaskNode } from "./task";

/** One HTTP Task, and where what is wrong with it goes. */
export interface HttpContext {
  readonly task: HttpTaskNode;
  readonly machine: Machine;
  readonly report: AslReport;
}

/** Reports something about the task's state. */
export function find(context: HttpContext, code: AslRuleId, finding: Omit<AslFinding, "state">): void {
  context.report.add(code, { ...finding, state: context.task.state.name });
}
