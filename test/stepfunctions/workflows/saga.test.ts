import { notifyOnFailure, Pass, saga } from "cdktf-aws-http-integrations";
import { get, rendered } from "../chains";
import { del, JSONATA, jsonata, put } from "../workflow-parts";

describe("saga", () => {
  const order = () =>
    saga("Order", {
      steps: [
        { action: put("Reserve"), compensate: del("Release") },
        { action: put("Charge"), compensate: del("Refund"), compensateUnknownOutcome: true },
        { action: put("Ship") },
      ],
    });
  const caught = (next: string, errors = ["States.ALL"]) => ({
    ErrorEquals: errors,
    Output: "{% $states.input %}",
    Assign: { OrderNotCompensated: "", OrderFailure: "{% $states.errorOutput %}" },
    Next: next,
  });
  const undo = (name: string, next: string) =>
    jsonata("DELETE", {
      Catch: [
        {
          ErrorEquals: ["States.ALL"],
          Output: "{% $states.input %}",
          Assign: { OrderNotCompensated: `{% $OrderNotCompensated & '${name} ' %}` },
          Next: next,
        },
      ],
      Next: next,
    });

  it("undoes the steps before the failed one, the last first, and one without an answer itself", () => {
    expect(rendered(order().next(new Pass("After")), JSONATA)).toEqual({
      QueryLanguage: "JSONata",
      StartAt: "Order",
      States: {
        Order: { Type: "Pass", Next: "Reserve" },
        Reserve: jsonata("PUT", { Catch: [caught("OrderCompensated")], Next: "Charge" }),
        Charge: jsonata("PUT", {
          Catch: [
            caught("Refund", [
              "States.Http.Socket",
              "States.Timeout",
              ...[408, 500, 502, 503, 504].map((status) => `States.Http.StatusCode.${status}`),
            ]),
            caught("Release"),
          ],
          Next: "Ship",
        }),
        Ship: jsonata("PUT", { Catch: [caught("Refund")], Next: "After" }),
        After: { Type: "Pass", End: true },
        Refund: undo("Refund", "Release"),
        Release: undo("Release", "OrderCompensated"),
        OrderCompensated: {
          Type: "Choice",
          Choices: [{ Condition: "{% $OrderNotCompensated = '' %}", Next: "OrderFailed" }],
          Default: "OrderNotCompensated",
        },
        OrderFailed: {
          Type: "Fail",
          Error: "{% $OrderFailure.Error %}",
          Cause: "{% $string($OrderFailure) %}",
        },
        OrderNotCompensated: {
          Type: "Fail",
          Error: "Order.NotCompensated",
          Cause: "{% $OrderNotCompensated & 'failed, after ' & $string($OrderFailure) %}",
        },
      },
    });
  });

  it("does the same in JSONPath", () => {
    const { States } = rendered(order());

    expect(States).toMatchObject({
      Ship: {
        Catch: [
          {
            ErrorEquals: ["States.ALL"],
            ResultPath: null,
            Assign: { OrderNotCompensated: "", "OrderFailure.$": "$" },
            Next: "Refund",
          },
        ],
        End: true,
      },
      Refund: {
        Catch: [
          {
            ErrorEquals: ["States.ALL"],
            ResultPath: null,
            Assign: { "OrderNotCompensated.$": "States.Format('{}Refund ', $OrderNotCompensated)" },
            Next: "Release",
          },
        ],
      },
      OrderCompensated: {
        Type: "Choice",
        Choices: [{ Variable: "$OrderNotCompensated", StringEquals: "", Next: "OrderFailed" }],
        Default: "OrderNotCompensated",
      },
      OrderFailed: {
        Type: "Fail",
        ErrorPath: "$OrderFailure.Error",
        CausePath: "States.JsonToString($OrderFailure)",
      },
      OrderNotCompensated: {
        Type: "Fail",
        Error: "Order.NotCompensated",
        CausePath: "States.Format('{}failed, after {}', $OrderNotCompensated, States.JsonToString($OrderFailure))",
      },
    });
  });

  it("without anything to undo fails with the error of the step", () => {
    const chain = saga("Order", { steps: [{ action: put("Reserve") }] });

    expect(rendered(chain, JSONATA).States).toMatchObject({ Reserve: { Catch: [{ Next: "OrderFailed" }], End: true } });
  });

  it("leaves the catchers of the user before its own", () => {
    const failed = new Pass("OutOfStock");
    const action = put("Reserve").addCatch(failed, { errors: ["States.Http.StatusCode.409"] });

    expect(rendered(saga("Order", { steps: [{ action }] }), JSONATA).States).toMatchObject({
      Reserve: {
        Catch: [
          { ErrorEquals: ["States.Http.StatusCode.409"], Next: "OutOfStock" },
          { ErrorEquals: ["States.ALL"], Next: "OrderFailed" },
        ],
      },
    });
  });
});

describe("a saga whose states handle some errors themselves", () => {
  const gone = (id: string) => new Pass(id);
  const order = () =>
    saga("Order", {
      steps: [
        {
          action: put("Reserve"),
          compensate: del("Release").addCatch(gone("AlreadyReleased"), { errors: ["States.Http.StatusCode.404"] }),
        },
        {
          action: put("Charge").addCatch(gone("AlreadyCharged"), { errors: ["States.Http.StatusCode.409"] }),
          compensate: del("Refund").addCatch(gone("NothingToRefund"), { errors: ["States.Http.StatusCode.404"] }),
        },
        { action: put("Ship").addCatch(gone("AlreadyShipped"), { errors: ["States.Http.StatusCode.409"] }) },
      ],
    });

  it("goes on to the next step, or the next compensation", () => {
    expect(rendered(order().next(new Pass("After")), JSONATA).States).toMatchObject({
      AlreadyCharged: { Next: "Ship" },
      AlreadyShipped: { Next: "After" },
      NothingToRefund: { Next: "Release" },
      AlreadyReleased: { Next: "OrderCompensated" },
    });
  });

  it("may be chains, of which each state's errors are caught", () => {
    const chain = saga("Order", {
      steps: [
        { action: put("Reserve"), compensate: del("Release").next(put("Report")) },
        { action: put("Charge").next(put("Ship")) },
      ],
    });

    expect(rendered(chain, JSONATA).States).toMatchObject({
      Charge: { Catch: [{ Next: "Release" }], Next: "Ship" },
      Ship: { Catch: [{ Next: "Release" }], End: true },
      Release: { Catch: [{ Next: "OrderCompensated" }], Next: "Report" },
      Report: { Catch: [{ Next: "OrderCompensated" }], Next: "OrderCompensated" },
    });
  });
});

describe("notifyOnFailure", () => {
  const guarded = () => notifyOnFailure("Import", { workflow: get("Load"), notify: put("Tell") });

  it("tells someone with the error in a variable, and fails with it, told or not", () => {
    expect(rendered(guarded().next(new Pass("After")), JSONATA)).toEqual({
      QueryLanguage: "JSONata",
      StartAt: "Import",
      States: {
        Import: {
          Type: "Parallel",
          Branches: [{ StartAt: "Load", States: { Load: jsonata("GET", { End: true }) } }],
          Output: "{% $states.result[0] %}",
          Catch: [
            {
              ErrorEquals: ["States.ALL"],
              Output: "{% $states.input %}",
              Assign: { ImportFailure: "{% $states.errorOutput %}" },
              Next: "Tell",
            },
          ],
          Next: "After",
        },
        After: { Type: "Pass", End: true },
        Tell: jsonata("PUT", {
          Catch: [{ ErrorEquals: ["States.ALL"], Output: "{% $states.input %}", Next: "ImportFailed" }],
          Next: "ImportFailed",
        }),
        ImportFailed: { Type: "Fail", Error: "{% $ImportFailure.Error %}", Cause: "{% $string($ImportFailure) %}" },
      },
    });
  });

  it("does the same in JSONPath", () => {
    const caught = { ErrorEquals: ["States.ALL"], ResultPath: null };

    expect(rendered(guarded()).States).toMatchObject({
      Import: {
        OutputPath: "$[0]",
        Catch: [{ ...caught, Assign: { "ImportFailure.$": "$" }, Next: "Tell" }],
        End: true,
      },
      Tell: { Catch: [{ ...caught, Next: "ImportFailed" }], Next: "ImportFailed" },
      ImportFailed: {
        Type: "Fail",
        ErrorPath: "$ImportFailure.Error",
        CausePath: "States.JsonToString($ImportFailure)",
      },
    });
  });
});

describe("notifyOnFailure whose notification handles some errors itself", () => {
  it("still fails", () => {
    const tell = put("Tell").addCatch(new Pass("NobodyThere"), { errors: ["States.Http.StatusCode.404"] });
    const whatever = put("Shout").addCatch(new Pass("Ignore"));

    const chain = notifyOnFailure("Import", { workflow: get("Load"), notify: tell.next(whatever) });
    expect(rendered(chain, JSONATA).States).toMatchObject({
      NobodyThere: { Next: "ImportFailed" },
      Ignore: { Next: "ImportFailed" },
      Shout: { Catch: [{ ErrorEquals: ["States.ALL"], Next: "Ignore" }], Next: "ImportFailed" },
    });
  });
});
