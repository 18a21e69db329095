import { isFields, machineOf } from "./machine";

/** What a definition makes use of, besides HTTP Tasks. */
export interface DefinitionUses {
  /** `Resource` of each kind of task once, in the order of the definition, as it stands there. */
  readonly taskResources: readonly unknown[];
  /** Whether a Map runs its items in executions of their own. */
  readonly hasDistributedMap: boolean;
}

/** Finds out what a role must allow for a definition, wherever in it states stand. Never throws. */
export function usesOf(definition: unknown): DefinitionUses {
  const { states, scopes } = machineOf(isFields(definition) ? definition : {});
  const resources = states.flatMap(({ type, fields }) => (type === "Task" ? [fields.Resource] : []));
  return {
    taskResources: [...new Set(resources)],
    hasDistributedMap: scopes.some(({ isDistributed }) => isDistributed),
  };
}
