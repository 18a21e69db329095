import {
  Choice,
  Condition,
  Duration,
  Errors,
  Fail,
  type IChainable,
  JsonataExpression,
  JsonPath,
  Map as MapState,
  notifyOnFailure,
  Parallel,
  Pass,
  paginate,
  Succeed,
  saga,
  startAndPoll,
  Wait,
  WaitTime,
} from "cdktf-aws-http-integrations";
import { findings, refusal } from "../../support/synth";
import { get, machineOf, rendered } from "../chains";
import { API, stubConnection } from "../parts";
import { del, JSONATA, jsonata, put } from "../workflow-parts";

const isDeclined = Condition.jsonata("$states.input.ResponseBody.status = 'declined'");
const caught = (next: string) => ({
  ErrorEquals: ["States.ALL"],
  Output: "{% $states.input %}",
  Assign: { OrderNotCompensated: "", OrderFailure: "{% $states.errorOutput %}" },
  Next: next,
});

describe("an action of a saga that can fail where nothing catches", () => {
  const charge = () =>
    put("Charge").next(
      new Choice("Paid").when(isDeclined, new Fail("Declined", { error: "Declined" })).otherwise(new Pass("PaidOk")),
    );
  const order = (action: IChainable) =>
    saga("Order", {
      steps: [
        { action: put("Reserve"), compensate: del("Release") },
        { action, compensate: del("Refund") },
        { action: put("Ship") },
      ],
    });

  it("stands in a Parallel, whose failure undoes the step itself first", () => {
    const { States } = rendered(order(charge()), JSONATA) as { States: { readonly [name: string]: object } };

    expect(States.Reserve).toEqual(jsonata("PUT", { Catch: [caught("OrderCompensated")], Next: "OrderCharge" }));
    expect(States.OrderCharge).toEqual({
      Type: "Parallel",
      Branches: [
        {
          StartAt: "Charge",
          States: {
            Charge: jsonata("PUT", { Next: "Paid" }),
            Paid: {
              Type: "Choice",
              Choices: [{ Condition: "{% $states.input.ResponseBody.status = 'declined' %}", Next: "Declined" }],
              Default: "PaidOk",
            },
            Declined: { Type: "Fail", Error: "Declined" },
            PaidOk: { Type: "Pass", End: true },
          },
        },
      ],
      Output: "{% $states.result[0] %}",
      Catch: [caught("Refund")],
      Next: "Ship",
    });
  });

  it("does so in JSONPath", () => {
    const action = put("Charge").next(new Fail("Never"));

    expect(rendered(order(action)).States).toMatchObject({
      OrderCharge: {
        Type: "Parallel",
        OutputPath: "$[0]",
        Catch: [{ ResultPath: null, Next: "Refund" }],
        Next: "Ship",
      },
    });
  });

  it.each<[string, () => IChainable, boolean]>([
    ["a Fail", () => put("Charge").addCatch(new Fail("Declined"), { errors: [Errors.httpStatusCode(402)] }), true],
    ["a Choice", charge, true],
    ["a Pass that calculates", () => new Pass("Sum", { outputs: JsonataExpression.of("1 + 2") }), true],
    ["a Pass with an expression in plain text", () => new Pass("Sum", { outputs: "{% 1 + 2 %}" }), true],
    ["a Wait that calculates", () => new Wait("Later", { time: WaitTime.seconds(JsonataExpression.of("$n")) }), true],
    ["a Pass with constants", () => new Pass("Paid", { assign: { isPaid: true } }), false],
    ["a Wait of a fixed time", () => new Wait("Later", { time: WaitTime.duration(Duration.seconds(1)) }), false],
    ["only tasks", () => put("Charge").next(put("Book")), false],
  ])("with %s: %s", (_, action, isWrapped) => {
    const { States } = rendered(order(action()), JSONATA) as { States: object };

    expect(Object.keys(States).some((name) => /^Order(Charge|Sum|Later|Paid)$/.test(name))).toBe(isWrapped);
  });

  it("with a path that may find nothing, or a function, in plain text", () => {
    const wait = new Wait("Later", { time: WaitTime.secondsPath("$.seconds") });
    const parse = new Pass("Parse", { parameters: { "a.$": "States.StringToJson($.text)" } });

    expect(Object.keys(rendered(order(wait)).States as object)).toContain("OrderLater");
    expect(Object.keys(rendered(order(parse)).States as object)).toContain("OrderParse");
  });

  it("may be another shape", () => {
    const job = startAndPoll("Job", {
      start: put("Start"),
      poll: get("Poll"),
      isDone: isDeclined,
      interval: Duration.seconds(1),
      maxPolls: 3,
    });

    expect(rendered(order(job), JSONATA).States).toMatchObject({
      OrderJob: { Type: "Parallel", Branches: [{ StartAt: "Job" }], Catch: [{ Next: "Refund" }], Next: "Ship" },
    });
  });
});

it("a compensation that can fail where nothing catches does not stop the others", () => {
  const chain = saga("Order", {
    steps: [
      { action: put("Reserve"), compensate: del("Release") },
      { action: put("Charge"), compensate: del("Refund").next(new Fail("Unclear")) },
      { action: put("Ship") },
    ],
  });

  expect(rendered(chain, JSONATA).States).toMatchObject({
    Ship: { Catch: [{ Next: "OrderRefund" }] },
    OrderRefund: {
      Type: "Parallel",
      Branches: [{ StartAt: "Refund" }],
      Catch: [{ Assign: { OrderNotCompensated: "{% $OrderNotCompensated & 'Refund ' %}" }, Next: "Release" }],
      Next: "Release",
    },
  });
});

it("a notification that can fail where nothing catches does not hide the workflow's error", () => {
  const chain = notifyOnFailure("Import", { workflow: get("Load"), notify: put("Tell").next(new Fail("Unclear")) });

  expect(rendered(chain, JSONATA).States).toMatchObject({
    Import: { Catch: [{ Next: "ImportTell" }] },
    ImportTell: { Type: "Parallel", Catch: [{ Next: "ImportFailed" }], Next: "ImportFailed" },
  });
});

describe("what is undone when a later state of an action fails", () => {
  const order = (action: IChainable, compensateUnknownOutcome = false) =>
    saga("Order", {
      steps: [
        { action: put("Reserve"), compensate: del("Release") },
        { action, compensate: del("Refund"), compensateUnknownOutcome },
      ],
    });
  const targets = (chain: IChainable) => {
    const { States } = rendered(chain, JSONATA) as { States: { [name: string]: { Catch?: { Next: string }[] } } };
    return Object.fromEntries(
      Object.entries(States).flatMap(([name, { Catch }]) => (Catch ? [[name, Catch.map(({ Next }) => Next)]] : [])),
    );
  };
  const undoing = { Reserve: ["OrderCompensated"], Refund: ["Release"], Release: ["OrderCompensated"] };

  it("is the step itself, then those before it", () => {
    expect(targets(order(put("Invoice").next(put("Send"))))).toEqual({
      ...undoing,
      Invoice: ["Release"],
      Send: ["Refund"],
    });
  });

  it("is the step itself after an unknown outcome of its first task", () => {
    expect(targets(order(put("Invoice").next(put("Send")), true))).toEqual({
      ...undoing,
      Invoice: ["Refund", "Release"],
      Send: ["Refund"],
    });
  });

  it("is the step itself after an error that the first task handles", () => {
    const again = put("Again");
    const first = put("Invoice").addCatch(again, { errors: [Errors.httpStatusCode(409)] });

    expect(targets(order(new Pass("Begin").next(first)))).toEqual({
      ...undoing,
      Invoice: ["Again", "Release"],
      Again: ["Refund"],
    });
  });

  it("is the step itself where its first task may have been done before", () => {
    const first = put("Invoice");
    const send = put("Send").addCatch(first, { errors: ["Again"] });

    expect(targets(order(first.next(send)))).toMatchObject({ Invoice: ["Refund"], Send: ["Invoice", "Refund"] });
  });

  it("is the step itself where the first is a Map or a Parallel, of which some may be done", () => {
    expect(targets(order(new MapState("Each").itemProcessor(put("One"))))).toMatchObject({ Each: ["Refund"] });
    expect(targets(order(new Parallel("Both").branch(put("One"), put("Two")), true))).toMatchObject({
      Both: ["Refund"],
    });
  });
});

describe("a part that ends in Succeed", () => {
  const done = () => new Succeed("Done");
  const isDone = Condition.isPresent("$.done");
  const poll = { start: get("Start"), poll: get("Poll"), isDone, interval: Duration.seconds(1), maxPolls: 1 };
  const pages = {
    connection: stubConnection(),
    apiEndpoint: API,
    cursorParameter: "after",
    nextCursor: JsonataExpression.of("$states.result.ResponseBody.next"),
    items: JsonataExpression.of("$states.result.ResponseBody.items"),
    maxPages: 5,
  };

  it.each<[string, string, () => IChainable]>([
    ["steps[0].action", "Order", () => saga("Order", { steps: [{ action: put("A").next(done()) }] })],
    [
      "steps[0].compensate",
      "Order",
      () => saga("Order", { steps: [{ action: put("A"), compensate: del("B").next(done()) }, { action: put("C") }] }),
    ],
    [
      "steps[0].action",
      "Order",
      () => saga("Order", { steps: [{ action: put("A").next(new Choice("Is").when(isDone, done())) }] }),
    ],
    ["onPage", "Pages", () => paginate("Pages", { ...pages, onPage: put("Save").next(done()) })],
    ["start", "Job", () => startAndPoll("Job", { ...poll, start: get("Begin").next(done()) })],
    ["poll", "Job", () => startAndPoll("Job", { ...poll, poll: get("Ask").addCatch(done()) })],
    ["notify", "Import", () => notifyOnFailure("Import", { workflow: get("Load"), notify: put("T").next(done()) })],
  ])("fails as %s of %s", (property, id, make) => {
    const error = refusal((stack) => machineOf(stack, make));

    expect(findings(error)).toContain(`definition.${id}.${property}: workflow-part-succeeds`);
    expect(error.message).toContain('"Done"');
  });

  it("may be what notifyOnFailure runs, and a branch inside a part", () => {
    const inside = new Parallel("Both").branch(put("One").next(done()));

    rendered(notifyOnFailure("Import", { workflow: get("Load").next(new Succeed("Loaded")), notify: inside }));
  });
});

it("a saga fails when two steps have the same action", () => {
  const action = put("Charge");
  const error = refusal((stack) => machineOf(stack, saga("X", { steps: [{ action }, { action }] })));

  expect(findings(error)).toContain("definition.X.steps[1].action: state-property-invalid");
});

describe("a shape without what it needs", () => {
  const none = undefined as never;
  const state = () => get();
  const isDone = Condition.isPresent("$.done");
  const poll = () => ({ start: state(), poll: get("Poll"), isDone, interval: Duration.seconds(1), maxPolls: 1 });
  const next = JsonataExpression.of("$states.result.ResponseBody.next");
  const pages = () => ({
    connection: stubConnection(),
    apiEndpoint: API,
    cursorParameter: "after",
    nextCursor: next,
    items: next,
    maxPages: 5,
  });

  it.each<[string, () => IChainable]>([
    ["steps", () => saga("X", none)],
    ["steps", () => saga("X", { steps: none })],
    ["steps", () => saga("X", { steps: state() as never })],
    ["steps[0].action", () => saga("X", { steps: [none] })],
    ["steps[1].action", () => saga("X", { steps: [{ action: state() }, { action: none }] })],
    ["steps[0].compensate", () => saga("X", { steps: [{ action: state(), compensate: null as never }] })],
    ["failureVariable", () => saga("X", { steps: [{ action: state() }], failureVariable: 1 as never })],
    ["start", () => startAndPoll("X", none)],
    ["start", () => startAndPoll("X", { ...poll(), start: none })],
    ["poll", () => startAndPoll("X", { ...poll(), poll: {} as never })],
    ["isDone", () => startAndPoll("X", { ...poll(), isDone: none })],
    ["isFailed", () => startAndPoll("X", { ...poll(), isFailed: "$.failed" as never })],
    ["interval", () => startAndPoll("X", { ...poll(), interval: 10 as never })],
    ["cursorParameter", () => paginate("X", none)],
    ["cursorParameter", () => paginate("X", { ...pages(), cursorParameter: none })],
    ["nextCursor", () => paginate("X", { ...pages(), nextCursor: "$states.result.ResponseBody.next" as never })],
    ["items", () => paginate("X", { ...pages(), items: none })],
    ["onPage", () => paginate("X", { ...pages(), onPage: null as never })],
    ["workflow", () => notifyOnFailure("X", none)],
    ["workflow", () => notifyOnFailure("X", { workflow: none, notify: state() })],
    ["notify", () => notifyOnFailure("X", { workflow: state(), notify: none })],
    [
      "failureVariable",
      () => notifyOnFailure("X", { workflow: state(), notify: get("N"), failureVariable: 1 as never }),
    ],
  ])("fails with the name of %s", (property, make) => {
    const error = refusal((stack) => machineOf(stack, () => make()));

    expect(findings(error)).toContain(`definition.X.${property}: state-property-invalid`);
  });

  it("fails with the name of maxPolls or maxPages", () => {
    for (const make of [
      () => startAndPoll("X", { ...poll(), maxPolls: none }),
      () => paginate("X", { ...pages(), maxPages: none }),
    ]) {
      expect(findings(refusal((stack) => machineOf(stack, make))).join()).toContain("workflow-bound-out-of-range");
    }
  });
});

it("the error's variable can be named, where the id is no name of a variable", () => {
  const chain = notifyOnFailure("Order-Import", {
    workflow: saga("Order", { steps: [{ action: put("Reserve") }], failureVariable: "why" }),
    notify: put("Tell").next(new Pass("Note", { parameters: { error: JsonPath.stringAt("$failure.Error") } })),
    failureVariable: "failure",
  });

  expect(rendered(chain).States).toMatchObject({
    "Order-Import": {
      Branches: [
        { States: { Reserve: { Catch: [{ Assign: { "why.$": "$" } }] }, OrderFailed: { ErrorPath: "$why.Error" } } },
      ],
      Catch: [{ Assign: { "failure.$": "$" } }],
    },
    "Order-ImportFailed": { ErrorPath: "$failure.Error" },
  });
});
