import { isFields, machineOf } from "./machine";

/** What a state calls, reads items from or writes results to. */
export interface ResourceUse {
  readonly state: string;
  /** `Resource` as it stands there, such as `arn:aws:states:::s3:getObject`. */
  readonly resource: unknown;
  /** `Credentials` of a task that is done by another role than the machine's. */
  readonly credentials?: unknown;
}

/** What a definition makes use of. */
export interface DefinitionUses {
  /** Of tasks, HTTP Tasks among them, and of readers and writers of Maps; outer states come first. */
  readonly resources: readonly ResourceUse[];
  /** Whether a Map runs its items in executions of their own. */
  readonly hasDistributedMap: boolean;
}

/** Finds out what a role must allow for a definition, wherever in it states stand. Never throws. */
export function usesOf(definition: unknown): DefinitionUses {
  const { states, scopes } = machineOf(isFields(definition) ? definition : {});
  const resources = states.flatMap(({ name: state, type, fields }): ResourceUse[] => {
    if (type === "Task") {
      return [{ state, resource: fields.Resource, credentials: fields.Credentials }];
    }
    // A writer without a resource returns the results as the state's output.
    const parts = type === "Map" ? [fields.ItemReader, fields.ResultWriter] : [];
    return parts.flatMap((part) =>
      isFields(part) && part.Resource !== undefined ? [{ state, resource: part.Resource }] : [],
    );
  });
  return { resources, hasDistributedMap: scopes.some(({ isDistributed }) => isDistributed) };
}
