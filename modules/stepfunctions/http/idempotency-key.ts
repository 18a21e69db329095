import { Token, Tokenization } from "cdktf";
import { isHeaderName } from "../../languages/asl";
import { splitMarks, type TextPart } from "../expressions/expression-marks";
import { JsonPath } from "../expressions/json-path";
import { JsonataExpression } from "../expressions/jsonata-expression";
import type { StateContext } from "../states/state-context";
import type { Dynamic } from "../states/state-fields";
import type { HttpRequestProps } from "./http-request";

export type Idempotency = Pick<HttpRequestProps<Dynamic>, "headers" | "idempotencyHeader" | "idempotencyKey">;

/** For which requests a key is certainly the same one; undefined if that cannot be told. */
type SameFor = "all executions" | "an execution" | "an item" | undefined;

const EXECUTION_AND_STATE = [JsonPath.executionName, JsonPath.stateName] as const;
const JSON_PATH_KEY = JsonPath.format("{}-{}", ...EXECUTION_AND_STATE);
const JSON_PATH_ITEM_KEY = JsonPath.format("{}-{}-{}", ...EXECUTION_AND_STATE, JsonPath.stringAt("$$.Map.Item.Index"));

const JSONATA_KEY = JsonataExpression.of("$states.context.Execution.Name & '-' & $states.context.State.Name");
const JSONATA_ITEM_KEY = JsonataExpression.of(
  "$states.context.Execution.Name & '-' & $states.context.State.Name & '-' & $string($states.context.Map.Item.Index)",
);

/** The name that is usual, and those that APIs made of it. */
const USUAL_NAME = "Idempotency-Key";
const LIKE_USUAL_NAME = /idempoten\w*(?:[-_]?(?:key|token|id))?$/i;

/** What of an expression is the same as often as the state runs: texts, functions of nothing else, and the context's names. */
const OF_EXECUTION = String.raw`\$(?:\$|states\.context)\.(?:(?:Execution|StateMachine)\.[\w.]+|State\.Name)(?![\w.[(])`;
const OF_ITEM = String.raw`\$(?:\$|states\.context)\.Map\.Item\.Index(?![\w.[(])`;
const TEXT = String.raw`'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"`;
const FUNCTION = String.raw`(?:\$(?:string|join|hash|lowercase|uppercase)|States\.(?:Array|Base64Encode|Format|Hash|JsonToString))(?=\()`;
const SAME = new RegExp(`${TEXT}|${OF_EXECUTION}|${OF_ITEM}|${FUNCTION}|[\\s\\d&(),[\\]]`, "gs");

/** The header for the key; undefined where there is none. */
export function keyHeaderOf({ idempotencyHeader, idempotencyKey }: Idempotency): string | undefined {
  return idempotencyHeader ?? (idempotencyKey === undefined ? undefined : USUAL_NAME);
}

/** True for a name that HTTP allows, or that Terraform knows. */
export function isFieldName(name: unknown): boolean {
  return typeof name === "string" && (Token.isUnresolved(name) || isHeaderName(name));
}

/** True for a header with a key: the one that is named, or one that is called so. */
export function isKeyHeader(name: string, { idempotencyHeader }: Idempotency): boolean {
  return isSameName(name, idempotencyHeader) || (LIKE_USUAL_NAME.test(name) && !name.endsWith(".$"));
}

/** True for one header in two cases of letters. */
export function isSameName(name: string, other: string | undefined): boolean {
  return name.toLowerCase() === other?.toLowerCase();
}

/** Whether the API can tell a repeated request by its key. */
export function isIdempotent(props: Idempotency): boolean {
  const header = keyHeaderOf(props);
  if (typeof header !== "string") {
    return false;
  }
  const [, given] = Object.entries(props.headers ?? {}).find(([name]) => isSameName(name, header)) ?? [];
  const key: unknown = props.idempotencyKey ?? given;
  return key === undefined || sameFor(key) !== "all executions";
}

/** A text that is the same for every attempt of one request, and another for every other request as far as can be known. */
export function defaultKey(context: StateContext): Dynamic {
  const isInMap = context.place.inlineMaps > 0;
  checkRepeats(context, isInMap ? "an item" : "an execution", "idempotencyHeader");
  if (context.isJsonata) {
    return isInMap ? JSONATA_ITEM_KEY : JSONATA_KEY;
  }
  return isInMap ? JSON_PATH_ITEM_KEY : JSON_PATH_KEY;
}

/** Reports a key of the user that different requests have. */
export function checkKey(context: StateContext, key: unknown, property: string): void {
  const same = sameFor(key);
  if (typeof key === "string" && key.trim() === "") {
    context.problem("http-invoke-idempotency-key-empty", property);
  } else if (same === "all executions") {
    context.problem("http-invoke-idempotency-key-constant", property);
  } else {
    checkRepeats(context, same, property);
  }
}

function checkRepeats(context: StateContext, same: SameFor, property: string): void {
  const { inlineMaps } = context.place;
  const report = (detail: string) => context.problem("http-invoke-idempotency-key-repeats", property, { detail });
  if (same === "an execution" && inlineMaps > 0) {
    report("all items of the Map have the same");
  } else if (same === "an item" && inlineMaps > 1) {
    report("it stands in a Map inside a Map, and only the inner item's index is known");
  } else if (same !== undefined && context.isRepeated()) {
    report("it stands in a loop");
  }
}

function sameFor(key: unknown): SameFor {
  const expressions = expressionsIn(key)?.join(" ");
  if (expressions === undefined || expressions.replace(SAME, "") !== "") {
    return undefined;
  }
  const read = (expressions.match(SAME) ?? []).filter((part) => /^\$(?:\$|states)\./.test(part));
  if (read.some((part) => part.endsWith(".Map.Item.Index"))) {
    return "an item";
  }
  return read.length > 0 ? "an execution" : "all executions";
}

/** The expressions in a key, without the text around them; undefined for what is no key. */
function expressionsIn(key: unknown): readonly string[] | undefined {
  if (JsonPath.isJsonPath(key)) {
    return [key.reference];
  }
  if (JsonataExpression.isJsonataExpression(key)) {
    return [key.expression];
  }
  if (typeof key === "string") {
    const [, written] = /^\{%([\s\S]*)%\}$/.exec(key) ?? [];
    return written === undefined ? splitMarks(key).flatMap(expressionsOf) : [written];
  }
  return typeof key === "number" || typeof key === "boolean" || Tokenization.isResolvable(key) ? [] : undefined;
}

function expressionsOf(part: TextPart): readonly string[] {
  return "text" in part ? [] : ["jsonPath" in part ? part.jsonPath : part.jsonata];
}
