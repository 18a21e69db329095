/** The worker that stands for AWS in the workflow runs, and the copy of the definition that hands it the requests. */
import { connectionOf, type TaskConnection } from "../e2e/workflows/connection";
import { emulatorCopy } from "../e2e/workflows/emulator-copy";
import { beyondEmulator } from "../e2e/workflows/emulator-limits";
import { wireRequest } from "../e2e/workflows/http-request";
import { runHttpTask } from "../e2e/workflows/http-task";
import { BASIC, errorOf, type ServerAnswer, withServer } from "./http-task-parts";
import type { JsonObject } from "./terraform-json";

const REGION = "us-east-1";
const ARN = { InvocationConfig: { ConnectionArn: "arn:aws:events:us-east-1:123456789012:connection/a/1" } };
const GET: JsonObject = { ...ARN, ApiEndpoint: "https://api.example.com/x", Method: "GET" };
const POST: JsonObject = { ...GET, Method: "POST" };

/** What the facts record byte for byte. */
describe("a form", () => {
  const body = { shared: "task-body", items: ["red green", "blue+gold"], nested: { enabled: true, count: 2 } };
  const connection: TaskConnection = {
    AuthParameters: {
      InvocationHttpParameters: {
        BodyParameters: [
          { Key: "shared", Value: "connection-body" },
          { Key: "connectionOnly", Value: "body-only" },
        ],
      },
    },
  };
  const rest = "nested%5Benabled%5D=true&nested%5Bcount%5D=2&connectionOnly=body-only";
  test.each([
    ["INDICES", "items%5B0%5D=red%20green&items%5B1%5D=blue%2Bgold"],
    ["REPEAT", "items=red%20green&items=blue%2Bgold"],
    ["BRACKETS", "items%5B%5D=red%20green&items%5B%5D=blue%2Bgold"],
    ["COMMAS", "items=red%20green%2Cblue%2Bgold"],
  ])("with %s", (ArrayFormat, items) => {
    const transform = { RequestBodyEncoding: "URL_ENCODED", RequestEncodingOptions: { ArrayFormat } };
    const sent = wireRequest({ ...POST, RequestBody: body, Transform: transform }, connection, REGION);
    expect(sent.body).toBe(`shared=connection-body&${items}&${rest}`);
  });

  test("a text cannot be merged with the connection's body", async () => {
    const { name, cause } = await errorOf(() => wireRequest({ ...POST, RequestBody: "text" }, connection, REGION));
    expect([name, cause]).toEqual([
      "States.Runtime",
      "Cannot merge connection body authorization parameters with request body.",
    ]);
  });
});

describe("a request", () => {
  test("without a body has no content type, and a text is sent as it is", () => {
    const names = wireRequest(GET, BASIC, REGION).headers.map(([name]) => name);
    expect(names).toEqual(["Authorization", "User-Agent", "Range", "Host"]);
    expect(wireRequest({ ...POST, RequestBody: 'a"b' }, BASIC, REGION).body).toBe('a"b');
    expect(wireRequest({ ...GET, RequestBody: {} }, BASIC, REGION).body).toBe("{}");
  });

  test("keeps the query of the endpoint, and a header that differs from the connection's in case", () => {
    const connection: TaskConnection = {
      AuthParameters: {
        InvocationHttpParameters: { HeaderParameters: [{ Key: "x-shared", Value: "connection-header" }] },
      },
    };
    const parameters = {
      ...GET,
      ApiEndpoint: "https://api.example.com/x?a=1",
      Headers: { "X-Shared": "task-case-header" },
      QueryParameters: { b: "c d+e" },
    };
    const { url, headers } = wireRequest(parameters, connection, REGION);
    expect(url).toBe("https://api.example.com/x?a=1&b=c%20d%2Be");
    expect(headers.slice(0, 2)).toEqual([
      ["x-shared", "connection-header"],
      ["X-Shared", "task-case-header"],
    ]);
  });
});

describe("a response", () => {
  const outputOf = (server: ServerAnswer, parameters: JsonObject = GET) =>
    withServer(server, (url) =>
      runHttpTask(parameters, { region: REGION, connection: () => BASIC, redirect: () => `${url}/x` }),
    );

  test.each([
    ["text", { status: 200, headers: { "Content-Type": "text/plain" }, body: "ok" }, { ResponseBody: "ok" }],
    [
      "a JSON value",
      { status: 206, headers: { "Content-Type": "application/vnd.x+json" }, body: "[1]" },
      { ResponseBody: [1] },
    ],
    ["a header sent twice", { status: 200, headers: { "X-A": "1, 2" }, body: "" }, { Headers: { "X-A": ["1, 2"] } }],
  ])("with %s", async (_, server, wanted) => {
    expect(await outputOf(server as ServerAnswer)).toMatchObject({
      StatusCode: server.status,
      ...wanted,
    });
  });

  test("without a body has no ResponseBody at all", async () => {
    expect(await outputOf({ status: 204, headers: {}, body: "" })).not.toHaveProperty("ResponseBody");
    const head = { status: 200, headers: { "Content-Type": "application/json" }, body: "" };
    expect(await outputOf(head, { ...GET, Method: "HEAD" })).not.toHaveProperty("ResponseBody");
  });

  test.each([
    [302, "application/json", "States.Http.StatusCode.302"],
    [418, "application/json", "States.Http.StatusCode.418"],
    [200, "image/png", "States.Runtime"],
    [200, "application/octet-stream", "States.Runtime"],
  ])("%d with %s is %s", async (status, type, error) => {
    expect((await errorOf(() => outputOf({ status, headers: { "Content-Type": type }, body: "x" }))).name).toBe(error);
  });

  test("that never comes is States.Http.Socket", async () => {
    const closed = await withServer(undefined, async (url) => url);
    const options = { region: REGION, connection: () => BASIC, redirect: () => closed };
    expect((await errorOf(() => runHttpTask(GET, options))).name).toBe("States.Http.Socket");
  });
});

test("a connection of Terraform's state is that of the API", () => {
  const values: JsonObject = {
    auth_parameters: [
      {
        api_key: [{ key: "x-api-key", value: "k" }],
        basic: [],
        invocation_http_parameters: [{ header: [{ key: "a", value: "1", is_value_secret: false }], body: [] }],
      },
    ],
  };
  expect(connectionOf(values)).toEqual({
    AuthParameters: {
      ApiKeyAuthParameters: { ApiKeyName: "x-api-key", ApiKeyValue: "k" },
      InvocationHttpParameters: {
        HeaderParameters: [{ Key: "a", Value: "1" }],
        QueryStringParameters: [],
        BodyParameters: [],
      },
    },
  });
});

test("in the emulator's copy only HTTP Tasks are activities, and payloads stay as they are", () => {
  const task = {
    Type: "Task",
    Resource: "arn:aws:states:::http:invoke",
    Parameters: GET,
    TimeoutSeconds: 9,
    End: true,
  };
  const payload = { States: { A: { Resource: "arn:aws:states:::http:invoke", Type: "Task" } } };
  const branch = { StartAt: "C", States: { C: task } };
  const definition: JsonObject = {
    StartAt: "A",
    States: {
      A: { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage", Parameters: payload, Next: "B" },
      B: { Type: "Parallel", Branches: [branch], End: true },
    },
  };
  const language = { QueryLanguage: "JSONPath" };
  const activity = { ...language, ...task, Resource: "activity", Parameters: { State: "C", Request: GET } };
  expect(emulatorCopy(definition, "activity")).toEqual({
    StartAt: "A",
    States: {
      A: { ...language, ...(definition.States as Record<string, JsonObject>).A },
      B: { ...language, Type: "Parallel", Branches: [{ StartAt: "C", States: { C: activity } }], End: true },
    },
  });
});

describe("what the emulator would leave out", () => {
  const one = (state: JsonObject) => beyondEmulator({ StartAt: "A", States: { A: { Type: "Pass", ...state } } });
  test.each<[JsonObject, string]>([
    [{ Assign: { a: 1 } }, "A: Assign of a JSONPath state is ignored"],
    [{ Parameters: { "a.$": "$b.c" } }, "A: $b.c: variables of JSONPath states are null"],
    [{ InputPath: "$.a[?(@.b == 1)]" }, "A: $.a[?(@.b == 1)]: filters, slices and negative indexes are null"],
    [{ ResultSelector: { "a.$": "$$.State.Name" } }, "A: $$.State.Name in a ResultSelector is null"],
    [{ Choices: [{ And: [{ Variable: "$.a", StringLessThanPath: "$.b" }] }] }, "A: StringLessThanPath is always false"],
    [{ QueryLanguage: "JSONata", Type: "Choice", Output: "x" }, "A: Output of a Choice is ignored"],
  ])("%j", (state, limit) => {
    expect(one(state)).toEqual([limit]);
  });

  test("nothing of what it does", () => {
    const choices = [{ Not: { Variable: "$.a", IsPresent: true }, Next: "A" }];
    expect(
      one({ Parameters: { "a.$": "States.Format('{}', $$.Execution.Name)", "b.$": "$.b[0]" }, Choices: choices }),
    ).toEqual([]);
    expect(one({ QueryLanguage: "JSONata", Assign: { a: "{% $b %}" } })).toEqual([]);
  });
});
