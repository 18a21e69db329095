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

/** Recipe 5: a ticket. Its published test event is no JSON: it has one brace too many. */
export function zendesk(scope: Construct, bus: EventBus): void {
  const subdomain = variable(scope, "zendesk_subdomain", "Subdomain of zendesk.com");
  const username = variable(scope, "zendesk_username", "E-mail address, with /token behind it for an API token");
  const password = secretVariable(scope, "zendesk_password", "Password or API token");

  const connection = new Connection(scope, "Zendesk", { authorization: Authorization.basic(username, password) });
  const createTicket = new ApiDestination(scope, "ZendeskTickets", {
    connection,
    endpoint: `https://${subdomain}.zendesk.com/api/v2/tickets.json`,
    rateLimitPerSecond: 10,
  });
  bus.addRule("Zendesk", {
    eventPattern: { source: ["MyTestApp.zendesk"], detailType: ["MyTestMessage"] },
    targets: {
      Zendesk: new targets.ApiDestination(createTicket, {
        event: RuleTargetInput.fromObject({ ticket: EventField.fromPath("$.detail.ticket") }),
      }),
    },
  });
}
