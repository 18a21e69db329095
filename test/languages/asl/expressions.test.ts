import * as fc from "fast-check";
import { validateDefinition } from "../../../modules/languages/asl";
import { assigning, codes, found, type Json, jsonataPass, pass, task } from "./expression-parts";

fc.configureGlobal({ seed: 20_261_121 });

describe("paths in fields", () => {
  test.each(["InputPath", "OutputPath", "ResultPath"])("%s may be null, a path or unknown yet", (field) => {
    for (const value of [null, "$", "$.a.b", "${Path}"]) expect(codes(pass({ [field]: value }))).toEqual([]);
  });

  test.each([[""], ["a.b"], ["$."], [5], [{}], [true], ["{% $states.input %}"]])(
    "fails when InputPath is %p",
    (value) => {
      expect(codes(pass({ InputPath: value }))).toEqual(["asl-path-invalid $.States.Shape.InputPath"]);
    },
  );

  test("a path may read a variable and the context object", () => {
    expect(codes(assigning({ a: { b: 1 } }, { InputPath: "$a.b", OutputPath: "$$.Execution.Input" }))).toEqual([]);
  });

  test("a time may come from a variable, a batch size from the input", () => {
    const each = {
      StartAt: "Set",
      States: {
        Set: { Type: "Pass", Assign: { seconds: 5 }, Next: "Each" },
        Each: {
          Type: "Map",
          ItemsPath: "$.list",
          MaxConcurrencyPath: "$seconds",
          ToleratedFailureCountPath: "$.n",
          ToleratedFailurePercentagePath: "$.p",
          ItemReader: {
            Resource: "arn:aws:states:::s3:getObject",
            ReaderConfig: { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW", MaxItemsPath: "max" },
            Parameters: { "Bucket.$": "bucket" },
          },
          ItemBatcher: { MaxItemsPerBatchPath: "$.a[*]", BatchInput: { "a.$": "5" } },
          ResultWriter: { Resource: "arn:aws:states:::s3:putObject", Parameters: { "Bucket.$": "$.bucket" } },
          ItemSelector: { "item.$": "$$.Map.Item.Value" },
          ItemProcessor: {
            ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
            StartAt: "One",
            States: { One: { Type: "Pass", End: true } },
          },
          End: true,
        },
      },
    };
    expect(codes(each)).toEqual([
      'asl-payload-value-invalid $.States.Each.ItemReader.Parameters["Bucket.$"]',
      "asl-path-invalid $.States.Each.ItemReader.ReaderConfig.MaxItemsPath",
      'asl-payload-value-invalid $.States.Each.ItemBatcher.BatchInput["a.$"]',
      "asl-reference-path-expected $.States.Each.ItemBatcher.MaxItemsPerBatchPath",
    ]);
  });

  test.each(["ErrorPath", "CausePath"])("%s may be the call of an intrinsic function", (field) => {
    const fail = (value: unknown) => ({ StartAt: "Stop", States: { Stop: { Type: "Fail", [field]: value } } });
    expect(codes(fail("$.error"))).toEqual([]);
    expect(codes(fail("States.Format('{}', $.error)"))).toEqual([]);
    expect(codes(fail("States.Format('{}', $.error"))).toEqual([`asl-path-invalid $.States.Stop.${field}`]);
    expect(codes(fail("States.Format('{}')"))).toEqual([`asl-format-arguments $.States.Stop.${field}`]);
  });

  test.each([
    ["$$.Execution.Id", "asl-result-path-invalid"],
    ["$.a[0:2]", "asl-result-path-invalid"],
    ["$..a", "asl-result-path-invalid"],
  ])("fails when ResultPath is %s", (value, code) => {
    expect(codes(pass({ ResultPath: value }))).toEqual([`${code} $.States.Shape.ResultPath`]);
    expect(codes(task({}, "JSONPath", { ResultPath: value }))).toEqual([`${code} $.States.Call.Catch[0].ResultPath`]);
  });

  test("a path in a field that takes plain values is pointed out", () => {
    const fail = { StartAt: "Stop", States: { Stop: { Type: "Fail", Error: "$.Error", Cause: "$5 is missing" } } };
    expect(codes(fail)).toEqual(["asl-path-field-missing $.States.Stop.Error"]);
  });
});

describe("payloads", () => {
  test("states, transitions and types are only words in a payload", () => {
    const body = {
      States: { A: { Type: "Odd", Next: "B" } },
      Next: 5,
      Default: "$",
      Branches: [{}],
      Type: null,
      Choices: [],
    };
    expect(codes(pass({ Parameters: body, Result: body }))).toEqual([]);
    expect(codes(jsonataPass({ Output: body }))).toEqual([]);
  });

  test("keys with .$ are judged at any depth", () => {
    const payload = { a: [{ "b.$": "$.b" }, { c: { "d.$": 5 } }], "e.$": null, "f.$": "{% 1 %}" };
    expect(codes(pass({ Parameters: payload }))).toEqual([
      'asl-payload-value-invalid $.States.Shape.Parameters.a[1].c["d.$"]',
      'asl-payload-value-invalid $.States.Shape.Parameters["e.$"]',
      'asl-jsonata-in-jsonpath $.States.Shape.Parameters["f.$"]',
      'asl-payload-value-invalid $.States.Shape.Parameters["f.$"]',
    ]);
  });

  test("AWS's own message is given for a value that is not valid", () => {
    const [finding] = found(pass({ Parameters: { "parsed.$": "States.Fromat('{}', $.id)" } }));
    expect(finding).toMatchObject({
      severity: "error",
      state: "Shape",
      awsCode: "SCHEMA_VALIDATION_FAILED",
      detail:
        "The value for the field 'parsed.$' must be a valid JSONPath or a valid intrinsic function call at /States/Shape/Parameters: " +
        '"States.Fromat" is no intrinsic function: did you mean "States.Format"? (character 1)',
    });
  });

  test.each([
    ["$.a", true],
    ["$$.Execution.Id", true],
    ["$['a']", true],
    ["States.UUID()", true],
    ["$", false],
    ["$$", false],
    ["$5.00", false],
    ["$name", false],
    ["States.Nothing()", false],
    ["States of mind", false],
    ["", false],
  ])("%p without .$ looks like an expression: %p", (text, expected) => {
    expect(codes(pass({ Parameters: { a: text } })).length === 1).toBe(expected);
  });

  test("a variable that is assigned looks like an expression, another does not", () => {
    expect(codes(assigning({ a: 1 }, { Parameters: { x: "$a", y: "$b" } }))).toEqual([
      "asl-payload-no-dollar $.States.Shape.Parameters.x",
    ]);
  });

  test("placeholders are not judged", () => {
    expect(codes(pass({ Parameters: { "a.$": "${Path}", b: "{% ${Name} %}" }, InputPath: "${Path}" }))).toEqual([]);
    expect(codes(jsonataPass({ Output: { a: "{% ${Name} %}" } }))).toEqual([]);
    const isUnresolved = (value: unknown) => typeof value === "object" && value !== null && "token" in value;
    expect(codes(pass({ Parameters: { "a.$": { token: 1 } }, InputPath: { token: 1 } }), { isUnresolved })).toEqual([]);
  });
});

describe("a payload that is no object", () => {
  test.each([[["a"]], [[]], [5], [null], ["text"], ["$.order"], [true]])("is warned of: %j", (payload) => {
    const only = (field: string) => [`asl-payload-not-object $.States.Call.${field}`];
    expect(codes(task({ Parameters: payload }))).toEqual(only("Parameters"));
    expect(codes(task({ ResultSelector: payload }))).toEqual(only("ResultSelector"));
  });

  test("is looked into if it is a list", () => {
    expect(codes(pass({ Parameters: [{ "a.$": "b" }] }))).toEqual([
      "asl-payload-not-object $.States.Shape.Parameters",
      'asl-payload-value-invalid $.States.Shape.Parameters[0]["a.$"]',
    ]);
  });

  test("may be one that is known later, and in JSONata an expression", () => {
    expect(codes(pass({ Parameters: "${Parameters}" }))).toEqual([]);
    expect(codes(task({ Arguments: "{% $states.input %}" }, "JSONata"))).toEqual([]);
  });
});

describe("JSONata", () => {
  test("any value may be an expression, also an empty text", () => {
    const call = task(
      {
        Arguments: { FunctionName: "f", Payload: { a: "", b: ["{% $states.input.b %}", 1, null] } },
        TimeoutSeconds: "{% $states.input.seconds %}",
        HeartbeatSeconds: "{% 5 %}",
        Credentials: { RoleArn: "{% $states.input.role %}" },
        Output: "{% $states.result.Payload %}",
        Assign: { a: "{% $states.result %}", b: "{% $states.input %}" },
      },
      "JSONata",
      {
        Output: { e: "{% $states.errorOutput %}", i: "{% $states.input %}" },
        Assign: { e: "{% $states.errorOutput.Cause %}" },
      },
    );
    expect(codes(call)).toEqual([]);
  });

  test("the place of a mistake is told", () => {
    const [finding] = found(jsonataPass({ Output: { a: "{% $states.input.a + %}" } }));
    expect(finding).toMatchObject({
      code: "asl-jsonata-invalid",
      path: "$.States.Shape.Output.a",
      detail: "Unexpected end of expression (character 22)",
    });
  });

  test.each([
    ["Task", "Arguments", "result", false],
    ["Task", "Output", "result", true],
    ["Task", "Assign", "result", true],
    ["Pass", "Output", "result", false],
    ["Wait", "Assign", "result", false],
    ["Pass", "Output", "context", true],
    ["Pass", "Output", "input", true],
  ])("in a %s, %s may read $states.%s: %p", (type, field, member, expected) => {
    const fields: Json = { Type: type, Resource: "arn:aws:states:::lambda:invoke", Seconds: 1 };
    const state = { ...fields, [field]: { a: `{% $states.${member} %}` }, End: true };
    const definition = { QueryLanguage: "JSONata", StartAt: "S", States: { S: state } };
    expect(codes(definition).length === 0).toBe(expected);
  });

  test("in a catcher, $states.errorOutput has a value and $states.result has none", () => {
    expect(codes(task({}, "JSONata", { Output: "{% $states.errorOutput & $states.result %}" }))).toEqual([
      "asl-states-member-unavailable $.States.Call.Catch[0].Output",
    ]);
  });

  test("functions of JSONata and of Step Functions are known, others are not", () => {
    expect(codes(jsonataPass({ Output: "{% $uuid() & $partition([1], 2) & $lowercase('A') & $now() %}" }))).toEqual([]);
    const [finding] = found(jsonataPass({ Output: "{% $lowerCase('A') %}" }));
    expect(finding?.detail).toBe('no state before this one assigns "$lowerCase": did you mean "$lowercase"?');
  });
});

describe("malformed definitions", () => {
  const texts = fc.constantFrom(
    "$",
    "$.a",
    "$.",
    "{% $a %}",
    "{% $a + %}",
    "States.UUID(",
    "States.Format('{}')",
    "Done",
    "",
  );
  const anything = fc.oneof(fc.jsonValue({ maxDepth: 3 }), texts) as fc.Arbitrary<unknown>;
  const names = fc.constantFrom(
    ..."InputPath ResultPath Parameters Assign Choices Catch Output Arguments ItemReader ItemBatcher ItemSelector Result Error Next".split(
      " ",
    ),
  );

  test("are judged without an exception", () => {
    const types = fc.constantFrom("Task", "Pass", "Choice", "Map", "Wait", "Parallel", "Fail");
    const languages = fc.constantFrom("JSONPath", "JSONata");
    const rules = fc.array(
      fc.dictionary(fc.constantFrom("Variable", "And", "Not", "IsNull", "Condition", "Next", "Assign"), anything),
    );
    fc.assert(
      fc.property(types, languages, fc.dictionary(names, fc.oneof(anything, rules)), (Type, QueryLanguage, fields) => {
        const definition = { QueryLanguage, StartAt: "S", States: { S: { ...fields, Type } } };
        expect(() => validateDefinition(definition)).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });
});
