import { writeFileSync } from "node:fs";
import path from "node:path";
import { Fn, Lazy, TerraformOutput, TerraformVariable, Testing, Token } from "cdktf";
import { JsonRenderError, renderJson, renderText, sampleJson } from "../../modules/core/json";
import { tempDir } from "../support/paths";
import { runCommand } from "../support/process";

/** Literals that `JSON.stringify` or `Fn.jsonencode` break, each in its own way. */
const LITERALS: { readonly [name: string]: unknown } = {
  simple: ["a"],
  quote: 'say "hi"',
  backslash: "c:\\x\\y",
  newline: "a\nb",
  tab: "a\tb",
  dollarBrace: "arn/${aws:username}",
  percentBrace: "%{if}",
  dollar: { "Foo.$": "$.x", b: "$$.Execution.Id", c: "100$", d: "$$" },
  dollarDollarBrace: ["$${x}", "$$${x}", "%%{x}", "%%%{x}"],
  keys: { "detail-type": 1, "a.b": 1, "a b": 1, $or: 1, "9x": 1, 'k"q': 1, "key${x}": 1, "key%{x}": 1 },
  unicode: "héllo ☃ 😀",
  html: "<b>&'",
  numbers: [1, 1.5, -0.25, 1e21, 12345678901234, 0.1, -0],
  misc: { t: true, f: false, n: null, o: {}, a: [], s: "" },
  nullInArray: [1, null],
  jsonata: ["{% $states.input.x & '${y}' %}", "{% $sum($map($x, function($v){ $v })) %}", '{% "quoted" %}'],
  intrinsic: "States.Format('{} {}', $.a, $.b)",
  wildcard: [{ wildcard: "*\\**" }, { prefix: { "equals-ignore-case": "é" } }],
  order: { z: 1, a: 2, M: 3 },
  deep: { a: [{ b: [[{ c: [] }]] }] },
  crlf: "a\r\nb",
  control: "\u2028 \u0001 \u007f",
  tokenLike: "TfToken[TOKEN.0]",
  big: "x".repeat(1000),
};

/** Values that come from Terraform, with characters that JSON and HCL treat specially. */
const TRICKY = 'a "quoted" \\ back\nslash <tag> ${x}';

interface TokenCase {
  readonly document: (v: Variables) => unknown;
  readonly expected: unknown;
}

interface Variables {
  readonly string: string;
  readonly number: number;
  readonly list: string[];
  readonly map: { [key: string]: string };
  readonly flag: ReturnType<typeof Token.asAny>;
  readonly tricky: string;
  readonly arn: string;
}

const TOKENS: { readonly [name: string]: TokenCase } = {
  stringLeaf: { document: (v) => ({ a: v.string }), expected: { a: "text" } },
  severalLeaves: {
    document: (v) => ({ a: v.string, b: { c: [v.string, v.tricky, v.string] }, d: v.number }),
    expected: { a: "text", b: { c: ["text", TRICKY, "text"] }, d: 7 },
  },
  stringTop: { document: (v) => v.string, expected: "text" },
  trickyLeaf: { document: (v) => [v.tricky], expected: [TRICKY] },
  trickyInText: { document: (v) => `<<${v.tricky}>> "q" \\ \${lit}`, expected: `<<${TRICKY}>> "q" \\ \${lit}` },
  number: { document: (v) => ({ Seconds: v.number }), expected: { Seconds: 7 } },
  numberInText: { document: (v) => `q-${Token.asString(v.number)}-1`, expected: "q-7-1" },
  list: { document: (v) => ({ l: v.list }), expected: { l: ["a", 'b"'] } },
  map: { document: (v) => ({ m: v.map }), expected: { m: { k: "v" } } },
  boolean: { document: (v) => ({ b: v.flag }), expected: { b: true } },
  dollarBeforeToken: {
    document: (v) => [`US$${v.string}`, `$$${v.string}`, `100%${v.string}`],
    expected: ["US$text", "$$text", "100%text"],
  },
  tokenInKey: { document: (v) => ({ [`k-${v.string}`]: 1, [v.tricky]: 2 }), expected: { "k-text": 1, [TRICKY]: 2 } },
  function: {
    document: (v) => ({ u: Fn.upper(v.string), j: Fn.join("-", [v.string, v.tricky]) }),
    expected: { u: "TEXT", j: `text-${TRICKY}` },
  },
  lazyLiteral: { document: () => [Lazy.stringValue({ produce: () => "plain ${x}" })], expected: ["plain ${x}"] },
  lazyMixed: {
    document: (v) => ({ a: `x${Lazy.stringValue({ produce: () => `<${v.string}>` })}` }),
    expected: { a: "x<text>" },
  },
  lazyAny: {
    document: (v) => ({ a: Lazy.anyValue({ produce: () => ({ deep: [v.string] }) }) }),
    expected: { a: { deep: ["text"] } },
  },
  producer: { document: (v) => () => ({ late: v.string }), expected: { late: "text" } },
  arn: { document: (v) => [v.arn, `${v.arn}:*`], expected: ["arn:aws:x", "arn:aws:x:*"] },
};

/** Evaluates outputs with the real Terraform. No provider is needed. */
async function evaluate(build: (output: (name: string, value: string) => void, v: Variables) => void) {
  const stackJson = JSON.parse(
    Testing.synthScope((scope) => {
      const variable = (name: string, type: string, value: unknown) =>
        new TerraformVariable(scope, name, { type, default: value });
      const v: Variables = {
        string: variable("string", "string", "text").stringValue,
        number: variable("number", "number", 7).numberValue,
        list: variable("list", "list(string)", ["a", 'b"']).listValue,
        map: Token.asStringMap(variable("map", "map(string)", { k: "v" }).value),
        flag: variable("flag", "bool", true).booleanValue,
        tricky: variable("tricky", "string", TRICKY.replace(/\$\{/g, "$${")).stringValue,
        arn: variable("arn", "string", "arn:aws:x").stringValue,
      };
      build((name, value) => new TerraformOutput(scope, name, { value }), v);
    }),
  );
  const dir = tempDir("json");
  const { output, variable } = stackJson;
  writeFileSync(path.join(dir, "cdk.tf.json"), JSON.stringify({ output, variable }));
  const terraform = (...args: string[]) =>
    runCommand("terraform", args, { cwd: dir, env: process.env, timeoutMs: 60_000 });
  const applied = await terraform("apply", "-auto-approve", "-input=false");
  if (applied.code !== 0) {
    throw new Error(applied.stderr);
  }
  const outputs = JSON.parse((await terraform("output", "-json")).stdout) as { [name: string]: { value: string } };
  return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
}

async function terraformIsThere(): Promise<boolean> {
  try {
    return (await runCommand("terraform", ["version"], { cwd: ".", env: process.env, timeoutMs: 30_000 })).code === 0;
  } catch {
    return false;
  }
}

describe("renderJson, evaluated by Terraform", () => {
  let values: { [name: string]: string } | undefined;

  beforeAll(async () => {
    if (!(await terraformIsThere())) {
      console.warn("Left out: the literal and token matrix of renderJson, because terraform is not on the PATH.");
      return;
    }
    values = await evaluate((output, v) => {
      for (const [name, literal] of Object.entries(LITERALS)) {
        output(`literal_${name}`, renderJson(literal));
      }
      for (const [name, { document }] of Object.entries(TOKENS)) {
        output(`token_${name}`, renderJson(document(v)));
      }
    });
  }, 120_000);

  test.each(Object.entries(LITERALS))("literal %s is what JavaScript says", (name, literal) => {
    if (values) {
      expect(values[`literal_${name}`]).toBe(JSON.stringify(literal));
    }
  });

  test.each(Object.entries(TOKENS))("token case %s", (name, { expected }) => {
    if (values) {
      expect(JSON.parse(values[`token_${name}`] as string)).toEqual(expected);
    }
  });
});

describe("renderJson", () => {
  const cyclic: { self?: unknown } = {};
  cyclic.self = [cyclic];

  test.each<[string, unknown, string]>([
    ["NaN", { a: [Number.NaN] }, "$.a[0] is NaN, which JSON cannot hold"],
    ["Infinity", Number.POSITIVE_INFINITY, "$ is Infinity, which JSON cannot hold"],
    ["BigInt", { n: 1n }, "$.n is a bigint, which JSON cannot hold"],
    ["a Date", { when: new Date(0) }, "$.when is a Date, which JSON cannot hold"],
    ["a Map", [new Map()], "$[0] is a Map, which JSON cannot hold"],
    ["a function", { f: () => 1 }, "$.f is a function, which JSON cannot hold"],
    ["a symbol", { s: Symbol("x") }, "$.s is a symbol, which JSON cannot hold"],
    ["a cycle", cyclic, "$.self[0] refers back to an object that contains it"],
  ])("fails when the document holds %s", (_name, document, message) => {
    expect(() => renderJson(document)).toThrow(new JsonRenderError("$", "").constructor as typeof JsonRenderError);
    expect(() => renderJson(document)).toThrow(message);
  });

  test("fails when a number token stands inside text, which loses its neighbours", () => {
    const n = Token.asNumber({ resolve: () => 7, creationStack: [] });
    expect(() => renderJson({ name: `q-${n}` })).toThrow("write Token.asString(number)");
  });

  test.each<[string, (list: string[], map: { [key: string]: string }) => unknown]>([
    ["a list inside text", (list) => ({ a: [`x ${list}`] })],
    ["a list beside others", (list) => [...list, "b"]],
    ["a map beside others", (_list, map) => ({ ...map, b: 1 })],
    ["a map's key with text around", (_list, map) => ({ [`x ${Object.keys(map)[0]}`]: 1 })],
  ])("fails when a token of %s would be rendered as text", (_name, document) => {
    const list = Token.asList({ resolve: () => ["a"], creationStack: [] });
    const map = Token.asStringMap({ resolve: () => ({ a: "b" }), creationStack: [] });

    expect(() => renderJson(document(list, map))).toThrow("use Fn.join, Fn.concat or Fn.merge");
  });

  test("fails when a document with tokens is an argument of a Terraform function", () => {
    expect(() =>
      Testing.synthScope((scope) => {
        const v = new TerraformVariable(scope, "v", { type: "string" });
        new TerraformOutput(scope, "o", { value: Fn.base64encode(renderJson({ a: v.stringValue })) });
      }),
    ).toThrow("cannot be an argument of a Terraform function");
  });

  test("leaves undefined members out, as JSON.stringify does", () => {
    expect(renderJson({ a: undefined, b: [undefined, 1] })).toBe('{"b":[null,1]}');
  });

  test("keeps a key named __proto__ as data", () => {
    const document = JSON.parse('{"__proto__":{"a":1}}');
    expect(renderJson(document)).toBe('{"__proto__":{"a":1}}');
  });

  test("writes an ARN as it is, so that a policy stays readable", () => {
    const json = JSON.parse(
      Testing.synthScope((scope) => {
        const arn = Token.asString({ resolve: () => "${aws_sqs_queue.q.arn}", creationStack: [] });
        new TerraformOutput(scope, "o", { value: renderJson({ Resource: [arn] }) });
      }),
    );
    expect(json.output.o.value).toBe('{"Resource":["${aws_sqs_queue.q.arn}"]}');
  });

  test("gives a sample with stand-ins for tokens", () => {
    Testing.synthScope((scope) => {
      const v = new TerraformVariable(scope, "v", { type: "string" }).stringValue;
      expect(sampleJson({ a: v, b: `x-${v}`, c: 1 })).toBe('{"a":"token","b":"x-token","c":1}');
    });
  });
});

describe("renderText", () => {
  test("escapes literals and leaves tokens", () => {
    const json = JSON.parse(
      Testing.synthScope((scope) => {
        const v = new TerraformVariable(scope, "v", { type: "string" }).stringValue;
        new TerraformOutput(scope, "o", { value: renderText(`a \${b} %{c} $${v} d`) });
      }),
    );
    expect(json.output.o.value).toBe('a $${b} %%{c} ${"$"}${var.v} d');
  });
});
