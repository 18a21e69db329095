import type { StateNode } from "../machine";
import { nearest } from "../nearest";
import type { AslFinding, AslReport } from "../report";
import type { AslRuleId } from "../rules";
import { lacksToken } from "../task-token";
import type { VisibleVariables } from "./variables";

/** Members of the context object (AWS developer guide: input-output-contextobject). */
export const CONTEXT_MEMBERS: readonly string[] = ["Execution", "Map", "State", "StateMachine", "Task"];

/** Where an expression stands, and what it may read there. */
export interface Site {
  readonly node: StateNode;
  readonly report: AslReport;
  /** Undefined for a state that is never reached: its variables are not judged. */
  readonly variables: VisibleVariables | undefined;
  /** True where `$states.result` has a value. */
  readonly hasResult: boolean;
  /** True where `$states.errorOutput` has a value. */
  readonly hasErrorOutput: boolean;
}

export function addFinding(site: Site, code: AslRuleId, finding: Omit<AslFinding, "state">): void {
  site.report.add(code, { state: site.node.name, ...finding });
}

/** Reports a variable that nothing can have assigned before. */
export function checkVariable(
  site: Site,
  path: string,
  given: string,
  name: string,
  functions?: ReadonlySet<string>,
): void {
  const { variables } = site;
  if (variables === undefined || variables.isOpen || variables.names.has(name)) return;
  if (functions?.has(name)) return;
  if (variables.hidden.has(name)) {
    addFinding(site, "asl-variable-outside-map", {
      path,
      given,
      detail: `"$${name}" is assigned outside the distributed Map`,
    });
    return;
  }
  const meant = nearest(name, [...variables.names, ...(functions ?? [])]);
  const hint = meant === undefined ? "" : `: did you mean "$${meant}"?`;
  addFinding(site, "asl-variable-unassigned", {
    path,
    given,
    detail: `no state before this one assigns "$${name}"${hint}`,
  });
}

/** True for a task that waits for a job: AWS's samples hand their token to one. */
function isJob({ fields: { Resource: resource } }: StateNode): boolean {
  return typeof resource === "string" && /\.sync(?::2)?$/.test(resource);
}

/** Reports a member that the context object does not have, or not in this state. */
export function checkContextMember(site: Site, path: string, given: string, name: string): void {
  if (CONTEXT_MEMBERS.includes(name)) {
    if (name === "Task" && lacksToken(site.node, site.report) && !isJob(site.node)) {
      addFinding(site, "asl-task-token-unavailable", { path, given });
    }
    return;
  }
  const meant = nearest(name, CONTEXT_MEMBERS);
  const hint = meant === undefined ? `it has ${CONTEXT_MEMBERS.join(", ")}` : `did you mean "${meant}"?`;
  addFinding(site, "asl-context-unknown", { path, given, detail: `the context object has no "${name}": ${hint}` });
}

/** `/States/Charge/Parameters`, as AWS's messages name places, of `$.States.Charge.Parameters`. */
export function awsLocation(path: string): string {
  return path
    .slice(1)
    .replace(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|\.([\w$-]+)/g, (_, index?: string, quoted?: string, name?: string) =>
      index !== undefined ? `[${index}]` : `/${quoted !== undefined ? (JSON.parse(quoted) as string) : name}`,
    );
}
