import { type Fields, isFields, machineOf, type StateNode } from "./machine";

/** What a definition makes use of, besides HTTP Tasks. */
export interface DefinitionUses {
  /** `Resource` of each kind of task once, in the order of the definition, as it stands there. */
  readonly taskResources: readonly unknown[];
  /** `Resource` of what Maps read items from and write results to, each once: `arn:aws:states:::s3:getObject`. */
  readonly mapResources: readonly unknown[];
  /** Whether a Map runs its items in executions of their own. */
  readonly hasDistributedMap: boolean;
}

/** Finds out what a role must allow for a definition, wherever in it states stand. Never throws. */
export function usesOf(definition: unknown): DefinitionUses {
  const { states, scopes } = machineOf(isFields(definition) ? definition : {});
  const resources = states.flatMap(({ type, fields }) => (type === "Task" ? [fields.Resource] : []));
  return {
    taskResources: [...new Set(resources)],
    mapResources: [...new Set(states.flatMap(mapResourcesOf))],
    hasDistributedMap: scopes.some(({ isDistributed }) => isDistributed),
  };
}

function mapResourcesOf({ type, fields: { ItemReader: reader, ResultWriter: writer } }: StateNode): unknown[] {
  if (type !== "Map") return [];
  // A writer without one returns the results as the state's output.
  return [reader, writer]
    .filter((value): value is Fields => isFields(value) && value.Resource !== undefined)
    .map(({ Resource: resource }) => resource);
}
