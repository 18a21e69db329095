import type { Json, JsonObject } from "../../support/terraform-json";
import { allStatesOf } from "./scopes";

/**
 * What a definition uses that MiniStack 1.5.33 does not do, and does not say so: it would leave a field out, take a path
 * for null or a comparison for false, and the test would pass or fail for the wrong reason. Read from its source.
 *
 * Besides, and not found here: a path without a value is null in place of an error; `States.ALL` catches States.Runtime
 * of the emulator itself; retry intervals ignore `MaxDelaySeconds` and jitter; `TimeoutSeconds` of a machine, an activity
 * or an HTTP Task and heartbeats do nothing; variables of a Parallel's branch are those of the machine; `$$.Map.Item`
 * has no `Source`; the context's names for JSONata are those of JSONPath.
 */
export function beyondEmulator(definition: JsonObject): string[] {
  const language = definition.QueryLanguage ?? "JSONPath";
  return allStatesOf(definition).flatMap(([name, state]) => {
    const isJsonata = (state.QueryLanguage ?? language) === "JSONata";
    return (isJsonata ? jsonataLimits(state) : jsonPathLimits(state)).map((limit) => `${name}: ${limit}`);
  });
}

function jsonataLimits(state: JsonObject): string[] {
  return state.Type === "Choice" && state.Output !== undefined ? ["Output of a Choice is ignored"] : [];
}

const COMPARISON =
  /^(?:And|Or|Not|Is(?:Present|Null|Numeric|String|Boolean|Timestamp)|String(?:Equals(?:Path)?|(?:Less|Greater)Than(?:Equals)?|Matches)|Numeric(?:Equals|(?:Less|Greater)Than(?:Equals)?)(?:Path)?|BooleanEquals(?:Path)?|Timestamp(?:Equals|(?:Less|Greater)Than(?:Equals)?))$/;

function jsonPathLimits(state: JsonObject): string[] {
  const limits: string[] = [];
  if (state.Assign !== undefined) limits.push("Assign of a JSONPath state is ignored");
  if (state.MaxConcurrencyPath !== undefined) limits.push("MaxConcurrencyPath is ignored");
  for (const rule of rulesIn((state.Choices ?? []) as JsonObject[])) {
    const unknown = Object.keys(rule).filter(
      (key) => !/^(?:Variable|Next|Comment)$/.test(key) && !COMPARISON.test(key),
    );
    limits.push(...unknown.map((key) => `${key} is always false`));
  }
  for (const selected of strings(state.ResultSelector ?? null)) {
    if (selected.includes("$$.")) limits.push(`${selected} in a ResultSelector is null`);
  }
  const {
    Branches: _,
    ItemProcessor: _processor,
    Iterator: _iterator,
    Result: _result,
    Comment: _comment,
    ...own
  } = state;
  for (const path of strings(own).filter((text) => /^(?:\$|States\.)/.test(text))) {
    if (/\$[A-Za-z_]/.test(path)) limits.push(`${path}: variables of JSONPath states are null`);
    if (/\[\?|\.\.|\[-|\[\d*:/.test(path)) limits.push(`${path}: filters, slices and negative indexes are null`);
    if (path === "$$") limits.push("$$: the whole context is null");
  }
  return limits;
}

function rulesIn(rules: readonly JsonObject[]): JsonObject[] {
  return rules.flatMap((rule) => {
    const inner = [rule.And, rule.Or, rule.Not].flat().filter((item) => item !== undefined);
    return [rule, ...rulesIn(inner as JsonObject[])];
  });
}

function strings(value: Json): string[] {
  if (typeof value === "string") return [value];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(strings);
}
