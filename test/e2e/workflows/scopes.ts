import type { JsonObject } from "../../support/terraform-json";

/** The states of a definition, a branch or a Map's processor. */
export function statesOf(scope: JsonObject): [name: string, state: JsonObject][] {
  return Object.entries((scope.States ?? {}) as Record<string, JsonObject>);
}

/** A state with each of the scopes inside it replaced. Payloads are not looked into. */
export function inChildScopes(state: JsonObject, change: (scope: JsonObject) => JsonObject): JsonObject {
  const { Branches: branches, ItemProcessor: processor, Iterator: iterator } = state;
  if (state.Type === "Parallel") return { ...state, Branches: ((branches ?? []) as JsonObject[]).map(change) };
  if (state.Type !== "Map") return state;
  return {
    ...state,
    ...(processor && { ItemProcessor: change(processor as JsonObject) }),
    ...(iterator && { Iterator: change(iterator as JsonObject) }),
  };
}

/** All states, those of inner scopes included. */
export function allStatesOf(scope: JsonObject): [name: string, state: JsonObject][] {
  return statesOf(scope).flatMap(([name, state]) => {
    const inner: [string, JsonObject][] = [];
    inChildScopes(state, (child) => {
      inner.push(...allStatesOf(child));
      return child;
    });
    return [[name, state], ...inner];
  });
}

export function isHttpTask({ Type: type, Resource: resource }: JsonObject): boolean {
  return type === "Task" && /^arn:[^:]+:states:[^:]*:[^:]*:http:invoke$/.test(String(resource));
}
