import {
  Chain,
  Choice,
  Condition,
  JsonataExpression,
  JsonPath,
  Pass,
  QueryLanguage,
  Succeed,
} from "cdktf-aws-http-integrations";
import { findings, refusal } from "../../support/synth";
import { get, machineOf, RETRY_IDEMPOTENT, renderedStates } from "../chains";

/** Comparison operators of the language: each of 16 with and without `Path`, StringMatches, six tests of kind. */
const CHOICE_OPERATORS = 16 * 2 + 1 + 6;
const JSONATA = { queryLanguage: QueryLanguage.JSONATA };

/** The choice rules of conditions. */
function rulesOf(...conditions: readonly Condition[]): readonly unknown[] {
  const choice = new Choice("C").otherwise(new Succeed("No"));
  const yes = new Succeed("Yes");
  for (const condition of conditions) {
    choice.when(condition, yes);
  }
  const { Choices } = renderedStates(choice).C as { Choices: { Next: string }[] };
  return Choices.map(({ Next, ...rule }) => {
    expect(Next).toBe("Yes");
    return rule;
  });
}

const COMPARISONS: readonly [Condition, object][] = [
  [Condition.isPresent("$.a"), { IsPresent: true }],
  [Condition.isNotPresent("$.a"), { IsPresent: false }],
  [Condition.isNull("$.a"), { IsNull: true }],
  [Condition.isNotNull("$.a"), { IsNull: false }],
  [Condition.isString("$.a"), { IsString: true }],
  [Condition.isNotString("$.a"), { IsString: false }],
  [Condition.isNumeric("$.a"), { IsNumeric: true }],
  [Condition.isNotNumeric("$.a"), { IsNumeric: false }],
  [Condition.isBoolean("$.a"), { IsBoolean: true }],
  [Condition.isNotBoolean("$.a"), { IsBoolean: false }],
  [Condition.isTimestamp("$.a"), { IsTimestamp: true }],
  [Condition.isNotTimestamp("$.a"), { IsTimestamp: false }],
  [Condition.booleanEquals("$.a", false), { BooleanEquals: false }],
  [Condition.booleanEqualsJsonPath("$.a", "$.b"), { BooleanEqualsPath: "$.b" }],
  [Condition.stringEquals("$.a", ""), { StringEquals: "" }],
  [Condition.stringEqualsJsonPath("$.a", "$.b"), { StringEqualsPath: "$.b" }],
  [Condition.stringLessThan("$.a", "x"), { StringLessThan: "x" }],
  [Condition.stringLessThanJsonPath("$.a", "$.b"), { StringLessThanPath: "$.b" }],
  [Condition.stringLessThanEquals("$.a", "x"), { StringLessThanEquals: "x" }],
  [Condition.stringLessThanEqualsJsonPath("$.a", "$.b"), { StringLessThanEqualsPath: "$.b" }],
  [Condition.stringGreaterThan("$.a", "x"), { StringGreaterThan: "x" }],
  [Condition.stringGreaterThanJsonPath("$.a", "$.b"), { StringGreaterThanPath: "$.b" }],
  [Condition.stringGreaterThanEquals("$.a", "x"), { StringGreaterThanEquals: "x" }],
  [Condition.stringGreaterThanEqualsJsonPath("$.a", "$.b"), { StringGreaterThanEqualsPath: "$.b" }],
  [Condition.stringMatches("$.a", "log-*.txt"), { StringMatches: "log-*.txt" }],
  [Condition.numericEquals("$.a", 0), { NumericEquals: 0 }],
  [Condition.numericEqualsJsonPath("$.a", "$.b"), { NumericEqualsPath: "$.b" }],
  [Condition.numericLessThan("$.a", -1.5), { NumericLessThan: -1.5 }],
  [Condition.numericLessThanJsonPath("$.a", "$.b"), { NumericLessThanPath: "$.b" }],
  [Condition.numericLessThanEquals("$.a", 1), { NumericLessThanEquals: 1 }],
  [Condition.numericLessThanEqualsJsonPath("$.a", "$.b"), { NumericLessThanEqualsPath: "$.b" }],
  [Condition.numericGreaterThan("$.a", 1), { NumericGreaterThan: 1 }],
  [Condition.numericGreaterThanJsonPath("$.a", "$.b"), { NumericGreaterThanPath: "$.b" }],
  [Condition.numericGreaterThanEquals("$.a", 1), { NumericGreaterThanEquals: 1 }],
  [Condition.numericGreaterThanEqualsJsonPath("$.a", "$.b"), { NumericGreaterThanEqualsPath: "$.b" }],
  [Condition.timestampEquals("$.a", "2027-01-01T00:00:00Z"), { TimestampEquals: "2027-01-01T00:00:00Z" }],
  [Condition.timestampEqualsJsonPath("$.a", "$.b"), { TimestampEqualsPath: "$.b" }],
  [Condition.timestampLessThan("$.a", "2027-01-01T00:00:00Z"), { TimestampLessThan: "2027-01-01T00:00:00Z" }],
  [Condition.timestampLessThanJsonPath("$.a", "$.b"), { TimestampLessThanPath: "$.b" }],
  [
    Condition.timestampLessThanEquals("$.a", "2027-01-01T00:00:00Z"),
    { TimestampLessThanEquals: "2027-01-01T00:00:00Z" },
  ],
  [Condition.timestampLessThanEqualsJsonPath("$.a", "$.b"), { TimestampLessThanEqualsPath: "$.b" }],
  [Condition.timestampGreaterThan("$.a", "2027-01-01T00:00:00Z"), { TimestampGreaterThan: "2027-01-01T00:00:00Z" }],
  [Condition.timestampGreaterThanJsonPath("$.a", "$.b"), { TimestampGreaterThanPath: "$.b" }],
  [
    Condition.timestampGreaterThanEquals("$.a", "2027-01-01T00:00:00Z"),
    { TimestampGreaterThanEquals: "2027-01-01T00:00:00Z" },
  ],
  [Condition.timestampGreaterThanEqualsJsonPath("$.a", "$.b"), { TimestampGreaterThanEqualsPath: "$.b" }],
];

describe("a condition", () => {
  it("becomes the comparison of its name", () => {
    expect(rulesOf(...COMPARISONS.map(([condition]) => condition))).toEqual(
      COMPARISONS.map(([, fields]) => ({ Variable: "$.a", ...fields })),
    );
  });

  it("has a method for every operator of the language", () => {
    const operators = COMPARISONS.map(([, fields]) => Object.keys(fields)[0]);

    expect(new Set(operators).size).toBe(CHOICE_OPERATORS);
  });

  it("takes JsonPaths for paths", () => {
    expect(rulesOf(Condition.stringEqualsJsonPath(JsonPath.stateName, JsonPath.stringAt("$b")))).toEqual([
      { Variable: "$$.State.Name", StringEqualsPath: "$b" },
    ]);
  });

  it("combines others", () => {
    const small = Condition.numericLessThan("$.a", 1);
    const condition = Condition.and(Condition.not(small), Condition.or(small, Condition.isPresent("$.b")));

    expect(rulesOf(condition)).toEqual([
      {
        And: [
          { Not: { Variable: "$.a", NumericLessThan: 1 } },
          {
            Or: [
              { Variable: "$.a", NumericLessThan: 1 },
              { Variable: "$.b", IsPresent: true },
            ],
          },
        ],
      },
    ]);
  });

  it("fails when it compares with text that has a path in it", () => {
    const choice = new Choice("C").when(
      Condition.stringEquals("$.a", `${JsonPath.stringAt("$.b")}`),
      new Succeed("Yes"),
    );

    expect(findings(refusal((stack) => machineOf(stack, choice)))).toContain(
      "definition.C.choices[0].value: state-value-not-static",
    );
  });
});

describe("a Choice state", () => {
  it("has its rules in order, and what comes else", () => {
    const choice = new Choice("Which", { comment: "c", inputPath: "$.a", outputPath: "$.b", assign: { none: true } })
      .when(Condition.isPresent("$.x"), new Succeed("One"), { comment: "why", assign: { x: JsonPath.stringAt("$.x") } })
      .when(Condition.isPresent("$.y"), new Pass("Two"))
      .otherwise(new Succeed("Three"));

    expect(renderedStates(choice)).toEqual({
      Which: {
        Type: "Choice",
        Comment: "c",
        InputPath: "$.a",
        Choices: [
          { Variable: "$.x", IsPresent: true, Comment: "why", Assign: { "x.$": "$.x" }, Next: "One" },
          { Variable: "$.y", IsPresent: true, Next: "Two" },
        ],
        Default: "Three",
        OutputPath: "$.b",
        Assign: { none: true },
      },
      One: { Type: "Succeed" },
      Two: { Type: "Pass", End: true },
      Three: { Type: "Succeed" },
    });
  });

  it.each([
    ["with delimiters", "{% $states.input.n > 3 %}"],
    ["without", "$states.input.n > 3"],
    ["as an object", JsonataExpression.of("$states.input.n > 3")],
  ])("has conditions of JSONata, written %s", (_, expression) => {
    const choice = Choice.jsonata("Which")
      .when(Condition.jsonata(expression), new Pass("Many"), {
        assign: { n: JsonataExpression.of("$states.input.n") },
        outputs: { many: true },
      })
      .otherwise(new Pass("Few"));

    expect(renderedStates(choice, JSONATA).Which).toEqual({
      Type: "Choice",
      Choices: [
        {
          Condition: "{% $states.input.n > 3 %}",
          Assign: { n: "{% $states.input.n %}" },
          Output: { many: true },
          Next: "Many",
        },
      ],
      Default: "Few",
    });
  });

  it("continues all its ends together", () => {
    const choice = new Choice("C")
      .when(Condition.isPresent("$.a"), new Pass("A"))
      .when(Condition.isPresent("$.b"), new Pass("B").next(new Pass("B2")))
      .when(Condition.isPresent("$.c"), new Succeed("Over"))
      .otherwise(get().addCatch(new Pass("Caught")));

    const states = renderedStates(choice.afterwards().next(new Pass("After")));

    expect(states.A).toEqual({ Type: "Pass", Next: "After" });
    expect(states.B2).toEqual({ Type: "Pass", Next: "After" });
    expect(states.Get).toEqual(expect.objectContaining({ Retry: RETRY_IDEMPOTENT, Next: "After" }));
    expect(states.Caught).toEqual({ Type: "Pass", End: true });
    expect(states.After).toEqual({ Type: "Pass", End: true });
  });

  it("continues states that handle errors and the missing otherwise where that is said", () => {
    const choice = new Choice("C").when(Condition.isPresent("$.a"), get().addCatch(new Pass("Caught")));
    const chain = choice.afterwards({ includeErrorHandlers: true, includeOtherwise: true }).next(new Pass("After"));

    const states = renderedStates(chain);

    expect(states.C).toEqual(expect.objectContaining({ Default: "After" }));
    expect(states.Caught).toEqual({ Type: "Pass", Next: "After" });
  });

  it("may lead back", () => {
    const poll = new Pass("Poll");
    const choice = new Choice("Done?")
      .when(Condition.booleanEquals("$.done", true), new Succeed("Yes"))
      .otherwise(poll);

    expect(Object.keys(renderedStates(poll.next(choice)))).toEqual(["Poll", "Done?", "Yes"]);
  });

  it("fails when it is continued like another state, or is given two ways else", () => {
    const choice = new Choice("C").when(Condition.isPresent("$.a"), new Succeed("A"));
    const chain = Chain.start(choice).next(new Pass("Lost"));
    choice.otherwise(new Pass("One")).otherwise(new Pass("Two"));

    const error = refusal((stack) => machineOf(stack, chain));

    expect(findings(error)).toEqual([
      "definition.C.next: state-next-impossible",
      "definition.C.next: state-next-twice",
    ]);
    expect(error.message).toContain("Lost is never reached");
    expect(error.message).toContain("it is One, and Two is never reached");
  });
});
