import type { ReceivedRequest } from "../e2e-case";

/** The execution's name in every workflow of a case. */
export const EXECUTION_NAME = "the-execution";

/**
 * Every header of a request that an HTTP Task sends, for `toEqual`. `added` are those that the connection and the task
 * add, names in lower case; with a body also `transfer-encoding` and `content-type`.
 */
export function httpTaskHeaders(added: Readonly<Record<string, string>>): Record<string, string> {
  return {
    host: "api.example.com",
    "user-agent": "Amazon|StepFunctions|HttpInvoke|us-east-1",
    range: "bytes=0-262144",
    connection: "close", // node's
    ...added,
  };
}

/** A whole request of an HTTP Task, written as `POST https://api.example.com/v1/things?page=2`; with a body it is JSON. */
export function taskRequest(
  line: string,
  headers: Readonly<Record<string, string>>,
  { body, answered = 200 }: { readonly body?: unknown; readonly answered?: number } = {},
): ReceivedRequest {
  const [method = "", address = ""] = line.split(" ");
  const { origin, host, pathname, searchParams } = new URL(address);
  const json: Record<string, string> = {
    "transfer-encoding": "chunked",
    "content-type": "application/json; charset=UTF-8",
  };
  const empty: Record<string, string> = /^(?:POST|PUT|PATCH)$/.test(method) ? { "content-length": "0" } : {};
  return {
    to: origin,
    method,
    path: pathname,
    query: Object.fromEntries(searchParams),
    headers: httpTaskHeaders({ host, ...(body === undefined ? empty : json), ...headers }),
    body: body ?? "",
    answered,
  };
}

/** The whole output of an HTTP Task for an answer of 200 with a JSON body. */
export function taskOutput(body: unknown): object {
  return {
    Headers: expect.objectContaining({ "content-type": ["application/json"] }),
    ResponseBody: body,
    StatusCode: 200,
    StatusText: "OK",
  };
}

/** Answers that a third party gives one after another; the last one from then on. */
export function inTurn<T>(first: T, ...then: readonly T[]): () => T {
  const answers = [first, ...then];
  let count = 0;
  return () => answers[Math.min(count++, then.length)] ?? first;
}
