import type { RoleDocuments } from "./documents";

/** The parts that the expected documents of all examples have in common. */
const UUID = "11111111-2222-3333-4444-555555555555";
const arn = (service: string, resource: string) => `arn:aws:${service}:us-east-1:123456789012:${resource}`;
const machineArn = (machine: string) => arn("states", `stateMachine:${machine}`);
export const connectionArn = (name: string) => arn("events", `connection/${name}/${UUID}`);
export const busArn = (name: string) => arn("events", `event-bus/${name}`);

/** A state that calls HTTP, in the query language whose field is given. */
export const httpTask = (field: "Parameters" | "Arguments", connection: string, request: object, state: object) => ({
  Type: "Task",
  Resource: "arn:aws:states:::http:invoke",
  [field]: { ...request, InvocationConfig: { ConnectionArn: connectionArn(connection) } },
  ...state,
});

const THROTTLED = {
  ErrorEquals: ["States.Http.StatusCode.429"],
  IntervalSeconds: 2,
  MaxAttempts: 5,
  BackoffRate: 2,
  MaxDelaySeconds: 60,
  JitterStrategy: "FULL",
};
const TRANSIENT = {
  ErrorEquals: [
    ...[408, 425, 500, 502, 503, 504].map((status) => `States.Http.StatusCode.${status}`),
    "States.Http.Socket",
    "States.Timeout",
  ],
  IntervalSeconds: 1,
  MaxAttempts: 4,
  BackoffRate: 2,
  JitterStrategy: "FULL",
};
const CONNECTION = {
  ErrorEquals: ["AuthInProgress", "ConcurrentModification", "InternalError"].map(
    (error) => `Events.ConnectionResource.${error}`,
  ),
  IntervalSeconds: 2,
  MaxAttempts: 4,
  BackoffRate: 2,
  JitterStrategy: "FULL",
};
/** Retriers of a request that may be sent twice, and of one that may not. */
export const REPEATABLE = [THROTTLED, TRANSIENT, CONNECTION];
export const ONCE = [THROTTLED, CONNECTION];

export const allow = (actions: readonly string[], resources: readonly string[], condition?: object) => ({
  Effect: "Allow",
  Action: actions,
  Resource: resources,
  ...(condition && { Condition: condition }),
});
const policy = (...statements: readonly object[]) => ({ Version: "2012-10-17", Statement: statements });
const trust = (service: string, source: string) =>
  policy({
    Effect: "Allow",
    Principal: { Service: [service] },
    Action: ["sts:AssumeRole"],
    Condition: { ArnEquals: { "aws:SourceArn": [source] } },
  });

export const mayCall = (machine: string, methods: readonly string[], endpoints: readonly string[]) =>
  allow(["states:InvokeHTTPEndpoint"], [machineArn(machine)], {
    StringEquals: { "states:HTTPMethod": methods },
    StringLike: { "states:HTTPEndpoint": endpoints },
  });

/** The role of a machine: what it may call, the connections that it may use, and what else. */
export const machineRole = (
  machine: string,
  calls: readonly object[],
  connections: readonly string[],
  others: readonly object[] = [],
): RoleDocuments => ({
  trust: trust("states.amazonaws.com", machineArn(machine)),
  permissions: policy(
    ...calls,
    allow(["events:RetrieveConnectionCredentials"], connections.map(connectionArn)),
    allow(
      ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
      connections.map((name) => arn("secretsmanager", `secret:events!connection/${name}/${UUID}-AbCdEf`)),
    ),
    ...others,
    allow(
      [
        ...["CreateLogDelivery", "DeleteLogDelivery", "DescribeLogGroups", "DescribeResourcePolicies"],
        ...["GetLogDelivery", "ListLogDeliveries", "PutResourcePolicy", "UpdateLogDelivery"],
      ].map((action) => `logs:${action}`),
      ["*"],
    ),
    allow(
      ["GetSamplingRules", "GetSamplingTargets", "PutTelemetryRecords", "PutTraceSegments"].map(
        (action) => `xray:${action}`,
      ),
      ["*"],
    ),
  ),
});

/** The role with which a rule starts a machine. */
export const startRole = (machine: string, rule: string): RoleDocuments => ({
  trust: trust("events.amazonaws.com", arn("events", `rule/bus/${rule}`)),
  permissions: policy(allow(["states:StartExecution"], [machineArn(machine)])),
});
