import { Fail, JsonataExpression, JsonPath, QueryLanguage, Succeed } from "cdktf-aws-http-integrations";
import { findings, refusal } from "../../support/synth";
import { machineOf, renderedState } from "../chains";

const JSONATA = { queryLanguage: QueryLanguage.JSONATA };

describe("a Fail state", () => {
  it.each([
    ["nothing", {}, {}],
    ["texts", { error: "Declined", cause: "it's late" }, { Error: "Declined", Cause: "it's late" }],
    [
      "paths",
      { error: JsonPath.stringAt("$.error"), cause: JsonPath.stringAt("$.cause") },
      { ErrorPath: "$.error", CausePath: "$.cause" },
    ],
    [
      "texts with paths in them",
      { error: "Declined", cause: `order ${JsonPath.stringAt("$.id")} isn't paid` },
      { Error: "Declined", CausePath: "States.Format('order {} isn\\'t paid', $.id)" },
    ],
    [
      "an intrinsic function",
      { cause: JsonPath.jsonToString(JsonPath.objectAt("$.info")) },
      { CausePath: "States.JsonToString($.info)" },
    ],
  ])("has %s", (_, props, fields) => {
    expect(renderedState(new Fail("F", { comment: "c", ...props }))).toEqual({ Type: "Fail", Comment: "c", ...fields });
  });

  it("has expressions of JSONata", () => {
    const fail = new Fail("F", { error: JsonataExpression.of("$states.input.Error"), cause: "c" });

    expect(renderedState(fail, JSONATA)).toEqual({ Type: "Fail", Error: "{% $states.input.Error %}", Cause: "c" });
    expect(renderedState(Fail.jsonata("F", { cause: `no ${JsonataExpression.of("$a.b")}` }))).toEqual({
      Type: "Fail",
      QueryLanguage: "JSONata",
      Cause: "{% 'no ' & $a.b %}",
    });
  });

  it("fails when its expressions are of the other language", () => {
    const fail = new Fail("F", { error: JsonataExpression.of("$a"), cause: `x ${JsonataExpression.of("$b")}` });

    expect(findings(refusal((stack) => machineOf(stack, fail)))).toEqual([
      "definition.F.error: state-expression-of-other-language",
      "definition.F.cause: state-expression-of-other-language",
    ]);
  });
});

describe("a Succeed state", () => {
  it("has the fields of its language", () => {
    expect(renderedState(new Succeed("S", { inputPath: "$.a", outputPath: JsonPath.DISCARD }))).toEqual({
      Type: "Succeed",
      InputPath: "$.a",
      OutputPath: null,
    });
    expect(renderedState(new Succeed("S", { outputs: { list: [JsonataExpression.of("1"), 2] } }), JSONATA)).toEqual({
      Type: "Succeed",
      Output: { list: ["{% 1 %}", 2] },
    });
    expect(renderedState(Succeed.jsonPath("S"))).toEqual({ Type: "Succeed" });
    expect(renderedState(Succeed.jsonata("S", { outputs: {} }))).toEqual({
      Type: "Succeed",
      QueryLanguage: "JSONata",
      Output: {},
    });
  });
});
