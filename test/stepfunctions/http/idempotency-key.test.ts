/** Keys that repeat: the API takes another request for a repetition of the first, and a retry would be none. */
import { type TerraformStack, TerraformVariable } from "cdktf";
import {
  Choice,
  Condition,
  DistributedMap,
  HttpMethod,
  type IChainable,
  JsonataExpression,
  JsonPath,
  Map as MapState,
  Parallel,
  Pass,
  QueryLanguage,
} from "cdktf-aws-http-integrations";
import { findings, refusal } from "../../support/synth";
import { get, machineOf, RETRY_ALWAYS, RETRY_IDEMPOTENT, renderedState, synthChain, warningsOf } from "../chains";

const JSONATA = { queryLanguage: QueryLanguage.JSONATA };
const CONSTANT = "http-invoke-idempotency-key-constant";
const REPEATS = "http-invoke-idempotency-key-repeats";
const variable = (stack: TerraformStack) => new TerraformVariable(stack, "key", { type: "string" }).stringValue;
const post = (props: object) => get("Create", { method: HttpMethod.POST, ...props });
const inLoop = (state: ReturnType<typeof post>) =>
  state.next(new Choice("More").when(Condition.isPresent("$.more"), state).otherwise(new Pass("Done")));

describe("a key that is the same for all executions", () => {
  it.each<[string, object]>([
    ["a text", { idempotencyKey: "order" }],
    ["an intrinsic function of texts", { idempotencyKey: JsonPath.format("{}-{}", "a", 7) }],
    ["in `headers`", { headers: { "Idempotency-Key": "abc" } }],
    ["in `headers`, under a name of the API", { headers: { "X-Idempotency-Token": 7 } }],
    ["in `headers`, as `idempotencyHeader` says", { headers: { "X-Key": "abc" }, idempotencyHeader: "x-key" }],
  ])("is warned of, and turns on no retries of unsafe requests: %s", (_, props) => {
    expect(warningsOf(post(props))).toContain(CONSTANT);
    expect(renderedState(post(props)).Retry).toEqual(RETRY_ALWAYS);
  });

  it("is warned of where Terraform knows it", () => {
    expect(warningsOf((stack) => post({ idempotencyKey: `order-${variable(stack)}` }))).toContain(CONSTANT);
    const { definition } = synthChain((stack) => post({ idempotencyKey: variable(stack) })).resource(
      "aws_sfn_state_machine",
    );
    expect(definition).not.toContain("States.Http.Socket");
  });

  it("is warned of in JSONata", () => {
    expect(warningsOf(post({ idempotencyKey: JsonataExpression.of("'order'") }), JSONATA)).toContain(CONSTANT);
  });

  it.each<[string, object]>([
    ["a path", { idempotencyKey: JsonPath.stringAt("$.id") }],
    ["a text with a path in it", { idempotencyKey: `order-${JsonPath.stringAt("$.id")}` }],
    ["the execution's name", { idempotencyKey: JsonPath.executionName }],
    ["a path in `headers`", { headers: { "Idempotency-Key": JsonPath.stringAt("$.id") } }],
    ["a path in `headers`, as the language has it", { headers: { "Idempotency-Key.$": "$.id" } }],
    ["another header", { headers: { "X-Api-Version": "2" } }],
  ])("is not warned of where it is none: %s", (_, props) => {
    expect(warningsOf(post(props)).filter((code) => code.startsWith("http-invoke"))).toEqual([]);
  });

  it("is not warned of where it is an expression of JSONata in a text", () => {
    const key = post({ idempotencyKey: "{% $states.input.id %}" });

    expect(warningsOf(key, JSONATA)).toEqual([]);
    expect(renderedState(key, JSONATA).Retry).toEqual(RETRY_IDEMPOTENT);
  });

  it("is no other header of the kind", () => {
    const headers = { "Idempotency-Retention": "24h", "X-Idempotency-Expiry": "3600", "X-Idempotency-Group": "" };

    expect(warningsOf(post({ headers }), JSONATA)).toEqual([]);
  });

  it("leaves the retries of requests that may be repeated anyway", () => {
    expect(renderedState(get("S", { method: HttpMethod.PUT, idempotencyKey: "order" })).Retry).toEqual(
      RETRY_IDEMPOTENT,
    );
  });
});

describe("a key, or the header for it,", () => {
  it.each<[string, object, string]>([
    ["an empty key", { idempotencyKey: "" }, "idempotencyKey: http-invoke-idempotency-key-empty"],
    ["a blank key", { idempotencyKey: " " }, "idempotencyKey: http-invoke-idempotency-key-empty"],
    [
      "an empty key in `headers`",
      { headers: { "Idempotency-Key": "" } },
      "headers.Idempotency-Key: http-invoke-idempotency-key-empty",
    ],
    ["an empty header name", { idempotencyHeader: "" }, "idempotencyHeader: http-invoke-idempotency-header-invalid"],
    [
      "a name with a space",
      { idempotencyHeader: "X Bad" },
      "idempotencyHeader: http-invoke-idempotency-header-invalid",
    ],
    ["a name with a colon", { idempotencyHeader: "X:Y" }, "idempotencyHeader: http-invoke-idempotency-header-invalid"],
    ["a number", { idempotencyHeader: 7 }, "idempotencyHeader: http-invoke-idempotency-header-invalid"],
  ])("fails when it is %s", (_, props, finding) => {
    expect(findings(refusal((stack) => machineOf(stack, post(props))))).toContain(`definition.Create.${finding}`);
  });
});

describe("a key of what is the same in the whole execution", () => {
  const keys: [string, object, object][] = [
    ["the execution's name", { idempotencyKey: JsonPath.executionName }, {}],
    ["its input", { idempotencyKey: JsonPath.executionInput }, {}],
    ["names in a text", { idempotencyKey: `${JsonPath.executionName}-${JsonPath.stateName}` }, {}],
    ["names in a function", { idempotencyKey: JsonPath.hash(JsonPath.executionId, "SHA-256") }, {}],
    [
      "names in a function of functions",
      { headers: { "Idempotency-Key": JsonPath.format("a-{}", JsonPath.executionName) } },
      {},
    ],
    ["the execution's name in JSONata", { idempotencyKey: JsonataExpression.executionName }, JSONATA],
    ["a text of JSONata", { idempotencyKey: `a-${JsonataExpression.executionName}` }, JSONATA],
    [
      "its input in JSONata",
      { idempotencyKey: JsonataExpression.of("$string($states.context.Execution.Input.order.id) & '-charge'") },
      JSONATA,
    ],
  ];
  const inMap = (state: IChainable) => new MapState("M").itemProcessor(state);
  const branchInLoop = (state: IChainable) => {
    const both = new Parallel("Both").branch(state);
    return both.next(new Choice("Again").when(Condition.isPresent("$.a"), both).otherwise(new Pass("Done")));
  };

  it.each(keys)("is warned of in a Map, a loop, and a branch in a loop: %s", (_, props, machine) => {
    // The conditions of the loops are of JSONPath, and so is the machine's own language where it needs none.
    const repeated = [inMap, ...(machine === JSONATA ? [] : [inLoop, branchInLoop])];

    for (const around of repeated) {
      expect(warningsOf(around(post(props)), machine)).toContain(REPEATS);
    }
    expect(warningsOf(post(props), machine)).not.toContain(REPEATS);
    expect(warningsOf(new DistributedMap("M").itemProcessor(post(props)), machine)).not.toContain(REPEATS);
  });

  it.each<[string, object, object]>([
    ["something of the item", { idempotencyKey: `${JsonPath.executionName}-${JsonPath.stringAt("$.id")}` }, {}],
    ["a variable", { idempotencyKey: `${JsonPath.executionName}-${JsonPath.stringAt("$round")}` }, {}],
    ["the time", { idempotencyKey: JsonPath.stateEnteredTime }, {}],
    ["an item", { idempotencyKey: JsonPath.stringAt("$$.Map.Item.Value.id") }, {}],
    ["the item's index", { idempotencyKey: `${JsonPath.executionName}-${JsonPath.stringAt("$$.Map.Item.Index")}` }, {}],
    [
      "something of the input in JSONata",
      { idempotencyKey: `${JsonataExpression.executionName}${JsonataExpression.of("$states.input.id")}` },
      JSONATA,
    ],
    [
      "a function that is not the same",
      { idempotencyKey: JsonataExpression.of("$f($states.context.Execution.Name)") },
      JSONATA,
    ],
  ])("is not warned of in a Map with %s", (_, props, machine) => {
    expect(warningsOf(inMap(post(props)), machine)).not.toContain(REPEATS);
  });

  it("is warned of with the item's index in a loop and in a Map in a Map", () => {
    const key = { idempotencyKey: `${JsonPath.executionName}-${JsonPath.stringAt("$$.Map.Item.Index")}` };

    expect(warningsOf(inMap(inLoop(post(key))))).toContain(REPEATS);
    expect(warningsOf(new MapState("N").itemProcessor(inMap(post(key))))).toContain(REPEATS);
  });
});
