import { JsonPath } from "../expressions/json-path";
import { JsonataExpression } from "../expressions/jsonata-expression";
import type { StateContext } from "../states/state-context";
import type { Dynamic } from "../states/state-fields";

const EXECUTION_AND_STATE = [JsonPath.executionName, JsonPath.stateName] as const;
const JSON_PATH_KEY = JsonPath.format("{}-{}", ...EXECUTION_AND_STATE);
const JSON_PATH_ITEM_KEY = JsonPath.format("{}-{}-{}", ...EXECUTION_AND_STATE, JsonPath.stringAt("$$.Map.Item.Index"));

const JSONATA_KEY = JsonataExpression.of("$states.context.Execution.Name & '-' & $states.context.State.Name");
const JSONATA_ITEM_KEY = JsonataExpression.of(
  "$states.context.Execution.Name & '-' & $states.context.State.Name & '-' & $string($states.context.Map.Item.Index)",
);

/** A text that is the same for every attempt of one request, and another for every other request as far as can be known. */
export function idempotencyKey(context: StateContext): Dynamic {
  const { inlineMaps } = context.place;
  if (inlineMaps > 1) {
    context.problem("http-invoke-idempotency-key-repeats", "idempotencyHeader", {
      detail: "it stands in a Map inside a Map, and only the inner item's index is known",
    });
  } else if (context.isRepeated()) {
    context.problem("http-invoke-idempotency-key-repeats", "idempotencyHeader", { detail: "it stands in a loop" });
  }
  if (context.isJsonata) {
    return inlineMaps > 0 ? JSONATA_ITEM_KEY : JSONATA_KEY;
  }
  return inlineMaps > 0 ? JSON_PATH_ITEM_KEY : JSON_PATH_KEY;
}
