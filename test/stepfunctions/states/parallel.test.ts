import { Errors, JsonataExpression, JsonPath, Parallel, Pass, QueryLanguage } from "cdktf-aws-http-integrations";
import { findings, refusal } from "../../support/synth";
import { get, machineOf, rendered, renderedState, renderedStates } from "../chains";

describe("a Parallel state", () => {
  it("has each branch as a scope of its own", () => {
    const parallel = new Parallel("Both")
      .branch(new Pass("A").next(new Pass("A2")), new Pass("B"))
      .branch(new Parallel("Inner").branch(new Pass("C")));

    expect(rendered(parallel.next(new Pass("After")))).toEqual({
      StartAt: "Both",
      States: {
        Both: {
          Type: "Parallel",
          Branches: [
            { StartAt: "A", States: { A: { Type: "Pass", Next: "A2" }, A2: { Type: "Pass", End: true } } },
            { StartAt: "B", States: { B: { Type: "Pass", End: true } } },
            {
              StartAt: "Inner",
              States: {
                Inner: {
                  Type: "Parallel",
                  Branches: [{ StartAt: "C", States: { C: { Type: "Pass", End: true } } }],
                  End: true,
                },
              },
            },
          ],
          Next: "After",
        },
        After: { Type: "Pass", End: true },
      },
    });
  });

  it("has every field of JSONPath, retriers and catchers", () => {
    const parallel = new Parallel("P", {
      comment: "c",
      inputPath: "$.a",
      parameters: { b: JsonPath.stringAt("$.b") },
      resultSelector: { first: JsonPath.objectAt("$[0]") },
      resultPath: "$.results",
      outputPath: "$.results",
      assign: { n: JsonPath.arrayLength(JsonPath.listAt("$.list")) },
    })
      .branch(new Pass("B"))
      .addRetry({ errors: [Errors.BRANCH_FAILED], maxAttempts: 1 })
      .addCatch(new Pass("Caught"), { resultPath: "$.error" });

    expect(renderedStates(parallel).P).toEqual({
      Type: "Parallel",
      Comment: "c",
      InputPath: "$.a",
      Parameters: { "b.$": "$.b" },
      Branches: [{ StartAt: "B", States: { B: { Type: "Pass", End: true } } }],
      ResultSelector: { "first.$": "$[0]" },
      ResultPath: "$.results",
      OutputPath: "$.results",
      Assign: { "n.$": "States.ArrayLength($.list)" },
      Retry: [{ ErrorEquals: ["States.BranchFailed"], MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "Caught" }],
      End: true,
    });
  });

  it("has every field of JSONata, and leaves the states in its branches their own language", () => {
    const parallel = Parallel.jsonata("P", {
      arguments: { a: JsonataExpression.of("$states.input.a") },
      outputs: JsonataExpression.of("$states.result[0]"),
      assign: { n: 1 },
    }).branch(new Pass("JsonPath", { parameters: { a: JsonPath.stringAt("$.a") } }), Pass.jsonata("Jsonata"));

    expect(renderedState(parallel)).toEqual({
      Type: "Parallel",
      QueryLanguage: "JSONata",
      Arguments: { a: "{% $states.input.a %}" },
      Branches: [
        { StartAt: "JsonPath", States: { JsonPath: { Type: "Pass", Parameters: { "a.$": "$.a" }, End: true } } },
        { StartAt: "Jsonata", States: { Jsonata: { Type: "Pass", QueryLanguage: "JSONata", End: true } } },
      ],
      Assign: { n: 1 },
      Output: "{% $states.result[0] %}",
      End: true,
    });
  });

  it("hands the machine's language down", () => {
    const parallel = new Parallel("P").branch(new Pass("A", { outputs: JsonataExpression.of("1") }));

    expect(renderedState(parallel, { queryLanguage: QueryLanguage.JSONATA })).toEqual({
      Type: "Parallel",
      Branches: [{ StartAt: "A", States: { A: { Type: "Pass", Output: "{% 1 %}", End: true } } }],
      End: true,
    });
  });

  it("fails when a branch leads out of it", () => {
    const after = new Pass("After");
    const parallel = new Parallel("P").branch(new Pass("A").next(after));

    const error = refusal((stack) => machineOf(stack, parallel.next(after)));

    expect(findings(error)).toEqual(["definition.After: state-in-two-scopes"]);
    expect(error.message).toContain("$.States.After is reached from $.States.P.Branches[0].States");
  });

  it("fails when two branches share a state", () => {
    const shared = new Pass("Shared");
    const error = refusal((stack) =>
      machineOf(stack, new Parallel("P").branch(new Pass("A").next(shared), new Pass("B").next(shared))),
    );

    expect(findings(error)).toEqual(["definition.Shared: state-in-two-scopes"]);
    expect(error.message).toContain(
      "$.States.P.Branches[0].States.Shared is reached from $.States.P.Branches[1].States",
    );
  });

  it("fails when it is its own branch", () => {
    const parallel = new Parallel("P");

    expect(findings(refusal((stack) => machineOf(stack, parallel.branch(parallel))))).toEqual([
      "definition.P: state-in-two-scopes",
    ]);
  });

  it("fails when two states in different branches have one name", () => {
    const error = refusal((stack) =>
      machineOf(stack, new Parallel("P").branch(new Pass("Same"), get().next(new Pass("Same")))),
    );

    expect(findings(error)).toEqual(["definition.States.P.Branches[1].States.Same: state-name-duplicate"]);
    expect(error.message).toContain("the other one is $.States.P.Branches[0].States.Same");
  });
});
