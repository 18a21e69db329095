import {
  escapeLiteralAngleBrackets,
  InputTransformer,
  InputTransformerError,
  isReservedVariable,
  isValidPlaceholderKey,
  parseTargetInput,
  placeholder,
  RESERVED_VARIABLES,
  TargetInputError,
  type TargetInputSpec,
} from "../../../modules/languages/input-transformer";

const PATHS = { id: "$.detail.id", "detail-type": "$.detail-type" };

function problemsOf(inputTemplate: string, inputPathsMap: Record<string, string> = PATHS) {
  try {
    InputTransformer.parse({ inputTemplate, inputPathsMap }, { targetId: "T" });
  } catch (error) {
    if (error instanceof InputTransformerError) return error.problems;
    throw error;
  }
  return [];
}

function warningsOf(inputTemplate: string, inputPathsMap: Record<string, string> = {}) {
  return InputTransformer.parse({ inputTemplate, inputPathsMap }).warnings;
}

const codes = (found: readonly { readonly code: string }[]) => found.map(({ code }) => code);

describe("accepted templates", () => {
  test.each([
    '{"id": <id>}',
    '{"id": "<id>"}',
    '{"id": "a <id> b <id>"}',
    '[<id>, 1, "x"]',
    '"Order <id>"',
    '"Order \\"<id>\\" placed"',
    '"one <id>"\n"two <detail-type>"\n',
    ' \n{"a": {"b": [<id>]}}\n',
    '{"e": <aws.events.event>, "j": <aws.events.event.json>}',
    '"<aws.events.rule-arn> <aws.events.rule-name> <aws.events.event.ingestion-time>"',
    '{"text": "\\u003c!here\\u003e"}',
    '{"backslash": "\\\\<id>"}',
    '"no placeholder at all"',
    "{}",
  ])("%s", (template) => {
    expect(problemsOf(template)).toEqual([]);
  });

  test("placeholders carry name, place and position", () => {
    const { placeholders } = InputTransformer.parse({
      inputPathsMap: PATHS,
      inputTemplate: '{"a": <id>, "b": "x<id>"}',
    });
    expect(placeholders).toEqual([
      { name: "id", inString: false, objectKey: false, offset: 6 },
      { name: "id", inString: true, objectKey: false, offset: 19 },
    ]);
  });
});

describe("refused templates", () => {
  test.each<[string, string, string]>([
    ["", "template-empty", "refused"],
    ["x".repeat(8193), "template-too-long", "refused"],
    ["Order <id> placed", "template-not-json", "dropped"],
    ["<id> plain", "template-not-json", "dropped"],
    ["   ", "template-not-json", "dropped"],
    ['"never closed <id>', "template-not-json", "dropped"],
    ['"a" <id>', "template-not-json", "dropped"],
    ['"a", "b"', "template-not-json", "dropped"],
    ['{"a": plain}', "template-not-json", "dropped"],
    ['{"a": <id>,}', "template-not-json", "dropped"],
    ['{"a": <id><id>}', "template-not-json", "dropped"],
    ['{"a": 1<id>}', "template-not-json", "dropped"],
    ['{"a": "line\nbreak"}', "template-not-json", "dropped"],
    ['{"a": <unknown>}', "undeclared-placeholder", "refused"],
    ['"<aws.events.event.id>"', "undeclared-placeholder", "refused"],
    ['{"<id>": 1}', "placeholder-as-key", "refused"],
    ['{"a": {"x-<id>-y" : 1}}', "placeholder-as-key", "refused"],
    ["{<id>: 1}", "placeholder-as-key", "refused"],
    ['{"e": "<aws.events.event>"}', "reserved-variable-in-string", "dropped"],
    ['"x <aws.events.event.json>"', "reserved-variable-in-string", "dropped"],
    ['{"a": "\\u003cid\\u003e"}', "escaped-placeholder", "wrong-output"],
    ['{"a": "\\u003Caws.events.rule-arn\\u003E"}', "escaped-placeholder", "wrong-output"],
  ])("%j: %s", (template, code, effect) => {
    expect(problemsOf(template)).toContainEqual(expect.objectContaining({ code, effect }));
  });

  test("an object known from its path may not stand inside quotes", () => {
    const paths = { detail: "$.detail", all: "$" };
    expect(codes(problemsOf('{"a": "<detail>", "b": "x<all>"}', paths))).toEqual([
      "object-in-string",
      "object-in-string",
    ]);
    expect(problemsOf('{"a": <detail>}', paths)).toEqual([]);
    // Plain text is delivered, without the quotes.
    expect(problemsOf('"x <detail> <all>"', paths)).toEqual([]);
  });

  test("a message in AWS's words, with place and fix", () => {
    expect(problemsOf('{\n  "a": <detailType>\n}')).toEqual([
      {
        code: "undeclared-placeholder",
        effect: "refused",
        message: "InputTemplate for target T contains invalid placeholder detailType.",
        fix: "Did you mean <detail-type>?",
        position: { offset: 9, line: 2, column: 8 },
      },
    ]);
  });

  test.each<[string, number, number]>([
    ['{"a": <id>,}', 1, 12],
    ['{\n  "a": <id>\n  "b": 1}', 3, 3],
    ['"a" <id>', 1, 5],
    ['"one"\n"never closed', 2, 1],
    ["Order <id>", 1, 1],
  ])("%j is not JSON at line %d, column %d", (template, line, column) => {
    expect(problemsOf(template)[0]?.position).toMatchObject({ line, column });
  });

  test("all problems in one error", () => {
    const found = problemsOf('{"<id>": <nope>, "e": "<aws.events.event>", "t": "\\u003cid\\u003e"}', {
      id: "$.detail.id",
      "a.b": "detail",
    });
    expect(codes(found)).toEqual([
      "invalid-key",
      "invalid-path",
      "placeholder-as-key",
      "undeclared-placeholder",
      "reserved-variable-in-string",
      "escaped-placeholder",
    ]);
    expect(new InputTransformerError(found).message.split("\n")).toHaveLength(6);
  });

  test("the same fault is told once", () => {
    expect(problemsOf('"<x> <x> <x>"')).toHaveLength(1);
  });

  test("plain text gets a suggestion", () => {
    expect(problemsOf("Order <id> placed")[0]?.fix).toContain('"Order <id> placed"');
  });
});

describe("limits", () => {
  test("template: 8192 characters, not 8193", () => {
    const template = (length: number) => `"${"x".repeat(length - 2)}"`;
    expect(problemsOf(template(8192), {})).toEqual([]);
    expect(codes(problemsOf(template(8193), {}))).toEqual(["template-too-long"]);
  });

  test("paths: 100 entries, not 101", () => {
    const paths = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "$.detail.id"]));
    expect(problemsOf("{}", paths(100))).toEqual([]);
    expect(codes(problemsOf("{}", paths(101)))).toEqual(["too-many-paths"]);
  });

  test.each([
    ["a", true],
    ["A-z_09", true],
    ["x".repeat(256), true],
    ["awsRegion", true],
    ["", false],
    ["x".repeat(257), false],
    ["a.b", false],
    ["a b", false],
    ["ä", false],
    ["AWS", false],
    ["AWSAccount", false],
    ["aws.events.rule-arn", false],
  ])("key %s: %s", (key, valid) => {
    expect(isValidPlaceholderKey(key)).toBe(valid);
    expect(codes(problemsOf("{}", { [key]: "$.id" }))).toEqual(valid ? [] : ["invalid-key"]);
  });

  test.each<[string, string | undefined]>([
    [`$.detail.${"x".repeat(247)}`, undefined],
    [`$.detail.${"x".repeat(248)}`, "refused"],
    ["", "refused"],
    ["detail.id", "wrong-output"],
    ["$['detail']", "wrong-output"],
  ])("path %s", (path, effect) => {
    expect(problemsOf("{}", { k: path })[0]?.effect).toBe(effect);
  });
});

describe("warnings", () => {
  test.each<[string, Record<string, string>, string[]]>([
    ['{"a": <id>}', { id: "$.detail.id" }, []],
    ["{}", { id: "$.detail.id" }, ["unused-path"]],
    ['"<x>"', { x: "$.detailType" }, ["path-may-not-resolve"]],
    ['"<x>"', { x: "$.orderId" }, ["path-may-not-resolve"]],
    ['"<x>"', { x: "$.source.name" }, ["path-may-not-resolve"]],
    ['"<x>"', { x: "$.resources.arn" }, ["path-may-not-resolve"]],
    ['"<x>"', { x: "$.detail[0]" }, ["path-may-not-resolve"]],
    ['"<x>"', { x: "$[0]" }, ["path-may-not-resolve"]],
    ['{"x": <x>}', { x: "$.detail.items[*].id" }, ["path-with-wildcard"]],
    ['"<x>"', { x: "$.detail.aws:tag" }, ["path-with-unlisted-character"]],
    ['"1 < 2"', {}, ["literal-angle-bracket"]],
    ['"<!here> deployed"', {}, ["literal-angle-bracket"]],
    ['{"a": "x -> y"}', {}, ["literal-angle-bracket"]],
    ['{"a": "\\u003cunknown\\u003e"}', {}, []],
    ['"line\nbreak"', {}, ["text-not-json-string"]],
    ['"bad \\x escape"', {}, ["text-not-json-string"]],
    ["<x>", { x: "$.detail" }, ["scalar-template"]],
  ])("%j with %j", (template, paths, expected) => {
    expect(codes(warningsOf(template, paths))).toEqual(expected);
  });

  test("a misspelt envelope field gets a suggestion", () => {
    expect(warningsOf('"<x>"', { x: "$.detailType" })[0]?.fix).toBe('Did you mean "$.detail-type"?');
    expect(warningsOf('"<x>"', { x: "$.order.id" })[0]?.fix).toBe('Did you mean "$.detail.order.id"?');
  });
});

describe("Input and InputPath", () => {
  const problems = (spec: TargetInputSpec) => {
    try {
      parseTargetInput(spec, { targetId: "T" });
    } catch (error) {
      if (error instanceof TargetInputError) return error.problems.map(({ code, message }) => [code, message]);
      throw error;
    }
    return [];
  };
  const transformer = { inputTemplate: "{}" };

  test.each<[string, TargetInputSpec]>([
    ["event", {}],
    ["input", { input: '{"a":1}' }],
    ["input", { input: '"text"' }],
    ["inputPath", { inputPath: "$.detail" }],
    ["inputTransformer", { inputTransformer: transformer }],
  ])("%s: %j", (kind, spec) => {
    expect(parseTargetInput(spec).kind).toBe(kind);
  });

  test.each<[TargetInputSpec]>([
    [{ input: "{}", inputPath: "$" }],
    [{ input: "{}", inputTransformer: transformer }],
    [{ inputPath: "$", inputTransformer: transformer }],
    [{ input: "{}", inputPath: "$", inputTransformer: transformer }],
  ])("exclusive: %j", (spec) => {
    const message = "Only one of Input, InputPath, or InputTransformer must be provided for target T.";
    expect(problems(spec)).toEqual([["several-inputs", message]]);
  });

  test("Input is valid JSON of at most 8192 characters", () => {
    expect(problems({ input: "plain" })).toEqual([["input-not-json", "Input for target T is not a valid JSON text."]]);
    expect(problems({ input: `"${"x".repeat(8190)}"` })).toEqual([]);
    expect(problems({ input: `"${"x".repeat(8191)}"` })[0]?.[0]).toBe("input-too-long");
  });

  test("InputPath is of the subset; doubts are warnings", () => {
    expect(problems({ inputPath: "detail" })[0]?.[0]).toBe("invalid-path");
    expect(codes(parseTargetInput({ inputPath: "$.Detail" }).warnings)).toEqual(["path-may-not-resolve"]);
  });

  test("problems of all three come together", () => {
    const inputTransformer = { inputTemplate: "plain" };
    expect(problems({ input: "x", inputPath: "y", inputTransformer }).map(([code]) => code)).toEqual([
      "several-inputs",
      "input-not-json",
      "invalid-path",
      "template-not-json",
    ]);
  });
});

describe("helpers", () => {
  test("escaped text has the same value and no bracket", () => {
    const value = { text: "<!here> a < b > c <id>" };
    const text = escapeLiteralAngleBrackets(JSON.stringify(value));
    expect(text).not.toMatch(/[<>]/);
    expect(JSON.parse(text)).toEqual(value);
  });

  test("reserved variables", () => {
    expect(RESERVED_VARIABLES).toHaveLength(5);
    expect(RESERVED_VARIABLES.every(isReservedVariable)).toBe(true);
    expect(isReservedVariable("aws.events.event.id")).toBe(false);
    expect(placeholder("id")).toBe("<id>");
  });
});
