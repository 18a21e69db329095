import {
  Condition,
  Duration,
  type HttpInvoke,
  type HttpInvokeProps,
  HttpMethod,
  JsonataExpression,
  notifyOnFailure,
  type PaginateProps,
  Pass,
  paginate,
  QueryLanguage,
  saga,
  startAndPoll,
} from "cdktf-aws-http-integrations";
import { findings, refusal } from "../support/synth";
import { get, INVOCATION, machineOf, RETRY_IDEMPOTENT, rendered } from "./chains";
import { API, stubConnection } from "./parts";

const JSONATA = { queryLanguage: QueryLanguage.JSONATA };
const send = (id: string, method: HttpMethod): HttpInvoke => get(id, { method } as Partial<HttpInvokeProps>);
const put = (id: string) => send(id, HttpMethod.PUT);
const del = (id: string) => send(id, HttpMethod.DELETE);

const HTTP = { Type: "Task", Resource: "arn:aws:states:::http:invoke", Retry: RETRY_IDEMPOTENT };
const request = (method: string) => ({ ApiEndpoint: API, Method: method, ...INVOCATION });
const jsonPath = (method: string, more: object) => ({ ...HTTP, Parameters: request(method), ...more });
const jsonata = (method: string, more: object) => ({ ...HTTP, Arguments: request(method), ...more });

describe("startAndPoll", () => {
  const job = (isDone: Condition, isFailed?: Condition) =>
    startAndPoll("Job", {
      start: get("Start"),
      poll: get("Poll"),
      isDone,
      isFailed,
      interval: Duration.seconds(10),
      maxPolls: 3,
    });

  it("counts its polls in a variable and ends when the job is done, or was asked for too often", () => {
    const done = Condition.stringEquals("$.ResponseBody.state", "done");

    expect(rendered(job(done).next(new Pass("After")))).toEqual({
      StartAt: "Job",
      States: {
        Job: { Type: "Pass", Assign: { JobPolls: 0 }, Next: "Start" },
        Start: jsonPath("GET", { Next: "JobWait" }),
        JobWait: {
          Type: "Wait",
          Seconds: 10,
          Assign: { "JobPolls.$": "States.MathAdd($JobPolls, 1)" },
          Next: "Poll",
        },
        Poll: jsonPath("GET", { Next: "JobCheck" }),
        JobCheck: {
          Type: "Choice",
          Choices: [
            { Variable: "$.ResponseBody.state", StringEquals: "done", Next: "JobFinished" },
            { Variable: "$JobPolls", NumericGreaterThanEquals: 3, Next: "JobTimedOut" },
          ],
          Default: "JobWait",
        },
        JobFinished: { Type: "Pass", Next: "After" },
        After: { Type: "Pass", End: true },
        JobTimedOut: { Type: "Fail", Error: "Job.TimedOut", Cause: "Not done when polled 3 times at most" },
      },
    });
  });

  it("fails as soon as the job failed, in JSONata as well", () => {
    const state = "$states.input.ResponseBody.state";
    const chain = job(Condition.jsonata(`${state} = 'done'`), Condition.jsonata(`${state} = 'failed'`));

    expect(rendered(chain, JSONATA)).toEqual({
      QueryLanguage: "JSONata",
      StartAt: "Job",
      States: {
        Job: { Type: "Pass", Assign: { JobPolls: 0 }, Next: "Start" },
        Start: jsonata("GET", { Next: "JobWait" }),
        JobWait: { Type: "Wait", Seconds: 10, Assign: { JobPolls: "{% $JobPolls + 1 %}" }, Next: "Poll" },
        Poll: jsonata("GET", { Next: "JobCheck" }),
        JobCheck: {
          Type: "Choice",
          Choices: [
            { Condition: `{% ${state} = 'done' %}`, Next: "JobFinished" },
            { Condition: `{% ${state} = 'failed' %}`, Next: "JobFailed" },
            { Condition: "{% $JobPolls >= 3 %}", Next: "JobTimedOut" },
          ],
          Default: "JobWait",
        },
        JobFinished: { Type: "Pass", End: true },
        JobFailed: { Type: "Fail", Error: "Job.Failed", Cause: "The job failed" },
        JobTimedOut: { Type: "Fail", Error: "Job.TimedOut", Cause: "Not done when polled 3 times at most" },
      },
    });
  });

  it.each([
    [0, true],
    [1, false],
    [2666, false],
    [2667, true],
    [1.5, true],
    [Number.NaN, true],
  ])("with maxPolls %d: refused is %s", (maxPolls, isRefused) => {
    const make = () =>
      startAndPoll("Job", {
        start: get("Start"),
        poll: get("Poll"),
        isDone: Condition.isPresent("$.done"),
        interval: Duration.seconds(1),
        maxPolls,
      });
    if (isRefused) {
      const error = refusal((stack) => machineOf(stack, make));
      expect(findings(error)).toContain("definition.Job.maxPolls: workflow-bound-out-of-range");
    } else {
      expect(() => rendered(make())).not.toThrow();
    }
  });

  it("goes on after an error that a state handles itself, rather than succeed there", () => {
    const chain = startAndPoll("Job", {
      start: get("Start").addCatch(new Pass("Running"), { errors: ["States.Http.StatusCode.409"] }),
      poll: get("Poll").addCatch(new Pass("NotYet"), { errors: ["States.Http.StatusCode.404"] }),
      isDone: Condition.isPresent("$.done"),
      interval: Duration.seconds(1),
      maxPolls: 1,
    });

    expect(rendered(chain).States).toMatchObject({ Running: { Next: "JobWait" }, NotYet: { Next: "JobCheck" } });
  });

  it("keeps the variables of ids apart that differ in what a variable cannot have", () => {
    const chain = (id: string) =>
      startAndPoll(id, {
        start: get(`${id}Start`),
        poll: get(`${id}Poll`),
        isDone: Condition.isPresent("$.done"),
        interval: Duration.seconds(1),
        maxPolls: 1,
      });
    const names = ["Job1", "Job-1", "job1", `${"x".repeat(60)}1`, `${"x".repeat(60)}2`, "✓"].map((id) => {
      const { States } = rendered(chain(id)) as { States: { [name: string]: { Assign: object } } };
      return Object.keys(States[id]!.Assign)[0]!;
    });

    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[A-Za-z]\w{0,79}$/.test(name))).toEqual([]);
  });

  it("makes the variable's name of letters, digits and underscores", () => {
    const chain = startAndPoll("1. Bulk-job ✓", {
      start: get("Start"),
      poll: get("Poll"),
      isDone: Condition.isPresent("$.done"),
      interval: Duration.seconds(1),
      maxPolls: 1,
    });

    expect(rendered(chain).States).toMatchObject({ "1. Bulk-job ✓": { Assign: { Bulkjob_aa736cPolls: 0 } } });
  });
});

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

describe("paginate", () => {
  const pages = (props: Partial<PaginateProps> = {}) =>
    paginate("Contacts", {
      connection: stubConnection(),
      apiEndpoint: API,
      cursorParameter: "after",
      nextCursor: JsonataExpression.of("$states.result.ResponseBody.paging.next.after"),
      items: JsonataExpression.of("$states.result.ResponseBody.results"),
      maxPages: 5,
      ...props,
    });

  it("asks until there is no next page, collects the items, and fails rather than cut them off", () => {
    expect(rendered(pages({ queryStringParameters: { limit: "100" } }), JSONATA)).toEqual({
      QueryLanguage: "JSONata",
      StartAt: "Contacts",
      States: {
        Contacts: {
          Type: "Pass",
          Assign: { ContactsQuery: { limit: "100" }, ContactsCursor: null, ContactsPages: 0, ContactsItems: [] },
          Next: "ContactsPage",
        },
        ContactsPage: {
          ...HTTP,
          Arguments: {
            ...request("GET"),
            QueryParameters: "{% $merge([$ContactsQuery, $ContactsCursor = null ? {} : {'after': $ContactsCursor}]) %}",
          },
          Assign: {
            ContactsCursor:
              "{% ($next := ($states.result.ResponseBody.paging.next.after); $exists($next) and $next != '' and $next != false ? $next : null) %}",
            ContactsPages: "{% $ContactsPages + 1 %}",
            ContactsItems: "{% $append($ContactsItems, [($states.result.ResponseBody.results)]) %}",
          },
          Output: {},
          Next: "ContactsMore",
        },
        ContactsMore: {
          Type: "Choice",
          Choices: [
            { Condition: "{% $ContactsCursor = null %}", Next: "ContactsFinished" },
            { Condition: "{% $ContactsPages >= 5 %}", Next: "ContactsTooManyPages" },
          ],
          Default: "ContactsPage",
        },
        ContactsFinished: {
          Type: "Pass",
          Output: { items: "{% $ContactsItems %}", pages: "{% $ContactsPages %}" },
          End: true,
        },
        ContactsTooManyPages: {
          Type: "Fail",
          Error: "Contacts.TooManyPages",
          Cause: "There are more than 5 pages",
        },
      },
    });
  });

  it("hands each page on instead of collecting, and works in a JSONPath machine", () => {
    const { States } = rendered(
      pages({
        onPage: put("Store").addCatch(new Pass("NotStored"), { errors: ["States.Http.StatusCode.422"] }),
        firstCursor: 1,
      }),
    );

    expect(States).toMatchObject({
      Contacts: {
        QueryLanguage: "JSONata",
        Assign: { ContactsQuery: {}, ContactsCursor: 1, ContactsPages: 0 },
      },
      ContactsPage: {
        QueryLanguage: "JSONata",
        Output: { items: "{% [($states.result.ResponseBody.results)] %}" },
        Next: "Store",
      },
      Store: { Next: "ContactsMore" },
      NotStored: { Next: "ContactsMore" },
      ContactsFinished: { Output: { pages: "{% $ContactsPages %}" } },
    });
  });

  it.each([0, 3429])("fails with maxPages %d", (maxPages) => {
    const error = refusal((stack) => machineOf(stack, () => pages({ maxPages })));

    expect(findings(error)).toContain("definition.Contacts.maxPages: workflow-bound-out-of-range");
  });
});
