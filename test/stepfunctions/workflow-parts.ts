import { type HttpInvoke, type HttpInvokeProps, HttpMethod, QueryLanguage } from "cdktf-aws-http-integrations";
import { get, INVOCATION, RETRY_IDEMPOTENT } from "./chains";
import { API } from "./parts";

export const JSONATA = { queryLanguage: QueryLanguage.JSONATA };

const send = (id: string, method: HttpMethod): HttpInvoke => get(id, { method } as Partial<HttpInvokeProps>);
export const put = (id: string) => send(id, HttpMethod.PUT);
export const del = (id: string) => send(id, HttpMethod.DELETE);

export const HTTP = { Type: "Task", Resource: "arn:aws:states:::http:invoke", Retry: RETRY_IDEMPOTENT };
export const request = (method: string) => ({ ApiEndpoint: API, Method: method, ...INVOCATION });
/** The state of `get`, `put` or `del` in a definition. */
export const jsonPath = (method: string, more: object) => ({ ...HTTP, Parameters: request(method), ...more });
export const jsonata = (method: string, more: object) => ({ ...HTTP, Arguments: request(method), ...more });
