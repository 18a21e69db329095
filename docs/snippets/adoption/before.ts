import { CloudwatchEventApiDestination } from "@cdktf/provider-aws/lib/cloudwatch-event-api-destination";
import { CloudwatchEventBus } from "@cdktf/provider-aws/lib/cloudwatch-event-bus";
import { CloudwatchEventConnection } from "@cdktf/provider-aws/lib/cloudwatch-event-connection";
import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";

/** The stack that docs/adoption.md starts from: written by hand, and not as these modules would write it. */
export class HandWrittenStack extends TerraformStack {
  public readonly bus: CloudwatchEventBus;
  public readonly destination: CloudwatchEventApiDestination;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "us-east-1" });
    const token = new TerraformVariable(this, "slack_token", { type: "string", sensitive: true });
    const channel = new TerraformVariable(this, "slack_channel", { type: "string" });

    const connection = new CloudwatchEventConnection(this, "Connection", {
      name: "slack",
      authorizationType: "API_KEY",
      authParameters: { apiKey: { key: "Authorization", value: `Bearer ${token.stringValue}` } },
    });
    this.destination = new CloudwatchEventApiDestination(this, "Destination", {
      name: "slack-post-message",
      connectionArn: connection.arn,
      invocationEndpoint: "https://slack.com/api/chat.postMessage",
      httpMethod: "POST",
    });
    this.bus = new CloudwatchEventBus(this, "Bus", { name: "slack-notifications" });
    const rule = new CloudwatchEventRule(this, "Rule", {
      name: "notification",
      eventBusName: this.bus.name,
      eventPattern: JSON.stringify({ source: ["my.app"], "detail-type": ["Notification"] }),
    });
    const role = new IamRole(this, "Role", {
      name: "slack-notification",
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: { Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "sts:AssumeRole" },
      }),
    });
    new IamRolePolicy(this, "RolePolicy", {
      name: "invoke-slack",
      role: role.name,
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: { Effect: "Allow", Action: "events:InvokeApiDestination", Resource: this.destination.arn },
      }),
    });
    const queue = new SqsQueue(this, "Queue", { name: "slack-notification-dead-letters", sqsManagedSseEnabled: true });
    new SqsQueuePolicy(this, "QueuePolicy", {
      queueUrl: queue.url,
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: {
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: queue.arn,
          Condition: { ArnEquals: { "aws:SourceArn": rule.arn } },
        },
      }),
    });
    new CloudwatchEventTarget(this, "Target", {
      rule: rule.name,
      eventBusName: this.bus.name,
      targetId: "1",
      arn: this.destination.arn,
      roleArn: role.arn,
      inputTransformer: {
        inputPaths: { text: "$.detail.event" },
        inputTemplate: `{"channel":"${channel.stringValue}","text":<text>}`,
      },
      deadLetterConfig: { arn: queue.arn },
    });
  }
}
