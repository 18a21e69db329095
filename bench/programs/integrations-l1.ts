import { CloudwatchEventApiDestination } from "@cdktf/provider-aws/lib/cloudwatch-event-api-destination";
import { CloudwatchEventBus } from "@cdktf/provider-aws/lib/cloudwatch-event-bus";
import { CloudwatchEventConnection } from "@cdktf/provider-aws/lib/cloudwatch-event-connection";
import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { TerraformVariable } from "cdktf";
import { run } from "./run";

// The same integrations with nothing but cdktf: all resources flat in the stack, attributes read where they are needed.
run((stack, integrations) => {
  const token = new TerraformVariable(stack, "token", { type: "string", sensitive: true });
  const bus = new CloudwatchEventBus(stack, "Bus", { name: "orders" });
  for (let i = 0; i < integrations; i++) {
    const connection = new CloudwatchEventConnection(stack, `Order${i}-Connection`, {
      name: `bench-Order${i}-Connection`,
      authorizationType: "API_KEY",
      authParameters: { apiKey: { key: "Authorization", value: `Bearer ${token.stringValue}` } },
    });
    const destination = new CloudwatchEventApiDestination(stack, `Order${i}-Destination`, {
      name: `bench-Order${i}-Destination`,
      connectionArn: connection.arn,
      invocationEndpoint: `https://api.example.com/orders/${i}`,
      httpMethod: "POST",
      invocationRateLimitPerSecond: 10,
    });
    const rule = new CloudwatchEventRule(stack, `Order${i}-Rule`, {
      name: `bench-Bus-Order${i}`,
      eventBusName: bus.name,
      eventPattern: JSON.stringify({
        source: ["shop.orders"],
        "detail-type": ["OrderPlaced"],
        detail: { shop: [`shop-${i}`] },
      }),
      state: "ENABLED",
    });
    const queue = new SqsQueue(stack, `Order${i}-Queue`, {
      name: `bench-Bus-Order${i}-Http-DeadLetterQueue`,
      messageRetentionSeconds: 1_209_600,
      visibilityTimeoutSeconds: 30,
      sqsManagedSseEnabled: true,
    });
    const queuePolicy = new SqsQueuePolicy(stack, `Order${i}-QueuePolicy`, {
      queueUrl: queue.url,
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "AllowEventsToSendMessages",
            Effect: "Allow",
            Principal: { Service: ["events.amazonaws.com"] },
            Action: ["sqs:SendMessage"],
            Resource: [queue.arn],
            Condition: { ArnEquals: { "aws:SourceArn": [rule.arn] } },
          },
          {
            Sid: "DenyInsecureTransport",
            Effect: "Deny",
            Principal: "*",
            Action: ["sqs:*"],
            Resource: [queue.arn],
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
        ],
      }),
    });
    const role = new IamRole(stack, `Order${i}-Role`, {
      name: `bench-Bus-Order${i}-Http-Role`,
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: ["events.amazonaws.com"] },
            Action: ["sts:AssumeRole"],
            Condition: { ArnEquals: { "aws:SourceArn": [rule.arn] } },
          },
        ],
      }),
    });
    const rolePolicy = new IamRolePolicy(stack, `Order${i}-RolePolicy`, {
      name: "permissions",
      role: role.name,
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: ["events:InvokeApiDestination"], Resource: [destination.arn] }],
      }),
    });
    new CloudwatchEventTarget(stack, `Order${i}-Target`, {
      rule: rule.name,
      eventBusName: bus.name,
      targetId: "Http",
      arn: destination.arn,
      roleArn: role.arn,
      inputTransformer: {
        inputPaths: { "detail-orderId": "$.detail.orderId" },
        inputTemplate: JSON.stringify({ channel: "C0123456789", text: "Order <detail-orderId> placed" }),
      },
      retryPolicy: { maximumRetryAttempts: 5, maximumEventAgeInSeconds: 3600 },
      deadLetterConfig: { arn: queue.arn },
      dependsOn: [rolePolicy, queuePolicy],
    });
  }
});
