import { CloudwatchEventConnection } from "@cdktf/provider-aws/lib/cloudwatch-event-connection";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine";
import { TerraformVariable } from "cdktf";
import { run } from "./run";

const CONNECTIONS = 10;

const RETRY = [
  {
    ErrorEquals: ["States.Http.StatusCode.429"],
    IntervalSeconds: 2,
    MaxAttempts: 5,
    BackoffRate: 2,
    MaxDelaySeconds: 60,
    JitterStrategy: "FULL",
  },
  {
    ErrorEquals: [
      "States.Http.StatusCode.408",
      "States.Http.StatusCode.425",
      "States.Http.StatusCode.500",
      "States.Http.StatusCode.502",
      "States.Http.StatusCode.503",
      "States.Http.StatusCode.504",
      "States.Http.Socket",
      "States.Timeout",
    ],
    IntervalSeconds: 1,
    MaxAttempts: 4,
    BackoffRate: 2,
    JitterStrategy: "FULL",
  },
  {
    ErrorEquals: [
      "Events.ConnectionResource.AuthInProgress",
      "Events.ConnectionResource.ConcurrentModification",
      "Events.ConnectionResource.InternalError",
    ],
    IntervalSeconds: 2,
    MaxAttempts: 4,
    BackoffRate: 2,
    JitterStrategy: "FULL",
  },
];

// The same machines with nothing but cdktf: all resources flat in the stack, attributes read where they are needed.
run((stack, machines, tasks) => {
  const token = new TerraformVariable(stack, "token", { type: "string", sensitive: true });
  const identity = new DataAwsCallerIdentity(stack, "identity");
  const partition = new DataAwsPartition(stack, "partition");
  const region = new DataAwsRegion(stack, "region");
  const connections = Array.from(
    { length: CONNECTIONS },
    (_, c) =>
      new CloudwatchEventConnection(stack, `Api${c}`, {
        name: `bench-Api${c}`,
        authorizationType: "API_KEY",
        authParameters: { apiKey: { key: "Authorization", value: `Bearer ${token.stringValue}` } },
      }),
  );
  for (let i = 0; i < machines; i++) {
    const used = Array.from({ length: Math.min(tasks, CONNECTIONS) }, (_, t) => connectionOf(i, t));
    const name = `bench-Order${i}`;
    const machineArn = `arn:${partition.partition}:states:${region.id}:${identity.accountId}:stateMachine:${name}`;
    const logGroup = new CloudwatchLogGroup(stack, `Order${i}-LogGroup`, {
      name: `/aws/vendedlogs/states/${name}`,
      retentionInDays: 365,
    });
    const role = new IamRole(stack, `Order${i}-Role`, {
      name: `bench-Order${i}-Role`,
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: ["states.amazonaws.com"] },
            Action: ["sts:AssumeRole"],
            Condition: { ArnEquals: { "aws:SourceArn": [machineArn] } },
          },
        ],
      }),
    });
    const policy = new IamRolePolicy(stack, `Order${i}-RolePolicy`, {
      name: "permissions",
      role: role.name,
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: ["states:InvokeHTTPEndpoint"],
            Resource: [machineArn],
            Condition: {
              StringEquals: { "states:HTTPMethod": ["POST"] },
              StringLike: { "states:HTTPEndpoint": Array.from({ length: tasks }, (_, t) => endpointOf(i, t)) },
            },
          },
          {
            Effect: "Allow",
            Action: ["events:RetrieveConnectionCredentials"],
            Resource: used.map((connection) => connection.arn),
          },
          {
            Effect: "Allow",
            Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
            Resource: used.map((connection) => connection.secretArn),
          },
          {
            Effect: "Allow",
            Action: [
              "logs:CreateLogDelivery",
              "logs:DeleteLogDelivery",
              "logs:DescribeLogGroups",
              "logs:DescribeResourcePolicies",
              "logs:GetLogDelivery",
              "logs:ListLogDeliveries",
              "logs:PutResourcePolicy",
              "logs:UpdateLogDelivery",
            ],
            Resource: ["*"],
          },
          {
            Effect: "Allow",
            Action: [
              "xray:GetSamplingRules",
              "xray:GetSamplingTargets",
              "xray:PutTelemetryRecords",
              "xray:PutTraceSegments",
            ],
            Resource: ["*"],
          },
        ],
      }),
    });
    new SfnStateMachine(stack, `Order${i}`, {
      name,
      type: "STANDARD",
      definition: JSON.stringify({
        StartAt: "Call0",
        States: Object.fromEntries(Array.from({ length: tasks }, (_, t) => [`Call${t}`, stateOf(i, t)])),
      }),
      roleArn: role.arn,
      loggingConfiguration: { level: "ALL", includeExecutionData: false, logDestination: `${logGroup.arn}:*` },
      tracingConfiguration: { enabled: true },
      encryptionConfiguration: { type: "AWS_OWNED_KEY" },
      dependsOn: [policy],
    });
  }

  function stateOf(i: number, t: number): object {
    return {
      Type: "Task",
      Resource: `arn:${partition.partition}:states:::http:invoke`,
      Parameters: {
        ApiEndpoint: endpointOf(i, t),
        Method: "POST",
        InvocationConfig: { ConnectionArn: connectionOf(i, t).arn },
        Headers: { "Idempotency-Key.$": "States.Format('{}-{}', $$.Execution.Name, $$.State.Name)" },
        RequestBody: {
          "order.$": "$.detail.orderId",
          "text.$": "States.Format('Order {} placed', $.detail.orderId)",
        },
      },
      ResultPath: `$.call${t}`,
      Retry: RETRY,
      ...(t === tasks - 1 ? { End: true } : { Next: `Call${t + 1}` }),
    };
  }

  function connectionOf(i: number, t: number): CloudwatchEventConnection {
    return connections[(i + t) % CONNECTIONS] as CloudwatchEventConnection;
  }

  function endpointOf(i: number, t: number): string {
    return `https://api.example.com/orders/${i}/${t}`;
  }
});
