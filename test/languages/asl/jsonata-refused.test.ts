import { codes, found, type Json, jsonataPass, task } from "./expression-parts";

describe("a reference at the top level of an expression", () => {
  test.each([
    ["{% order %}", 'Reference to "order" at the top level is not supported.'],
    ["{% $.order %}", 'Reference to "$" at the top level is not supported.'],
    ["{% $$ %}", 'Reference to "$$" is not supported.'],
    ["{% $states.errorOutput.Cause %}", 'Field "$states.errorOutput" does not exist.'],
  ])("fails when an expression is %s, as AWS refuses it", (expression, detail) => {
    const finding = { code: "asl-jsonata-unsupported-reference", severity: "error", detail };
    expect(found(jsonataPass({ Output: { a: expression } }))).toEqual([
      expect.objectContaining({ ...finding, awsCode: "UNSUPPORTED_JSONATA_EXPRESSION" }),
    ]);
    for (const field of ["Arguments", "Output", "Assign"]) {
      expect(found(task({ [field]: { a: expression } }, "JSONata"))).toEqual([expect.objectContaining(finding)]);
    }
  });

  test("each name that an expression reads at the top level is told once", () => {
    expect(found(jsonataPass({ Output: "{% a + b + a %}" })).map(({ detail }) => detail)).toEqual([
      'Reference to "a" at the top level is not supported.',
      'Reference to "b" at the top level is not supported.',
    ]);
  });

  test("the error of a catcher is unavailable behind a step too, though AWS may not see it", () => {
    expect(codes(jsonataPass({ Output: "{% $states.input.($states.errorOutput) %}" }))).toEqual([
      "asl-states-member-unavailable $.States.Shape.Output",
    ]);
  });

  test("names of columns are no expressions, the other fields of a reader are", () => {
    const reader = (ReaderConfig: Json) => ({
      QueryLanguage: "JSONata",
      StartAt: "Each",
      States: {
        Each: {
          Type: "Map",
          ItemReader: {
            Resource: "arn:aws:states:::s3:getObject",
            Arguments: { Bucket: "b", Key: "k" },
            ReaderConfig: { InputType: "CSV", CSVHeaderLocation: "GIVEN", CSVHeaders: ["a"], ...ReaderConfig },
          },
          ItemProcessor: {
            ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
            StartAt: "One",
            States: { One: { Type: "Pass", End: true } },
          },
          End: true,
        },
      },
    });
    expect(codes(reader({ CSVHeaders: ["{% order %}", "{% 1 + %}", "a {% b %}", "$.c"] }))).toEqual([]);
    expect(codes(reader({ MaxItems: "{% order %}" }))).toEqual([
      "asl-jsonata-unsupported-reference $.States.Each.ItemReader.ReaderConfig.MaxItems",
    ]);
  });
});
