import type { JsonObject } from "../../support/terraform-json";
import type { ReceivedRequest } from "../e2e-case";
import type { TaskConnection } from "./connection";

export const API = "https://api.example.com";
export const CONNECTION: TaskConnection = {
  AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: "x-api-key", ApiKeyValue: "the-key" } },
};
const ARN = "arn:aws:events:us-east-1:123456789012:connection/api/11111111-2222-3333-4444-555555555555";

export const http = (parameters: JsonObject, state: JsonObject = {}): JsonObject => ({
  Type: "Task",
  Resource: "arn:aws:states:::http:invoke",
  Parameters: { InvocationConfig: { ConnectionArn: ARN }, ...parameters },
  ...state,
});

export const jsonataHttp = ({ Arguments: parameters, ...state }: JsonObject): JsonObject => ({
  Type: "Task",
  Resource: "arn:aws:states:::http:invoke",
  Arguments: { InvocationConfig: { ConnectionArn: ARN }, ...(parameters as JsonObject) },
  ...state,
});

export const brief = (requests: readonly ReceivedRequest[]) =>
  requests.map(({ method, path, answered }) => `${method} ${path} ${answered}`);

/** A third party that answers each request with the next of these, and then with the last. */
export const inTurn = (...statuses: readonly number[]) => {
  let count = 0;
  return () => ({ status: statuses[Math.min(count++, statuses.length - 1)]! });
};
