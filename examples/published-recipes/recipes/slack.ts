import {
  ApiDestination,
  Authorization,
  Connection,
  type EventBus,
  EventField,
  RuleTargetInput,
  targets,
} from "cdktf-aws-http-integrations";
import type { Construct } from "constructs";
import { secretVariable, variable } from "./variables";

/** Recipe 2: a field of the event as a message in a channel. */
export function slack(scope: Construct, bus: EventBus): void {
  // Published: the parameter with the token has no NoEcho and a default.
  const token = secretVariable(scope, "slack_token", "Bot token with the scope chat:write");
  const channel = variable(scope, "slack_channel", "Channel id, such as C0123456789");

  const connection = new Connection(scope, "Slack", { authorization: Authorization.bearerToken(token) });
  const postMessage = new ApiDestination(scope, "SlackPostMessage", {
    connection,
    endpoint: "https://slack.com/api/chat.postMessage",
    rateLimitPerSecond: 10,
  });
  bus.addRule("Slack", {
    eventPattern: { source: ["MyTestApp.slack"], detailType: ["MyTestMessage"] },
    targets: {
      Slack: new targets.ApiDestination(postMessage, {
        event: RuleTargetInput.fromObject({ channel, text: EventField.fromPath("$.detail.event") }),
      }),
    },
  });
}
