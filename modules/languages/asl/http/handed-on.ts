import { isFields, type StateNode } from "../machine";

/** The state after a task, and the path at which its input holds the task's result as it came. */
export interface HandedOn {
  readonly target: StateNode;
  /** `$`, or the task's `ResultPath`. */
  readonly base: string;
}

/** Where the result of a task goes, if it is sure that nothing is made of it before. */
export function handedOn({ fields, scope, queryLanguage }: StateNode): HandedOn | undefined {
  const { Next: next, ResultPath: resultPath = "$", ResultSelector: selector, OutputPath: outputPath = "$" } = fields;
  const target = typeof next === "string" ? scope.states.get(next) : undefined;
  if (target === undefined) return undefined;
  if (queryLanguage === "JSONata") return fields.Output === undefined ? { target, base: "$" } : undefined;
  const isWhole = selector === undefined && outputPath === "$" && typeof resultPath === "string";
  return isWhole ? { target, base: resultPath } : undefined;
}

/** True for a state that is entered in one way only: no start, no other transition and no error leads to it. */
export function hasOneEntry({ name, scope }: StateNode, isUnresolved: (value: unknown) => boolean): boolean {
  let count = 0;
  const enter = (target: unknown) => {
    if (target === name || isUnresolved(target)) count++;
  };
  enter(scope.fields.StartAt);
  for (const { fields } of scope.states.values()) {
    enter(fields.Next);
    enter(fields.Default);
    for (const list of [fields.Choices, fields.Catch]) {
      if (isUnresolved(list)) return false;
      for (const exit of Array.isArray(list) ? list : []) enter(isFields(exit) ? exit.Next : exit);
    }
  }
  return count === 1;
}
