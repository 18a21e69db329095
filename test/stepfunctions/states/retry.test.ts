import {
  Duration,
  Errors,
  HttpMethod,
  HttpRetry,
  JitterType,
  JsonPath,
  Pass,
  type RetryProps,
  Task,
} from "cdktf-aws-http-integrations";
import { get, RETRIERS, RETRY_ALWAYS, RETRY_IDEMPOTENT, renderedStates, warningsOf } from "../chains";

const task = () => new Task("T", { resource: "arn:aws:lambda:us-east-1:123456789012:function:f" });
const retriersOf = (...retries: (RetryProps | readonly RetryProps[])[]) => {
  const state = task();
  for (const props of retries) {
    state.addRetry(props);
  }
  return (renderedStates(state).T as { Retry?: unknown }).Retry;
};

describe("addRetry", () => {
  it("retries everything with AWS's defaults where nothing is said", () => {
    const state = task().addRetry();

    expect(renderedStates(state).T).toEqual(expect.objectContaining({ Retry: [{ ErrorEquals: ["States.ALL"] }] }));
  });

  it("has every field", () => {
    expect(
      retriersOf({
        errors: ["Shop.Busy", Errors.TASK_FAILED],
        interval: Duration.minutes(1),
        maxAttempts: 0,
        backoffRate: 1.5,
        maxDelay: Duration.hours(1),
        jitterStrategy: JitterType.NONE,
      }),
    ).toEqual([
      {
        ErrorEquals: ["Shop.Busy", "States.TaskFailed"],
        IntervalSeconds: 60,
        MaxAttempts: 0,
        BackoffRate: 1.5,
        MaxDelaySeconds: 3600,
        JitterStrategy: "NONE",
      },
    ]);
  });

  it("keeps the order of what is added, lists included", () => {
    expect(retriersOf(HttpRetry.throttled(), { errors: ["A"] }, HttpRetry.connection(), {})).toEqual([
      RETRIERS.throttled,
      { ErrorEquals: ["A"] },
      RETRIERS.connection,
      { ErrorEquals: ["States.ALL"] },
    ]);
  });

  it("has no list where there is no retrier", () => {
    expect(renderedStates(task()).T).not.toHaveProperty("Retry");
  });
});

describe("addCatch", () => {
  it("has every field of JSONPath, in the order in which they are added", () => {
    const handler = new Pass("Handler");
    const state = task()
      .addCatch(handler, { errors: ["A"], resultPath: JsonPath.DISCARD, comment: "c" })
      .addCatch(handler, { errors: [Errors.TIMEOUT], assign: { why: JsonPath.stringAt("$.Error") } })
      .addCatch(new Pass("Other").next(handler), { resultPath: "$.error" });

    expect(renderedStates(state).T).toEqual(
      expect.objectContaining({
        Catch: [
          { ErrorEquals: ["A"], Comment: "c", ResultPath: null, Next: "Handler" },
          { ErrorEquals: ["States.Timeout"], Assign: { "why.$": "$.Error" }, Next: "Handler" },
          { ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "Other" },
        ],
      }),
    );
  });
});

describe("HttpRetry", () => {
  it.each([
    ["throttled", HttpRetry.throttled(), [RETRIERS.throttled]],
    ["transient", HttpRetry.transient(), [RETRIERS.transient]],
    ["connection", HttpRetry.connection(), [RETRIERS.connection]],
    ["bootstrap", HttpRetry.bootstrap(), [RETRIERS.bootstrap]],
  ])("%s is one retrier", (_, preset, retriers) => {
    expect(retriersOf(preset)).toEqual(retriers);
  });

  it("takes other numbers", () => {
    expect(retriersOf(HttpRetry.throttled({ maxAttempts: 9, interval: Duration.seconds(7) }))).toEqual([
      { ...RETRIERS.throttled, MaxAttempts: 9, IntervalSeconds: 7 },
    ]);
  });

  it.each<[HttpMethod | undefined, boolean | undefined, readonly object[]]>([
    [HttpMethod.GET, undefined, RETRY_IDEMPOTENT],
    [HttpMethod.HEAD, undefined, RETRY_IDEMPOTENT],
    [HttpMethod.OPTIONS, undefined, RETRY_IDEMPOTENT],
    [HttpMethod.PUT, undefined, RETRY_IDEMPOTENT],
    [HttpMethod.DELETE, undefined, RETRY_IDEMPOTENT],
    [HttpMethod.POST, undefined, RETRY_ALWAYS],
    [HttpMethod.PATCH, undefined, RETRY_ALWAYS],
    [undefined, undefined, RETRY_ALWAYS],
    [HttpMethod.POST, true, RETRY_IDEMPOTENT],
    [HttpMethod.PATCH, true, RETRY_IDEMPOTENT],
    [HttpMethod.PUT, false, RETRY_ALWAYS],
  ])("for %s, idempotent %s, has those that cannot do harm", (method, idempotent, retriers) => {
    expect(retriersOf(HttpRetry.forMethod(method, idempotent === undefined ? {} : { idempotent }))).toEqual(retriers);
  });

  it("names no error twice, and never one that comes again", () => {
    const all = [HttpRetry.throttled(), HttpRetry.transient(), HttpRetry.connection(), HttpRetry.bootstrap()].flat();
    const errors = all.flatMap((retrier) => retrier.errors ?? []);

    expect(new Set(errors).size).toBe(errors.length);
    for (const status of [400, 401, 403, 404, 409, 410, 422]) {
      expect(errors).not.toContain(Errors.httpStatusCode(status));
    }
    expect(warningsOf(get().addRetry(all))).toEqual([]);
  });
});
