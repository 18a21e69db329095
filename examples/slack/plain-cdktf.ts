import { CloudwatchEventApiDestination } from "@cdktf/provider-aws/lib/cloudwatch-event-api-destination";
import { CloudwatchEventBus } from "@cdktf/provider-aws/lib/cloudwatch-event-bus";
import { CloudwatchEventConnection } from "@cdktf/provider-aws/lib/cloudwatch-event-connection";
import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";

/** The same resources as main.ts, as one writes them without this package. A test compares the two. */
export class PlainSlackStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    // region plain
    const token = new TerraformVariable(this, "slack_token", { type: "string", sensitive: true });
    const channel = new TerraformVariable(this, "slack_channel", { type: "string" });

    const connection = new CloudwatchEventConnection(this, "Slack", {
      name: "slack",
      authorizationType: "API_KEY",
      authParameters: { apiKey: { key: "Authorization", value: `Bearer ${token.stringValue}` } },
    });
    const destination = new CloudwatchEventApiDestination(this, "PostMessage", {
      name: "slack-post-message",
      connectionArn: connection.arn,
      invocationEndpoint: "https://slack.com/api/chat.postMessage",
      httpMethod: "POST",
      invocationRateLimitPerSecond: 10,
    });
    const bus = new CloudwatchEventBus(this, "Bus", { name: "slack-notifications" });
    const rule = new CloudwatchEventRule(this, "Notification", {
      name: "notification",
      eventBusName: bus.name,
      eventPattern: JSON.stringify({ "detail-type": ["Notification"], source: ["my.app"] }),
      state: "ENABLED",
    });
    const role = new IamRole(this, "Role", {
      name: "slack-notification",
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
    const rolePolicy = new IamRolePolicy(this, "RolePolicy", {
      name: "permissions",
      role: role.name,
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: ["events:InvokeApiDestination"], Resource: [destination.arn] }],
      }),
    });
    const queue = new SqsQueue(this, "DeadLetterQueue", {
      name: "slack-notification-dead-letters",
      messageRetentionSeconds: 1209600,
      visibilityTimeoutSeconds: 30,
      sqsManagedSseEnabled: true,
    });
    const queuePolicy = new SqsQueuePolicy(this, "DeadLetterQueuePolicy", {
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
    new CloudwatchEventTarget(this, "Target", {
      rule: rule.name,
      eventBusName: bus.name,
      targetId: "Slack",
      arn: destination.arn,
      roleArn: role.arn,
      inputTransformer: {
        inputPaths: { "detail-event": "$.detail.event" },
        inputTemplate: `{"channel":"${channel.stringValue}","text":<detail-event>}`,
      },
      retryPolicy: { maximumRetryAttempts: 185, maximumEventAgeInSeconds: 86400 },
      deadLetterConfig: { arn: queue.arn },
      dependsOn: [rolePolicy, queuePolicy],
    });
    // endregion
  }
}
