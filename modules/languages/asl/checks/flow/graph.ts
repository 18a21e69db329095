import { jsonPathOf } from "../../../json/ast";
import { isFields, type Scope, type StateNode } from "../../machine";

/** A field that names the state that follows. */
export interface Transition {
  readonly target: unknown;
  readonly path: string;
}

/** Every transition that a state names, whatever its type: `Next`, `Default`, and those of its choices and catchers. */
export function transitionsOf(state: StateNode): readonly Transition[] {
  const { fields, path } = state;
  const transitions: Transition[] = [];
  const add = (owner: { readonly [field: string]: unknown }, field: string, at: string) => {
    if (owner[field] !== undefined) {
      transitions.push({ target: owner[field], path: jsonPathOf(at, field) });
    }
  };
  add(fields, "Next", path);
  const lists = state.type === "Choice" ? ["Choices"] : ["Catch"];
  for (const list of lists) {
    const entries = fields[list];
    if (!Array.isArray(entries)) continue;
    for (const [index, entry] of entries.entries()) {
      if (isFields(entry)) {
        add(entry, "Next", jsonPathOf(jsonPathOf(path, list), index));
      }
    }
  }
  if (state.type === "Choice") {
    add(fields, "Default", path);
  }
  return transitions;
}

/** The states of one scope, and which of them follow each. */
export interface ScopeGraph {
  readonly scope: Scope;
  readonly followers: ReadonlyMap<StateNode, readonly StateNode[]>;
  /** States that end the scope, or that may: what they do next is not known. */
  readonly exits: ReadonlySet<StateNode>;
  /** True if every state and every transition is known, so that what is not seen is not there. */
  readonly isComplete: boolean;
}

/** States that can be reached from the given ones along the edges, themselves included. */
export function reachableFrom(
  starts: Iterable<StateNode>,
  edges: ReadonlyMap<StateNode, readonly StateNode[]>,
): ReadonlySet<StateNode> {
  const reached = new Set(starts);
  // A Set lists what is added to it while it is iterated.
  for (const state of reached) {
    for (const follower of edges.get(state) ?? []) {
      reached.add(follower);
    }
  }
  return reached;
}

/** The same edges, backwards. */
export function reversed(
  edges: ReadonlyMap<StateNode, readonly StateNode[]>,
): ReadonlyMap<StateNode, readonly StateNode[]> {
  const back = new Map<StateNode, StateNode[]>();
  for (const [state, followers] of edges) {
    for (const follower of followers) {
      const list = back.get(follower);
      if (list === undefined) {
        back.set(follower, [state]);
      } else {
        list.push(state);
      }
    }
  }
  return back;
}

/** Groups of states that can each reach the others: the loops of a scope. A state alone is one if it follows itself. */
export function loopsOf(edges: ReadonlyMap<StateNode, readonly StateNode[]>): readonly ReadonlySet<StateNode>[] {
  const order: StateNode[] = [];
  const seen = new Set<StateNode>();
  for (const start of edges.keys()) {
    if (seen.has(start)) continue;
    seen.add(start);
    const stack = [{ state: start, next: 0 }];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const follower = edges.get(top.state)?.[top.next++];
      if (follower === undefined) {
        order.push(top.state);
        stack.pop();
      } else if (!seen.has(follower)) {
        seen.add(follower);
        stack.push({ state: follower, next: 0 });
      }
    }
  }
  const back = reversed(edges);
  const done = new Set<StateNode>();
  const loops: ReadonlySet<StateNode>[] = [];
  for (const start of order.reverse()) {
    if (done.has(start)) continue;
    done.add(start);
    const group = new Set([start]);
    for (const state of group) {
      for (const before of back.get(state) ?? []) {
        if (!done.has(before)) {
          done.add(before);
          group.add(before);
        }
      }
    }
    if (group.size > 1 || edges.get(start)?.includes(start)) {
      loops.push(group);
    }
  }
  return loops;
}
