import { type Fields, isFields, type Machine, type Scope, type StateNode } from "../machine";

/** Variables that a state may read: those that some path to it assigns. */
export interface VisibleVariables {
  readonly names: ReadonlySet<string>;
  /** Variables around a distributed Map, which the states in it do not see. */
  readonly hidden: ReadonlySet<string>;
  /** Variables of the scopes around, which the states in this one may read but not assign. */
  readonly outer: ReadonlySet<string>;
  /** True where a name may be assigned that is not known yet: nothing is judged then. */
  readonly isOpen: boolean;
}

interface Known {
  names: Set<string>;
  isOpen: boolean;
}

const NONE: ReadonlySet<string> = new Set();

/** What the variables of all states are. A state that is never reached has no entry. */
export function visibleVariables(machine: Machine): ReadonlyMap<StateNode, VisibleVariables> {
  const visible = new Map<StateNode, VisibleVariables>();
  // A scope stands after the one around it, so the variables of its owner are known.
  for (const scope of machine.scopes) {
    const around = scope.owner === undefined ? undefined : visible.get(scope.owner);
    if (scope.owner !== undefined && around === undefined) continue;
    const isBarrier = isDistributed(scope);
    const start: Known = {
      names: new Set(isBarrier ? [] : around?.names),
      isOpen: !isBarrier && around?.isOpen === true,
    };
    const hidden = isBarrier
      ? new Set([...(around?.names ?? []), ...(around?.hidden ?? [])])
      : (around?.hidden ?? NONE);
    const outer: ReadonlySet<string> = new Set(start.names);
    for (const [state, { names, isOpen }] of flowThrough(scope, start, machine.isUnresolved)) {
      visible.set(state, { names, hidden, outer, isOpen });
    }
  }
  return visible;
}

/** Name of the variable that a key of `Assign` sets. */
export function variableNameOf(key: string): string {
  return key.endsWith(".$") ? key.slice(0, -2) : key;
}

function isDistributed({ owner, fields }: Scope): boolean {
  return owner !== undefined && isFields(fields.ProcessorConfig) && fields.ProcessorConfig.Mode === "DISTRIBUTED";
}

/** Carries variables along the transitions until nothing is added any more. */
function flowThrough(scope: Scope, start: Known, isUnresolved: (value: unknown) => boolean): Map<StateNode, Known> {
  const known = new Map<StateNode, Known>();
  const pending: StateNode[] = [];
  const enter = (target: unknown, from: Known, assigned: unknown) => {
    const state = typeof target === "string" ? scope.states.get(target) : undefined;
    if (state === undefined) return;
    const into = known.get(state);
    const adds = isFields(assigned) ? Object.keys(assigned).map(variableNameOf) : [];
    const isOpen = from.isOpen || (assigned !== undefined && (!isFields(assigned) || isUnresolved(assigned)));
    if (into === undefined) {
      known.set(state, { names: new Set([...from.names, ...adds]), isOpen });
      pending.push(state);
      return;
    }
    const before = into.names.size;
    for (const name of from.names) into.names.add(name);
    for (const name of adds) into.names.add(name);
    if (into.names.size > before || (isOpen && !into.isOpen)) pending.push(state);
    into.isOpen ||= isOpen;
  };

  enter(scope.fields.StartAt, start, undefined);
  for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
    const from = known.get(state)!;
    const { Next, Default, Choices, Catch, Assign } = state.fields;
    enter(Next, from, Assign);
    enter(Default, from, Assign);
    for (const exit of [...fieldsIn(Choices), ...fieldsIn(Catch)]) enter(exit.Next, from, exit.Assign);
  }
  return known;
}

function fieldsIn(list: unknown): Fields[] {
  return Array.isArray(list) ? list.filter(isFields) : [];
}
