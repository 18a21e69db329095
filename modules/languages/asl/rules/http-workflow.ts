import type { AslRule } from "./rule";

/** What surrounds the request of an HTTP Task: time, retries, what is read of the answer, secrets, sizes. */
export const HTTP_WORKFLOW_RULES = {
  "http-task-timeout-too-long": {
    severity: "error",
    allowed: "must be at most 60",
    why: "An HTTP Task ends after 60 seconds with States.Http.Socket, whatever is written here.",
    fix: "set 60 or less; for longer work start a job and poll for its end.",
    source: "AWS developer guide: Task state (AWS accepts and ignores more); V14",
  },
  "http-task-heartbeat-useless": {
    severity: "warning",
    allowed: "should not be set for an HTTP Task",
    why: "Nothing sends a heartbeat for an HTTP request.",
    fix: "use TimeoutSeconds.",
    source: "inferred; V14",
  },
  "http-task-retry-missing": {
    severity: "warning",
    allowed: "should have a `Retry`",
    why: "One lost connection or one 503 fails the execution.",
    fix: "retry `States.Http.StatusCode.429` and, where a repetition does no harm, 502 to 504 and `States.Http.Socket`; `MaxAttempts: 0` says that none is wanted.",
    source: "this library; V18",
  },
  "http-task-retry-client-error": {
    severity: "warning",
    allowed: "should not retry a status that the same request gets again",
    why: "Of the 4xx only 408, 409, 423, 425 and 429 may pass with time; each further attempt is paid and delays the failure.",
    fix: "catch the status instead.",
    source: "this library; V18",
  },
  "http-task-retry-unsafe": {
    severity: "warning",
    allowed: "should not repeat a POST or PATCH whose outcome is unknown",
    why: "The first request may have been processed, and without an idempotency key the second one does it again.",
    fix: "send an idempotency key made of `$$.Execution.Name` and `$$.State.Name`, or retry `States.Http.StatusCode.429` only.",
    source: "inferred; V17",
  },
  "http-task-idempotency-key-changes": {
    severity: "warning",
    allowed: "should be the same in each attempt",
    why: "The request may be made anew for each attempt, with another UUID, and then the key prevents nothing.",
    fix: "make the UUID in a Pass state before this one, or use the names of execution and state.",
    source: "unsourced; V17",
  },
  "http-task-error-body-read": {
    severity: "warning",
    allowed: "should not expect the API's answer in `Cause`",
    why: "The body of an answer other than 2xx is discarded; `Cause` is the reason phrase, such as `Bad Request`, or missing.",
    fix: "decide by the error name, `States.Http.StatusCode.<number>`.",
    source: "recorded from AWS; V19",
  },
  "http-task-response-body-absent": {
    severity: "warning",
    allowed: "should not rely on `ResponseBody`",
    why: "An answer without a body, as to HEAD and often to DELETE, has no `ResponseBody` at all, and reading it fails the execution.",
    fix: "read `StatusCode`, or test that it is there first.",
    source: "recorded from AWS; V20",
  },
  "http-task-secret-literal": {
    severity: "warning",
    allowed: "should not hold a credential",
    why: "Everybody who may describe the state machine reads its definition, and it stands in the Terraform state.",
    fix: "put it into the connection.",
    source: "this library; V21",
  },
  "definition-too-large": {
    severity: "error",
    allowed: "must be at most 1,048,576 bytes",
    why: "AWS refuses the definition.",
    fix: "move parts into state machines of their own and start them with `states:startExecution.sync:2`.",
    source: "AWS developer guide: Service quotas; V22",
  },
  "definition-nearly-too-large": {
    severity: "warning",
    allowed: "should be well below 1,048,576 bytes",
    why: "The definition fills more than 80 % of what AWS accepts, before names and ARNs are filled in.",
    fix: "move parts into state machines of their own.",
    source: "this library; V22",
  },
} as const satisfies { readonly [code: string]: AslRule };
