/** What must not stand in a finished definition: values that are no JSON, expressions and secrets that became text. */
import { type TerraformStack, TerraformVariable, Token } from "cdktf";
import {
  Choice,
  Condition,
  DefinitionBody,
  Duration,
  Errors,
  EventField,
  JsonataExpression,
  JsonPath,
  Pass,
  QueryLanguage,
  StateMachine,
  type StateMachineProps,
  Succeed,
} from "cdktf-aws-http-integrations";
import { numberToken, token } from "../../events/parts";
import { findings, refusal, synth } from "../../support/synth";
import { get, type MakeChain, machineOf, rendered } from "../chains";
import { API, definitionOf, httpTask, machine } from "../parts";

const path = JsonPath.stringAt("$.id");
const expression = JsonataExpression.of("$states.input.id");
const field = EventField.fromPath("$.detail.id");
const listOf = (stack: TerraformStack) => new TerraformVariable(stack, "list", { type: "list(string)" }).listValue;
const mapOf = (stack: TerraformStack) =>
  Token.asStringMap(new TerraformVariable(stack, "map", { type: "map(string)" }).value);

type Made<T> = (stack: TerraformStack) => T;

const refusedObject = (definition: Made<object>) =>
  findings(refusal((stack) => machine(stack, {}, definition(stack)))).map((found) => found.replace("definition.", ""));
const refusedBody = (body: Made<unknown>) =>
  refusedObject((stack) => definitionOf({ A: httpTask({ Method: "POST", RequestBody: body(stack) }) })).map((found) =>
    found.replace("States.A.Parameters.RequestBody", "body"),
  );
const refusedChain = (chain: MakeChain, props: Partial<StateMachineProps> = {}) =>
  findings(refusal((stack) => machineOf(stack, chain, props)));

describe("an object in Amazon States Language", () => {
  const cyclic: { [name: string]: unknown } = {};
  cyclic.list = [cyclic];

  it.each<[string, Made<unknown>, readonly string[]]>([
    ["a Date", () => ({ at: new Date(0) }), ["body.at: state-value-not-json"]],
    ["a Map", () => [new Map()], ["body[0]: state-value-not-json"]],
    ["an instance of a class", () => ({ a: Duration.minutes(1) }), ["body.a: state-value-not-json"]],
    ["a function", () => ({ f: () => 1 }), ["body.f: state-value-not-json"]],
    ["a bigint", () => ({ n: 1n }), ["body.n: state-value-not-json"]],
    ["a symbol", () => ({ s: Symbol("s") }), ["body.s: state-value-not-json"]],
    ["NaN", () => [1, Number.NaN], ["body[1]: state-value-not-json"]],
    ["itself", () => ({ cyclic }), ["body.cyclic.list[0].list[0]: state-value-not-json"]],
    ["a number token inside text", (s) => `n ${numberToken(s)}`, ["body: state-value-not-json"]],
    ["a list token inside text", (s) => [`l ${listOf(s)}`], ["body[0]: state-value-not-json"]],
    ["a list token beside others", (s) => [...listOf(s), "b"], ["body[0]: state-value-not-json"]],
    [
      "a map token beside others",
      (s) => ({ ...mapOf(s), b: 1 }),
      ['body["&{TfToken[TOKEN.2]}"]: state-value-not-json'],
    ],
    ["a JsonPath", () => ({ a: path }), ["body.a: state-value-not-static"]],
    ["a JsonPath in a text", () => ({ a: `<${path}>` }), ["body.a: state-value-not-static"]],
    ["a JsonPath in a key", () => ({ [`a${path}`]: 1 }), ["body.a$.id: state-key-not-static"]],
    ["a JsonataExpression", () => [expression], ["body[0]: state-value-not-static"]],
    ["a JsonataExpression in a text", () => `<${expression}>`, ["body: state-value-not-static"]],
    ["an EventField", () => ({ a: field }), ["body.a: state-value-event-field"]],
    ["an EventField in a text", () => ({ a: `<${field}>` }), ["body.a: state-value-event-field"]],
    ["a SecretValue", (s) => ({ a: token(s) }), ["body.a: secret-in-request"]],
    ["a SecretValue in a text", (s) => ({ a: `key ${token(s)}` }), ["body.a: secret-in-request"]],
  ])("fails when it holds %s", (_, body, expected) => {
    const found = refusedBody(body).map((one) => one.replace(/TOKEN\.\d+/, "TOKEN.2"));

    expect(found.map((one) => one.replace(/body\[".*"\]: state-key/, "body.a$.id: state-key"))).toEqual(expected);
  });

  it("says of all of them at once, and of each value once", () => {
    expect(refusedBody((stack) => ({ a: `${path}`, b: new Date(0), c: token(stack) }))).toEqual([
      "body.a: state-value-not-static",
      "body.b: state-value-not-json",
      "body.c: secret-in-request",
    ]);
    expect(
      refusedObject((stack) => definitionOf({ A: httpTask({ ApiEndpoint: token(stack), Method: path }) })),
    ).toEqual([
      "States.A.Parameters.ApiEndpoint: secret-in-request",
      "States.A.Parameters.Method: state-value-not-static",
    ]);
  });

  it("says what to do with an endpoint that is a SecretValue", () => {
    const error = refusal((stack) =>
      machine(stack, {}, definitionOf({ A: httpTask({ ApiEndpoint: `https://a.b/${token(stack)}` }) })),
    );

    expect(findings(error)).toEqual(["definition.States.A.Parameters.ApiEndpoint: secret-in-request"]);
    expect(error.message).toContain("`variable.stringValue` of a sensitive variable");
  });

  it("fails without an end when branches contain themselves, or are nested too deep to be looked at", () => {
    const branch: { StartAt: string; States: object } = { StartAt: "P", States: {} };
    branch.States = { P: { Type: "Parallel", Branches: [branch], End: true } };
    let deep: unknown = 1;
    for (let depth = 0; depth < 20_000; depth++) {
      deep = [deep];
    }

    expect(refusedObject(() => branch)).toEqual(["States.P.Branches[0].States.P.Branches[0]: state-value-not-json"]);
    expect(refusedBody(() => deep)).toEqual(["definition: definition-too-deep"]);
  });

  it("may hold tokens of every kind, private-use characters of the user, and one object twice", () => {
    const shared = { a: 1 };
    const build = (stack: TerraformStack) =>
      machine(
        stack,
        {},
        definitionOf({
          A: {
            Type: "Pass",
            Result: { l: listOf(stack), m: mapOf(stack), n: numberToken(stack), icon: "\uE001 \uE002", shared },
            End: true,
          },
          B: { Type: "Pass", Result: [shared, shared, "TfToken[TOKEN.0]", "a SecretValue… (", "1e+29"], End: true },
        }),
      );

    expect(synth(build).warnings).toEqual([]);
  });
});

describe("a chain of states", () => {
  const choice = (condition: Condition) =>
    new Choice("C").when(condition, new Succeed("Yes")).otherwise(new Succeed("No"));

  it.each<[string, MakeChain, Partial<StateMachineProps>, readonly string[]]>([
    [
      "the comment of the machine",
      new Pass("P"),
      { comment: `of ${path}` },
      ["definition.Comment: state-value-not-static"],
    ],
    [
      "the name of a state",
      new Pass("P", { stateName: `Get ${path}` }),
      {},
      ["definition.StartAt: state-value-not-static", 'definition.States["Get $.id"]: state-key-not-static'],
    ],
    [
      "the errors of a retrier",
      get("A").addRetry({ errors: [`E${path}`] }),
      {},
      ["definition.States.A.Retry[0].ErrorEquals[0]: state-value-not-static"],
    ],
    [
      "the errors of a catcher",
      get("A").addCatch(new Succeed("Z"), { errors: [`E${field}`] }),
      {},
      ["definition.States.A.Catch[0].ErrorEquals[0]: state-value-event-field"],
    ],
    [
      "an allowed endpoint",
      get("A", { allowedEndpoints: [`https://api.example.com/${path}`, `https://${field}/*`] }),
      {},
      ["allowedEndpoints.A: state-value-not-static", "allowedEndpoints.A: state-value-event-field"],
    ],
  ])("fails when %s holds an expression", (_, chain, props, expected) => {
    expect(refusedChain(chain, props)).toEqual(expected);
  });

  it.each<[string, MakeChain]>([
    ["a whole value", Pass.jsonata("P", { outputs: { a: JsonataExpression.of(`$count(${path})`) } })],
    ["a text", Pass.jsonata("P", { outputs: { a: `<${JsonataExpression.of(`$count(${path})`)}>` } })],
    ["a condition", choice(Condition.jsonata(`${path} = 1`))],
    ["a condition from an expression", choice(Condition.jsonata(JsonataExpression.of(`${path} = 1`)))],
  ])("fails when an expression of JSONata that is %s holds a JsonPath", (_, chain) => {
    const found = refusedChain(chain, { queryLanguage: QueryLanguage.JSONATA });

    expect(found.map((one) => one.split(": ")[1])).toEqual(["state-expression-of-other-language"]);
  });

  it.each<[string, (stack: TerraformStack) => object, string]>([
    ["the endpoint", (s) => ({ apiEndpoint: `https://api.example.com/${token(s)}` }), "ApiEndpoint"],
    [
      "the endpoint, beside a path",
      (s) => ({ apiEndpoint: `https://api.example.com/${token(s)}/${path}` }),
      '["ApiEndpoint.$"]',
    ],
    ["a header", (s) => ({ headers: { "X-Key": `key ${token(s)}` } }), "Headers.X-Key"],
    ["the body", (s) => ({ requestBody: { key: `key ${token(s)}` } }), "RequestBody.key"],
  ])("fails when a text of %s holds a SecretValue", (_, props, at) => {
    const found = refusedChain((stack) => get("A", { method: "PUT" as never, ...props(stack) }));
    const dot = at.startsWith("[") ? "" : ".";

    expect(found).toEqual([`definition.States.A.Parameters${dot}${at}: secret-in-request`]);
  });

  it("is made where nothing of it is in the text", () => {
    const chain = get("A", { apiEndpoint: `${API}/${path}` }).addRetry({ errors: [Errors.ALL] });

    expect(rendered(chain, { comment: "$.id" })).toMatchObject({ Comment: "$.id" });
  });
});

it("leaves no machine in the tree, whatever its definition throws", () => {
  const broken = Object.defineProperty({}, "States", {
    enumerable: true,
    get: () => {
      throw new Error("no states");
    },
  });

  synth((stack) => {
    const before = stack.node.findAll().length;
    expect(() => new StateMachine(stack, "Machine", { definitionBody: DefinitionBody.fromObject(broken) })).toThrow(
      "no states",
    );
    expect(stack.node.findAll()).toHaveLength(before);
  });
});
