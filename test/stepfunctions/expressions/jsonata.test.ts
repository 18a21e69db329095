import { JsonataExpression, Pass, QueryLanguage } from "cdktf-aws-http-integrations";
import fc from "fast-check";
import { renderPayload } from "../../../modules/stepfunctions/expressions/payload";
import { QueryLanguage as Language } from "../../../modules/stepfunctions/expressions/query-language";
import { renderedState } from "../chains";

fc.configureGlobal({ seed: 20_261_121 });

/** JSONata itself, as AWS uses it. */
const jsonata: (expression: string) => {
  assign(name: string, value: unknown): void;
  evaluate(input: unknown): Promise<unknown>;
} = require("jsonata");

const input = JsonataExpression.of("$states.input.id");

function outputOf(outputs: unknown): unknown {
  const pass = new Pass("P", { outputs: { value: outputs } });
  return (renderedState(pass, { queryLanguage: QueryLanguage.JSONATA }) as { Output: { value: unknown } }).Output.value;
}

/** What a value is when its state runs. */
async function evaluated(value: unknown, variables: { readonly [name: string]: unknown }): Promise<unknown> {
  const rendered = renderPayload(value, "p", {
    language: Language.JSONATA,
    report: (code) => {
      throw new Error(code);
    },
  });
  const inner = /^\{%([\s\S]*)%\}$/.exec(String(rendered))?.[1];
  if (inner === undefined) {
    return rendered;
  }
  const expression = jsonata(inner);
  for (const [name, variable] of Object.entries(variables)) {
    expression.assign(name, variable);
  }
  return expression.evaluate(undefined);
}

describe("a JsonataExpression", () => {
  it.each([
    ["a whole value", input, "{% $states.input.id %}"],
    ["given with delimiters", JsonataExpression.of("{%  $sum([1, 2])\n%}"), "{% $sum([1, 2]) %}"],
    ["a part of a text", `Order ${input} placed`, "{% 'Order ' & $states.input.id & ' placed' %}"],
    ["alone in a text", `${input}`, "{% $string($states.input.id) %}"],
    ["beside another", `${input}${input}`, "{% $states.input.id & $states.input.id %}"],
    ["in parentheses where it has operators", `n: ${JsonataExpression.of("$a + 1")}`, "{% 'n: ' & ($a + 1) %}"],
    ["beside quotes", `it's "${input}"`, '{% "it\'s \\"" & $states.input.id & \'"\' %}'],
    ["beside a backslash and a line break", `a\\b\n${input}`, "{% 'a\\\\b\\n' & $states.input.id %}"],
    ["beside the end of an expression", `100%} ${input}`, "{% '100%\\u007d ' & $states.input.id %}"],
    [
      "inside another",
      JsonataExpression.of(`$count(${JsonataExpression.of("$a.b[c > 1]")}) + ${input}`),
      "{% $count(($a.b[c > 1])) + $states.input.id %}",
    ],
    ["in a list", [1, input, { a: `${input}!` }], [1, "{% $states.input.id %}", { a: "{% $states.input.id & '!' %}" }]],
    ["in an object", { a: { b: input } }, { a: { b: "{% $states.input.id %}" } }],
    ["the token of a task", JsonataExpression.stateName, "{% $states.context.State.Name %}"],
  ])("is %s", (_, value, text) => {
    expect(outputOf(value)).toEqual(text);
  });

  it("may be written as text", () => {
    expect(outputOf("{% $states.input.id %}")).toBe("{% $states.input.id %}");
  });

  it("leaves text without an expression as it is", () => {
    expect(outputOf("it's 'fine' \\ {%")).toBe("it's 'fine' \\ {%");
  });

  it("is no string and no number", () => {
    expect(() => Number(input)).toThrow("JsonataExpression $states.input.id has no value before the state runs");
    expect(JsonataExpression.isJsonataExpression(input)).toBe(true);
    expect(JsonataExpression.isJsonataExpression({ expression: "1" })).toBe(false);
    expect(input.expression).toBe("$states.input.id");
    expect(JSON.parse(JSON.stringify({ input }))).toEqual({ input: `${input}` });
  });

  it.each([[undefined], [null], [7], [input], [{}]])("fails when it is made of %p", (value) => {
    expect(() => JsonataExpression.of(value as never)).toThrow(
      /^JsonataExpression\.of takes a text, such as "\$states\.input\.id", got: \w+\.$/,
    );
  });

  it("becomes a part of a text with `+`, and cannot be calculated or ordered with", () => {
    // biome-ignore lint/style/useTemplate: it is what is tested
    expect(outputOf("id: " + (input as unknown as string))).toBe("{% 'id: ' & $states.input.id %}");
    expect(() => (input as unknown as number) * 2).toThrow(TypeError);
    expect(() => (input as unknown as number) < 2).toThrow(TypeError);
  });

  it("becomes the text that was meant, evaluated by JSONata, whatever the literals are", async () => {
    const literal = fc.string({ unit: "grapheme", maxLength: 20 });
    const text = fc.oneof(
      literal,
      fc.array(fc.constantFrom("'", '"', "\\", "%", "}", "{", "\n", "$", "&", "/")).map((parts) => parts.join("")),
    );
    await fc.assert(
      fc.asyncProperty(text, text, text, fc.oneof(text, fc.integer(), fc.boolean()), async (a, b, c, value) => {
        const variable = JsonataExpression.of("$v");
        const whole = `${a}${variable}${b}${variable}${c}`;

        expect(await evaluated(whole, { v: value })).toBe(`${a}${value}${b}${value}${c}`);
      }),
    );
  });
});
