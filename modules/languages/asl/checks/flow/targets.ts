import { jsonPathOf } from "../../../json/ast";
import { isFields, type Machine, type Scope, type StateNode } from "../../machine";
import { didYouMean } from "../../nearest";
import type { AslReport } from "../../report";
import { reachableFrom, type ScopeGraph, type Transition, transitionsOf } from "./graph";

const MAX_HINTS = 50;

/** Judges the transitions of a scope; undefined if they are not known well enough to judge more of it. */
export function checkTargets(scope: Scope, machine: Machine, report: AslReport): ScopeGraph | undefined {
  const { States: states, StartAt: startAt } = scope.fields;
  if (!isFields(states) || report.isUnresolved(states)) return undefined;
  let isComplete = scope.states.size === Object.keys(states).length;
  const followers = new Map<StateNode, StateNode[]>();
  const exits = new Set<StateNode>();
  // Each takes a look at every name, which adds up where nothing fits.
  let hints = MAX_HINTS;

  const follow = ({ target, path }: Transition, name?: string): StateNode | undefined => {
    if (report.isUnresolved(target)) {
      isComplete = false;
      return undefined;
    }
    const state = typeof target === "string" ? scope.states.get(target) : undefined;
    if (state === undefined && !(typeof target === "string" && Object.hasOwn(states, target))) {
      const detail = typeof target === "string" ? `Missing 'Next' target: ${target}` : undefined;
      const fix = typeof target === "string" && hints-- > 0 ? hint(target, scope, machine) : undefined;
      report.add("transition-target-missing", { path, state: name, given: target, detail, fix });
    }
    return state;
  };

  for (const state of scope.states.values()) {
    const transitions = transitionsOf(state);
    const own = transitions.map((one) => follow(one, state.name)).filter((one) => one !== undefined);
    followers.set(state, [...new Set(own)]);
    if (isTerminal(state, report) || own.length === 0 || own.length < transitions.length) {
      exits.add(state);
    }
  }
  const isStartText = typeof startAt === "string" && startAt !== "";
  const start = isStartText
    ? follow({ target: startAt, path: jsonPathOf(scope.path, "StartAt") }, scope.owner?.name)
    : undefined;
  const graph = { scope, followers, exits, isComplete };
  // Without a first state nothing is reached, and that is said already.
  if (start === undefined || !isComplete) return graph;
  const reached = reachableFrom([start], followers);
  for (const state of scope.states.values()) {
    if (!reached.has(state)) {
      const detail = `State "${state.name}" is not reachable.`;
      report.add("state-unreachable", { path: state.path, state: state.name, detail });
    }
  }
  return graph;
}

/** True if the state ends its scope, or if only the execution knows. */
export function isTerminal({ type, fields }: StateNode, report: AslReport): boolean {
  return type === "Succeed" || type === "Fail" || fields.End === true || report.isUnresolved(fields.End);
}

function hint(target: string, scope: Scope, machine: Machine): string | undefined {
  const elsewhere = machine.states.find(({ name }) => name === target);
  if (elsewhere === undefined) return didYouMean(target, [...scope.states.keys()]);
  const inside = elsewhere.scope.owner;
  return `the state of that name is ${
    inside === undefined ? "outside" : `inside "${inside.name}"`
  } (${elsewhere.path}), and no transition crosses that border.`;
}
