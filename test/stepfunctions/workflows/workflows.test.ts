import {
  Condition,
  Duration,
  type IChainable,
  JsonataExpression,
  type PaginateProps,
  Pass,
  paginate,
  StateMachineType,
  startAndPoll,
} from "cdktf-aws-http-integrations";
import { findings, refusal } from "../../support/synth";
import { get, machineOf, rendered, warningsOf } from "../chains";
import { API, stubConnection } from "../parts";
import { HTTP, JSONATA, jsonata, jsonPath, put, request } from "../workflow-parts";

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

  it("counts its polls in a variable, hands each the same input, and ends when the job is done, or was asked for too often", () => {
    const done = Condition.stringEquals("$.ResponseBody.state", "done");

    expect(rendered(job(done).next(new Pass("After")))).toEqual({
      StartAt: "Job",
      States: {
        Job: { Type: "Pass", Assign: { JobPolls: 0 }, Next: "Start" },
        Start: jsonPath("GET", { Next: "JobStarted" }),
        JobStarted: { Type: "Pass", Assign: { "JobInput.$": "$" }, Next: "JobWait" },
        JobWait: {
          Type: "Wait",
          Seconds: 10,
          InputPath: "$JobInput",
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
        Start: jsonata("GET", { Next: "JobStarted" }),
        JobStarted: { Type: "Pass", Assign: { JobInput: "{% $states.input %}" }, Next: "JobWait" },
        JobWait: {
          Type: "Wait",
          Seconds: 10,
          Output: "{% $JobInput %}",
          Assign: { JobPolls: "{% $JobPolls + 1 %}" },
          Next: "Poll",
        },
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

  it.each<[number, StateMachineType, string[]]>([
    [30, StateMachineType.EXPRESS, []],
    [31, StateMachineType.EXPRESS, ["workflow-polls-beyond-express"]],
    [31, StateMachineType.STANDARD, []],
  ])("with %d polls, 10 seconds apart, in a machine of type %s: warned of %j", (maxPolls, stateMachineType, codes) => {
    const chain = startAndPoll("Job", {
      start: get("Start"),
      poll: get("Poll"),
      isDone: Condition.isPresent("$.done"),
      interval: Duration.seconds(10),
      maxPolls,
    });

    expect(warningsOf(chain, { stateMachineType })).toEqual(codes);
  });

  it("goes on after an error that a state handles itself, rather than succeed there", () => {
    const chain = startAndPoll("Job", {
      start: get("Start").addCatch(new Pass("Running"), { errors: ["States.Http.StatusCode.409"] }),
      poll: get("Poll").addCatch(new Pass("NotYet"), { errors: ["States.Http.StatusCode.404"] }),
      isDone: Condition.isPresent("$.done"),
      interval: Duration.seconds(1),
      maxPolls: 1,
    });

    expect(rendered(chain).States).toMatchObject({ Running: { Next: "JobStarted" }, NotYet: { Next: "JobCheck" } });
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
          Assign: {
            ContactsInput: "{% $states.input %}",
            ContactsQuery: { limit: "100" },
            ContactsCursor: null,
            ContactsPages: 0,
            ContactsItems: [],
          },
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
          Output: "{% $ContactsInput %}",
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
        Assign: { ContactsInput: "{% $states.input %}", ContactsQuery: {}, ContactsCursor: 1, ContactsPages: 0 },
      },
      ContactsPage: {
        QueryLanguage: "JSONata",
        Output: { items: "{% [($states.result.ResponseBody.results)] %}" },
        Next: "Store",
      },
      Store: { Next: "ContactsMore" },
      NotStored: { Next: "ContactsMore" },
      ContactsMore: { Default: "ContactsNextPage" },
      ContactsFinished: { Output: { pages: "{% $ContactsPages %}" } },
    });
    expect((States as { readonly [name: string]: object }).ContactsNextPage).toEqual({
      Type: "Pass",
      QueryLanguage: "JSONata",
      Output: "{% $ContactsInput %}",
      Next: "ContactsPage",
    });
  });

  it.each<[number, () => IChainable | undefined]>([
    [0, () => undefined],
    [3429, () => undefined],
    [2667, () => put("Store")],
  ])("fails with maxPages %d", (maxPages, onPage) => {
    const error = refusal((stack) => machineOf(stack, () => pages({ maxPages, onPage: onPage() })));

    expect(findings(error)).toContain("definition.Contacts.maxPages: workflow-bound-out-of-range");
  });

  it.each<[number, () => IChainable | undefined]>([
    [1, () => undefined],
    [3428, () => undefined],
    [2666, () => put("Store")],
  ])("takes maxPages %d", (maxPages, onPage) => {
    expect(() => rendered(pages({ maxPages, onPage: onPage() }), JSONATA)).not.toThrow();
  });
});
