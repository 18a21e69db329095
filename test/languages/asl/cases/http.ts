import type { ConnectionParameters } from "../../../../modules/languages/asl";
import { CONNECTION_ARN, HTTP_INVOKE, type Json, machine, REQUEST, without } from "../http-parts";
import type { AslCases } from "./case";

const FORM_HEADERS = { "Content-Type": "application/x-www-form-urlencoded" };
const FORM = { RequestBodyEncoding: "URL_ENCODED" };
const FORM_REQUEST = { Method: "POST", Headers: FORM_HEADERS, Transform: FORM, RequestBody: { amount: 5 } };

const CATCH = [{ ErrorEquals: ["States.Http.StatusCode.400"], ResultPath: "$.error", Next: "Handle" }];
const FAIL = { Handle: { Type: "Fail" } };

const DONE = { Done: { Type: "Succeed" } };

/** A choice by the status of the HTTP Task before it. */
function checking(status: number): Json {
  const Choices = [{ Variable: "$.StatusCode", NumericEquals: status, Next: "Call" }];
  return { Type: "Choice", Choices, Default: "Done" };
}

function connected(parameters: Partial<ConnectionParameters>): { connectionParameters: () => ConnectionParameters } {
  return { connectionParameters: () => ({ headers: [], queryStrings: [], body: [], ...parameters }) };
}

/** A machine whose request lacks a field. */
function lacking(name: string): Json {
  return machine({}, { Parameters: without(REQUEST, name) });
}

export const HTTP_CASES: AslCases = {
  "http-task-resource-unknown": {
    bad: machine({}, { Resource: "arn:aws:states:::http:call" }),
    good: machine({}, { Resource: HTTP_INVOKE }),
  },
  "http-task-pattern-unsupported": {
    bad: machine({}, { Resource: `${HTTP_INVOKE}.waitForTaskToken` }),
    good: machine({}, { Resource: "arn:aws-cn:states:::http:invoke" }),
  },
  "http-task-field-missing": { bad: lacking("Method"), good: machine({}) },
  "http-task-parameter-unknown": { bad: machine({ Body: {} }), good: machine({ QueryParameters: { Body: "x" } }) },
  "http-task-setting-unknown": {
    bad: machine({ Transform: { ArrayFormat: "COMMAS" } }),
    good: machine({ Transform: { RequestBodyEncoding: "NONE" } }),
  },
  "http-task-endpoint-not-https": {
    bad: machine({ ApiEndpoint: "http://api.example.com/v1" }),
    good: machine({ ApiEndpoint: "https://api.example.com/v1" }),
  },
  "http-task-endpoint-invalid": {
    bad: machine({ ApiEndpoint: "https:///v1" }),
    good: machine({ ApiEndpoint: "https://[2001:db8::1]:8443/v1" }),
  },
  "http-task-endpoint-credentials": {
    bad: machine({ ApiEndpoint: "https://me:hunter2@api.example.com/v1" }),
    good: machine({ ApiEndpoint: "https://api.example.com/@me" }),
  },
  "http-task-endpoint-fragment": {
    bad: machine({ ApiEndpoint: "https://api.example.com/v1#top" }),
    good: machine({ ApiEndpoint: "https://api.example.com/v1%23top" }),
  },
  "http-task-endpoint-query": {
    bad: machine({ ApiEndpoint: "https://api.example.com/v1?limit=5" }),
    good: machine({ QueryParameters: { limit: 5 } }),
  },
  "http-task-method-invalid": { bad: machine({ Method: "get" }), good: machine({ Method: "OPTIONS" }) },
  "http-task-connection-missing": { bad: lacking("InvocationConfig"), good: machine({}) },
  "http-task-connection-ambiguous": {
    bad: machine({ Authentication: { ConnectionArn: CONNECTION_ARN } }),
    good: machine({}),
  },
  "http-task-connection-arn-invalid": {
    bad: machine({
      InvocationConfig: { ConnectionArn: "arn:aws:events:eu-central-1:123456789012:connection/Billing" },
    }),
    good: machine({ InvocationConfig: { ConnectionArn: "${ConnectionArn}" } }),
  },
  "http-task-authentication-legacy": {
    bad: machine(
      {},
      { Parameters: { ...without(REQUEST, "InvocationConfig"), Authentication: REQUEST.InvocationConfig } },
    ),
    good: machine({}),
  },
  "http-task-headers-invalid": {
    bad: machine({ Headers: 5 }),
    good: machine({ "Headers.$": "$.headers" }),
  },
  "http-task-headers-not-object": {
    bad: machine({ Headers: "accept: text/csv" }),
    good: machine({ Headers: { accept: "text/csv" } }),
  },
  "http-task-header-forbidden": {
    bad: machine({ Headers: { Authorization: "${Token}" } }),
    good: machine({ Headers: { Accept: "text/csv" } }),
  },
  "http-task-header-overwritten": {
    bad: machine({ Headers: { "user-agent": "shop" } }),
    good: machine({ Headers: { "x-client": "shop" } }),
  },
  "http-task-header-unusual": {
    bad: machine({ Headers: { "X Trace": "1" } }),
    good: machine({ Headers: { "X-Trace": "1" } }),
  },
  "http-task-header-duplicate": {
    bad: machine({ Headers: { "X-Trace": "1", "x-trace.$": "$.trace" } }),
    good: machine({ Headers: { "X-Trace": "1", "x-trace-id": "2" } }),
  },
  "http-task-connection-overrides": {
    bad: machine({ Headers: { "X-Tenant": "a" } }),
    good: machine({ Headers: { "X-Other": "a" } }),
    options: connected({ headers: ["x-tenant"] }),
  },
  "http-task-encoding-invalid": {
    bad: machine({ Transform: { RequestBodyEncoding: "FORM" } }),
    good: machine({ Transform: { RequestBodyEncoding: "NONE" } }),
  },
  "http-task-array-format-invalid": {
    bad: machine({ ...FORM_REQUEST, Transform: { ...FORM, RequestEncodingOptions: { ArrayFormat: "DOTS" } } }),
    good: machine({ ...FORM_REQUEST, Transform: { ...FORM, RequestEncodingOptions: { ArrayFormat: "BRACKETS" } } }),
  },
  "http-task-encoding-options-unused": {
    bad: machine({ Transform: { RequestEncodingOptions: { ArrayFormat: "COMMAS" } } }),
    good: machine({ ...FORM_REQUEST, Transform: { ...FORM, RequestEncodingOptions: { ArrayFormat: "COMMAS" } } }),
  },
  "http-task-content-type-missing": {
    bad: machine({ ...FORM_REQUEST, Headers: { "Content-Type": "application/json" } }),
    good: machine({ ...FORM_REQUEST, Headers: { "content-type": "application/x-www-form-urlencoded; charset=UTF-8" } }),
    options: connected({ headers: ["x-tenant"] }),
  },
  "http-task-content-type-unsure": {
    bad: machine({ ...FORM_REQUEST, Headers: {} }),
    good: machine({ ...FORM_REQUEST, Headers: FORM_HEADERS }),
  },
  "http-task-form-body-text": {
    bad: machine({ ...FORM_REQUEST, RequestBody: "amount=5" }),
    good: machine({ ...FORM_REQUEST, RequestBody: { amount: 5 } }),
  },
  "http-task-form-body-nested": {
    bad: machine({ ...FORM_REQUEST, RequestBody: { items: [{ sku: "a" }] } }),
    good: machine({ ...FORM_REQUEST, RequestBody: { items: ["a"], metadata: { order: "1" } } }),
  },
  "http-task-body-merge": {
    bad: machine({ Method: "POST", RequestBody: "text" }),
    good: machine({ Method: "POST", RequestBody: { text: "text" } }),
    options: connected({ body: ["tenant"] }),
  },
  "http-task-body-not-json": {
    bad: machine({ Method: "POST", RequestBody: "<order/>" }),
    good: machine({ Method: "POST", RequestBody: "<order/>", Headers: { "Content-Type": "application/xml" } }),
  },
  "http-task-body-unusual": {
    bad: machine({ RequestBody: {} }),
    good: machine({ Method: "DELETE", RequestBody: {} }),
  },
  "http-task-body-too-large": {
    bad: machine({ Method: "POST", RequestBody: "x".repeat(262_145) }),
    good: machine({ Method: "POST", RequestBody: "x".repeat(262_144) }),
  },
  "http-task-timeout-too-long": { bad: machine({}, { TimeoutSeconds: 61 }), good: machine({}, { TimeoutSeconds: 60 }) },
  "http-task-heartbeat-useless": {
    bad: machine({}, { HeartbeatSeconds: 10 }),
    good: machine({}, { TimeoutSeconds: 10 }),
  },
  "http-task-retry-missing": {
    bad: machine({}, { Retry: [] }),
    good: machine({}, { Retry: [{ ErrorEquals: ["States.ALL"], MaxAttempts: 0 }] }),
  },
  "http-task-retry-client-error": {
    bad: machine({}, { Retry: [{ ErrorEquals: ["States.Http.StatusCode.404"] }] }),
    good: machine({}, { Retry: [{ ErrorEquals: ["States.Http.StatusCode.409"] }] }),
  },
  "http-task-retry-unsafe": {
    bad: machine({ Method: "POST" }, { Retry: [{ ErrorEquals: ["States.Http.Socket"] }] }),
    good: machine(
      { Method: "POST", Headers: { "Idempotency-Key.$": "$$.Execution.Name" } },
      { Retry: [{ ErrorEquals: ["States.Http.Socket"] }] },
    ),
  },
  "http-task-idempotency-key-changes": {
    bad: machine({ Method: "POST", Headers: { "Idempotency-Key.$": "States.UUID()" } }),
    good: machine({ Method: "POST", Headers: { "Idempotency-Key.$": "$.uuid" } }),
  },
  "http-task-error-body-read": {
    bad: machine(
      {},
      { Catch: CATCH },
      {
        Handle: {
          Type: "Pass",
          Parameters: { "reason.$": "States.StringToJson($.error.Cause)" },
          Next: "Done",
        },
        ...DONE,
      },
    ),
    good: machine({}, { Catch: CATCH }, { ...FAIL, Handle: { Type: "Fail", CausePath: "$.error.Cause" } }),
  },
  "http-task-response-body-absent": {
    bad: machine({ Method: "DELETE" }, { ResultSelector: { "deleted.$": "$.ResponseBody.deleted" } }),
    good: machine({ Method: "DELETE" }, { ResultSelector: { "status.$": "$.StatusCode" } }),
  },
  "http-task-result-member-unknown": {
    bad: machine({}, { OutputPath: "$.id" }),
    good: machine({}, { OutputPath: "$.ResponseBody" }),
  },
  "http-task-status-never": {
    bad: machine({}, { Next: "Check" }, { Check: checking(404), ...DONE }),
    good: machine({}, { Next: "Check" }, { Check: checking(202), ...DONE }),
  },
  "http-task-secret-literal": {
    bad: machine({ Headers: { "x-api-key": "9f86d081884c7d65" } }),
    good: machine({ Headers: { "x-api-key": "${ApiKey}" } }),
  },
  "definition-too-large": {
    bad: { ...machine({}), Comment: "x".repeat(1_048_576) },
    good: { ...machine({}), Comment: "x".repeat(1_000_000) },
  },
  "definition-nearly-too-large": {
    bad: { ...machine({}), Comment: "x".repeat(840_000) },
    good: { ...machine({}), Comment: "x".repeat(800_000) },
  },
};
