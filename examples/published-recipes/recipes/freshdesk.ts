import {
  ApiDestination,
  Authorization,
  Connection,
  type EventBus,
  RuleTargetInput,
  targets,
} from "cdktf-aws-http-integrations";
import type { Construct } from "constructs";
import { secretVariable, sensitiveVariable, variable } from "./variables";

/** Recipe 6: a ticket. Its published test event has no detail type, without which PutEvents refuses it. */
export function freshdesk(scope: Construct, bus: EventBus): void {
  const subdomain = variable(scope, "freshdesk_subdomain", "Subdomain of freshdesk.com");
  // Freshdesk takes the API key for the user name, which is a string here and no SecretValue.
  const apiKey = sensitiveVariable(scope, "freshdesk_api_key", "API key");
  const password = secretVariable(scope, "freshdesk_password", "Any text: Freshdesk does not look at it");

  const connection = new Connection(scope, "Freshdesk", { authorization: Authorization.basic(apiKey, password) });
  const createTicket = new ApiDestination(scope, "FreshdeskTickets", {
    connection,
    endpoint: `https://${subdomain}.freshdesk.com/api/v2/tickets`,
    rateLimitPerSecond: 10,
  });
  bus.addRule("Freshdesk", {
    eventPattern: { source: ["freshdesktest"] },
    targets: {
      Freshdesk: new targets.ApiDestination(createTicket, { event: RuleTargetInput.fromEventPath("$.detail") }),
    },
  });
}
