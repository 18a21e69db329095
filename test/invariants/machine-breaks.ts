import type { JsonObject } from "../support/terraform-json";
import type { HandMade } from "./hand-made";
import {
  call,
  definition,
  MACHINE_ARN,
  ORDERS,
  PERMISSIONS,
  permissions,
  statesTrust,
  withoutField,
} from "./hand-made-machine";

/** Changes a stack; may return `Expectations`. */
export type Break = (resource: HandMade["resource"], json: HandMade) => unknown;

const ACCOUNT = "us-east-1:123456789012";
const ELSEWHERE = { Resource: [`arn:aws:states:${ACCOUNT}:stateMachine:elsewhere`] };
const KEY = "${aws_kms_key.k.arn}";

/** Of the policy of the machine's role. */
const permit =
  (changes: { readonly [part: string]: JsonObject | undefined }): Break =>
  ({ aws_iam_role_policy: { machine } = {} }) => {
    machine!.policy = permissions(changes);
  };

/** Of the machine itself; undefined takes an argument away. */
const set =
  (argument: string, value: JsonObject[string] | undefined): Break =>
  ({ aws_sfn_state_machine: { m } = {} }) => {
    if (value === undefined) {
      delete m![argument];
    } else {
      m![argument] = value;
    }
  };

const trust =
  (sourceArn: string): Break =>
  ({ aws_iam_role: { machine } = {} }) => {
    machine!.assume_role_policy = statesTrust(sourceArn);
  };

/** Of the role with which the rule starts the machine. */
const start =
  (statement: JsonObject): Break =>
  ({ aws_iam_role_policy: { start: role } = {} }) => {
    const Statement = [{ Effect: "Allow", Action: ["states:StartExecution"], ...statement }];
    role!.policy = JSON.stringify({ Version: "2012-10-17", Statement });
  };

/** The rule starts an alias of the machine, with some permission. */
const startAlias =
  (conditions: JsonObject): Break =>
  (resource, json) => {
    const version = "${aws_sfn_state_machine.m.state_machine_version_arn}";
    resource.aws_sfn_alias = {
      live: { name: "live", routing_configuration: [{ state_machine_version_arn: version, weight: 100 }] },
    };
    resource.aws_cloudwatch_event_target!.machine!.arn = "${aws_sfn_alias.live.arn}";
    start({ Resource: [MACHINE_ARN], ...conditions })(resource, json);
  };

const logging = (changes: JsonObject): JsonObject => ({
  ...{ level: "ALL", include_execution_data: false, log_destination: "${aws_cloudwatch_log_group.machine.arn}:*" },
  ...changes,
});

/** A Map whose items are executions of the same machine. */
const DISTRIBUTED: JsonObject = {
  Type: "Map",
  ItemProcessor: {
    ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
    StartAt: "Nothing",
    States: { Nothing: { Type: "Pass", End: true } },
  },
  Next: "Told",
};

/** For each invariant of state machines, changes of the stack that violate it and no other. */
export const MACHINE_BREAKS: { readonly [id: string]: readonly Break[] } = {
  S1: [
    ({ aws_sfn_state_machine: { m } = {} }) => {
      m!.definition = definition({ Create: { ...withoutField("Create", "Comment"), Comment: "hunter2" } });
      return { canaries: ["hunter2"] };
    },
    ({ aws_iam_role_policy: { machine } = {} }) => {
      machine!.policy = permissions({ more: call("POST", `${ORDERS}/hunter2`, ELSEWHERE) });
      return { canaries: ["hunter2"] };
    },
    ({ aws_sfn_state_machine: { m } = {} }) => {
      m!.tags = { endpoint: `${ORDERS}/hunter2` };
      return { canaries: ["hunter2"] };
    },
  ],
  I9: [
    permit({ more: call("GET", "https://api.example.com*", ELSEWHERE) }),
    permit({ more: call("GET", "https://*.example.com/", ELSEWHERE) }),
    permit({ more: call("GET", "*", ELSEWHERE) }),
    permit({ more: call("G*", ORDERS, ELSEWHERE) }),
    permit({ more: { ...call("GET", ORDERS, ELSEWHERE), Condition: {} } }),
  ],
  M1: [
    set("definition", "{"),
    set("definition", "[]"),
    set("definition", definition({ Tell: { Type: "Pass", Next: "Nowhere" } })),
  ],
  M2: [
    permit({ tell: undefined }),
    permit({ more: { Effect: "Allow", Action: ["states:ListStateMachines"], Resource: ["*"] } }),
  ],
  W13: [
    set("logging_configuration", undefined),
    set("logging_configuration", logging({ level: "DEBUG" })),
    set("logging_configuration", logging({ include_execution_data: true })),
    set("logging_configuration", logging({ log_destination: "${aws_cloudwatch_log_group.machine.arn}" })),
    set("logging_configuration", logging({ log_destination: "${aws_cloudwatch_log_group.l.arn}:*" })),
    set("tracing_configuration", undefined),
    set("encryption_configuration", undefined),
    set("definition", definition({ Create: withoutField("Create", "Retry") })),
  ],
  W21: [set("depends_on", undefined), set("depends_on", ["aws_iam_role.machine"])],
  P1: [
    start({ Resource: [`arn:aws:states:${ACCOUNT}:stateMachine:another`] }),
    startAlias({ Condition: { "ForAnyValue:StringEquals": { "states:StateMachineQualifier": ["test"] } } }),
  ],
  P2: [
    start({ Resource: [`arn:aws:states:${ACCOUNT}:stateMachine:*`] }),
    startAlias({}),
    start({ Action: ["states:StartExecution", "states:StartSyncExecution"], Resource: [MACHINE_ARN] }),
  ],
  P3: [
    permit({ create: call("POST", `${ORDERS}/`) }),
    permit({ look: undefined }),
    permit({ look: call("GET", `${ORDERS}/*`, ELSEWHERE) }),
    permit({ connection: undefined }),
    permit({ secret: { ...PERMISSIONS.secret, Action: ["secretsmanager:GetSecretValue"] } }),
    permit({ log: undefined }),
    permit({ trace: undefined }),
    trust(`${ELSEWHERE.Resource}`),
    (resource) => {
      const [m] = Object.values(resource.aws_sfn_state_machine!);
      m!.encryption_configuration = { type: "CUSTOMER_MANAGED_KMS_KEY", kms_key_id: KEY };
    },
    (resource) => {
      resource.aws_cloudwatch_event_connection!.c!.kms_key_identifier = KEY;
    },
    set("definition", definition({ Tell: DISTRIBUTED, Told: { Type: "Succeed" } })),
  ],
  P4: [
    permit({ create: call("POST", `${ORDERS}*`) }),
    permit({ more: call("DELETE", `${ORDERS}/*`) }),
    permit({ more: call("GET", "https://api.example.com/*") }),
    permit({ more: call("POST", `http://api.example.com/v1/orders`) }),
    permit({ create: call("POST", ORDERS, { Resource: [`${MACHINE_ARN}*`] }) }),
    permit({
      connection: { ...PERMISSIONS.connection, Resource: [`arn:aws:events:${ACCOUNT}:connection/*`] },
    }),
    permit({
      secret: { ...PERMISSIONS.secret, Resource: [`arn:aws:secretsmanager:${ACCOUNT}:secret:events!connection/*`] },
    }),
    permit({ more: { Effect: "Allow", Action: ["states:StartExecution"], Resource: [MACHINE_ARN] } }),
    ({ aws_cloudwatch_event_connection, aws_iam_role_policy: { machine } = {} }) => {
      const { c } = aws_cloudwatch_event_connection!;
      aws_cloudwatch_event_connection!.other = { ...c!, name: "other" };
      machine!.policy = permissions({
        more: { ...PERMISSIONS.connection, Resource: ["${aws_cloudwatch_event_connection.other.arn}"] },
      });
    },
    set("logging_configuration", { level: "OFF", include_execution_data: false }),
    trust(`arn:aws:states:${ACCOUNT}:stateMachine:*`),
    trust(`${MACHINE_ARN}*`),
  ],
};
