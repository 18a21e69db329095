import type { JsonObject } from "../support/terraform-json";

const ARN = "arn:aws:states:us-east-1:123456789012:stateMachine:orders";
export const MACHINE_ARN = ARN;
export const ORDERS = "https://api.example.com/v1/orders";
const CONNECTION = "${aws_cloudwatch_event_connection.c.arn}";

const policy = (...statements: readonly JsonObject[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

export const call = (method: string, endpoint: string, more: JsonObject = {}): JsonObject => ({
  Effect: "Allow",
  Action: ["states:InvokeHTTPEndpoint"],
  Resource: [ARN],
  Condition: {
    StringEquals: { "states:HTTPMethod": [method] },
    StringLike: { "states:HTTPEndpoint": [endpoint] },
  },
  ...more,
});

const allow = (actions: readonly string[], resource: string): JsonObject => ({
  ...{ Effect: "Allow", Action: [...actions], Resource: [resource] },
});

/** What the role of the machine may do, by what for. */
export const PERMISSIONS = {
  create: call("POST", ORDERS),
  look: call("GET", `${ORDERS}/*`),
  connection: allow(["events:RetrieveConnectionCredentials"], CONNECTION),
  secret: allow(
    ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
    "${aws_cloudwatch_event_connection.c.secret_arn}",
  ),
  tell: allow(["events:PutEvents"], "${aws_cloudwatch_event_bus.b.arn}"),
  log: allow(
    [
      ...["logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery"],
      ...[
        "logs:ListLogDeliveries",
        "logs:PutResourcePolicy",
        "logs:DescribeResourcePolicies",
        "logs:DescribeLogGroups",
      ],
    ],
    "*",
  ),
  trace: allow(
    [...["xray:PutTraceSegments", "xray:PutTelemetryRecords"], ...["xray:GetSamplingRules", "xray:GetSamplingTargets"]],
    "*",
  ),
};

/** The policy of the machine's role, with some parts another way or left out. */
export function permissions(changes: { readonly [part: string]: JsonObject | undefined } = {}): string {
  const all = Object.values({ ...PERMISSIONS, ...changes });
  return policy(...all.filter((statement): statement is JsonObject => statement !== undefined));
}

/** Step Functions assumes the role for the machine. */
export function statesTrust(sourceArn = ARN): string {
  return policy({
    Effect: "Allow",
    Principal: { Service: ["states.amazonaws.com"] },
    Action: ["sts:AssumeRole"],
    Condition: { ArnEquals: { "aws:SourceArn": [sourceArn] } },
  });
}

const task = (parameters: JsonObject, next: JsonObject): JsonObject => ({
  Type: "Task",
  Resource: "arn:aws:states:::http:invoke",
  Parameters: { ...parameters, InvocationConfig: { ConnectionArn: CONNECTION } },
  Retry: [{ ErrorEquals: ["States.Http.StatusCode.429"] }],
  ...next,
});

const STATES: JsonObject = {
  Create: task({ ApiEndpoint: ORDERS, Method: "POST" }, { Next: "Look" }),
  Look: task({ "ApiEndpoint.$": `States.Format('${ORDERS}/{}', $.id)`, Method: "GET" }, { Next: "Tell" }),
  Tell: {
    Type: "Task",
    Resource: "arn:aws:states:::events:putEvents",
    Parameters: { Entries: [{ Source: "shop", DetailType: "Done", Detail: {}, EventBusName: "orders" }] },
    End: true,
  },
};

/** The definition, with other states. */
export function definition(states: JsonObject = {}): string {
  return JSON.stringify({ StartAt: "Create", States: { ...STATES, ...states } });
}

/** A task of the definition without one of its fields. */
export function withoutField(name: "Create" | "Look", field: string): JsonObject {
  const { [field]: _, ...others } = STATES[name] as JsonObject;
  return others;
}

/** A machine with its role and its logs. */
export const machineResources = (): { [type: string]: { [name: string]: JsonObject } } => ({
  aws_sfn_state_machine: {
    m: {
      name: "orders",
      type: "STANDARD",
      definition: definition(),
      role_arn: "${aws_iam_role.machine.arn}",
      logging_configuration: {
        level: "ALL",
        include_execution_data: false,
        log_destination: "${aws_cloudwatch_log_group.machine.arn}:*",
      },
      tracing_configuration: { enabled: true },
      encryption_configuration: { type: "AWS_OWNED_KEY" },
      depends_on: ["aws_iam_role_policy.machine"],
    },
  },
  aws_iam_role: { machine: { name: "machine", assume_role_policy: statesTrust() } },
  aws_iam_role_policy: { machine: { role: "${aws_iam_role.machine.name}", policy: permissions() } },
  aws_cloudwatch_log_group: { machine: { name: "/aws/vendedlogs/states/orders", retention_in_days: 365 } },
});
