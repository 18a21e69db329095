import { writeFileSync } from "node:fs";
import path from "node:path";
import { Fn, Lazy, TerraformOutput, TerraformVariable, Testing, Token } from "cdktf";
import { EventField, JsonataExpression, JsonPath, Pass, QueryLanguage, SecretValue } from "cdktf-aws-http-integrations";
import { renderJson } from "../../../modules/core/json";
import { PathValue, renderPayload } from "../../../modules/stepfunctions/expressions/payload";
import { removeTempDirs, say, tempDir } from "../../support/paths";
import { runCommand } from "../../support/process";
import { findings, refusal } from "../../support/synth";
import { machineOf, rendered } from "../chains";

/** JSONata itself, as AWS uses it. */
const jsonata: (expression: string) => {
  assign(name: string, value: unknown): void;
  evaluate(input: unknown): unknown;
} = require("jsonata");

const id = JsonPath.stringAt("$.id");

function parametersOf(parameters: { readonly [name: string]: unknown }, options?: { readonly isJudged: boolean }) {
  const { States } = rendered(new Pass("P", { parameters }), {}, options) as { States: { P: { Parameters: unknown } } };
  return States.P.Parameters;
}

/** What is wrong with parameters. */
const refused = (parameters: { readonly [name: string]: unknown }, language = QueryLanguage.JSON_PATH) =>
  findings(
    refusal((stack) =>
      machineOf(
        stack,
        language === QueryLanguage.JSONATA ? Pass.jsonata("P", { outputs: parameters }) : new Pass("P", { parameters }),
      ),
    ),
  ).map((finding) => finding.replace(/^definition\.P\.(parameters|outputs)/, "").replace(/^\./, ""));

describe("a payload of JSONPath", () => {
  it.each<[string, unknown, object]>([
    ["a path", id, { "v.$": "$.id" }],
    ["a text with a path in it", `Order ${id}!`, { "v.$": "States.Format('Order {}!', $.id)" }],
    ["a text that is a path only", `${id}`, { "v.$": "States.Format('{}', $.id)" }],
    ["characters that intrinsics escape", `{it's \\ ${id}}`, { "v.$": "States.Format('\\{it\\'s \\\\ {}\\}', $.id)" }],
    [
      "an intrinsic function in a text",
      `${JsonPath.uuid()}-${id}`,
      { "v.$": "States.Format('{}-{}', States.UUID(), $.id)" },
    ],
    ["a list of scalars and a path", ["a", 1, id, null, true], { "v.$": "States.Array('a', 1, $.id, null, true)" }],
    ["lists in lists", [["a", id], [1]], { "v.$": "States.Array(States.Array('a', $.id), States.Array(1))" }],
    [
      "a list with a text with a path",
      [`x${id}`, "it's"],
      { "v.$": "States.Array(States.Format('x{}', $.id), 'it\\'s')" },
    ],
    ["a list without a path", ["a", { b: [1] }], { v: ["a", { b: [1] }] }],
    ["a list of objects with paths", [{ a: id }, { b: 1 }], { v: [{ "a.$": "$.id" }, { b: 1 }] }],
    ["an object", { a: { b: id, c: "$.d" } }, { v: { a: { "b.$": "$.id", c: "$.d" } } }],
    [
      "what is written by hand",
      { "a.$": "$.b", "c.$": "States.UUID()" },
      { v: { "a.$": "$.b", "c.$": "States.UUID()" } },
    ],
    ["keys of other languages", { Next: 1, States: { Type: id } }, { v: { Next: 1, States: { "Type.$": "$.id" } } }],
    ["nothing for undefined", { a: undefined, b: 1 }, { v: { b: 1 } }],
    ["text that looks like an escape", "\\u0041 {} '", { v: "\\u0041 {} '" }],
  ])("has %s", (name, value, expected) => {
    const isJudged = !["characters that intrinsics escape", "keys of other languages"].includes(name);

    expect(parametersOf({ v: value }, { isJudged })).toEqual(expected);
  });

  it.each<[string, { readonly [name: string]: unknown }, readonly string[]]>([
    ["an expression of JSONata", { a: JsonataExpression.of("$x") }, ["a: state-expression-of-other-language"]],
    ["one in a text", { a: `x ${JsonataExpression.of("$x")}` }, ["a: state-expression-of-other-language"]],
    ["a list with a path and an object", { l: [id, { a: 1 }] }, ["l: state-list-not-expressible"]],
    ["a path in a key", { [`x${id}`]: 1 }, [": state-key-not-static"]],
    ["a key twice", { a: id, "a.$": "$.b" }, ["a: state-key-twice"]],
    [
      "a field of an event",
      { a: EventField.source, b: `x ${EventField.time}` },
      ["a: state-value-event-field", "b: state-value-event-field"],
    ],
    ["a secret", { "x-y": [SecretValue.unsafePlainText("hush")] }, ["x-y[0]: secret-in-request"]],
    ["a path that is no value", { a: JsonPath.DISCARD }, ["a: state-value-not-json"]],
    [
      "what JSON does not have",
      { a: new Date(0), b: Number.NaN, c: () => 1, d: 1n, e: new globalThis.Map() },
      ["a", "b", "c", "d", "e"].map((key) => `${key}: state-value-not-json`),
    ],
  ])("fails when it holds %s", (_, parameters, expected) => {
    expect(refused(parameters)).toEqual(expected);
  });

  it("fails when it refers back to itself, without looking for ever", () => {
    const cyclic: { [name: string]: unknown } = { list: [] };
    cyclic.list = [cyclic, cyclic];

    expect(refused({ cyclic })).toEqual([
      "cyclic.list[0]: state-value-not-json",
      "cyclic.list[1]: state-value-not-json",
    ]);
  });

  it("may hold the same object twice", () => {
    const shared = { a: id };

    expect(parametersOf({ x: shared, y: [shared] })).toEqual({ x: { "a.$": "$.id" }, y: [{ "a.$": "$.id" }] });
  });

  it("says nothing of a secret but where it is", () => {
    const error = refusal((stack) =>
      machineOf(stack, new Pass("P", { parameters: { a: SecretValue.unsafePlainText("hush-hush") } })),
    );

    expect(error.message).not.toContain("hush");
  });
});

describe("a payload of JSONata", () => {
  it.each<[string, { readonly [name: string]: unknown }, readonly string[]]>([
    ["a path", { a: id }, ["a: state-expression-of-other-language"]],
    ["a text with a path", { a: `x ${id}` }, ["a: state-expression-of-other-language"]],
    ["an expression in a key", { [`x${JsonataExpression.of("$x")}`]: 1 }, [": state-key-not-static"]],
  ])("fails when it holds %s", (_, outputs, expected) => {
    expect(refused(outputs, QueryLanguage.JSONATA)).toEqual(expected);
  });
});

/** What breaks a text inside an intrinsic function or an expression. */
const TRICKY = `it's {"a": "\\\\n"} %} \${x} <&>`;

describe("a payload with Terraform's values, evaluated by Terraform", () => {
  let values: { readonly [name: string]: { readonly value: string } } | undefined;

  beforeAll(async () => {
    const { output, variable } = JSON.parse(
      Testing.synthScope((scope) => {
        const text = new TerraformVariable(scope, "text", { type: "string", default: TRICKY.replace(/\$\{/g, "$${") });
        const number = new TerraformVariable(scope, "number", { type: "number", default: 7 });
        const list = new TerraformVariable(scope, "list", { type: "list(string)", default: ["a", "b"] });
        const v = { text: text.stringValue, number: number.numberValue, list: list.listValue };
        const write = (name: string, value: unknown, language: QueryLanguage) => {
          const rendered = renderPayload(value, "p", { language, report: (code) => expect(code).toBeUndefined() });
          new TerraformOutput(scope, name, {
            value: renderJson(rendered instanceof PathValue ? rendered.text : rendered),
          });
        };
        const [a, b] = [JsonPath.stringAt("$.a"), JsonataExpression.of("$a")];
        write("values", { ...v, sum: Fn.abs(v.number) }, QueryLanguage.JSON_PATH);
        write("format", `${v.text}-${a}-${Token.asString(v.number)}`, QueryLanguage.JSON_PATH);
        write("template", JsonPath.format(`{} of ${v.text}`, a), QueryLanguage.JSON_PATH);
        write("array", [v.text, a, v.number], QueryLanguage.JSON_PATH);
        const later = Lazy.stringValue({ produce: () => TRICKY });
        write("later", `${later}-${a}`, QueryLanguage.JSON_PATH);
        write("laterJsonata", `${later}-${b}`, QueryLanguage.JSONATA);
        write("jsonata", `${v.text}-${b}-${Token.asString(v.number)}`, QueryLanguage.JSONATA);
      }),
    );
    const dir = tempDir("payload");
    writeFileSync(path.join(dir, "cdk.tf.json"), JSON.stringify({ output, variable }));
    const terraform = (...args: string[]) =>
      runCommand("terraform", args, { cwd: dir, env: process.env, timeoutMs: 60_000 });
    const applied = await terraform("apply", "-auto-approve", "-input=false").catch(() => undefined);
    if (applied === undefined) {
      say("LEFT OUT: payloads evaluated by Terraform, because terraform is not on the PATH.");
      return;
    }
    expect([applied.code, applied.code === 0 || applied.stderr]).toEqual([0, true]);
    values = JSON.parse((await terraform("output", "-json")).stdout);
  }, 120_000);

  afterAll(removeTempDirs);

  const outputOf = (name: string) => JSON.parse(values?.[name]?.value ?? "");

  it("keeps their types", () => {
    if (values) {
      expect(outputOf("values")).toEqual({ text: TRICKY, number: 7, list: ["a", "b"], sum: 7 });
    }
  });

  it("escapes them inside intrinsic functions", () => {
    if (values) {
      const escaped = TRICKY.replace(/['{}\\]/g, "\\$&");

      expect(outputOf("format")).toBe(`States.Format('${escaped}-{}-7', $.a)`);
      expect(outputOf("later")).toBe(`States.Format('${escaped}-{}', $.a)`);
      expect(outputOf("template")).toBe(`States.Format('{} of ${escaped}', $.a)`);
      expect(outputOf("array")).toBe(`States.Array('${escaped}', $.a, 7)`);
    }
  });

  it("quotes them inside expressions of JSONata", async () => {
    if (values) {
      const evaluated = async (name: string) => {
        const expression = jsonata(/^\{%([\s\S]*)%\}$/.exec(outputOf(name))![1]!);
        expression.assign("a", "A");
        return expression.evaluate(undefined);
      };

      expect(await evaluated("jsonata")).toBe(`${TRICKY}-A-7`);
      expect(await evaluated("laterJsonata")).toBe(`${TRICKY}-A`);
    }
  });
});
