import {
  type EventObject,
  InputTransformer,
  RENDERED_MAX_LENGTH,
  renderTargetInput,
  type TargetInputSpec,
} from "../../../modules/languages/input-transformer";

const rule = {
  ruleArn: "arn:aws:events:us-east-1:111111111111:rule/orders/placed",
  ruleName: "placed",
  ingestionTime: new Date("2026-11-21T10:00:20.123Z"),
};
const event: EventObject = JSON.parse(`{
  "version": "0", "id": "e-1", "detail-type": "OrderPlaced", "source": "shop", "account": "111111111111",
  "time": "2026-11-21T10:00:00Z", "region": "us-east-1", "resources": ["arn:1"], "replay-name": "r",
  "detail": {
    "text": "hello", "empty": "", "zero": 0, "number": 1.5, "no": false, "yes": true, "nothing": null,
    "object": { "a": "x", "n": 1 }, "list": ["A", "B"], "numbers": [1, 2], "none": {},
    "quote": "say \\"hi\\"", "lines": "a\\nb", "injection": "x\\",\\"admin\\":\\"yes", "bracket": "<text>",
    "dollar": "$& $1", "nested": { "q": "a\\"b" }, "__proto__": { "own": 1 }
  }
}`);
const fields = Object.keys(event["detail"] as object).filter((name) => name !== "__proto__");
const PATHS = Object.fromEntries(fields.map((name) => [name, `$.detail.${name}`]));
PATHS["missing"] = "$.detail.not.there";

function render(inputTemplate: string, inputPathsMap: Record<string, string> = PATHS) {
  return InputTransformer.parse({ inputTemplate, inputPathsMap }).render(event, rule);
}

describe("bare placeholders in a JSON template keep their type", () => {
  test.each([
    ["text", '"hello"'],
    ["empty", '""'],
    ["zero", "0"],
    ["number", "1.5"],
    ["no", "false"],
    ["yes", "true"],
    ["nothing", "null"],
    ["object", '{"a":"x","n":1}'],
    ["list", '["A","B"]'],
    ["missing", '""'],
    ["quote", '"say \\"hi\\""'],
    ["lines", '"a\\nb"'],
    ["injection", JSON.stringify('x","admin":"yes')],
    ["bracket", '"<text>"'],
    ["dollar", '"$& $1"'],
  ])("<%s>: %s", (name, json) => {
    expect(render(`{"v": <${name}>}`)).toMatchObject({ delivered: true, kind: "json", body: `{"v": ${json}}` });
  });
});

describe("placeholders inside quotes of a JSON template", () => {
  test.each([
    ["text", "hello"],
    ["empty", ""],
    ["zero", "0"],
    ["number", "1.5"],
    ["no", "false"],
    ["yes", "true"],
    ["missing", ""],
    ["bracket", "<text>"],
    ["dollar", "$& $1"],
  ])("<%s>: %s", (name, text) => {
    const result = render(`{"v": "a <${name}> b"}`);
    expect(result).toEqual({ delivered: true, kind: "json", body: `{"v": "a ${text} b"}`, assumptions: [] });
  });

  test.each([
    ["object", "object-in-string"],
    ["list", "object-in-string"],
    ["quote", "unescaped-value"],
    ["lines", "unescaped-value"],
  ])("<%s> is dropped: %s", (name, reason) => {
    const result = render(`{"v": "a <${name}> b"}`);
    expect(result).toMatchObject({ delivered: false, reason });
    expect(result.delivered || result.message).toContain(`<${name}> without quotes`);
  });

  test("what is inserted unescaped and happens to stay JSON is told as an assumption", () => {
    const result = render('{"v": "<injection>"}');
    expect(result).toMatchObject({ delivered: true, assumptions: [{ code: "string-not-escaped" }] });
    expect(result.delivered && JSON.parse(result.body)).toEqual({ v: "x", admin: "yes" });
    expect(render('{"v": "<numbers>"}')).toMatchObject({
      body: '{"v": "[1,2]"}',
      assumptions: [{ code: "container-in-string" }],
    });
  });

  test("null is an assumption", () => {
    expect(render('{"v": "<nothing>"}')).toMatchObject({
      body: '{"v": "null"}',
      assumptions: [{ code: "null-value" }],
    });
  });
});

describe("plain-text templates", () => {
  test.each([
    ['"<text> <zero> <no> <yes> <missing>|"', '"hello 0 false true |"'],
    ['"<object> <list>"', '"{a:x,n:1} [A,B]"'],
    ['"<nested>"', '"{q:ab}"'],
    ['"one <text>"\n"two <text>"', '"one hello"\n"two hello"'],
    ['"say \\"<text>\\""', '"say \\"hello\\""'],
    ['"<aws.events.rule-name> <aws.events.rule-arn>"', `"placed ${rule.ruleArn}"`],
    ['"<aws.events.event.ingestion-time>"', '"2026-11-21T10:00:20Z"'],
  ])("%s", (template, body) => {
    expect(render(template)).toEqual({ delivered: true, kind: "text", body, assumptions: [] });
  });

  test("a quote in the value is an assumption", () => {
    expect(render('"<quote>"')).toMatchObject({
      body: '"say "hi""',
      assumptions: [{ code: "string-not-escaped" }],
    });
  });
});

describe("reserved variables", () => {
  test("<aws.events.event>: recorded order, detailType, no detail", () => {
    const result = render("<aws.events.event>");
    expect(result.delivered && Object.keys(JSON.parse(result.body))).toEqual(
      "id account detailType time source region resources version replay-name".split(" "),
    );
  });

  test("<aws.events.event.json>: the whole event", () => {
    const result = render('{"e": <aws.events.event.json>}');
    expect(result.delivered && JSON.parse(result.body)).toEqual({ e: event });
  });

  test("bare, they are quoted", () => {
    const result = render("[<aws.events.rule-arn>, <aws.events.rule-name>, <aws.events.event.ingestion-time>]");
    expect(result.delivered && JSON.parse(result.body)).toEqual([rule.ruleArn, "placed", "2026-11-21T10:00:20Z"]);
  });
});

describe("renderTargetInput", () => {
  test.each<[TargetInputSpec, string]>([
    [{}, JSON.stringify(event)],
    [{ input: ' {"a": 1} ' }, ' {"a": 1} '],
    [{ inputPath: "$" }, JSON.stringify(event)],
    [{ inputPath: "$.detail.text" }, '"hello"'],
    [{ inputPath: "$.detail.zero" }, "0"],
    [{ inputPath: "$.detail.nothing" }, "null"],
    [{ inputPath: "$.resources" }, '["arn:1"]'],
    [{ inputTransformer: { inputPathsMap: PATHS, inputTemplate: '{"a":<text>}' } }, '{"a":"hello"}'],
  ])("%j", (spec, body) => {
    expect(renderTargetInput(spec, event, rule)).toEqual({ delivered: true, kind: "json", body, assumptions: [] });
  });

  test.each<[TargetInputSpec, string]>([
    [{ inputPath: "$.detail.not.there" }, "input-path-not-found"],
    [{ inputPath: "detail" }, "input-path-not-found"],
    [{ inputTransformer: { inputTemplate: "plain text" } }, "template-not-json"],
    [{ inputTransformer: { inputTemplate: '"<aws.events.event>"' } }, "reserved-variable-in-string"],
  ])("AWS accepts and drops %j", (spec, reason) => {
    expect(renderTargetInput(spec, event, rule)).toMatchObject({ delivered: false, reason });
  });

  test.each<[string, Record<string, string>, string]>([
    ['{"a": "\\u003cid\\u003e"}', { id: "$.id" }, '{"a": "\\u003cid\\u003e"}'],
    ['{"a": <id>}', { id: "id" }, '{"a": ""}'],
  ])("AWS accepts %s with %j and delivers something else", (inputTemplate, inputPathsMap, body) => {
    const result = renderTargetInput({ inputTransformer: { inputTemplate, inputPathsMap } }, event, rule);
    expect(result).toMatchObject({ delivered: true, body });
  });

  test("a wildcard is an assumption", () => {
    expect(renderTargetInput({ inputPath: "$.detail.list[*]" }, event, rule)).toMatchObject({
      body: '["A","B"]',
      assumptions: [{ code: "wildcard-list" }],
    });
    expect(render('{"v": <x>}', { x: "$.detail.list[*]" })).toMatchObject({ body: '{"v": ["A","B"]}' });
  });

  test("only own properties are read", () => {
    const paths = { a: "$.__proto__", b: "$.constructor.name", c: "$.detail.__proto__.own" };
    expect(render("[<a>, <b>, <c>]", paths)).toMatchObject({ body: '["", "", 1]' });
  });
});

describe("bounds", () => {
  test("a body that grows beyond the limit is dropped before it is built", () => {
    const big = { ...event, detail: { blob: "x".repeat(200_000) } };
    const inputTemplate = `[${Array.from({ length: 2000 }, () => "<b>").join(",")}]`;
    const result = InputTransformer.parse({ inputPathsMap: { b: "$.detail.blob" }, inputTemplate }).render(big, rule);
    expect(result).toMatchObject({ delivered: false, reason: "rendered-too-large" });
    expect(RENDERED_MAX_LENGTH).toBe(1_048_576);
  });

  test.each<[TargetInputSpec]>([
    [{}],
    [{ inputPath: "$.detail" }],
    [{ inputTransformer: { inputPathsMap: { d: "$.detail" }, inputTemplate: '{"d": <d>}' } }],
  ])("an event too deep to serialise is dropped: %j", (spec) => {
    let deep: unknown = 1;
    for (let level = 0; level < 200_000; level++) deep = [deep];
    const result = renderTargetInput(spec, { ...event, detail: { deep } }, rule);
    expect(result).toMatchObject({ delivered: false, reason: "event-too-deep" });
  });
});
