import { HISTORY_MAX_EVENTS } from "../../limits";
import type { Machine, StateNode } from "../../machine";
import type { AslReport } from "../../report";
import { type Counter, rounds } from "./counter";
import type { ScopeGraph } from "./graph";

/** Events that a state writes at least: entered and exited, and for a Task scheduled, started and succeeded. */
const EVENTS_OF_TASK = 5;
const EVENTS_OF_STATE = 2;

/** Estimates the events of a loop whose rounds are counted, by its shortest round. */
export function checkHistory(
  graph: ScopeGraph,
  loop: ReadonlySet<StateNode>,
  counter: Counter | undefined,
  machine: Machine,
  report: AslReport,
): void {
  if (counter === undefined || graph.scope.isExpress || machine.type === "EXPRESS") return;
  const count = rounds(counter);
  // Not even a round through all states would fill it.
  if (count * loop.size * EVENTS_OF_TASK <= HISTORY_MAX_EVENTS) return;
  const [choice] = [...loop].filter(({ type }) => type === "Choice");
  if (choice === undefined) return;
  const events = count * eventsOfRound(choice, loop, graph);
  if (events > HISTORY_MAX_EVENTS) {
    report.add("loop-history-too-long", {
      path: choice.path,
      state: choice.name,
      detail: `about ${events.toLocaleString("en-US")} events in ${count.toLocaleString("en-US")} rounds`,
    });
  }
}

/** Fewest events on a way from the state through the loop back to it. */
function eventsOfRound(start: StateNode, loop: ReadonlySet<StateNode>, graph: ScopeGraph): number {
  const fewest = new Map<StateNode, number>();
  const pending: [StateNode, number][] = [[start, 0]];
  for (let next = 0; next < pending.length; next++) {
    const [state, before] = pending[next]!;
    const after = before + eventsOf(state);
    for (const follower of graph.followers.get(state) ?? []) {
      if (loop.has(follower) && after < (fewest.get(follower) ?? Number.POSITIVE_INFINITY)) {
        fewest.set(follower, after);
        // The start ends the round.
        if (follower !== start) pending.push([follower, after]);
      }
    }
  }
  return fewest.get(start) ?? 0;
}

function eventsOf({ type }: StateNode): number {
  return type === "Task" ? EVENTS_OF_TASK : EVENTS_OF_STATE;
}
