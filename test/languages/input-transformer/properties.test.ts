import fc from "fast-check";
import {
  InputTransformer,
  InputTransformerError,
  isReservedVariable,
  isValidPlaceholderKey,
  renderTargetInput,
  TargetInputError,
} from "../../../modules/languages/input-transformer";

const settings = { seed: 20261103, numRuns: 400 };
const rule = { ruleArn: "arn", ruleName: "name", ingestionTime: "2026-11-21T10:00:00Z" };
const fragments = [
  "<",
  ">",
  '"',
  "\\",
  "{",
  "}",
  "[",
  "]",
  ":",
  ",",
  " ",
  "\n",
  "a",
  "0",
  "<a>",
  "<b>",
  "\\u003ca\\u003e",
];
const templateText = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc
    .array(fc.constantFrom(...fragments, "<aws.events.event>", "<__proto__>"), { maxLength: 40 })
    .map((all) => all.join("")),
);

test("parse throws nothing but its own error, and what it accepts renders", () => {
  fc.assert(
    fc.property(
      templateText,
      fc.dictionary(fc.string(), fc.string()),
      fc.jsonValue(),
      (inputTemplate, extra, detail) => {
        const inputPathsMap = { ...extra, a: "$.detail", b: "$.id" };
        try {
          const result = InputTransformer.parse({ inputTemplate, inputPathsMap }).render({ id: "x", detail }, rule);
          expect(typeof result.delivered).toBe("boolean");
        } catch (error) {
          expect(error).toBeInstanceOf(InputTransformerError);
        }
      },
    ),
    settings,
  );
});

test("as AWS: refused, dropped with a reason, or delivered", () => {
  fc.assert(
    fc.property(templateText, fc.jsonValue(), (inputTemplate, detail) => {
      const inputTransformer = { inputTemplate, inputPathsMap: { a: "$.detail", b: "$.id" } };
      try {
        const result = renderTargetInput({ inputTransformer }, { id: "x", detail }, rule);
        if (result.delivered && result.kind === "json") JSON.parse(result.body);
        if (!result.delivered) expect(result.message).not.toBe("");
      } catch (error) {
        expect(error).toBeInstanceOf(TargetInputError);
      }
    }),
    settings,
  );
});

test("a JSON template of bare placeholders renders to the JSON of the same shape", () => {
  const { tree } = fc.letrec((tie) => ({
    leaf: fc.constantFrom("@a", "@b", "@missing", 1, true, null, "text"),
    tree: fc.oneof(
      { maxDepth: 3 },
      tie("leaf"),
      fc.array(tie("tree"), { maxLength: 4 }),
      fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie("tree"), { maxKeys: 4 }),
    ),
  }));
  const shape = fc.oneof(fc.array(tree, { maxLength: 4 }), fc.record({ x: tree, y: tree }));
  fc.assert(
    fc.property(shape, fc.jsonValue(), fc.string(), (value, a, b) => {
      const inputTemplate = JSON.stringify(value).replaceAll(/"@([a-z]+)"/g, "<$1>");
      const inputPathsMap = { a: "$.detail.a", b: "$.detail.b", missing: "$.detail.missing" };
      const result = InputTransformer.parse({ inputTemplate, inputPathsMap }).render({ detail: { a, b } }, rule);
      if (!result.delivered) throw new Error(result.message);
      const filled = { "@a": a, "@b": b, "@missing": "" };
      const fill = (one: unknown) =>
        typeof one === "string" && Object.hasOwn(filled, one) ? filled[one as "@a"] : one;
      const expected = JSON.stringify(value, (_, one) => fill(one));
      expect(JSON.parse(result.body)).toEqual(JSON.parse(expected));
    }),
    settings,
  );
});

test("plain text inside quotes arrives as it is, when it needs no escape", () => {
  const plain = fc.string().filter((text) => !/["\\\x00-\x1F]/.test(text));
  fc.assert(
    fc.property(plain, (text) => {
      const spec = { inputPathsMap: { t: "$.detail.t" }, inputTemplate: '{"v": "[<t>]"}' };
      const result = InputTransformer.parse(spec).render({ detail: { t: text } }, rule);
      expect(result.delivered && JSON.parse(result.body)).toEqual({ v: `[${text}]` });
    }),
    settings,
  );
});

test("no legal key is a reserved variable", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9_.-]{1,20}$/), (key) => {
      expect(isValidPlaceholderKey(key) && isReservedVariable(key)).toBe(false);
    }),
    settings,
  );
});

test("hostile templates are judged in bounded time", () => {
  const started = process.cpuUsage().user;
  for (const inputTemplate of [
    "<".repeat(1_000_000),
    '"'.repeat(8192),
    "<a".repeat(4096),
    "<a>".repeat(2730),
    `{"k": "${"<a>".repeat(2700)}"}`,
    " ".repeat(8192),
    `"${"\\u003ca".repeat(1000)}"`,
    "[".repeat(8192),
    `${'"" '.repeat(2700)}:`,
  ]) {
    try {
      InputTransformer.parse({ inputTemplate, inputPathsMap: { a: "$.detail.a" } });
    } catch (error) {
      expect(error).toBeInstanceOf(InputTransformerError);
      expect((error as Error).message.length).toBeLessThan(5_000);
    }
  }
  expect((process.cpuUsage().user - started) / 1000).toBeLessThan(2_000);
});
