import { ApiDestination, Authorization, Connection, type EventBus, targets } from "cdktf-aws-http-integrations";
import type { Construct } from "constructs";
import { secretVariable, variable } from "./variables";

/** Recipe 1: the whole event, with an API key. */
export function webhookSite(scope: Construct, bus: EventBus): void {
  // Published: the key's value is a literal of the template.
  const key = secretVariable(scope, "webhook_api_key", "Value of the header MyWebhook");
  const page = variable(scope, "webhook_page", "Id of your page at webhook.site");

  const connection = new Connection(scope, "WebhookSite", { authorization: Authorization.apiKey("MyWebhook", key) });
  const destination = new ApiDestination(scope, "WebhookSitePage", {
    connection,
    endpoint: `https://webhook.site/${page}`,
    rateLimitPerSecond: 10,
  });
  bus.addRule("WebhookSite", {
    eventPattern: { source: ["MyTestApp"], detailType: ["MyTestMessage"] },
    targets: { WebhookSite: new targets.ApiDestination(destination) },
  });
}
