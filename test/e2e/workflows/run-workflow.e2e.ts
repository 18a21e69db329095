/**
 * Small machines in both query languages, to show that the harness runs what examples are made of: retries, catches,
 * polling, Map and Parallel, each request received and compared.
 */
import type { JsonObject } from "../../support/terraform-json";
import { type Emulator, startEmulator } from "../emulator";
import { httpTaskHeaders } from "./expected";
import { API, brief, CONNECTION, http, inTurn, jsonataHttp } from "./parts";
import { runWorkflow, type WorkflowOptions } from "./run-workflow";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
}, 120_000);
afterAll(() => emulator?.close(), 30_000);

const run = (definition: JsonObject, options: Partial<WorkflowOptions> = {}) =>
  runWorkflow({ emulator: emulator.url, thirdParties: [API], connection: CONNECTION, definition, ...options });

const RETRY_503 = [{ ErrorEquals: ["States.Http.StatusCode.503"], IntervalSeconds: 30, MaxAttempts: 3 }];

describe("JSONPath", () => {
  const charge: JsonObject = {
    StartAt: "Charge",
    States: {
      Charge: http(
        {
          "ApiEndpoint.$": `States.Format('${API}/customers/{}/charges', $.customer)`,
          Method: "POST",
          Headers: { "Idempotency-Key.$": "$$.Execution.Input.key" },
          RequestBody: { "amount.$": "$.amount", currency: "eur", "lines.$": "$.lines" },
          Transform: { RequestBodyEncoding: "NONE" },
          QueryParameters: { expand: "customer" },
        },
        {
          Retry: RETRY_503,
          Catch: [{ ErrorEquals: ["States.Http.StatusCode.402"], ResultPath: "$.declined", Next: "Declined" }],
          ResultSelector: { "id.$": "$.ResponseBody.id", "status.$": "$.StatusCode" },
          End: true,
        },
      ),
      Declined: { Type: "Pass", OutputPath: "$.declined", End: true },
    },
  };
  const input = { customer: "c-1", key: "k-1", amount: 12, lines: [{ sku: "a" }] };

  test("a task is retried while the API is unavailable, and sends the same whole request each time", async () => {
    const answers = inTurn(503, 503, 201);
    const result = await run(charge, {
      input,
      answer: () => ({ ...answers(), body: JSON.stringify({ id: "ch-1" }) }),
    });
    const request = {
      to: API,
      method: "POST",
      path: "/customers/c-1/charges",
      query: { expand: "customer" },
      headers: httpTaskHeaders({
        "x-api-key": "the-key",
        "idempotency-key": "k-1",
        "content-type": "application/json; charset=UTF-8",
        "transfer-encoding": "chunked",
      }),
      body: { amount: 12, currency: "eur", lines: [{ sku: "a" }] },
    };
    expect(result).toMatchObject({ status: "SUCCEEDED", output: { id: "ch-1", status: 201 } });
    expect(result.requests).toEqual([503, 503, 201].map((answered) => ({ ...request, answered })));
  });

  test("a declined payment is caught, with the reason phrase and no body", async () => {
    const result = await run(charge, { input, answer: () => ({ status: 402, body: '{"code":"no_funds"}' }) });
    expect(result).toMatchObject({
      status: "SUCCEEDED",
      output: { Error: "States.Http.StatusCode.402", Cause: "Payment Required" },
    });
    expect(result.history.filter((event) => event.endsWith("StateEntered Declined"))).toHaveLength(1);
  });

  test("what is not caught fails the execution, after the last retry", async () => {
    const result = await run(charge, { input, answer: () => ({ status: 503 }) });
    expect(result).toMatchObject({ status: "FAILED", error: "States.Http.StatusCode.503" });
    expect(result.requests).toHaveLength(4);
  });

  test("a third party that hangs up is States.Http.Socket", async () => {
    const result = await run(charge, { input, answer: () => ({ status: 0 }) });
    expect(result).toMatchObject({ status: "FAILED", error: "States.Http.Socket" });
    expect(brief(result.requests)).toEqual(["POST /customers/c-1/charges 0"]);
  });

  test("a header from the input that AWS forbids ends the execution, whatever is caught and retried", async () => {
    const everything = { ErrorEquals: ["States.ALL"] };
    const states = {
      Call: http(
        { ApiEndpoint: `${API}/x`, Method: "GET", "Headers.$": "$.headers" },
        { Retry: [everything], Catch: [{ ...everything, Next: "Caught" }], End: true },
      ),
      Caught: { Type: "Succeed" },
    };
    const result = await run(
      { StartAt: "Call", States: states },
      { input: { headers: { authorization: "Bearer x" } } },
    );
    expect(result).toMatchObject({ status: "FAILED", error: "States.Runtime", requests: [] });
    expect(result.cause).toContain("The 'Headers' field contains unsupported values: [authorization]");
  });

  test("a job is polled until it is done, and no more often than the counter allows", async () => {
    const definition: JsonObject = {
      StartAt: "Start",
      States: {
        Start: http(
          { ApiEndpoint: `${API}/jobs`, Method: "POST", RequestBody: {} },
          { ResultSelector: { "id.$": "$.ResponseBody.id" }, ResultPath: "$.job", Next: "Count" },
        ),
        Count: { Type: "Pass", Parameters: { polls: 0, "job.$": "$.job" }, Next: "Wait" },
        Wait: { Type: "Wait", Seconds: 60, Next: "Poll" },
        Poll: http(
          { "ApiEndpoint.$": `States.Format('${API}/jobs/{}', $.job.id)`, Method: "GET" },
          { ResultSelector: { "state.$": "$.ResponseBody.state" }, ResultPath: "$.answer", Next: "Add" },
        ),
        Add: {
          Type: "Pass",
          Parameters: { "polls.$": "States.MathAdd($.polls, 1)", "job.$": "$.job", "answer.$": "$.answer" },
          Next: "Done?",
        },
        "Done?": {
          Type: "Choice",
          Choices: [
            { Variable: "$.answer.state", StringEquals: "done", Next: "Done" },
            { Variable: "$.polls", NumericGreaterThanEquals: 4, Next: "Too often" },
          ],
          Default: "Wait",
        },
        Done: { Type: "Succeed", OutputPath: "$.polls" },
        "Too often": { Type: "Fail", Error: "JobTimeout" },
      },
    };
    const jobOf = (doneAfter: number) => {
      let polls = 0;
      return ({ method }: { method: string }) =>
        method === "POST"
          ? { status: 202, body: '{"id":7}' }
          : { status: 200, body: JSON.stringify({ state: ++polls > doneAfter ? "done" : "running" }) };
    };
    const done = await run(definition, { answer: jobOf(2) });
    expect(done).toMatchObject({ status: "SUCCEEDED", output: 3 });
    expect(brief(done.requests)).toEqual(["POST /jobs 202", ...Array(3).fill("GET /jobs/7 200")]);
    expect(await run(definition, { answer: jobOf(9) })).toMatchObject({ status: "FAILED", error: "JobTimeout" });
  });

  test("a Map sends one request for each item, a Parallel one for each branch", async () => {
    const item = http({ "ApiEndpoint.$": `States.Format('${API}/items/{}', $.id)`, Method: "PUT" }, { End: true });
    const branch = (name: string) => ({
      StartAt: name,
      States: {
        [name]: http({ ApiEndpoint: `${API}/${name}`, Method: "GET" }, { OutputPath: "$.StatusCode", End: true }),
      },
    });
    const definition: JsonObject = {
      StartAt: "Each",
      States: {
        Each: {
          Type: "Map",
          ItemsPath: "$.ids",
          ItemSelector: { "id.$": "$$.Map.Item.Value" },
          ItemProcessor: { StartAt: "Put", States: { Put: item } },
          ResultPath: null,
          Next: "Both",
        },
        Both: { Type: "Parallel", Branches: [branch("stock"), branch("price")], End: true },
      },
    };
    const result = await run(definition, { input: { ids: [1, 2, 3] } });
    expect(result).toMatchObject({ status: "SUCCEEDED", output: [200, 200] });
    expect(brief(result.requests).sort()).toEqual([
      "GET /price 200",
      "GET /stock 200",
      ...[1, 2, 3].map((id) => `PUT /items/${id} 200`),
    ]);
  });
});

describe("JSONata", () => {
  const definition: JsonObject = {
    QueryLanguage: "JSONata",
    StartAt: "Fetch",
    States: {
      Fetch: jsonataHttp({
        Arguments: {
          ApiEndpoint: `{% '${API}/pages/' & $states.input.page %}`,
          Method: "GET",
          QueryParameters: { tag: "{% $states.input.tags %}" },
        },
        Assign: { items: "{% $states.result.ResponseBody.items %}", status: "{% $states.result.StatusCode %}" },
        Output: "{% $states.input %}",
        Retry: RETRY_503,
        Catch: [
          {
            ErrorEquals: ["States.Http.StatusCode.404"],
            Assign: { why: "{% $states.errorOutput.Error %}" },
            Output: "{% $states.errorOutput.Cause %}",
            Next: "Missing",
          },
        ],
        Next: "Enough?",
      }),
      "Enough?": {
        Type: "Choice",
        Choices: [{ Condition: "{% $count($items) > 1 and $status = 200 %}", Next: "Each" }],
        Default: "Missing",
      },
      Each: {
        Type: "Map",
        Items: "{% $items %}",
        ItemSelector: { id: "{% $states.context.Map.Item.Value %}" },
        ItemProcessor: {
          StartAt: "Put",
          States: {
            Put: jsonataHttp({
              Arguments: { ApiEndpoint: `{% '${API}/items/' & $states.input.id %}`, Method: "PUT" },
              Output: "{% $states.result.StatusCode %}",
              End: true,
            }),
          },
        },
        Output: { codes: "{% $states.result %}", page: "{% $states.input.page %}" },
        Next: "Both",
      },
      Both: {
        Type: "Parallel",
        Arguments: { from: "{% $states.input.page %}" },
        Branches: ["stock", "price"].map((name) => ({
          StartAt: name,
          States: {
            [name]: jsonataHttp({
              Arguments: { ApiEndpoint: `{% '${API}/${name}/' & $states.input.from %}`, Method: "GET" },
              Output: "{% $states.result.StatusCode %}",
              End: true,
            }),
          },
        })),
        Output: { both: "{% $states.result %}", codes: "{% $states.input.codes %}" },
        Assign: { total: "{% $sum($states.result) %}" },
        Next: "Done",
      },
      Done: { Type: "Succeed", Output: "{% $merge([$states.input, {'total': $total}]) %}" },
      Missing: { Type: "Fail", Error: "{% $why %}", Cause: "{% $states.input %}" },
    },
  };

  test("retries, variables, Map and Parallel with their outputs", async () => {
    const answers = inTurn(503, 503, 200);
    const result = await run(definition, {
      input: { page: 2, tags: ["a b", "c"] },
      answer: ({ path }) =>
        path === "/pages/2" ? { ...answers(), body: JSON.stringify({ items: [5, 6] }) } : { status: 200 },
    });
    expect(result).toMatchObject({
      status: "SUCCEEDED",
      output: { both: [200, 200], codes: [200, 200], total: 400 },
    });
    expect(brief(result.requests).slice(0, 3)).toEqual([503, 503, 200].map((status) => `GET /pages/2 ${status}`));
    expect(brief(result.requests).slice(3).sort()).toEqual([
      "GET /price/2 200",
      "GET /stock/2 200",
      "PUT /items/5 200",
      "PUT /items/6 200",
    ]);
    expect(result.requests[0]).toEqual({
      to: API,
      method: "GET",
      path: "/pages/2",
      query: { tag: ["a b", "c"] },
      headers: httpTaskHeaders({ "x-api-key": "the-key" }),
      body: "",
      answered: 503,
    });
  });

  test("a catch assigns a variable, and a Fail reports it", async () => {
    const result = await run(definition, { input: { page: 9, tags: [] }, answer: () => ({ status: 404 }) });
    expect(result).toMatchObject({ status: "FAILED", error: "States.Http.StatusCode.404", cause: "Not Found" });
  });
});

test("fails when a workflow calls a host that is none of its third parties", async () => {
  const states = { Call: http({ ApiEndpoint: "https://elsewhere.example/x", Method: "GET" }, { End: true }) };
  await expect(run({ StartAt: "Call", States: states })).rejects.toThrow("https://elsewhere.example");
});

test("fails when a definition uses what the emulator would leave out", async () => {
  const states = { Call: { Type: "Pass", Assign: { a: 1 }, End: true } };
  await expect(run({ StartAt: "Call", States: states })).rejects.toThrow("Call: Assign of a JSONPath state is ignored");
});
