/** An expression without a value in an endpoint or an idempotency key is an error of the run, never an empty text. */
import { HttpMethod, JsonataExpression, JsonPath, QueryLanguage } from "cdktf-aws-http-integrations";
import { get, renderedState, synthChain, warningsOf } from "../chains";

/** JSONata itself, as AWS uses it. */
const jsonata: (expression: string) => {
  assign(name: string, value: unknown): void;
  evaluate(input: unknown): Promise<unknown>;
} = require("jsonata");

const JSONATA = { queryLanguage: QueryLanguage.JSONATA };
const id = JsonataExpression.of("$states.input.detail.id");

const argumentsOf = (props: object) =>
  renderedState(get("S", { method: HttpMethod.PUT, ...props }), JSONATA).Arguments as {
    readonly ApiEndpoint: string;
    readonly Headers: { readonly [name: string]: unknown };
  };
const endpointOf = (apiEndpoint: unknown) => argumentsOf({ apiEndpoint }).ApiEndpoint;
const keyOf = (idempotencyKey: unknown) => argumentsOf({ idempotencyKey }).Headers["Idempotency-Key"];

async function evaluated(text: string, detail: unknown): Promise<unknown> {
  const expression = jsonata(text.slice(2, -2));
  expression.assign("states", { input: { detail }, context: { Execution: { Name: "run" } } });
  return expression.evaluate(undefined);
}

describe("an expression inside an endpoint", () => {
  const endpoint = endpointOf(`https://a.example.com/orders/${id}`);

  it("must have exactly one value", async () => {
    expect(endpoint).toBe("{% 'https://a.example.com/orders/' & $single([$states.input.detail.id]) %}");
    await expect(evaluated(endpoint, {})).rejects.toMatchObject({ code: "D3139" });
    await expect(evaluated(endpoint, undefined)).rejects.toMatchObject({ code: "D3139" });
    await expect(evaluated(endpoint, { id: ["a", "b"] })).rejects.toMatchObject({ code: "D3138" });
  });

  it.each([["7"], [7], [0], [false], [""], [null]])("may be %p", async (value) => {
    expect(await evaluated(endpoint, { id: value })).toBe(`https://a.example.com/orders/${value}`);
  });

  it("stands in parentheses where it is more than a path", async () => {
    const lower = endpointOf(`https://a.example.com/${JsonataExpression.of("$lowercase($states.input.detail.id)")}/x`);

    expect(lower).toBe("{% 'https://a.example.com/' & $single([($lowercase($states.input.detail.id))]) & '/x' %}");
    expect(await evaluated(lower, { id: "A" })).toBe("https://a.example.com/a/x");
    await expect(evaluated(lower, {})).rejects.toMatchObject({ code: "D3139" });
  });

  it.each([
    ["what is always there", JsonataExpression.executionName, "$states.context.Execution.Name"],
    ["a literal", JsonataExpression.of("'v1'"), "('v1')"],
  ])("is left as it is where it is %s", (_, expression, text) => {
    expect(endpointOf(`https://a.example.com/${expression}/x`)).toBe(`{% 'https://a.example.com/' & ${text} & '/x' %}`);
  });

  it.each([
    "$states.input.o.$lookup('type')",
    "$states.input.tags[k = 'i' & 'd'].v",
    "$states.input.tags[$join([k]) = 'id'].v",
    "$states.input.id ? $states.input.id & 'q'",
    "($get := function($n) { $lookup($states.input.o, $n) }; $get('type'))",
  ])("fails without a value also when there is a text in it: %s", async (expression) => {
    const endpoint = endpointOf(`https://a.example.com/${JsonataExpression.of(expression)}/x`);

    await expect(evaluated(endpoint, { detail: {} })).rejects.toMatchObject({ code: "D3139" });
  });

  it("is left as it is where it is the whole endpoint, which then has no value either", async () => {
    const whole = endpointOf(JsonataExpression.of("'https://a.example.com/' & $states.input.detail.id"));

    expect(whole).toBe("{% 'https://a.example.com/' & $states.input.detail.id %}");
  });

  it("is a path that must exist in JSONPath", () => {
    const { Parameters } = renderedState(
      get("S", { apiEndpoint: `https://a.example.com/${JsonPath.stringAt("$.id")}` }),
    );

    expect(Parameters).toMatchObject({ "ApiEndpoint.$": "States.Format('https://a.example.com/{}', $.id)" });
  });

  it.each([
    [`https://a.example.com/orders/${id}`, "https://a.example.com/orders/*"],
    [`https://a.example.com/${JsonataExpression.of("'v' & $states.input.v")}/${id}/x`, "https://a.example.com/v*/*/x"],
    [`https://a.example.com/${JsonataExpression.of("'v' & 2")}/x`, "https://a.example.com/v2/x"],
    [`https://a.example.com/${JsonataExpression.of("($a := 1; 'v')")}/x`, "https://a.example.com/v/x"],
    [`https://a.example.com/${JsonataExpression.of("$join(['a', 'b'], '/')")}/x`, "https://a.example.com/a/b/x"],
  ])("allows the role no more than before: %#", (apiEndpoint, pattern) => {
    const { policy } = synthChain(get("S", { apiEndpoint }), JSONATA).resource("aws_iam_role_policy");

    expect(policy).toContain(JSON.stringify({ "states:HTTPEndpoint": [pattern] }));
  });

  it("is no other than before in a body, a header and the query", () => {
    const text = `order ${id}`;

    expect(
      argumentsOf({ headers: { "X-A": text }, queryStringParameters: { a: text }, requestBody: text }),
    ).toMatchObject({
      Headers: { "X-A": "{% 'order ' & $states.input.detail.id %}" },
      QueryParameters: { a: "{% 'order ' & $states.input.detail.id %}" },
      RequestBody: "{% 'order ' & $states.input.detail.id %}",
    });
  });
});

describe("an expression inside an idempotency key", () => {
  const KEY = "{% 'order-' & $single([$states.input.detail.id]) %}";

  it("must have exactly one value", async () => {
    expect(keyOf(`order-${id}`)).toBe(KEY);
    await expect(evaluated(KEY, {})).rejects.toMatchObject({ code: "D3139" });
  });

  it("must have one too where the key stands in `headers`", () => {
    const headers = { "idempotency-key": `order-${id}`, "X-A": `a-${id}` };

    expect(argumentsOf({ headers, idempotencyHeader: "Idempotency-Key" }).Headers).toEqual({
      "idempotency-key": KEY,
      "X-A": "{% 'a-' & $states.input.detail.id %}",
    });
  });

  it("is warned of nowhere", () => {
    expect(warningsOf(get("S", { idempotencyKey: `order-${id}` }), JSONATA)).toEqual([]);
  });
});
