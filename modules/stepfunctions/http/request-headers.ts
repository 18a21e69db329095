import { Token } from "cdktf";
import { jsonPathOf } from "../../languages/json/ast";
import { JsonPath } from "../expressions/json-path";
import { JsonataExpression } from "../expressions/jsonata-expression";
import { EXPECTED, isConnection, isPlain } from "../states/property-types";
import type { StateContext } from "../states/state-context";
import type { Dynamic } from "../states/state-fields";
import { type HttpRequestProps, RequestBodyEncoding } from "./http-request";
import {
  checkKey,
  defaultKey,
  type Idempotency,
  isFieldName,
  isKeyHeader,
  isSameName,
  keyHeaderOf,
} from "./idempotency-key";
import { requiredText } from "./required-text";

const CONTENT_TYPE = "Content-Type";
const FORM = "application/x-www-form-urlencoded";

interface RequestHeaders extends Idempotency, Pick<HttpRequestProps<Dynamic>, "connection" | "requestBodyEncoding"> {}

interface Headers {
  [name: string]: unknown;
}

/** The user's headers, and those that follow from other properties. */
export function requestHeaders(context: StateContext, props: RequestHeaders): unknown {
  const { headers = {}, idempotencyKey: key } = props;
  const keyHeader = keyHeaderOf(props);
  if (keyHeader !== undefined && !isFieldName(keyHeader)) {
    context.problem("http-invoke-idempotency-header-invalid", "idempotencyHeader", { given: keyHeader });
    return undefined;
  }
  if (key !== undefined) {
    checkKey(context, key, "idempotencyKey");
  }
  if (isDynamic(headers) || Token.isUnresolved(headers)) {
    reportLost(context, headers, props);
    return headers;
  }
  if (!isPlain(headers)) {
    context.refuseProperty("headers", EXPECTED.headers, headers);
    return undefined;
  }
  const all = givenHeaders(context, headers, props);
  const has = (name: string) => Object.keys(headers).some((known) => isSameName(known, name));
  if (props.requestBodyEncoding === RequestBodyEncoding.URL_ENCODED && !has(CONTENT_TYPE)) {
    all[CONTENT_TYPE] = FORM;
  }
  if (keyHeader !== undefined && !has(keyHeader)) {
    all[keyHeader] = key === undefined ? defaultKey(context) : requiredText(key, context);
  } else if (keyHeader !== undefined && key !== undefined) {
    context.problem("http-invoke-idempotency-key-twice", "idempotencyKey", {
      detail: `\`headers\` has ${keyHeader} as well`,
    });
  }
  return Object.keys(all).length === 0 ? undefined : all;
}

/** True for a value that a state takes from elsewhere when it runs. */
export function isDynamic(value: unknown): value is Dynamic {
  return JsonPath.isJsonPath(value) || JsonataExpression.isJsonataExpression(value);
}

/** What headers that are one value cannot be given. */
function reportLost(context: StateContext, headers: unknown, props: RequestHeaders): void {
  if (keyHeaderOf(props) !== undefined) {
    context.problem("http-invoke-idempotency-header-lost", "headers");
  }
  const theirs = isConnection(props.connection) ? props.connection.parameterNames?.headers : [];
  const mayHaveIt =
    (isDynamic(headers) && new RegExp(CONTENT_TYPE, "i").test(String(headers))) ||
    theirs?.some((name) => isSameName(name, CONTENT_TYPE));
  if (props.requestBodyEncoding === RequestBodyEncoding.URL_ENCODED && !mayHaveIt) {
    context.problem("http-invoke-form-without-content-type", "headers");
  }
}

function givenHeaders(context: StateContext, headers: object, props: RequestHeaders): Headers {
  const given: Headers = {};
  for (const [name, value] of Object.entries(headers)) {
    const isKey = isKeyHeader(name, props);
    if (isKey) {
      checkKey(context, value, jsonPathOf("headers", name));
    }
    given[name] = isKey ? requiredText(value, context) : value;
  }
  return given;
}
