import { choice, codes, found, rule } from "./expression-parts";

const TIME = "2026-08-21T12:00:00Z";

/** Each comparison with an operand of its type, and one of another. */
const OPERANDS: readonly (readonly [string, unknown, unknown])[] = [
  ...["Equals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"].flatMap(
    (order) =>
      [
        [`String${order}`, "a", 1],
        [`Numeric${order}`, 1.5, "1.5"],
        [`Timestamp${order}`, TIME, 1],
      ] as const,
  ),
  ["BooleanEquals", false, "false"],
  ["StringMatches", "a*", ["a*"]],
  ...["Null", "Present", "Numeric", "String", "Boolean", "Timestamp"].map(
    (test) => [`Is${test}`, true, "true"] as const,
  ),
];

describe("choice rules in JSONPath", () => {
  test.each(OPERANDS)("%s takes %p, not %p", (operator, right, wrong) => {
    expect(codes(rule({ Variable: "$.a", [operator]: right }))).toEqual([]);
    expect(codes(rule({ Variable: "$.a", [operator]: wrong }))).toEqual([
      `choice-operand-invalid $.States.Decide.Choices[0].${operator}`,
    ]);
    // Values that are known only later are not judged.
    expect(codes(rule({ Variable: "$.a", [operator]: "${Value}" }))).toEqual([]);
  });

  test.each(OPERANDS.filter(([operator]) => !/^(Is|StringMatches)/.test(operator)))(
    "%sPath takes a path",
    (operator) => {
      expect(codes(rule({ Variable: "$.a", [`${operator}Path`]: "$.b" }))).toEqual([]);
      expect(codes(rule({ Variable: "$.a", [`${operator}Path`]: 5 }))).toEqual([
        `choice-operand-invalid $.States.Decide.Choices[0].${operator}Path`,
      ]);
      expect(codes(rule({ Variable: "$.a", [`${operator}Path`]: "b" }))).toEqual([
        `asl-path-invalid $.States.Decide.Choices[0].${operator}Path`,
      ]);
    },
  );

  test.each([
    ["2026-08-21T12:00:00Z", true],
    ["2026-08-21T12:00:00.123+02:00", true],
    ["2024-02-29T00:00:00Z", true],
    ["2026-02-29T00:00:00Z", false],
    ["2026-08-21T24:00:00Z", false],
    ["2026-08-21T12:00Z", false],
    ["2026-08-21t12:00:00z", false],
    ["2026-08-21 12:00:00Z", false],
    ["2026-13-01T00:00:00Z", false],
    ["2026-00-01T00:00:00Z", false],
    ["", false],
  ])("the timestamp %p is right: %p", (text, expected) => {
    expect(codes(rule({ Variable: "$.a", TimestampEquals: text })).length === 0).toBe(expected);
  });

  test.each([
    ["a*", true],
    ["\\*", true],
    ["\\\\", true],
    ["a\\\\\\*", true],
    ["\\", false],
    ["\\n", false],
    ["\\\\\\", false],
  ])("the pattern %p has right escapes: %p", (text, expected) => {
    expect(codes(rule({ Variable: "$.a", StringMatches: text })).length === 0).toBe(expected);
  });

  test("rules nest with And, Or and Not, with variables and the context object", () => {
    const nested = {
      Not: { Or: [{ And: [{ Variable: "$$.Execution.Name", IsString: true }] }, { Variable: "$.a", IsNull: true }] },
      Comment: "Anything goes",
    };
    expect(codes(rule(nested))).toEqual([]);
  });

  test("all problems of a rule are reported at once, where they stand", () => {
    const broken = choice([
      { And: [{ Variable: "$.a" }, { IsNull: "yes", Next: "Done" }, 5], Or: [] },
      { Variable: 5, StringEquls: "a", Next: 5 },
      { Not: [], Next: "Done" },
    ]);
    expect(codes(broken)).toEqual([
      "choice-next-missing $.States.Decide.Choices[0]",
      "choice-operator-repeated $.States.Decide.Choices[0]",
      "choice-operator-missing $.States.Decide.Choices[0].And[0]",
      "choice-next-nested $.States.Decide.Choices[0].And[1].Next",
      "choice-operand-invalid $.States.Decide.Choices[0].And[1].IsNull",
      "choice-variable-missing $.States.Decide.Choices[0].And[1]",
      "choice-rule-invalid $.States.Decide.Choices[0].And[2]",
      "choice-combination-invalid $.States.Decide.Choices[0].Or",
      "choice-next-missing $.States.Decide.Choices[1].Next",
      "choice-operator-missing $.States.Decide.Choices[1]",
      "choice-variable-missing $.States.Decide.Choices[1].Variable",
      "choice-combination-invalid $.States.Decide.Choices[2].Not",
    ]);
  });

  test("an unknown comparison is answered with the nearest", () => {
    const [finding] = found(rule({ Variable: "$.a", NumericGreaterThen: 1 }));
    expect(finding?.detail).toBe('"NumericGreaterThen" is not known: did you mean "NumericGreaterThan"?');
  });

  test("fails when a rule is written in JSONata", () => {
    const [finding, ...others] = found(rule({ Condition: "{% true %}", Output: 1 }));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      code: "choice-field-language",
      path: "$.States.Decide.Choices[0].Condition",
      detail: '"Condition", "Output" belong to JSONata',
    });
    expect(codes(rule({ Variable: "$.a", IsNull: true, Output: 1 }))).toEqual([
      "choice-field-language $.States.Decide.Choices[0].Output",
    ]);
  });
});

describe("choice rules in JSONata", () => {
  test.each([
    [true],
    [false],
    ["{% true %}"],
    ["{%\n$states.input.a\n=\n1\n%}"],
    ['{% $states.input.s = "text" %}'],
    ["${Condition}"],
  ])("Condition may be %p", (Condition) => {
    expect(codes(rule({ Condition }, "JSONata"))).toEqual([]);
  });

  test.each([["true"], [1], [null], [{}], ["{% true %} "], [""]])("fails when Condition is %p", (Condition) => {
    expect(codes(rule({ Condition }, "JSONata"))).toEqual([
      "choice-condition-invalid $.States.Decide.Choices[0].Condition",
    ]);
  });

  test.each([["{% 1 %}"], ["{% 'true' %}"], ["{% [] %}"], ["{% null %}"]])("%s is no condition", (Condition) => {
    expect(codes(rule({ Condition }, "JSONata"))).toEqual([
      "choice-condition-not-boolean $.States.Decide.Choices[0].Condition",
    ]);
  });

  test("fails when Condition is missing or the rule is written in JSONPath", () => {
    expect(codes(rule({ Variable: "$.a", IsNull: true }, "JSONata"))).toEqual([
      "choice-field-language $.States.Decide.Choices[0].Variable",
    ]);
    expect(codes(rule({ Variable: "$.a", IsNull: true, Condition: 5 }, "JSONata"))).toEqual([
      "choice-field-language $.States.Decide.Choices[0].Variable",
      "choice-condition-invalid $.States.Decide.Choices[0].Condition",
    ]);
    expect(codes(rule({}, "JSONata"))).toEqual(["choice-condition-invalid $.States.Decide.Choices[0]"]);
  });

  test("each rule has its own output and variables", () => {
    const rules = [
      { Condition: "{% $states.input.a %}", Output: "{% $states.input.b %}", Assign: { c: "{% 1 %}" }, Next: "Done" },
    ];
    expect(codes(choice(rules, "JSONata", { Output: {}, Assign: { c: 2 } }))).toEqual([]);
  });
});
