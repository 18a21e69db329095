import { type TerraformStack, TerraformVariable, Token } from "cdktf";
import {
  Choice,
  Condition,
  DistributedMap,
  type HttpInvoke,
  HttpMethod,
  JsonPath,
  Map as MapState,
  Parallel,
  Pass,
  QueryLanguage,
} from "cdktf-aws-http-integrations";
import { findings, refusal } from "../../support/synth";
import { get, machineOf, RETRY_IDEMPOTENT, rendered, renderedState, warningsOf } from "../chains";

const JSONATA = { queryLanguage: QueryLanguage.JSONATA };
const id = JsonPath.stringAt("$.id");
const KEY = "States.Format('{}-{}', $$.Execution.Name, $$.State.Name)";
const ITEM_KEY = "States.Format('{}-{}-{}', $$.Execution.Name, $$.State.Name, $$.Map.Item.Index)";

describe("an idempotency header", () => {
  const post = (props = {}) =>
    get("Create", { method: HttpMethod.POST, idempotencyHeader: "Idempotency-Key", ...props });
  const headersOf = (state: unknown) => {
    const { Parameters, Arguments } = state as { Parameters?: { Headers: object }; Arguments?: { Headers: object } };
    return (Parameters ?? Arguments)?.Headers;
  };

  it("is the execution's and the state's name", () => {
    expect(headersOf(renderedState(post()))).toEqual({ "Idempotency-Key.$": KEY });
    expect(headersOf(renderedState(post(), JSONATA))).toEqual({
      "Idempotency-Key": "{% $states.context.Execution.Name & '-' & $states.context.State.Name %}",
    });
  });

  it("has the item's index in a Map", () => {
    const state = (definition: unknown) => {
      const map = definition as { States: { M: { ItemProcessor: { States: { Create: object } } } } };
      return map.States.M.ItemProcessor.States.Create;
    };

    expect(headersOf(state(rendered(new MapState("M").itemProcessor(post()))))).toEqual({
      "Idempotency-Key.$": ITEM_KEY,
    });
    expect(headersOf(state(rendered(new MapState("M").itemProcessor(post()), JSONATA)))).toEqual({
      "Idempotency-Key":
        "{% $states.context.Execution.Name & '-' & $states.context.State.Name & '-' & $string($states.context.Map.Item.Index) %}",
    });
    expect(headersOf(state(rendered(new DistributedMap("M").itemProcessor(post()))))).toEqual({
      "Idempotency-Key.$": KEY,
    });
  });

  it("has the value of `idempotencyKey`, under the usual name unless told otherwise, and is retried as such", () => {
    const keyed = (props: object) => get("Create", { method: HttpMethod.POST, idempotencyKey: id, ...props });

    expect(renderedState(keyed({}))).toMatchObject({
      Parameters: { Headers: { "Idempotency-Key.$": "$.id" } },
      Retry: RETRY_IDEMPOTENT,
    });
    expect(headersOf(renderedState(keyed({ idempotencyHeader: "X-Request-Id" })))).toEqual({
      "X-Request-Id.$": "$.id",
    });
    expect(warningsOf(keyed({}))).toEqual([]);
  });

  it("keeps the user's value, in any case of letters", () => {
    expect(headersOf(renderedState(post({ headers: { "idempotency-key": id } })))).toEqual({
      "idempotency-key.$": "$.id",
    });
  });

  const inLoop = (state: HttpInvoke) =>
    state.next(new Choice("More").when(Condition.isPresent("$.more"), state).otherwise(new Pass("Done")));

  it.each<[string, () => Parameters<typeof warningsOf>[0], boolean]>([
    ["nowhere in particular", () => post(), false],
    ["in a Map", () => new MapState("M").itemProcessor(post()), false],
    ["in a branch in a Map", () => new MapState("M").itemProcessor(new Parallel("P").branch(post())), false],
    ["in a Map in a Map", () => new MapState("M").itemProcessor(new MapState("N").itemProcessor(post())), true],
    [
      "in a Map in a distributed Map",
      () => new DistributedMap("M").itemProcessor(new MapState("N").itemProcessor(post())),
      false,
    ],
    [
      "in a distributed Map in a Map",
      () => new MapState("M").itemProcessor(new DistributedMap("N").itemProcessor(post())),
      false,
    ],
    ["in a loop", () => inLoop(post()), true],
    [
      "after a loop",
      () => {
        const first = new Pass("First");
        return first.next(new Choice("Again").when(Condition.isPresent("$.a"), first).otherwise(post()));
      },
      false,
    ],
    [
      "in a branch in a loop",
      () => {
        const both = new Parallel("Both").branch(post());
        return both.next(new Choice("Again").when(Condition.isPresent("$.a"), both).otherwise(new Pass("Done")));
      },
      true,
    ],
    [
      "in a loop that leads to itself through an error",
      () => {
        const wait = new Pass("Wait");
        const state = post().addCatch(wait);
        wait.next(state);
        return state;
      },
      true,
    ],
    ["in a loop, with a value of its own", () => inLoop(post({ headers: { "Idempotency-Key": id } })), false],
  ])("%s is warned of where the API would take another request for the same: %#", (_, chain, isWarned) => {
    expect(warningsOf(chain()).includes("http-invoke-idempotency-key-repeats")).toBe(isWarned);
  });

  it("fails beside a value of its own for the same header, in any case of letters", () => {
    const keyed = post({ idempotencyHeader: undefined, idempotencyKey: id, headers: { "IDEMPOTENCY-KEY": "x" } });

    expect(findings(refusal((stack) => machineOf(stack, keyed)))).toEqual([
      "definition.Create.idempotencyKey: http-invoke-idempotency-key-twice",
    ]);
  });

  it.each<[string, (stack: TerraformStack) => object]>([
    ["a map token", (stack) => Token.asStringMap(new TerraformVariable(stack, "m", { type: "map(string)" }).value)],
    ["another value of Terraform", (stack) => new TerraformVariable(stack, "m", { type: "map(string)" }).value],
  ])("fails where the headers are %s", (_, headers) => {
    const error = refusal((stack) => machineOf(stack, post({ headers: headers(stack) as never })));

    expect(findings(error)).toEqual(["definition.Create.headers: http-invoke-idempotency-header-lost"]);
  });

  it("fails where the headers are one expression", () => {
    const error = refusal((stack) => machineOf(stack, post({ headers: JsonPath.objectAt("$.headers") })));

    expect(findings(error)).toEqual(["definition.Create.headers: http-invoke-idempotency-header-lost"]);
  });
});
