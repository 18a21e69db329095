import { httpCodes, httpFindings, type Json, jsonataMachine, machine, RETRY } from "./http-parts";

const FAIL = { Handle: { Type: "Fail" } };

/** A machine whose task retries these errors. */
function retrying(errors: readonly string[], request: Json = {}, retrier: Json = {}): Json {
  return machine(request, { Retry: [{ ErrorEquals: errors, ...retrier }] });
}

describe("retries of an HTTP Task", () => {
  it.each<[string, unknown, boolean]>([
    ["none", undefined, true],
    ["an empty list", [], true],
    ["one that never retries", [{ ErrorEquals: ["States.ALL"], MaxAttempts: 0 }], false],
    ["one", RETRY, false],
    ["those of a placeholder", "${Retry}", false],
  ])("of %s are missing: %s", (_, Retry, isMissing) => {
    expect(httpCodes(machine({}, { Retry }))).toEqual(isMissing ? ["http-task-retry-missing"] : []);
  });

  it("are not missing where the Parallel or Map around it retries", () => {
    const branch = { StartAt: "Call", States: (machine({}, { Retry: undefined }) as { States: Json }).States };
    const parallel = (fields: Json) => ({
      StartAt: "Both",
      States: { Both: { Type: "Parallel", Branches: [branch], End: true, ...fields } },
    });

    expect(httpCodes(parallel({}))).toEqual(["http-task-retry-missing"]);
    expect(httpCodes(parallel({ Retry: [{ ErrorEquals: ["States.ALL"] }] }))).toEqual([]);
  });

  it.each([400, 401, 403, 404, 405, 410, 422, 451])("warn of %i, which a repetition gets again", (status) => {
    const error = `States.Http.StatusCode.${status}`;

    expect(httpFindings(retrying([error]))).toMatchObject([
      { code: "http-task-retry-client-error", path: "$.States.Call.Retry[0].ErrorEquals", given: [error] },
    ]);
    expect(httpCodes(retrying([error], {}, { MaxAttempts: 0 }))).toEqual([]);
  });

  it.each([408, 409, 423, 425, 429])("do not warn of %i, which may pass", (status) => {
    expect(httpCodes(retrying([`States.Http.StatusCode.${status}`], { Method: "POST" }))).toEqual([]);
  });

  const UNSAFE = [
    "States.Http.Socket",
    "States.Http.StatusCode.500",
    "States.Http.StatusCode.503",
    "States.Timeout",
    "States.TaskFailed",
    "States.ALL",
  ];

  it.each(UNSAFE)("of %s may repeat a POST or PATCH that was processed", (error) => {
    for (const Method of ["POST", "PATCH"]) {
      expect(httpFindings(retrying([error], { Method }))).toMatchObject([
        { code: "http-task-retry-unsafe", severity: "warning", given: [error] },
      ]);
    }
    for (const Method of ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"]) {
      expect(httpCodes(retrying([error], { Method }))).toEqual([]);
    }
    expect(httpCodes(retrying([error], { Method: "POST" }, { MaxAttempts: 0 }))).toEqual([]);
    expect(httpCodes(retrying([error], { Method: "${Method}" }))).toEqual([]);
  });

  it.each<[string, Json]>([
    ["a header", { Headers: { "Idempotency-Key.$": "$$.Execution.Name" } }],
    ["a header of another name", { Headers: { "PayPal-Request-Id": "${Id}" } }],
    ["a header in lower case", { Headers: { "x-idempotency-key.$": "$.id" } }],
    ["a field of the body", { RequestBody: { "idempotency_key.$": "$.id" } }],
    ["headers known at run time only", { "Headers.$": "$.headers" }],
  ])("do no harm with %s", (_, request) => {
    expect(httpCodes(retrying(UNSAFE, { Method: "POST", ...request }))).toEqual([]);
  });

  it.each<[Json, boolean]>([
    [machine({ Headers: { "Idempotency-Key.$": "States.UUID()" } }), true],
    [machine({ Headers: { "Idempotency-Key.$": "States.Format('a-{}', States.UUID( ))" } }), true],
    [machine({ Headers: { "Idempotency-Key.$": "States.Format('States.UUID()-{}', $.id)" } }), false],
    [machine({ Headers: { "X-Trace.$": "States.UUID()" } }), false],
    [jsonataMachine({ Headers: { "Idempotency-Key": "{% $uuid() %}" } }), true],
    [jsonataMachine({ Headers: { "Idempotency-Key": "{% $states.context.Execution.Name & '$uuid()' %}" } }), false],
    [jsonataMachine({ Headers: { "Idempotency-Key": "$uuid()" } }), false],
  ])("have a key that changes in %j: %s", (definition, changes) => {
    expect(httpCodes(definition)).toEqual(changes ? ["http-task-idempotency-key-changes"] : []);
  });
});

describe("the body of an error", () => {
  const catching = (target: Json, catcher: Json = {}) =>
    machine(
      {},
      { Catch: [{ ErrorEquals: ["States.Http.StatusCode.400"], ResultPath: "$.error", Next: "Handle", ...catcher }] },
      { Handle: target },
    );
  const CODE = "http-task-error-body-read";

  it.each<[string, Json, Json, string[]]>([
    [
      "parsed",
      { Type: "Pass", Parameters: { "a.$": "States.StringToJson( $.error.Cause )" }, End: true },
      {},
      ['$.States.Handle.Parameters["a.$"]'],
    ],
    [
      "read in part",
      { Type: "Pass", InputPath: "$.error.Cause.message", End: true },
      {},
      ["$.States.Handle.InputPath"],
    ],
    [
      "compared",
      {
        Type: "Choice",
        Choices: [{ Variable: "$.error.Cause", StringMatches: "*funds*", Next: "Call" }],
        Default: "Call",
      },
      {},
      ["$.States.Handle.Choices[0].Variable"],
    ],
    [
      "parsed where the error replaces the input",
      { Type: "Pass", Parameters: { "a.$": "States.StringToJson($.Cause)" }, End: true },
      { ResultPath: undefined },
      ['$.States.Handle.Parameters["a.$"]'],
    ],
    [
      "parsed in the catcher",
      { Type: "Fail" },
      { Assign: { "reason.$": "States.StringToJson($.Cause)" } },
      ['$.States.Call.Catch[0].Assign["reason.$"]'],
    ],
    ["shown", { Type: "Fail", CausePath: "$.error.Cause" }, {}, []],
    [
      "decided by its name",
      { Type: "Choice", Choices: [{ Variable: "$.error.Error", StringEquals: "a", Next: "Call" }], Default: "Call" },
      {},
      [],
    ],
    ["another one's", { Type: "Pass", Parameters: { "a.$": "States.StringToJson($.other.Cause)" }, End: true }, {}, []],
    [
      "that of no answer",
      { Type: "Pass", Parameters: { "a.$": "States.StringToJson($.error.Cause)" }, End: true },
      { ErrorEquals: ["Events.ConnectionResource.AccessDenied"] },
      [],
    ],
    [
      "thrown away",
      { Type: "Pass", Parameters: { "a.$": "States.StringToJson($.error.Cause)" }, End: true },
      { ResultPath: null },
      [],
    ],
  ])("is looked for when Cause is %s", (_, target, catcher, paths) => {
    const findings = httpFindings(catching(target, catcher));

    expect(findings.map(({ code }) => code)).toEqual(paths.map(() => CODE));
    expect(findings.map(({ path }) => path)).toEqual(paths);
  });

  it.each<[string, boolean]>([
    ["{% $parse($states.errorOutput.Cause) %}", true],
    ["{% $states.errorOutput.Cause ~> $parse %}", true],
    ["{% $states.errorOutput.Cause.message %}", true],
    ["{% $states.errorOutput.Cause %}", false],
    ["{% $states.errorOutput.Error %}", false],
  ])("in JSONata is looked for by %s: %s", (expression, isLookedFor) => {
    const Catch = [{ ErrorEquals: ["States.ALL"], Output: { a: expression }, Next: "Handle" }];
    const findings = httpFindings(jsonataMachine({}, { Catch }, FAIL));

    expect(findings.map(({ code, path, state }) => `${code} ${path} ${state}`)).toEqual(
      isLookedFor ? [`${CODE} $.States.Call.Catch[0].Output.a Call`] : [],
    );
  });

  it("in JSONata is looked for by a condition of the next state", () => {
    const Handle = {
      Type: "Choice",
      Choices: [{ Condition: "{% $contains($states.input.Cause, 'funds') %}", Next: "Call" }],
      Default: "Call",
    };
    const Catch = [{ ErrorEquals: ["States.TaskFailed"], Next: "Handle" }];

    expect(httpFindings(jsonataMachine({}, { Catch }, { Handle }))).toMatchObject([
      {
        code: CODE,
        state: "Handle",
        path: "$.States.Handle.Choices[0].Condition",
        detail: 'It is reached by an error of the HTTP Task "Call".',
      },
    ]);
  });

  it("is named once for a state that several errors lead to", () => {
    const catcher = { ErrorEquals: ["States.Http.StatusCode.400"], Next: "Handle" };
    const Handle = { Type: "Pass", Parameters: { "a.$": "States.StringToJson($.Cause)" }, End: true };
    const definition = machine(
      {},
      { Catch: [catcher, { ...catcher, ErrorEquals: ["States.Http.StatusCode.402"] }] },
      { Handle },
    );

    expect(httpCodes(definition)).toEqual([CODE]);
  });
});

describe("the body of an answer that has none", () => {
  const CODE = "http-task-response-body-absent";
  const NEXT = { Type: "Pass", Parameters: { "a.$": "$.ResponseBody.id" }, End: true };

  it.each<[string, Json, Json, string[]]>([
    [
      "a selector",
      { ResultSelector: { a: { "b.$": "$.ResponseBody" } } },
      {},
      ['$.States.Call.ResultSelector.a["b.$"]'],
    ],
    ["a selector's text", { ResultSelector: { a: "$.ResponseBody" } }, {}, []],
    ["an assignment", { Assign: { "a.$": "$.ResponseBody.id" } }, {}, ['$.States.Call.Assign["a.$"]']],
    ["the output path", { OutputPath: "$.ResponseBody" }, {}, ["$.States.Call.OutputPath"]],
    [
      "the output path below the result",
      { ResultPath: "$.r", OutputPath: "$.r.ResponseBody" },
      {},
      ["$.States.Call.OutputPath"],
    ],
    ["the output path beside the result", { ResultPath: "$.r", OutputPath: "$.ResponseBody" }, {}, []],
    ["the status", { ResultSelector: { "a.$": "$.StatusCode", "b.$": "$.ResponseBodySize" } }, {}, []],
    ["the next state", { Next: "Then" }, { Then: NEXT }, ['$.States.Then.Parameters["a.$"]']],
    ["the next state beside the result", { Next: "Then", ResultPath: "$.r" }, { Then: NEXT }, []],
    [
      "the next state, which asks first",
      { Next: "Then" },
      {
        Then: {
          Type: "Choice",
          Choices: [{ Variable: "$.ResponseBody", IsPresent: true, Next: "Call" }],
          Default: "Call",
        },
      },
      [],
    ],
  ])("is read by %s", (_, fields, others, paths) => {
    for (const Method of ["DELETE", "HEAD"]) {
      const findings = httpFindings(machine({ Method }, fields, others)).filter(({ code }) => code === CODE);

      expect(findings.map(({ path }) => path)).toEqual(paths);
    }
    expect(httpCodes(machine({ Method: "GET" }, fields, others))).not.toContain(CODE);
  });

  it.each<[string, boolean]>([
    ["{% $states.result.ResponseBody.id %}", true],
    ["{% $exists($states.result.ResponseBody) ? $states.result.ResponseBody : null %}", false],
    ["{% $states.result.StatusCode %}", false],
  ])("is read in JSONata by %s: %s", (Output, isRead) => {
    expect(httpCodes(jsonataMachine({ Method: "HEAD" }, { Output }))).toEqual(isRead ? [CODE] : []);
  });

  it("is read in JSONata by the next state", () => {
    const Then = { Type: "Pass", Output: { a: "{% $states.input.ResponseBody %}" }, End: true };

    expect(httpFindings(jsonataMachine({ Method: "HEAD" }, { Next: "Then" }, { Then }))).toMatchObject([
      { code: CODE, path: "$.States.Then.Output.a", detail: "The method is HEAD." },
    ]);
    expect(httpCodes(jsonataMachine({ Method: "HEAD" }, { Next: "Then", Output: {} }, { Then }))).toEqual([]);
  });
});

describe("the size of a definition", () => {
  const LIMIT = 1_048_576;
  const sized = (bytes: number) => {
    const definition = { ...machine({}), Comment: "" };
    return { ...definition, Comment: "x".repeat(bytes - JSON.stringify(definition).length) };
  };

  it.each<[number, string[]]>([
    [838_860, []],
    [838_861, ["definition-nearly-too-large"]],
    [LIMIT, ["definition-nearly-too-large"]],
    [LIMIT + 1, ["definition-too-large"]],
  ])("of %i bytes gives %j", (bytes, codes) => {
    expect(httpCodes(sized(bytes))).toEqual(codes);
  });

  it("is in bytes", () => {
    expect(httpFindings({ ...machine({}), Comment: "€".repeat(349_526) })).toMatchObject([
      { code: "definition-too-large", path: "$", detail: expect.stringMatching(/^It has \d{7} bytes\.$/) },
    ]);
  });
});
