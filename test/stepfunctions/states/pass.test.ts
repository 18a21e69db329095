import { JsonataExpression, JsonPath, Pass, QueryLanguage } from "cdktf-aws-http-integrations";
import { stringToken } from "../../events/parts";
import { findings, refusal } from "../../support/synth";
import { machineOf, rendered, renderedState, synthChain } from "../chains";

describe("a Pass state", () => {
  it("has its type and its end only, where nothing is said", () => {
    expect(rendered(new Pass("Nothing"))).toEqual({
      StartAt: "Nothing",
      States: { Nothing: { Type: "Pass", End: true } },
    });
  });

  it("has every field of JSONPath", () => {
    const pass = Pass.jsonPath("All", {
      comment: "why",
      inputPath: "$.order",
      parameters: { id: JsonPath.stringAt("$.id") },
      resultPath: JsonPath.stringAt("$.result"),
      outputPath: "$.result",
      assign: { orderId: JsonPath.stringAt("$.id"), tries: 0 },
    });

    expect(renderedState(pass)).toEqual({
      Type: "Pass",
      Comment: "why",
      InputPath: "$.order",
      Parameters: { "id.$": "$.id" },
      ResultPath: "$.result",
      OutputPath: "$.result",
      Assign: { "orderId.$": "$.id", tries: 0 },
      End: true,
    });
  });

  it("hands on null for a path that is discarded", () => {
    const { DISCARD } = JsonPath;

    expect(renderedState(new Pass("P", { inputPath: DISCARD, resultPath: DISCARD, outputPath: DISCARD }))).toEqual({
      Type: "Pass",
      InputPath: null,
      ResultPath: null,
      OutputPath: null,
      End: true,
    });
  });

  it.each([[null], [false], [0], [""], [[1, { a: [null] }]], [{ a: { b: 1 } }]])(
    "has the result %j as it is",
    (result) => {
      expect(renderedState(new Pass("P", { result }))).toEqual({ Type: "Pass", Result: result, End: true });
    },
  );

  it("leaves Terraform's values in a result", () => {
    const { definition } = synthChain((stack) => new Pass("P", { result: { id: stringToken(stack) } })).resource(
      "aws_sfn_state_machine",
    );

    expect(definition).toBe(
      '{"StartAt":"P","States":{"P":{"Type":"Pass","Result":{"id":${jsonencode(var.string)}},"End":true}}}',
    );
  });

  it("has every field of JSONata", () => {
    const pass = Pass.jsonata("All", {
      comment: "why",
      outputs: { id: JsonataExpression.of("$states.input.id"), fixed: true },
      assign: { n: JsonataExpression.of("1 + 1") },
    });

    expect(rendered(pass, { queryLanguage: QueryLanguage.JSONATA })).toEqual({
      QueryLanguage: "JSONata",
      StartAt: "All",
      States: {
        All: {
          Type: "Pass",
          Comment: "why",
          Assign: { n: "{% 1 + 1 %}" },
          Output: { id: "{% $states.input.id %}", fixed: true },
          End: true,
        },
      },
    });
  });

  it("says its language where it is not the machine's", () => {
    expect(renderedState(Pass.jsonata("P", { outputs: JsonataExpression.of("$states.input") }))).toEqual({
      Type: "Pass",
      QueryLanguage: "JSONata",
      Output: "{% $states.input %}",
      End: true,
    });
  });

  it("has the machine's language where it names none", () => {
    const pass = new Pass("P", { outputs: JsonataExpression.of("$states.input") });

    expect(renderedState(pass, { queryLanguage: QueryLanguage.JSONATA })).toEqual({
      Type: "Pass",
      Output: "{% $states.input %}",
      End: true,
    });
  });

  it("can have another name than its id", () => {
    expect(rendered(new Pass("P", { stateName: "A name with spaces: ${x}" }))).toEqual({
      StartAt: "A name with spaces: ${x}",
      States: { "A name with spaces: ${x}": { Type: "Pass", End: true } },
    });
  });

  it("may have a name that objects have a meaning for", () => {
    expect(JSON.stringify(rendered(new Pass("__proto__").next(new Pass("constructor"))))).toBe(
      '{"StartAt":"__proto__","States":{"__proto__":{"Type":"Pass","Next":"constructor"},"constructor":{"Type":"Pass","End":true}}}',
    );
  });

  it("fails when it is JSONPath in a JSONata machine", () => {
    const error = refusal((stack) => machineOf(stack, Pass.jsonPath("P"), { queryLanguage: QueryLanguage.JSONATA }));

    expect(findings(error)).toEqual(["definition.States.P.QueryLanguage: query-language-mixed"]);
  });

  it("fails when its result holds a path, which would be handed on as text", () => {
    const result = { id: JsonPath.stringAt("$.id"), text: `${JsonPath.stringAt("$.a")}!` };

    expect(findings(refusal((stack) => machineOf(stack, new Pass("P", { result }))))).toEqual([
      "definition.P.result.id: state-value-not-static",
      "definition.P.result.text: state-value-not-static",
    ]);
  });
});
