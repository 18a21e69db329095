import { httpFindings, type Json, jsonataMachine, machine } from "./http-parts";

const CODE = "http-task-result-member-unknown";
const CALL = "$.States.Call";
const THEN = { Type: "Pass", End: true };

function found(definition: Json): readonly string[] {
  return httpFindings(definition).map(({ code, path }) => `${code} ${path}`);
}

const expected = (paths: readonly string[]) => paths.map((path) => `${CODE} ${path}`);

describe("a member that no result of an HTTP Task has", () => {
  it.each<[string, Json, string[]]>([
    ["a selector", { ResultSelector: { a: { "id.$": "$.id" } } }, [`${CALL}.ResultSelector.a["id.$"]`]],
    [
      "a selector's call",
      { ResultSelector: { "id.$": "States.Format('{}-{}', $.StatusCode, $.id)" } },
      [`${CALL}.ResultSelector["id.$"]`],
    ],
    ["a selector, in brackets", { ResultSelector: { "id.$": "$['body'].id" } }, [`${CALL}.ResultSelector["id.$"]`]],
    [
      "a selector, in another case",
      { ResultSelector: { "id.$": "$.responseBody.id" } },
      [`${CALL}.ResultSelector["id.$"]`],
    ],
    ["an assignment", { Assign: { "id.$": "$.id" } }, [`${CALL}.Assign["id.$"]`]],
    ["the output path", { OutputPath: "$.id" }, [`${CALL}.OutputPath`]],
    ["the output path below the result", { ResultPath: "$.r", OutputPath: "$.r.id" }, [`${CALL}.OutputPath`]],
    ["the output path beside the result", { ResultPath: "$.r", OutputPath: "$.id" }, []],
    ["the output path of what a selector made", { ResultSelector: { a: 1 }, OutputPath: "$.a" }, []],
    ["an assignment of what a selector made", { ResultSelector: { a: 1 }, Assign: { "b.$": "$.a" } }, []],
    ["the output path of the input", { ResultPath: null, OutputPath: "$.id" }, []],
    [
      "nothing else",
      {
        ResultSelector: {
          "a.$": "$.Headers['Content-Type'][0]",
          "b.$": "$.ResponseBody.id",
          "c.$": "$.StatusCode",
          "d.$": "$.StatusText",
          "e.$": "$",
          "f.$": "$.*",
          "g.$": "$..id",
          "h.$": "$$.Execution.Name",
          "i.$": "$variable.id",
          "j.$": "$.length()",
          "k.$": "$.${Member}",
          "l.$": "States.Format('$.id')",
          m: "$.id",
        },
      },
      [],
    ],
  ])("is read in JSONPath by %s", (_, fields, paths) => {
    expect(found(machine({}, fields))).toEqual(expected(paths));
  });

  it.each<[string, boolean]>([
    ["$states.result.id", true],
    ["{'id': $states.result.paging.next, 'status': $states.result.StatusCode}", true],
    ["$states.result.'Body'.id", true],
    ["$states.result.ResponseBody.id", false],
    ["$states.result.Headers.Location[0]", false],
    ["$states.result", false],
    ["$states.result.*", false],
    ["$states.result ~> $keys()", false],
    ["$states.input.id", false],
    ["$exists($states.result.id) ? 1 : 2", false],
    ["($states := 5; $x)", false],
  ])("is read in JSONata by %s: %s", (code, isRead) => {
    const expression = `{% ${code} %}`;

    expect(found(jsonataMachine({}, { Output: { a: [expression] } }))).toEqual(
      expected(isRead ? [`${CALL}.Output.a[0]`] : []),
    );
    expect(found(jsonataMachine({}, { Assign: { a: expression } }))).toEqual(
      expected(isRead ? [`${CALL}.Assign.a`] : []),
    );
  });

  it("is told from what was meant", () => {
    expect(httpFindings(machine({}, { OutputPath: "$.responsebody.id" }))).toMatchObject([
      {
        severity: "warning",
        given: "$.responsebody.id",
        detail: 'The result has no "responsebody".',
        fix: "did you mean `ResponseBody`?",
      },
    ]);
    expect(httpFindings(machine({}, { OutputPath: "$.id" }))).toMatchObject([
      { detail: 'The result has no "id".', fix: "read what the API answered from `ResponseBody`." },
    ]);
  });

  it("is not looked for in the results of other tasks", () => {
    expect(found(machine({}, { Resource: "arn:aws:states:::lambda:invoke", OutputPath: "$.Payload" }))).toEqual([]);
  });
});

describe("the state after an HTTP Task", () => {
  it.each<[string, Json, Json, string[]]>([
    ["a template", {}, { Parameters: { "id.$": "$.id" } }, ['Parameters["id.$"]']],
    ["a template, of the body", {}, { Parameters: { "id.$": "$.ResponseBody.id", name: "$.id" } }, []],
    [
      "a template below the result",
      { ResultPath: "$.r" },
      { Parameters: { "id.$": "$.r.id" } },
      ['Parameters["id.$"]'],
    ],
    ["a template beside the result", { ResultPath: "$.r" }, { Parameters: { "id.$": "$.id" } }, []],
    ["its input path", {}, { InputPath: "$.id", Parameters: { "a.$": "$.b" } }, ["InputPath"]],
    ["a template of its input path", {}, { InputPath: "$.ResponseBody", Parameters: { "id.$": "$.id" } }, []],
    ["a template of what a selector made", { ResultSelector: { id: 1 } }, { Parameters: { "id.$": "$.id" } }, []],
    ["a template of a part", { OutputPath: "$.ResponseBody" }, { Parameters: { "id.$": "$.id" } }, []],
    ["a list", {}, { Type: "Map", ItemsPath: "$.items" }, ["ItemsPath"]],
    ["a time", {}, { Type: "Wait", SecondsPath: "$.seconds" }, ["SecondsPath"]],
    ["what it made itself", {}, { Parameters: { id: 1 }, OutputPath: "$.id", ResultSelector: { "a.$": "$.b" } }, []],
  ])("reads it by %s", (_, fields, then, paths) => {
    const definition = machine({}, { Next: "Then", ...fields }, { Then: { ...THEN, ...then } });

    expect(found(definition)).toEqual(expected(paths.map((path) => `$.States.Then.${path}`)));
  });

  const choice = (rule: Json): Json => ({ Type: "Choice", Choices: [{ Next: "Call", ...rule }], Default: "Call" });

  it("reads it by a choice, unless that asks whether it is there", () => {
    const next = (rule: Json) => machine({}, { Next: "Then" }, { Then: choice(rule) });

    expect(found(next({ And: [{ Variable: "$.state", StringEqualsPath: "$.wanted" }] }))).toEqual(
      expected(["$.States.Then.Choices[0].And[0].Variable", "$.States.Then.Choices[0].And[0].StringEqualsPath"]),
    );
    expect(found(next({ Variable: "$.error", IsPresent: true }))).toEqual([]);
  });

  it("reads it in JSONata", () => {
    const next = (fields: Json, then: Json) =>
      jsonataMachine({}, { Next: "Then", ...fields }, { Then: { ...THEN, ...then } });

    expect(found(next({}, { Output: { a: "{% $states.input.id %}", b: "{% $states.input.ResponseBody %}" } }))).toEqual(
      expected(["$.States.Then.Output.a"]),
    );
    expect(found(next({ Output: {} }, { Output: "{% $states.input.id %}" }))).toEqual([]);
  });

  it.each<[string, Json, Json]>([
    ["another state", {}, { Other: { Type: "Pass", Next: "Then" } }],
    ["an error", { Catch: [{ ErrorEquals: ["States.ALL"], Next: "Then" }] }, {}],
    ["another choice", {}, { Other: { ...choice({ Variable: "$.a", IsNull: true, Next: "Then" }) } }],
    ["a state known later", {}, { Other: { Type: "Pass", Next: "${Next}" } }],
  ])("is not judged where it is reached from %s too", (_, fields, others) => {
    const Then = { ...THEN, Parameters: { "id.$": "$.id" } };

    expect(found(machine({}, { Next: "Then", ...fields }, { Then, ...others }))).toEqual([]);
  });
});

describe("a status that an HTTP Task that succeeded cannot have", () => {
  const NEVER = "http-task-status-never";
  const asking = (rule: Json, fields: Json = {}) =>
    machine(
      {},
      { Next: "Then", ...fields },
      { Then: { Type: "Choice", Choices: [{ Next: "Call", ...rule }], Default: "Call" } },
    );
  const Variable = "$.StatusCode";

  it.each<[string, number, boolean]>([
    ["NumericEquals", 199, true],
    ["NumericEquals", 200, false],
    ["NumericEquals", 204, false],
    ["NumericEquals", 299, false],
    ["NumericEquals", 300, true],
    ["NumericEquals", 404, true],
    ["NumericGreaterThan", 298, false],
    ["NumericGreaterThan", 299, true],
    ["NumericGreaterThanEquals", 299, false],
    ["NumericGreaterThanEquals", 300, true],
    ["NumericGreaterThanEquals", 400, true],
    ["NumericLessThan", 200, true],
    ["NumericLessThan", 201, false],
    ["NumericLessThanEquals", 199, true],
    ["NumericLessThanEquals", 200, false],
  ])("is asked for by %s %i: %s", (operator, value, isNever) => {
    expect(httpFindings(asking({ Variable, [operator]: value }))).toMatchObject(
      isNever
        ? [
            {
              code: NEVER,
              severity: "warning",
              state: "Then",
              path: `$.States.Then.Choices[0].${operator}`,
              given: value,
              detail: 'It is reached when the HTTP Task "Call" has succeeded.',
            },
          ]
        : [],
    );
  });

  it.each<[string, Json, Json, string[]]>([
    [
      "in a list of rules",
      {
        Or: [
          { Variable, NumericEquals: 404 },
          { Variable, NumericEquals: 201 },
        ],
      },
      {},
      ["Or[0].NumericEquals"],
    ],
    ["below the result", { Variable: "$.r.StatusCode", NumericEquals: 404 }, { ResultPath: "$.r" }, ["NumericEquals"]],
    ["beside the result", { Variable, NumericEquals: 404 }, { ResultPath: "$.r" }, []],
    ["denied", { Not: { Variable, NumericEquals: 404 } }, {}, []],
    ["known later", { Variable, NumericEquals: "${Status}" }, {}, []],
    ["of the body", { Variable: "$.ResponseBody.StatusCode", NumericEquals: 404 }, {}, []],
    ["of the body, as a whole", { Variable: "$.StatusCode.x", NumericEquals: 404 }, {}, []],
    [
      "where errors lead too",
      { Variable, NumericEquals: 404 },
      {
        Catch: [{ ErrorEquals: ["States.ALL"], Next: "Then" }],
      },
      [],
    ],
  ])("is %s", (_, rule, fields, paths) => {
    expect(found(asking(rule, fields))).toEqual(paths.map((path) => `${NEVER} $.States.Then.Choices[0].${path}`));
  });

  it.each<[string, boolean]>([
    ["$states.input.StatusCode = 404", true],
    ["404 = $states.input.StatusCode", true],
    ["$states.input.StatusCode >= 400 and $x", true],
    ["300 <= $states.input.StatusCode", true],
    ["$states.input.StatusCode < 300", false],
    ["$states.input.StatusCode != 404", false],
    ["$not($states.input.StatusCode = 404)", false],
    ["$states.input.StatusCode[0] = 404", false],
    ["$states.input.ResponseBody.StatusCode = 404", false],
    ["$states.input.StatusCode = $x", false],
  ])("is asked for in JSONata by %s: %s", (condition, isNever) => {
    const Then = {
      Type: "Choice",
      Choices: [{ Condition: `{% ${condition} %}`, Next: "Call" }],
      Default: "Call",
    };

    expect(found(jsonataMachine({}, { Next: "Then" }, { Then }))).toEqual(
      isNever ? [`${NEVER} $.States.Then.Choices[0].Condition`] : [],
    );
  });
});
