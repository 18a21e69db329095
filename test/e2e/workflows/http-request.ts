import { isForbiddenTaskHeader } from "../../../modules/languages/asl";
import type { Json, JsonObject } from "../../support/terraform-json";
import type { HttpParameters, Parameter, TaskConnection } from "./connection";
import { type ArrayFormat, formEncode, percentEncode } from "./form-encoding";

/**
 * What an HTTP Task sends, from its evaluated `Parameters` or `Arguments` and its connection. Written from AWS's guide
 * "Call HTTPS APIs" and from what was recorded of AWS; comments say where neither tells.
 */
export interface WireRequest {
  readonly method: string;
  /** As the definition has it: it may be another place that the request is sent to. */
  readonly url: string;
  /** In the order sent. A name may stand more than once. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | undefined;
}

/** An error of a task, as `Retry` and `Catch` see it. */
export class TaskError extends Error {
  public constructor(
    public override readonly name: string,
    public override readonly cause: string,
  ) {
    super(`${name}: ${cause}`);
  }
}

/** What Step Functions cannot even start. Nothing catches it. */
export const runtimeError = (cause: string) => new TaskError("States.Runtime", cause);

export function wireRequest(
  parameters: JsonObject,
  connection: TaskConnection,
  region: string,
  accessToken?: string,
): WireRequest {
  const { ApiEndpoint: endpoint, Method: method } = parameters;
  if (typeof endpoint !== "string" || typeof method !== "string") {
    throw runtimeError("The 'ApiEndpoint' and 'Method' fields are required."); // assumed wording
  }
  connectionArnOf(parameters);
  const added = connection.AuthParameters.InvocationHttpParameters;
  const body = bodyOf(parameters, added);
  const url = new URL(endpoint);
  const query = queryOf(parameters.QueryParameters, added);
  if (query !== "") url.search = url.search === "" ? query : `${url.search}&${query}`;
  return {
    method,
    url: url.href,
    headers: headersOf(parameters, connection, { host: url.host, hasBody: body !== undefined, region, accessToken }),
    body,
  };
}

/** Either field does; the definition's checks see to it that it is exactly one. */
export function connectionArnOf({ InvocationConfig: config, Authentication: legacy }: JsonObject): string {
  const arn = ((config ?? legacy) as JsonObject | undefined)?.ConnectionArn;
  if (typeof arn !== "string") throw runtimeError("The 'ConnectionArn' field is required."); // assumed wording
  return arn;
}

interface HeaderContext {
  readonly host: string;
  readonly hasBody: boolean;
  readonly region: string;
  readonly accessToken: string | undefined;
}

function headersOf(parameters: JsonObject, connection: TaskConnection, context: HeaderContext): [string, string][] {
  const own = Object.entries((parameters.Headers ?? {}) as JsonObject);
  const forbidden = own.map(([name]) => name.toLowerCase()).filter(isForbiddenTaskHeader);
  if (forbidden.length > 0) {
    const cause = `[The 'Headers' field contains unsupported values: [${forbidden.join(", ")}]]`;
    throw runtimeError(`The Parameters '…' could not be used to start the Task: ${cause}`);
  }
  const { AuthParameters: auth } = connection;
  const fromConnection = [
    ...pairs(auth.InvocationHttpParameters?.HeaderParameters),
    ...authorization(auth, context.accessToken),
  ];
  // Names are compared as they are written: one that differs in case only is sent besides the connection's.
  const names = new Set(fromConnection.map(([name]) => name));
  const headers = [
    ...fromConnection,
    ...own
      .filter(([name]) => !names.has(name) && !/^(?:range|user-agent)$/i.test(name))
      .flatMap(([name, value]) => texts(value).map((text): [string, string] => [name, text])),
    ["User-Agent", `Amazon|StepFunctions|HttpInvoke|${context.region}`] as [string, string],
    ["Range", "bytes=0-262144"] as [string, string],
    ["Host", context.host] as [string, string],
  ];
  if (context.hasBody) {
    headers.push(["Transfer-Encoding", "chunked"]);
    if (!headers.some(([name]) => name.toLowerCase() === "content-type")) {
      headers.push(["Content-Type", "application/json; charset=UTF-8"]);
    }
  }
  return headers;
}

function authorization(auth: TaskConnection["AuthParameters"], accessToken: string | undefined): [string, string][] {
  const { ApiKeyAuthParameters: apiKey, BasicAuthParameters: basic } = auth;
  if (apiKey) return [[apiKey.ApiKeyName, apiKey.ApiKeyValue]];
  if (basic) {
    return [["Authorization", `Basic ${Buffer.from(`${basic.Username}:${basic.Password}`).toString("base64")}`]];
  }
  return accessToken === undefined ? [] : [["Authorization", `Bearer ${accessToken}`]];
}

/** The connection's parameters replace those of the same name in their place; the others follow. */
function queryOf(own: Json | undefined, added: HttpParameters | undefined): string {
  if (typeof own === "string" || Array.isArray(own))
    throw new Error("QueryParameters that are no object: not modelled");
  const merged: JsonObject = { ...(own as JsonObject), ...Object.fromEntries(pairs(added?.QueryStringParameters)) };
  return Object.entries(merged)
    .flatMap(([name, value]) => texts(value).map((text) => `${percentEncode(name)}=${percentEncode(text)}`))
    .join("&");
}

function bodyOf(parameters: JsonObject, added: HttpParameters | undefined): string | undefined {
  const { RequestBody: own, Transform: transform } = parameters;
  const fromConnection = pairs(added?.BodyParameters);
  const isObject = typeof own === "object" && own !== null && !Array.isArray(own);
  if (own !== undefined && !isObject && fromConnection.length > 0) {
    throw runtimeError("Cannot merge connection body authorization parameters with request body.");
  }
  if (own === undefined && fromConnection.length === 0) return undefined;
  if (typeof own === "string") return own; // also with URL_ENCODED, where AWS is not recorded
  const body = isObject || own === undefined ? { ...own, ...Object.fromEntries(fromConnection) } : own;
  const { RequestBodyEncoding: encoding, RequestEncodingOptions: options } = (transform ?? {}) as JsonObject;
  if (encoding !== "URL_ENCODED") return JSON.stringify(body);
  return formEncode(body, ((options as JsonObject | undefined)?.ArrayFormat ?? "INDICES") as ArrayFormat);
}

/** A list is sent as that many values, a null not at all. */
function texts(value: Json | undefined): string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(texts);
  return [typeof value === "object" ? JSON.stringify(value) : String(value)];
}

const pairs = (parameters: readonly Parameter[] = []) =>
  parameters.map(({ Key, Value }): [string, string] => [Key, Value]);
