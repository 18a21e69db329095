import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import {
  ApiDestination,
  Authorization,
  Connection,
  EventBus,
  EventField,
  HttpMethod,
  RuleTargetInput,
  SecretValue,
  targets,
} from "cdktf-aws-http-integrations";
import type { Construct } from "constructs";

/** Posts a message to a Slack channel for every `Notification` of `my.app`. */
class SlackStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "us-east-1" });
    // region example
    const token = new TerraformVariable(this, "slack_token", {
      type: "string",
      sensitive: true,
      description: "Bot token with the scope chat:write (xoxb-…)",
    });
    const channel = new TerraformVariable(this, "slack_channel", {
      type: "string",
      description: "Channel id, such as C0123456789",
    });

    const connection = new Connection(this, "Slack", {
      authorization: Authorization.bearerToken(SecretValue.terraformVariable(token)),
    });
    const postMessage = new ApiDestination(this, "PostMessage", {
      connection,
      endpoint: "https://slack.com/api/chat.postMessage",
      httpMethod: HttpMethod.POST,
      rateLimitPerSecond: 10,
    });
    const bus = new EventBus(this, "Bus", { eventBusName: "slack-notifications" });
    bus.addRule("Notification", {
      eventPattern: { source: ["my.app"], detailType: ["Notification"] },
      targets: {
        Slack: new targets.ApiDestination(postMessage, {
          event: RuleTargetInput.fromObject({
            channel: channel.stringValue,
            text: EventField.fromPath("$.detail.event"),
          }),
        }),
      },
    });
    // endregion

    new TerraformOutput(this, "event_bus_name", { value: bus.eventBusName });
  }
}

const app = new App();
new SlackStack(app, "slack");
app.synth();
