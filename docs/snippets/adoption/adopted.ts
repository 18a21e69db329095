import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, TerraformVariable } from "cdktf";
import {
  ApiDestination,
  Authorization,
  Connection,
  Duration,
  EventBus,
  Queue,
  Role,
  type Rule,
  type RuleTarget,
  RuleTargetInput,
  SecretValue,
  targets,
} from "cdktf-aws-http-integrations";
import type { Construct } from "constructs";

/** before.ts with these modules: the same resources, under the names that they have. */
export class AdoptedStack extends TerraformStack {
  public readonly connection: Connection;
  public readonly destination: ApiDestination;
  public readonly bus: EventBus;
  public readonly rule: Rule;
  public readonly role: Role;
  public readonly queue: Queue;
  public readonly target: RuleTarget;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "us-east-1" });
    const token = new TerraformVariable(this, "slack_token", { type: "string", sensitive: true });
    const channel = new TerraformVariable(this, "slack_channel", { type: "string" });

    // region adopted
    this.connection = new Connection(this, "Slack", {
      connectionName: "slack",
      authorization: Authorization.bearerToken(SecretValue.terraformVariable(token)),
    });
    this.destination = new ApiDestination(this, "PostMessage", {
      apiDestinationName: "slack-post-message",
      connection: this.connection,
      endpoint: "https://slack.com/api/chat.postMessage",
    });
    this.bus = new EventBus(this, "Notifications", { eventBusName: "slack-notifications" });
    this.rule = this.bus.addRule("Notification", {
      ruleName: "notification",
      eventPattern: { source: ["my.app"], detailType: ["Notification"] },
    });
    this.role = new Role(this, "SlackRole", {
      roleName: "slack-notification",
      servicePrincipal: "events.amazonaws.com",
    });
    this.queue = new Queue(this, "DeadLetters", {
      queueName: "slack-notification-dead-letters",
      retentionPeriod: Duration.days(4),
    });
    this.target = this.rule.addTarget(
      "Slack",
      new targets.ApiDestination(this.destination, {
        eventRole: this.role,
        deadLetterQueue: this.queue,
        event: RuleTargetInput.fromInputTransformer({
          inputPathsMap: { text: "$.detail.event" },
          inputTemplate: `{"channel":"${channel.stringValue}","text":<text>}`,
        }),
      }),
    );
    // endregion

    // region names
    this.role.policy?.addOverride("name", "invoke-slack");
    this.target.resource.targetId = "1";
    // endregion
  }
}
