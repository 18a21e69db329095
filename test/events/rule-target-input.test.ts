import { Fn, Lazy, TerraformVariable, Token } from "cdktf";
import { EventField, type EventPath, RuleTargetInput } from "cdktf-aws-http-integrations";
import { codesOf, findings, refusal } from "../support/synth";
import { numberToken, ruleTo, stringToken, synthInput } from "./parts";

const path = (text: string) => EventField.fromPath(text as EventPath);

/** The arguments of the target that say what it receives. */
function rendered(input: RuleTargetInput | ((stack: Parameters<typeof ruleTo>[0]) => RuleTargetInput)) {
  const target = synthInput(typeof input === "function" ? input : () => input).resource("aws_cloudwatch_event_target");
  const { input: constant, input_path, input_transformer } = target;
  return { input: constant, input_path, input_transformer };
}

const template = (input_template: string, input_paths?: { [key: string]: string }) => ({
  input_transformer: { input_template, ...(input_paths ? { input_paths } : {}) },
});

const refused = (event: RuleTargetInput) => findings(refusal((scope) => ruleTo(scope, { event })));
const warned = (event: RuleTargetInput) => codesOf(synthInput(() => event).warnings);

describe("RuleTargetInput.fromObject", () => {
  it("becomes a constant when it holds no field", () => {
    expect(rendered(RuleTargetInput.fromObject({ a: 1, b: [true, null, "x"], c: undefined }))).toEqual({
      input: '{"a":1,"b":[true,null,"x"]}',
    });
  });

  it("keeps literal < and >, quotes and line breaks in a constant, and escapes what Terraform would evaluate", () => {
    expect(rendered(RuleTargetInput.fromObject({ a: '<b> "q" \\ \n', "k${x}": "${x} %{y} $${z}" }))).toEqual({
      input: '{"a":"<b> \\"q\\" \\\\ \\n","k$${x}":"$${x} %%{y} $$${z}"}',
    });
  });

  it("keeps the JSON type of a field that is a whole value, and quotes one inside a text", () => {
    const document = {
      whole: path("$.detail.amount"),
      text: `${path("$.detail.amount")}` as string,
      inside: `costs ${path("$.detail.amount")} EUR`,
      nested: { list: [EventField.source, "x"] },
    };

    expect(rendered(RuleTargetInput.fromObject(document))).toEqual(
      template(
        '{"whole":<detail-amount>,"text":<detail-amount>,"inside":"costs <detail-amount> EUR","nested":{"list":[<source>,"x"]}}',
        { "detail-amount": "$.detail.amount", source: "$.source" },
      ),
    );
  });

  it("writes literal < and > of a template so that they are no placeholder", () => {
    expect(rendered(RuleTargetInput.fromObject({ a: "<!here> <source>", b: EventField.source }))).toEqual(
      // The name of a literal is not used: `\u003csource\u003e` beside a path `source` would look like an escaped placeholder.
      template('{"a":"\\u003c!here\\u003e \\u003csource\\u003e","b":<source-2>}', { "source-2": "$.source" }),
    );
  });

  it("declares a path once however often it is used", () => {
    const document = [path("$.detail.id"), `${path("$.detail.id")}-${path("$.detail.id")}`];

    expect(rendered(RuleTargetInput.fromObject(document))).toEqual(
      template('[<detail-id>,"<detail-id>-<detail-id>"]', { "detail-id": "$.detail.id" }),
    );
  });

  it("tells paths apart that differ in punctuation only", () => {
    const document = [path("$.detail.a-b"), path("$.detail.a.b"), path("$.detail.a[0].b"), path("$.detail.a_b")];

    expect(rendered(RuleTargetInput.fromObject(document))).toEqual(
      template("[<detail-a-b>,<detail-a-b-2>,<detail-a-0-b>,<detail-a_b>]", {
        "detail-a-b": "$.detail.a-b",
        "detail-a-b-2": "$.detail.a.b",
        "detail-a-0-b": "$.detail.a[0].b",
        "detail-a_b": "$.detail.a_b",
      }),
    );
  });

  it("names no placeholder as EventBridge names its own variables", () => {
    expect(rendered(RuleTargetInput.fromObject([path("$"), path("$.detail")]))).toEqual(
      template("[<event>,<detail>]", { event: "$", detail: "$.detail" }),
    );
    const aws = synthInput(() => RuleTargetInput.fromObject([path("$.awsRegion")]));
    expect(aws.resource("aws_cloudwatch_event_target").input_transformer).toEqual({
      input_template: "[<field-awsRegion>]",
      input_paths: { "field-awsRegion": "$.awsRegion" },
    });
  });

  it("uses reserved variables without declaring them", () => {
    const document = {
      rule: `by ${EventField.ruleName}`,
      arn: EventField.ruleArn,
      at: EventField.ingestionTime,
      event: EventField.event,
      json: EventField.eventJson,
    };

    expect(rendered(RuleTargetInput.fromObject(document))).toEqual(
      template(
        '{"rule":"by <aws.events.rule-name>","arn":<aws.events.rule-arn>,"at":<aws.events.event.ingestion-time>,' +
          '"event":<aws.events.event>,"json":<aws.events.event.json>}',
      ),
    );
  });

  it("takes a single field as the whole document", () => {
    expect(rendered(RuleTargetInput.fromObject(path("$.detail")))).toEqual(
      template("<detail>", { detail: "$.detail" }),
    );
    expect(warned(RuleTargetInput.fromObject(path("$.detail")))).toEqual(["input-scalar-template"]);
  });

  it("keeps the type of each token, beside fields and alone", () => {
    const tokens = (stack: Parameters<typeof ruleTo>[0]) => ({
      string: stringToken(stack),
      number: numberToken(stack),
      list: new TerraformVariable(stack, "list", { type: "list(string)" }).listValue,
      boolean: new TerraformVariable(stack, "flag", { type: "bool" }).booleanValue,
      lazy: Lazy.stringValue({ produce: () => 'a "quoted" <text>' }),
      text: `id ${stringToken(stack, "inside")}!`,
    });
    const expected =
      '"string":${jsonencode(var.string)},"number":${jsonencode(var.number)},"list":${jsonencode(var.list)},' +
      '"boolean":${jsonencode(var.flag)},';
    const inside = '"id ${trimsuffix(trimprefix(jsonencode(tostring(var.inside)), "\\""), "\\"")}!"';

    expect(rendered((stack) => RuleTargetInput.fromObject(tokens(stack)))).toEqual({
      input: `{${expected}"lazy":"a \\"quoted\\" <text>","text":${inside}}`,
    });
    expect(rendered((stack) => RuleTargetInput.fromObject({ ...tokens(stack), f: EventField.source }))).toEqual(
      template(`{${expected}"lazy":"a \\"quoted\\" \\u003ctext\\u003e","text":${inside},"f":<source>}`, {
        source: "$.source",
      }),
    );
  });

  it("holds a field and a token in one text", () => {
    expect(
      rendered((stack) => RuleTargetInput.fromObject({ a: `${EventField.source}/${stringToken(stack)}` })),
    ).toEqual(
      template('{"a":"<source>/${trimsuffix(trimprefix(jsonencode(tostring(var.string)), "\\""), "\\"")}"}', {
        source: "$.source",
      }),
    );
  });

  it.each<[string, unknown]>([
    ["NaN", { a: Number.NaN }],
    ["Infinity", [Number.POSITIVE_INFINITY]],
    ["a BigInt", { a: 1n }],
    ["a function", { a: () => 1 }],
    ["a symbol", { a: Symbol("s") }],
    ["a Date", { a: new Date(0) }],
    ["a Map", { a: new Map() }],
  ])("fails when it holds %s", (_name, document) => {
    expect(refused(RuleTargetInput.fromObject(document))).toEqual(["targets.Api.event: input-not-json"]);
  });

  it("fails when it refers back to itself", () => {
    const document: { self?: unknown } = {};
    document.self = document;

    expect(refused(RuleTargetInput.fromObject(document))).toEqual(["targets.Api.event: input-not-json"]);
  });

  it("fails when a number token stands inside a text, where its digits are lost", () => {
    const error = refusal((scope) =>
      ruleTo(scope, { event: RuleTargetInput.fromObject({ a: `q-${numberToken(scope)}` }) }),
    );

    expect(findings(error)).toEqual(["targets.Api.event: input-not-json"]);
    expect(error.message).toContain("Token.asString(number)");
  });

  it("fails when a field is the key of an object", () => {
    expect(refused(RuleTargetInput.fromObject({ [`${EventField.source}`]: 1, a: EventField.source }))).toEqual([
      "targets.Api.event: input-placeholder-as-key",
    ]);
  });

  it("fails when a field is the key of a constant, too", () => {
    expect(refused(RuleTargetInput.fromObject({ [`${EventField.source}`]: 1 }))).toEqual([
      "targets.Api.event: input-placeholder-as-key",
    ]);
  });

  it("fails when an event as a whole stands inside a text", () => {
    for (const field of [EventField.event, EventField.eventJson]) {
      expect(refused(RuleTargetInput.fromObject({ a: `x ${field}` }))).toEqual([
        "targets.Api.event: input-reserved-variable-in-string",
      ]);
    }
  });
});

describe("RuleTargetInput.fromText", () => {
  it("is a JSON string", () => {
    expect(rendered(RuleTargetInput.fromText('a "b" <c> ${d}\n'))).toEqual({ input: '"a \\"b\\" <c> $${d}\\n"' });
  });

  it("is a quoted template when it holds fields, even if it is nothing but one", () => {
    expect(rendered(RuleTargetInput.fromText(`Order ${path("$.detail.id")} "placed"`))).toEqual(
      template('"Order <detail-id> \\"placed\\""', { "detail-id": "$.detail.id" }),
    );
    expect(rendered(RuleTargetInput.fromText(`${path("$.detail.id")}`))).toEqual(
      template('"<detail-id>"', { "detail-id": "$.detail.id" }),
    );
  });

  it("takes tokens", () => {
    expect(rendered((stack) => RuleTargetInput.fromText(stringToken(stack)))).toEqual({
      input: "${jsonencode(var.string)}",
    });
  });

  it("fails when a literal < or > stands beside a field", () => {
    const error = refusal((scope) =>
      ruleTo(scope, { event: RuleTargetInput.fromText(`<!here> ${EventField.source} > x`) }),
    );

    expect(findings(error)).toEqual([
      "targets.Api.event: input-text-angle-bracket",
      "targets.Api.event: input-text-angle-bracket",
    ]);
    expect(error.problems.map(({ given }) => given)).toEqual(['"<!here> "', '" > x"']);
  });
});

describe("RuleTargetInput.fromMultilineText", () => {
  it("is one JSON string for each line, also where it is constant, since several are no JSON document", () => {
    expect(rendered(RuleTargetInput.fromMultilineText(`Order ${path("$.detail.id")}\r\n"placed"\n\nby \${x}`))).toEqual(
      template('"Order <detail-id>"\n"\\"placed\\""\n""\n"by $${x}"', { "detail-id": "$.detail.id" }),
    );
    expect(rendered(RuleTargetInput.fromMultilineText("a\nb"))).toEqual(template('"a"\n"b"'));
  });

  it("takes tokens", () => {
    expect(rendered((stack) => RuleTargetInput.fromMultilineText(`${path("$.id")}\n${stringToken(stack)}\nb`))).toEqual(
      template('"<id>"\n${jsonencode(var.string)}\n"b"', { id: "$.id" }),
    );
  });

  it("declares a path once for all lines", () => {
    expect(rendered(RuleTargetInput.fromMultilineText(`${path("$.id")}\n${path("$.id")}`))).toEqual(
      template('"<id>"\n"<id>"', { id: "$.id" }),
    );
  });

  it("fails when a literal < or > stands anywhere", () => {
    expect(refused(RuleTargetInput.fromMultilineText("<a>\nb"))).toEqual([
      "targets.Api.event: input-text-angle-bracket",
    ]);
  });

  it("fails when a whole event stands in a line", () => {
    expect(refused(RuleTargetInput.fromMultilineText(`a\n${EventField.eventJson}`))).toEqual([
      "targets.Api.event: input-reserved-variable-in-string",
    ]);
  });
});

describe("the name of a variable of EventBridge in a text of the user", () => {
  it("is sent as it stands, beside fields and alone, with a warning", () => {
    const document = { a: "<aws.events.rule-name> and <aws.events.event>", b: EventField.ruleName };

    expect(rendered(RuleTargetInput.fromObject(document))).toEqual(
      template(
        '{"a":"\\u003caws.events.rule-name\\u003e and \\u003caws.events.event\\u003e","b":<aws.events.rule-name>}',
      ),
    );
    expect(warned(RuleTargetInput.fromObject(document))).toEqual(["input-literal-variable", "input-literal-variable"]);
    expect(warned(RuleTargetInput.fromObject({ a: "<aws.events.rule-name>" }))).toEqual(["input-literal-variable"]);
    expect(warned(RuleTargetInput.fromText("<aws.events.rule-name>"))).toEqual(["input-literal-variable"]);
  });

  it("is not every name that begins like one", () => {
    expect(warned(RuleTargetInput.fromObject({ a: "<aws.events.rules>", b: EventField.source }))).toEqual([]);
  });
});

describe("RuleTargetInput.fromEventPath", () => {
  it("is a path, with a token as it is", () => {
    expect(rendered(RuleTargetInput.fromEventPath("$.detail"))).toEqual({ input_path: "$.detail" });
    expect(rendered((stack) => RuleTargetInput.fromEventPath(stringToken(stack) as "$"))).toEqual({
      input_path: "${var.string}",
    });
  });

  it.each(["detail", "$.detail['a']", "$..detail", "$.detail.length()", ""])("fails when the path is %j", (text) => {
    expect(refused(RuleTargetInput.fromEventPath(text as EventPath))).toEqual([
      "targets.Api.event: input-invalid-path",
    ]);
  });
});

describe("RuleTargetInput.fromInputTransformer", () => {
  it("passes the template on as it was written, escaped for Terraform", () => {
    const input = RuleTargetInput.fromInputTransformer({
      inputPathsMap: { id: "$.detail.id" },
      inputTemplate: '{"id":<id>,"rule":"<aws.events.rule-name>","price":"${x} %{y}"}',
    });

    expect(rendered(input)).toEqual(
      template('{"id":<id>,"rule":"<aws.events.rule-name>","price":"$${x} %%{y}"}', { id: "$.detail.id" }),
    );
  });

  it("leaves an empty map of paths out", () => {
    const input = RuleTargetInput.fromInputTransformer({ inputPathsMap: {}, inputTemplate: '{"a":1}' });

    expect(rendered(input)).toEqual(template('{"a":1}'));
  });

  it("does not judge what only Terraform knows", () => {
    expect(rendered((stack) => RuleTargetInput.fromInputTransformer({ inputTemplate: stringToken(stack) }))).toEqual(
      template("${var.string}"),
    );
    expect(
      rendered((stack) =>
        RuleTargetInput.fromInputTransformer({ inputPathsMap: { a: stringToken(stack) }, inputTemplate: '"<a>"' }),
      ),
    ).toEqual(template('"<a>"', { a: "${var.string}" }));
  });

  it("fails with all faults of a template in one error, each at its place", () => {
    const error = refusal((scope) =>
      ruleTo(scope, {
        event: RuleTargetInput.fromInputTransformer({
          inputPathsMap: { "a b": "$.detail.x", id: "detail.id" },
          inputTemplate: '{"a": <id>, "b": <unknown>}',
        }),
      }),
    );

    expect(findings(error)).toEqual([
      "targets.Api.event: input-invalid-key",
      "targets.Api.event: input-invalid-path",
      "targets.Api.event: input-undeclared-placeholder",
    ]);
    expect(error.problems[2]?.detail).toContain("(line 1, column 18)");
  });
});

describe("RuleTargetInput", () => {
  it("is absent when the target receives the whole event", () => {
    expect(rendered(undefined as never)).toEqual({});
  });

  it("is rendered alike whatever holds the tokens", () => {
    const joined = (stack: Parameters<typeof ruleTo>[0]) =>
      RuleTargetInput.fromObject({ a: Fn.join("-", [stringToken(stack), "x"]), n: Token.asString(numberToken(stack)) });

    expect(rendered(joined)).toEqual({
      input: '{"a":${jsonencode(join("-", [var.string, "x"]))},"n":${jsonencode(var.number)}}',
    });
  });
});
