import type { AslCases } from "./case";
import { catching, machine, only, PASS, retrying, task } from "./parts";

const ALL = { ErrorEquals: ["States.ALL"] };
const TIMEOUT = { ErrorEquals: ["States.Timeout"] };

export const RETRY_CASES: AslCases = {
  "retry-not-list": { bad: only(task({ Retry: ALL })), good: retrying(ALL) },
  "retry-error-equals-invalid": { bad: retrying({ ErrorEquals: [] }), good: retrying(TIMEOUT) },
  "retry-states-all-not-alone": {
    bad: retrying({ ErrorEquals: ["States.Timeout", "States.ALL"] }),
    good: only(task({ Retry: [TIMEOUT, ALL] })),
  },
  "retry-states-all-not-last": { bad: catching(ALL, TIMEOUT), good: catching(TIMEOUT, ALL) },
  "retrier-field-unknown": {
    bad: retrying({ ...ALL, Backoffrate: 2 }),
    good: retrying({ ...ALL, BackoffRate: 2, Comment: "twice as long each time" }),
  },
  "retrier-interval-invalid": {
    bad: retrying({ ...ALL, IntervalSeconds: 0.5 }),
    good: retrying({ ...ALL, IntervalSeconds: 1 }),
  },
  "retrier-interval-zero": {
    bad: retrying({ ...ALL, IntervalSeconds: 0 }),
    good: retrying({ ...ALL, IntervalSeconds: 1 }),
  },
  "retrier-max-attempts-invalid": {
    bad: retrying({ ...ALL, MaxAttempts: -1 }),
    good: retrying({ ...ALL, MaxAttempts: 0 }),
  },
  "retrier-backoff-rate-invalid": {
    bad: retrying({ ...ALL, BackoffRate: 0.9 }),
    good: retrying({ ...ALL, BackoffRate: 1.5 }),
  },
  "retrier-max-delay-invalid": {
    bad: retrying({ ...ALL, MaxDelaySeconds: 0 }),
    good: retrying({ ...ALL, MaxDelaySeconds: 60 }),
  },
  "retrier-jitter-strategy-invalid": {
    bad: retrying({ ...ALL, JitterStrategy: "HALF" }),
    good: retrying({ ...ALL, JitterStrategy: "FULL" }),
  },
  "retrier-max-delay-not-above-interval": {
    bad: retrying({ ...ALL, IntervalSeconds: 60, MaxDelaySeconds: 60 }),
    good: retrying({ ...ALL, IntervalSeconds: 60, MaxDelaySeconds: 61 }),
  },
  "retry-outlasts-express": {
    bad: retrying({ ...ALL, IntervalSeconds: 100, MaxAttempts: 4, BackoffRate: 1 }),
    good: retrying({ ...ALL, IntervalSeconds: 100, MaxAttempts: 3, BackoffRate: 1 }),
    options: { type: "EXPRESS" },
  },
  "retry-lasts-long": {
    bad: retrying({ ...ALL, MaxAttempts: 20 }),
    good: retrying({ ...ALL, MaxAttempts: 20, MaxDelaySeconds: 300 }),
  },
  "catcher-field-of-other-language": {
    bad: catching({ ...ALL, Output: "{% $states.errorOutput %}" }),
    good: catching({ ...ALL, ResultPath: "$.error" }),
  },
  "catcher-field-unknown": { bad: catching({ ...ALL, Owner: "x" }), good: catching({ ...ALL, Comment: "x" }) },
  "catcher-next-missing": {
    bad: only(task({ Catch: [ALL] })),
    good: machine({ A: task({ Catch: [{ ...ALL, Next: "B" }] }), B: PASS }),
  },
  "error-name-unknown": {
    bad: retrying({ ErrorEquals: ["States.TimedOut"] }),
    good: retrying({ ErrorEquals: ["TimedOut"] }),
  },
  "error-name-misspelled": {
    bad: retrying({ ErrorEquals: ["State.ALL"] }),
    good: retrying({ ErrorEquals: ["StateOfTheArtError"] }),
  },
  "error-name-never-matches": {
    bad: catching({ ErrorEquals: ["States.Runtime"] }),
    good: catching({ ErrorEquals: ["States.DataLimitExceeded"] }),
  },
  "error-name-http-wildcard": {
    bad: retrying({ ErrorEquals: ["States.Http.StatusCode.5XX"] }),
    good: retrying({ ErrorEquals: ["States.Http.StatusCode.503"] }),
  },
  "error-name-http-undocumented": {
    bad: retrying({ ErrorEquals: ["States.Http.SocketTimeoutError"] }),
    good: retrying({ ErrorEquals: ["States.Http.Socket"] }),
  },
  "error-name-connection-unknown": {
    bad: retrying({ ErrorEquals: ["Events.ConnectionResource.Throttled"] }),
    good: retrying({ ErrorEquals: ["Events.ConnectionResource.AuthInProgress"] }),
  },
  "error-name-repeated": {
    bad: only(task({ Retry: [TIMEOUT, TIMEOUT] })),
    good: only(task({ Retry: [TIMEOUT, ALL] })),
  },
  "error-name-shadowed": {
    bad: catching({ ErrorEquals: ["States.TaskFailed"] }, { ErrorEquals: ["CardDeclined"] }),
    good: catching({ ErrorEquals: ["CardDeclined"] }, { ErrorEquals: ["States.TaskFailed"] }),
  },
};
