import type { State } from "../states/state";

interface Visit {
  readonly state: State;
  readonly successors: Iterator<State>;
}

/** The states of a scope that can be reached from themselves. */
export function statesInCycles(scope: ReadonlySet<State>): ReadonlySet<State> {
  const inCycles = new Set<State>();
  const order = new Map<State, number>();
  const lowest = new Map<State, number>();
  const open: State[] = []; // Tarjan's stack: visited, and not yet of a finished component
  const isOpen = new Set<State>();

  const lower = (state: State, to: number) => lowest.set(state, Math.min(lowest.get(state) as number, to));
  const enter = (state: State): Visit => {
    order.set(state, order.size);
    lowest.set(state, order.get(state) as number);
    open.push(state);
    isOpen.add(state);
    return { state, successors: state.successors[Symbol.iterator]() };
  };
  const leave = (state: State) => {
    if (lowest.get(state) !== order.get(state)) {
      return;
    }
    const component = open.splice(open.lastIndexOf(state));
    for (const member of component) {
      isOpen.delete(member);
      if (component.length > 1 || state.successors.includes(state)) {
        inCycles.add(member);
      }
    }
  };

  for (const first of scope) {
    const way = order.has(first) ? [] : [enter(first)];
    for (let here = way.at(-1); here !== undefined; here = way.at(-1)) {
      const next = here.successors.next();
      if (next.done) {
        way.pop();
        leave(here.state);
        const before = way.at(-1);
        if (before !== undefined) {
          lower(before.state, lowest.get(here.state) as number);
        }
      } else if (!order.has(next.value)) {
        if (scope.has(next.value)) {
          way.push(enter(next.value));
        }
      } else if (isOpen.has(next.value)) {
        lower(here.state, order.get(next.value) as number);
      }
    }
  }
  return inCycles;
}
