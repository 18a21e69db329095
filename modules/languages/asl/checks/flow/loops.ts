import { isFields, type Machine, type Scope, type StateNode } from "../../machine";
import type { AslReport } from "../../report";
import { changingIn, counterOf, isCounting } from "./counter";
import { loopsOf, type ScopeGraph } from "./graph";
import { checkHistory } from "./history";
import { hasSecondWayOut, readsOn } from "./ways-out";

/** Tasks that take their time by themselves: a job, a callback, a worker. */
const SLOW_RESOURCE = /\.sync(:2)?$|\.waitForTaskToken$|:activity:/;

/** Loops: that they wait, that they come to an end, and that counted rounds fit into the history. */
export function checkLoops(graph: ScopeGraph, machine: Machine, report: AslReport): void {
  for (const loop of loopsOf(graph.followers)) {
    const states = [...loop];
    // The first of them in the definition stands for the loop.
    const [first] = [...graph.scope.states.values()].filter((state) => loop.has(state));
    if (first === undefined) continue;
    const waits = states.some((state) => takesTime(state));
    const hasDeadline = waits && (graph.scope.isExpress || (machine.fields.TimeoutSeconds ?? 0) !== 0);
    const changing = changingIn(states);
    const isCounted = states.some((state) => leaves(state, loop, graph) && isCounting(state, changing, report));
    const names = states.map(({ name }) => JSON.stringify(name)).join(", ");
    const finding = { path: first.path, state: first.name, detail: `the loop of ${names}` };
    if (isCounted) {
      checkHistory(graph, loop, counterOf(states), machine, report);
      continue;
    }
    // A list has an end, and its pages may well be read quickly.
    if (readsOn(states, loop)) continue;
    if (!hasDeadline && !(waits && states.some((state) => hasSecondWayOut(state, loop)))) {
      report.add("loop-without-counter", finding);
    }
    if (!waits) {
      report.add("loop-without-wait", finding);
    }
  }
}

function leaves(state: StateNode, loop: ReadonlySet<StateNode>, graph: ScopeGraph): boolean {
  return graph.exits.has(state) || (graph.followers.get(state) ?? []).some((follower) => !loop.has(follower));
}

/** True for a Wait, for what takes its time like one, and for a Parallel or Map with such a state in it. */
function takesTime(state: StateNode): boolean {
  const pending = [state];
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    const { Resource: resource, Seconds: seconds } = one.fields;
    if (one.type === "Wait" && seconds !== 0) return true;
    if (one.type === "Task" && typeof resource === "string" && SLOW_RESOURCE.test(resource)) return true;
    for (const child of one.children) {
      // Each of its items is an execution that has to be started.
      if (isDistributed(child)) return true;
      for (const inner of child.states.values()) pending.push(inner);
    }
  }
  return false;
}

function isDistributed({ fields: { ProcessorConfig: config } }: Scope): boolean {
  return isFields(config) && config.Mode === "DISTRIBUTED";
}
