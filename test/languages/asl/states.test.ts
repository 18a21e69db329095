import { DISTRIBUTED, type Fields, machine, map, only, PASS, READER, task } from "./cases/parts";
import { findingsOf, summary } from "./findings";

const WAIT: Fields = { Type: "Wait", End: true };
const UNRESOLVED = { isUnresolved: (value: unknown) => value === -1.88e289 || String(value).includes("${") };

describe("numbers", () => {
  test.each([
    ["TimeoutSeconds", [1, 2, 99_999_998, 99_999_999], [0, 100_000_000, 1.5, "60", null, "{% 1 %}"]],
    ["HeartbeatSeconds", [1, 2, 99_999_998, 99_999_999], [0, -1, 100_000_000, "60"]],
  ])("%s of a Task", (field, right, wrong) => {
    const judged = (value: unknown) => findingsOf(only(task({ [field]: value })), UNRESOLVED).length;
    expect(right.map(judged)).toEqual(right.map(() => 0));
    expect(wrong.map(judged).every((count) => count > 0)).toBe(true);
    expect(["${Seconds}", -1.88e289].map(judged)).toEqual([0, 0]);
  });

  test.each([
    [299, []],
    [300, ["wait-exceeds-express"]],
    [-1, ["wait-seconds-invalid"]],
    [100_000_000, ["wait-seconds-invalid"]],
  ])("Seconds %d of a Wait in an Express machine", (seconds, codes) => {
    const found = findingsOf(only({ ...WAIT, Seconds: seconds }), { type: "EXPRESS" });
    expect(found.map(({ code }) => code)).toEqual(codes);
  });

  test.each([
    ["MaxConcurrency", [0, 40], [-1, 1.5, "5"]],
    ["ToleratedFailureCount", [0, 10], [-1, 0.5]],
    ["ToleratedFailurePercentage", [0, 0.5, 100], [-0.1, 100.1, "5"]],
  ])("%s of a Map", (field, right, wrong) => {
    const judged = (value: unknown) =>
      findingsOf(only(map({ [field]: value }, DISTRIBUTED)), {}, "map-number-invalid").length;
    expect(right.map(judged)).toEqual(right.map(() => 0));
    expect(wrong.map(judged)).toEqual(wrong.map(() => 1));
  });

  test.each([
    [0, 0],
    [100_000_000, 0],
    [100_000_001, 1],
    ["{% 5 %}", 0],
  ])("MaxItems %j of a reader", (value, count) => {
    const reader = { Resource: READER.Resource, Arguments: {}, ReaderConfig: { InputType: "JSON", MaxItems: value } };
    const definition = only(map({ ItemReader: reader, QueryLanguage: "JSONata" }, DISTRIBUTED));
    expect(findingsOf(definition)).toHaveLength(count);
  });

  test("an expression is no number where JSONPath is spoken", () => {
    expect(summary(only(task({ TimeoutSeconds: "{% 1 %}" })))).toContain(
      "task-timeout-invalid $.States.A.TimeoutSeconds",
    );
  });
});

describe("fields for the same thing", () => {
  test.each([
    ["TimeoutSeconds", "TimeoutSecondsPath", task({ TimeoutSeconds: 1, TimeoutSecondsPath: "$.t" })],
    ["HeartbeatSeconds", "HeartbeatSecondsPath", task({ HeartbeatSeconds: 1, HeartbeatSecondsPath: "$.t" })],
    ["Error", "ErrorPath", { Type: "Fail", Error: "E", ErrorPath: "$.e" }],
    ["Cause", "CausePath", { Type: "Fail", Cause: "C", CausePath: "$.c" }],
    ["MaxConcurrency", "MaxConcurrencyPath", map({ MaxConcurrency: 1, MaxConcurrencyPath: "$.m" })],
    ["ItemProcessor", "Iterator", map({ Iterator: machine({ Other: PASS }) })],
    ["Seconds", "Timestamp", { ...WAIT, Seconds: 1, Timestamp: "2030-01-01T00:00:00Z" }],
  ])("fails when both %s and %s are given", (first, second, state) => {
    expect(findingsOf(only(state))).toEqual([
      expect.objectContaining({
        code: "state-fields-exclusive",
        detail: `There should only be one of the following fields: [${first}, ${second}]`,
      }),
    ]);
  });

  test("fails when a part of a Map has both", () => {
    const batcher = { MaxItemsPerBatch: 1, MaxItemsPerBatchPath: "$.n" };
    expect(summary(only(map({ ItemBatcher: batcher }, DISTRIBUTED)))).toEqual([
      "state-fields-exclusive $.States.A.ItemBatcher.MaxItemsPerBatchPath",
    ]);
  });
});

describe("what a Task calls", () => {
  test.each([
    "arn:aws:states:::lambda:invoke",
    "arn:aws-cn:states:::sqs:sendMessage",
    "arn:aws-iso-b:lambda:us-isob-east-1:123456789012:function:f",
    "arn:aws:states:::aws-sdk:s3:listBuckets",
    "arn:aws:states:eu-central-1:123456789012:activity:a",
    "${FunctionArn}",
    "arn:${AWS::Partition}:states:::lambda:invoke",
    "__FUNCTION_ARN__",
    "<function ARN>",
    "{{ function_arn }}",
  ])("may be %s", (resource) => {
    expect(summary(only(task({ Resource: resource })))).toEqual([]);
  });

  test.each(["", "charge", "lambda:invoke", 5, null])("fails when it is %j", (resource) => {
    expect(findingsOf(only(task({ Resource: resource })))).toEqual([
      expect.objectContaining({ code: "task-resource-invalid", detail: "Value is not a valid resource ARN" }),
    ]);
  });

  test.each([
    ["arn:aws:states:::glue:startJobRun.sync", "'.sync' service integration"],
    ["arn:aws:states:::states:startExecution.sync:2", "'.sync' service integration"],
    ["arn:aws:states:::sqs:sendMessage.waitForTaskToken", "'.waitForTaskToken' service integration"],
    ["arn:${AWS::Partition}:states:::ecs:runTask.sync", "'.sync' service integration"],
    ["arn:aws:states:eu-central-1:123456789012:activity:a", "Activity ARN"],
  ])("fails when an Express machine calls %s", (resource, what) => {
    expect(findingsOf(only(task({ Resource: resource })), { type: "EXPRESS" })).toEqual([
      expect.objectContaining({
        severity: "error",
        awsCode: "SCHEMA_VALIDATION_FAILED",
        detail: `Express state machine does not support ${what}`,
      }),
    ]);
    const Parameters = { "MessageBody.$": "$$.Task.Token" };
    const other = /\.sync|Token$/.test(resource)
      ? []
      : ['asl-task-token-unavailable $.States.A.Parameters["MessageBody.$"]'];
    expect(summary(only(task({ Resource: resource, Parameters })))).toEqual(other);
  });

  test("fails when the credentials have no role, or go to an activity", () => {
    const activity = "arn:aws:states:eu-central-1:123456789012:activity:a";
    const role = { RoleArn: "arn:aws:iam::123456789012:role/r" };
    expect(findingsOf(only(task({ Credentials: { Role: "x" } })))).toEqual([
      expect.objectContaining({ detail: "The field 'RoleArn' is required but was missing" }),
    ]);
    expect(findingsOf(only(task({ Resource: activity, Credentials: role })))).toEqual([
      expect.objectContaining({ detail: "The field 'Credentials' is not supported for activities" }),
    ]);
    expect(summary(only(task({ Credentials: role })))).toEqual([]);
  });
});

describe("Choice", () => {
  const chosen = (fields: Fields) => findingsOf(machine({ A: { Type: "Choice", ...fields }, B: PASS }));
  const rule = { Variable: "$.a", IsPresent: true, Next: "B" };

  test.each([
    [{ Default: "B" }, "These fields are required: [Choices]"],
    [{ Choices: [], Default: "B" }, "Value cannot be empty"],
    [{ Choices: {}, Default: "B" }, "Value cannot be empty"],
  ])("fails with %j", (fields, detail) => {
    expect(chosen(fields)).toEqual([expect.objectContaining({ code: "choice-without-choices", detail })]);
  });

  test.each([
    [{ Choices: [rule] }, 1],
    [{ Choices: [rule], Default: "B" }, 0],
    [{ Choices: "${Choices}" }, 0],
    [{ QueryLanguage: "JSONata", Choices: [{ Condition: true, Next: "B" }] }, 0],
    [{ QueryLanguage: "JSONata", Choices: [{ Condition: "{% true %}", Next: "B" }] }, 0],
    [{ QueryLanguage: "JSONata", Choices: [{ Condition: "{% $states.input.a %}", Next: "B" }] }, 1],
  ])("without a default: %j", (fields, count) => {
    expect(chosen(fields).filter(({ code }) => code === "choice-without-default")).toHaveLength(count);
  });

  const a = (comparison: Fields) => ({ Variable: "$.a", ...comparison });
  const needsDefault = (fields: Fields, ...rules: Fields[]) =>
    chosen({ ...fields, Choices: rules.map((one) => ({ ...one, Next: "B" })) }).some(
      ({ code }) => code === "choice-without-default",
    );

  test.each<[Fields, Fields, boolean]>([
    [a({ BooleanEquals: true }), a({ BooleanEquals: false }), false],
    [a({ BooleanEquals: true }), a({ BooleanEquals: true }), true],
    [a({ BooleanEquals: true }), { Variable: "$.b", BooleanEquals: false }, true],
    [a({ IsPresent: true, Comment: "it is" }), a({ IsPresent: false }), false],
    [a({ IsPresent: true }), a({ IsNull: false }), true],
    [a({ StringEquals: "x" }), { Not: a({ StringEquals: "x" }) }, false],
    [{ Not: a({ IsPresent: true, Comment: "it is not" }) }, a({ IsPresent: true }), false],
    [{ Not: a({ StringEquals: "x" }) }, a({ StringEquals: "y" }), true],
    [{ Not: { And: [a({ IsPresent: true })] } }, { And: [a({ IsPresent: true })] }, true],
    [a({ NumericLessThan: 5 }), a({ NumericGreaterThanEquals: 5 }), false],
    [a({ NumericGreaterThanPath: "$.b" }), a({ NumericLessThanEqualsPath: "$.b" }), false],
    [a({ NumericLessThan: 5 }), a({ NumericGreaterThan: 5 }), true],
    [a({ NumericLessThan: 5 }), a({ NumericGreaterThanEquals: 6 }), true],
    [a({ StringEquals: "x" }), a({ StringEquals: "y" }), true],
  ])("rules %j and %j need a default: %s", (one, other, expected) => {
    expect(needsDefault({}, one, other)).toBe(expected);
    expect(needsDefault({}, a({ StringEquals: "z" }), other, one)).toBe(expected);
  });

  test.each([
    ["$a", "$not($a)", false],
    ["$a != $b", "$a = $b", false],
    ["$states.input.n < 5", "$states.input.n >= 5", false],
    ["$n > 5", "$n <= 5", false],
    ["$n > 5", "$n < 5", true],
    ["$a = 1", "$a != 2", true],
    ["$a = 1 or $b = 2", "$a != 1 or $b = 2", true],
    ["$a and $b = 2", "$a and $b != 2", true],
    ["$a", "$b", true],
  ])("conditions %s and %s need a default: %s", (one, other, expected) => {
    const rules = [one, other].map((condition) => ({ Condition: `{% ${condition} %}` }));
    expect(needsDefault({ QueryLanguage: "JSONata" }, ...rules)).toBe(expected);
  });
});

describe("Map", () => {
  test("the older Iterator is a processor, distributed ones included", () => {
    const iterator = { ProcessorConfig: DISTRIBUTED, ...machine({ B: PASS }) };
    expect(summary(only({ Type: "Map", Iterator: iterator, Label: "L", End: true }))).toEqual([]);
  });

  test.each([
    [{ Mode: "DISTRIBUTED" }, ["map-execution-type-missing"]],
    [{ Mode: "DISTRIBUTED", ExecutionType: "FAST" }, ["map-execution-type-invalid"]],
    [{ Mode: "INLINE", ExecutionType: "EXPRESS" }, ["map-execution-type-invalid"]],
    [{ Mode: "inline" }, ["map-mode-invalid"]],
    [{ Mode: "INLINE", Modus: 1 }, ["map-field-unknown"]],
    [{ Mode: "${Mode}" }, []],
    [{}, []],
  ])("ProcessorConfig %j", (config, codes) => {
    expect(findingsOf(only(map({}, config))).map(({ code }) => code)).toEqual(codes);
  });

  test.each([
    [{ InputType: "CSV", CSVHeaderLocation: "FIRST_ROW" }, undefined],
    [{ InputType: "CSV", CSVHeaderLocation: "GIVEN", CSVHeaders: ["a"] }, undefined],
    [{ InputType: "CSV" }, "The field 'CSVHeaderLocation' is required"],
    [{ InputType: "CSV", ManifestType: "ATHENA_DATA" }, undefined],
    [{ InputType: "CSV", Transformation: "LOAD_AND_FLATTEN" }, undefined],
    [{ InputType: "CSV", CSVHeaderLocation: "GIVEN" }, "These fields are required: [CSVHeaders]"],
    [{ InputType: "JSON", CSVHeaderLocation: "FIRST_ROW" }, "Field 'CSVHeaderLocation' is not supported"],
    [{ InputType: "MANIFEST", ManifestType: "S3_INVENTORY" }, undefined],
  ])("ReaderConfig %j", (config, detail) => {
    const found = findingsOf(only(map({ ItemReader: { ...READER, ReaderConfig: config } }, DISTRIBUTED)));
    expect(found.map((one) => one.detail)).toEqual(detail === undefined ? [] : [detail]);
  });

  test.each([
    ["x".repeat(40), 0],
    ["x".repeat(41), 1],
    ["", 1],
    ["a b", 1],
    ["a\u0007", 1],
    ["a/b", 0],
    ["${Label}", 0],
  ])("Label %j", (label, count) => {
    expect(findingsOf(only(map({ Label: label }, DISTRIBUTED)))).toHaveLength(count);
  });

  test("a distributed Map that runs its items as Express executions cannot wait for jobs in them", () => {
    const job = task({ Resource: "arn:aws:states:::glue:startJobRun.sync" });
    const inner = map({}, { Mode: "DISTRIBUTED", ExecutionType: "EXPRESS" });
    const definition = only({
      ...inner,
      ItemProcessor: { ...(inner.ItemProcessor as Fields), ...machine({ Job: job }) },
    });
    expect(findingsOf(definition)).toEqual([
      expect.objectContaining({ code: "express-child-unsupported", severity: "warning", state: "Job" }),
    ]);
  });
});

describe("a distributed Map", () => {
  const reading = (ReaderConfig: object) => only(map({ ItemReader: { ...READER, ReaderConfig } }, DISTRIBUTED));

  test.each(["JSON", "JSONL", "MANIFEST", "PARQUET", "${InputType}"])("may read %s", (InputType) => {
    expect(summary(reading({ InputType }))).toEqual([]);
  });

  test("may read a part of a JSON file", () => {
    expect(summary(reading({ InputType: "JSON", ItemsPointer: "/data/items" }))).toEqual([]);
  });

  test.each([
    ["json", 'did you mean "JSON"?'],
    ["YAML", "write one of them, in upper case."],
    [5, "write one of them, in upper case."],
  ])("is warned of when it reads %j", (InputType, fix) => {
    expect(findingsOf(reading({ InputType }))).toEqual([
      expect.objectContaining({ code: "map-reader-input-type-unknown", severity: "warning", given: InputType, fix }),
    ]);
  });

  test.each(["MaxItemsPerBatch", "MaxInputBytesPerBatch"])("may have batches with %s", (field) => {
    expect(summary(only(map({ ItemBatcher: { [field]: 10 } }, DISTRIBUTED)))).toEqual([]);
    expect(summary(only(map({ ItemBatcher: { [`${field}Path`]: "$.size" } }, DISTRIBUTED)))).toEqual([]);
  });

  test("is warned of when nothing says how large batches are", () => {
    for (const ItemBatcher of [{}, { BatchInput: { fixed: 1 } }]) {
      expect(summary(only(map({ ItemBatcher }, DISTRIBUTED)))).toEqual([
        "map-batcher-without-size $.States.A.ItemBatcher",
      ]);
    }
  });
});
