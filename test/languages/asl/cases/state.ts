import type { AslCases } from "./case";
import { DISTRIBUTED, type Fields, machine, map, only, PASS, task } from "./parts";

const WAIT = { Type: "Wait", End: true };
const ACTIVITY = "arn:aws:states:eu-central-1:123456789012:activity:approve";
const JOB = "arn:aws:states:::glue:startJobRun.sync";
const CALLBACK = "arn:aws:states:::sqs:sendMessage.waitForTaskToken";
const EXPRESS = { type: "EXPRESS" } as const;

export const STATE_CASES: AslCases = {
  "state-type-invalid": { bad: only({ Type: "Psas", End: true }), good: only(PASS) },
  "state-field-not-supported": {
    bad: only({ ...PASS, Retry: [{ ErrorEquals: ["States.ALL"] }] }),
    good: only(task({ Retry: [{ ErrorEquals: ["States.ALL"] }] })),
  },
  "state-field-unknown": { bad: only({ ...PASS, Owner: "billing" }), good: only({ ...PASS, Comment: "billing" }) },
  "state-field-of-other-language": {
    bad: only(task({ Arguments: { Body: "x" } })),
    good: only(task({ Arguments: { Body: "x" }, QueryLanguage: "JSONata" })),
  },
  "state-fields-exclusive": {
    bad: only({ ...WAIT, Seconds: 1, SecondsPath: "$.wait" }),
    good: only({ ...WAIT, SecondsPath: "$.wait" }),
  },
  "task-resource-missing": { bad: only(task({ Resource: undefined })), good: only(task()) },
  "task-resource-invalid": {
    bad: only(task({ Resource: "charge-card" })),
    good: only(task({ Resource: "arn:aws-cn:lambda:cn-north-1:123456789012:function:charge-card" })),
  },
  "task-credentials-invalid": {
    bad: only(task({ Credentials: {} })),
    good: only(task({ Credentials: { "RoleArn.$": "$.role" } })),
  },
  "task-timeout-invalid": {
    bad: only(task({ TimeoutSeconds: "30" })),
    good: only(task({ TimeoutSeconds: "{% $states.input.wait %}", QueryLanguage: "JSONata" })),
  },
  "task-heartbeat-invalid": { bad: only(task({ HeartbeatSeconds: 0 })), good: only(task({ HeartbeatSeconds: 1 })) },
  "task-heartbeat-not-below-timeout": {
    bad: only(task({ TimeoutSeconds: 30, HeartbeatSeconds: 30 })),
    good: only(task({ TimeoutSeconds: 30, HeartbeatSeconds: 29 })),
  },
  "task-token-not-passed": {
    bad: only(task({ Resource: CALLBACK, Parameters: { MessageBody: "$$.Task.Token" } })),
    good: only(task({ Resource: CALLBACK, Parameters: { MessageBody: { "token.$": "$$.Task.Token" } } })),
  },
  "express-pattern-unsupported": {
    bad: only(task({ Resource: JOB })),
    good: only(task({ Resource: "arn:aws:states:::glue:startJobRun" })),
    options: EXPRESS,
  },
  "express-activity-unsupported": {
    bad: only(task({ Resource: ACTIVITY })),
    good: only(task()),
    options: EXPRESS,
  },
  "express-distributed-map-unsupported": {
    bad: only(map({}, DISTRIBUTED)),
    good: only(map({}, { Mode: "INLINE" })),
    options: EXPRESS,
  },
  "express-child-unsupported": {
    bad: only({ ...map(), ItemProcessor: processor("EXPRESS") }),
    good: only({ ...map(), ItemProcessor: processor("STANDARD") }),
  },
  "choice-without-choices": { bad: choosing({ Choices: [], Default: "B" }), good: choosing({ Default: "B" }) },
  "choice-without-default": { bad: choosing({}), good: choosing({ Default: "B" }) },
  "wait-time-missing": { bad: only(WAIT), good: only({ ...WAIT, Seconds: 0 }) },
  "wait-seconds-invalid": { bad: only({ ...WAIT, Seconds: 1.5 }), good: only({ ...WAIT, Seconds: 2 }) },
  "wait-timestamp-invalid": {
    bad: only({ ...WAIT, Timestamp: "2030-01-31 08:00:00Z" }),
    good: only({ ...WAIT, Timestamp: "2030-01-31T08:00:00+01:00" }),
  },
  "wait-exceeds-express": {
    bad: only({ ...WAIT, Seconds: 300 }),
    good: only({ ...WAIT, Seconds: 299 }),
    options: EXPRESS,
  },
  "fail-text-invalid": { bad: only({ Type: "Fail", Error: 500 }), good: only({ Type: "Fail", Error: "500" }) },
  "parallel-branches-missing": {
    bad: only({ Type: "Parallel", Branches: [], End: true }),
    good: only({ Type: "Parallel", Branches: [machine({ B: PASS })], End: true }),
  },
};

function processor(executionType: string) {
  return {
    ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: executionType },
    ...machine({ Job: task({ Resource: JOB }) }),
  };
}

function choosing(fields: Fields) {
  return machine({
    A: { Type: "Choice", Choices: [{ Variable: "$.ok", BooleanEquals: true, Next: "B" }], ...fields },
    B: PASS,
  });
}
