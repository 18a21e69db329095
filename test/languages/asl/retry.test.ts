import { worstCaseRetrySeconds } from "../../../modules/languages/asl/checks/retry";
import { catching, type Fields, machine, only, PASS, retrying, task } from "./cases/parts";
import { findingsOf, summary } from "./findings";

const ALL = { ErrorEquals: ["States.ALL"] };
const named = (...names: readonly unknown[]) => ({ ErrorEquals: names });

describe("numbers of a retrier", () => {
  const codesOf = (field: string, value: unknown, language?: string) =>
    findingsOf(retrying({ ...ALL, MaxAttempts: 1, [field]: value }, { QueryLanguage: language }))
      .map(({ code }) => code)
      .filter((code) => code.startsWith("retrier"));

  test.each([
    ["IntervalSeconds", 1, [-1, 100_000_000, 0.5, "1", null], [1, 2, 99_999_998, 99_999_999]],
    ["MaxAttempts", 2, [-1, 100_000_000, 1.5, "1", true], [0, 1, 99_999_998, 99_999_999]],
    ["BackoffRate", 3, [0, 0.99, "2", []], [1, 1.5, 100]],
    ["MaxDelaySeconds", 4, [0, -1, 31_622_401, 1.5, "60"], [2, 31_622_399, 31_622_400]],
  ])("%s", (field, _, wrong, right) => {
    expect(wrong.map((value) => codesOf(field, value).length)).toEqual(wrong.map(() => 1));
    expect(right.map((value) => codesOf(field, value))).toEqual(right.map(() => []));
    expect(codesOf(field, "${Value}")).toEqual([]);
    expect(codesOf(field, "{% $n %}", "JSONata")).toEqual([]);
  });

  test("an interval of 0 is accepted by AWS, and no more than that", () => {
    expect(findingsOf(retrying({ ...ALL, IntervalSeconds: 0 }))).toEqual([
      expect.objectContaining({ code: "retrier-interval-zero", severity: "warning", given: 0 }),
    ]);
  });

  test.each([
    ["FULL", 0],
    ["NONE", 0],
    ["${Jitter}", 0],
    ["full", 1],
    [true, 1],
  ])("JitterStrategy %j", (strategy, count) => {
    expect(codesOf("JitterStrategy", strategy)).toHaveLength(count);
  });

  test.each([
    [undefined, 1, 1],
    [undefined, 2, 0],
    [10, 9, 1],
    [10, 10, 1],
    [10, 11, 0],
  ])("IntervalSeconds %d and MaxDelaySeconds %d", (interval, delay, count) => {
    const retrier = { ...ALL, IntervalSeconds: interval, MaxDelaySeconds: delay };
    expect(findingsOf(retrying(retrier), {}, "retrier-max-delay-not-above-interval")).toHaveLength(count);
  });
});

describe("lists", () => {
  test.each([
    [undefined, "These fields are required: [ErrorEquals]"],
    [[], "Value cannot be empty"],
    ["States.ALL", undefined],
  ])("fails when ErrorEquals is %j", (names, detail) => {
    const found = findingsOf(retrying({ ErrorEquals: names }));
    expect(found).toEqual([expect.objectContaining({ code: "retry-error-equals-invalid", detail })]);
    expect(found[0]?.path).toBe("$.States.A.Retry[0].ErrorEquals");
  });

  test("fails when a name is no text, or empty", () => {
    expect(summary(retrying(named("", 5, "A", "${Name}")))).toEqual([
      "retry-error-equals-invalid $.States.A.Retry[0].ErrorEquals[0]",
      "retry-error-equals-invalid $.States.A.Retry[0].ErrorEquals[1]",
    ]);
  });

  test("fails when States.ALL is not alone and last, in AWS's words", () => {
    const found = findingsOf(only(task({ Retry: [named("States.ALL", "A"), named("B")] })));
    expect(found.map(({ code, detail }) => [code, detail])).toEqual([
      ["retry-states-all-not-alone", "States.ALL must appear alone and at end of list"],
      ["retry-states-all-not-last", "States.ALL must appear alone and at end of list"],
    ]);
  });

  test("fails when Retry or Catch are no lists of objects", () => {
    expect(summary(only(task({ Retry: {}, Catch: [1, "${Catcher}"] })))).toEqual([
      "retry-not-list $.States.A.Retry",
      "retry-not-list $.States.A.Catch[0]",
    ]);
  });

  test("empty ones are accepted", () => {
    expect(summary(only(task({ Retry: [], Catch: [] })))).toEqual([]);
  });

  test("are not read on a state that cannot have them", () => {
    expect(summary(only({ ...PASS, Retry: [{}] }))).toEqual(["state-field-not-supported $.States.A.Retry"]);
  });
});

describe("catchers", () => {
  test("have fields of their query language", () => {
    const catchers = (fields: Fields, language: string) =>
      summary(
        machine({ A: task({ Catch: [{ ...ALL, Next: "B", ...fields }] }), B: PASS }, { QueryLanguage: language }),
      );
    const refused = ["catcher-field-of-other-language"];
    expect(catchers({ ResultPath: "$.e", Assign: {} }, "JSONPath")).toEqual([]);
    expect(catchers({ Output: {}, Assign: {}, Comment: "c" }, "JSONata")).toEqual([]);
    expect(catchers({ Output: {} }, "JSONPath")).toEqual(refused.map((code) => `${code} $.States.A.Catch[0].Output`));
    expect(catchers({ ResultPath: "$" }, "JSONata")).toEqual(
      refused.map((code) => `${code} $.States.A.Catch[0].ResultPath`),
    );
  });

  test("fails when one leads nowhere", () => {
    expect(findingsOf(only(task({ Catch: [ALL] })))).toEqual([
      expect.objectContaining({
        code: "catcher-next-missing",
        path: "$.States.A.Catch[0].Next",
        detail: "These fields are required: [Next]",
      }),
    ]);
  });
});

describe("names of errors", () => {
  const codesOf = (name: string) => findingsOf(retrying(named(name))).map(({ code, fix }) => [code, fix]);

  test.each([
    ..."ALL BranchFailed DataLimitExceeded ExceedToleratedFailureThreshold HeartbeatTimeout IntrinsicFailure ItemReaderFailed NoChoiceMatched ParameterPathFailure Permissions QueryEvaluationError ResultPathMatchFailure ResultWriterFailed TaskFailed Timeout Http.Socket Http.AccessDenied Http.StatusCode.429 Http.StatusCode.100 Http.StatusCode.599"
      .split(" ")
      .map((name) => `States.${name}`),
    ..."AccessDenied AuthInProgress ConcurrentModification InternalError InvalidConnectionState InvalidPrivateConnectionState ResourceNotFound"
      .split(" ")
      .map((name) => `Events.ConnectionResource.${name}`),
    "Lambda.TooManyRequestsException",
    "States",
    "MyError",
    "java.lang.Exception",
    "EventsError",
  ])("%s is one", (name) => {
    expect(codesOf(name)).toEqual([]);
  });

  test.each([
    ["States.All", "error-name-unknown", 'did you mean "States.ALL"?'],
    ["States.TaskFaild", "error-name-unknown", 'did you mean "States.TaskFailed"?'],
    ["States.SomethingElse", "error-name-unknown", "use a name of the list, or one without `States.`."],
    ["State.ALL", "error-name-misspelled", 'did you mean "States.ALL"?'],
    ["states.timeout", "error-name-misspelled", 'did you mean "States.Timeout"?'],
    ["States.Http.StatusCode.4XX", "error-name-http-wildcard", "list each status."],
    ["States.Http.StatusCode.5xx", "error-name-http-wildcard", "list each status."],
    ["States.Http.StatusCode.*", "error-name-http-wildcard", "list each status."],
    ["States.Http.StatusCode.600", "error-name-http-undocumented", "use one of the names offered."],
    ["States.Http.Sockets", "error-name-http-undocumented", 'did you mean "States.Http.Socket"?'],
    ["States.Http.HttpException", "error-name-http-undocumented", "use one of the names offered."],
    [
      "Events.ConnectionResource.NotFound",
      "error-name-connection-unknown",
      'did you mean "Events.ConnectionResource.ResourceNotFound"?',
    ],
    ["States.Runtime", "error-name-never-matches", "remove it; test with TestState what raises it."],
  ])("%s is reported", (name, code, fix) => {
    expect(codesOf(name)).toEqual([[code, fix]]);
  });

  test.each(["States.QuorumMet", "States.Http.Teapot", "Events.ConnectionResource.Mine", "State.ALL"])(
    "%s is one where a Fail state of the machine raises it",
    (name) => {
      const inner = machine({ B: { Type: "Fail", Error: name } });
      const Catch = [{ ...named(name), Next: "Done" }];
      const state = { Type: "Parallel", Branches: [inner], Catch, Next: "Done" };
      expect(summary(machine({ A: state, Done: PASS }))).toEqual([]);
    },
  );

  test("that only a Fail state or a task of one's own can raise are doubtful, and no error", () => {
    for (const name of ["States.Foo", "States.Http.StatusCode.5XX", "Events.ConnectionResource.Foo"]) {
      expect(findingsOf(retrying(named(name)))).toEqual([expect.objectContaining({ severity: "warning" })]);
    }
  });

  test("that stand twice, or behind one that means them, are never used", () => {
    const definition = catching(
      named("A", "A"),
      named("States.TaskFailed"),
      named("A"),
      named("B", "States.Permissions"),
      named("States.Timeout"),
      ALL,
    );
    expect(summary(definition)).toEqual([
      "error-name-repeated $.States.A.Catch[0].ErrorEquals[1]",
      "error-name-repeated $.States.A.Catch[2].ErrorEquals[0]",
      "error-name-shadowed $.States.A.Catch[3].ErrorEquals[0]",
      "error-name-shadowed $.States.A.Catch[3].ErrorEquals[1]",
    ]);
  });

  test("of retriers and catchers are lists of their own", () => {
    expect(summary(machine({ A: task({ Retry: [ALL], Catch: [{ ...ALL, Next: "B" }] }), B: PASS }))).toEqual([]);
  });
});

describe("the time that retries take", () => {
  test.each([
    [{}, 1 + 2 + 4],
    [{ MaxAttempts: 0 }, 0],
    [{ IntervalSeconds: 0 }, 0],
    [{ IntervalSeconds: 5, MaxAttempts: 4, BackoffRate: 1 }, 20],
    [{ IntervalSeconds: 2, MaxAttempts: 5, BackoffRate: 2, MaxDelaySeconds: 10 }, 2 + 4 + 8 + 10 + 10],
    [{ IntervalSeconds: 2, MaxAttempts: 5, BackoffRate: 2, MaxDelaySeconds: 8 }, 2 + 4 + 8 + 8 + 8],
    [{ IntervalSeconds: 2, MaxAttempts: 2, BackoffRate: 1.5 }, 2 + 3],
    [{ IntervalSeconds: 60, MaxAttempts: 3, MaxDelaySeconds: 10 }, 30],
    [{ MaxAttempts: 99_999_999, MaxDelaySeconds: 1 }, 99_999_999],
    [{ MaxAttempts: 99_999_999 }, Number.POSITIVE_INFINITY],
    [{ IntervalSeconds: "{% 1 %}", MaxAttempts: -1, BackoffRate: "x" }, 7],
  ])("%j", (retrier, seconds) => {
    expect(worstCaseRetrySeconds(retrier)).toBe(seconds);
  });

  test("is the sum of the intervals, whatever the numbers", () => {
    for (const [interval, attempts, rate, cap] of [
      [1, 1000, 1.000001, 31_622_400],
      [3, 50, 1.25, 500],
      [7, 10, 3, 100_000],
    ] as const) {
      let sum = 0;
      for (let attempt = 0; attempt < attempts; attempt++) sum += Math.min(interval * rate ** attempt, cap);
      const retrier = { IntervalSeconds: interval, MaxAttempts: attempts, BackoffRate: rate, MaxDelaySeconds: cap };
      expect(worstCaseRetrySeconds(retrier)).toBeCloseTo(sum, 3);
    }
  });

  test.each([
    [300, 0],
    [301, 1],
  ])("may be longer than an Express execution: %d s", (interval, count) => {
    const definition = retrying({ ...ALL, IntervalSeconds: interval, MaxAttempts: 1 });
    const findings = findingsOf(definition, { type: "EXPRESS" }, "retry-outlasts-express");
    expect(findings.map(({ severity }) => severity)).toEqual(Array(count).fill("warning"));
    expect(findingsOf(definition)).toEqual([]);
  });

  test("is that of the longest retrier in an Express execution, and of all of them in another", () => {
    const waiting = (first: number, second: number) =>
      only(
        task({
          Retry: [
            { ...named("A"), IntervalSeconds: first, MaxAttempts: 1 },
            { ...ALL, IntervalSeconds: second, MaxAttempts: 1 },
          ],
        }),
      );
    expect(findingsOf(waiting(200, 300), { type: "EXPRESS" })).toEqual([]);
    expect(findingsOf(waiting(420, 200), { type: "EXPRESS" })).toEqual([
      expect.objectContaining({
        code: "retry-outlasts-express",
        path: "$.States.A.Retry",
        detail: "up to 7 minutes of waiting between attempts",
      }),
    ]);
    expect(findingsOf(waiting(80_000, 7_000))).toEqual([
      expect.objectContaining({ code: "retry-lasts-long", detail: "up to 24 hours of waiting between attempts" }),
    ]);
  });

  test.each([
    [{ IntervalSeconds: 86_400, MaxAttempts: 1 }, undefined, undefined],
    [{ IntervalSeconds: 86_401, MaxAttempts: 1 }, undefined, "up to 24 hours of waiting between attempts"],
    [{ IntervalSeconds: 600, MaxAttempts: 1 }, 600, undefined],
    [{ IntervalSeconds: 601, MaxAttempts: 1 }, 600, "up to 10 minutes of waiting between attempts"],
    [{ IntervalSeconds: 90, MaxAttempts: 1 }, 60, "up to 90 seconds of waiting between attempts"],
    [{ MaxAttempts: 24 }, 0, "up to 194 days of waiting between attempts"],
  ])("%j in a machine with TimeoutSeconds %j", (retrier, timeout, detail) => {
    const found = findingsOf(retrying({ ...ALL, ...retrier }, { TimeoutSeconds: timeout }), {}, "retry-lasts-long");
    expect(found.map((one) => one.detail)).toEqual(detail === undefined ? [] : [detail]);
  });
});
