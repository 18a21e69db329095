import {
  ApiDestination,
  Authorization,
  Connection,
  type EventBus,
  EventField,
  HttpParameter,
  RuleTargetInput,
  targets,
} from "cdktf-aws-http-integrations";
import type { Construct } from "constructs";
import { secretVariable } from "./variables";

/** Recipe 8: an incident, through the Events API v2. */
export function pagerDuty(scope: Construct, bus: EventBus): void {
  const integrationKey = secretVariable(scope, "pagerduty_integration_key", "Integration key of the service");

  const connection = new Connection(scope, "PagerDuty", {
    // Published: an API key in a header `PagerDuty Authorization`: no header name has a space, and the API wants none.
    authorization: Authorization.none(),
    // Published: in the template, where whoever may list targets can read it.
    bodyParameters: { routing_key: HttpParameter.fromSecret(integrationKey) },
  });
  const enqueue = new ApiDestination(scope, "PagerDutyEvents", {
    connection,
    endpoint: "https://events.pagerduty.com/v2/enqueue",
  });
  bus.addRule("PagerDuty", {
    eventPattern: { source: ["PagerDutyDemo"] },
    targets: {
      PagerDuty: new targets.ApiDestination(enqueue, {
        event: RuleTargetInput.fromObject({
          payload: {
            summary: EventField.fromPath("$.detail.summary"),
            source: `Sent From: ${EventField.fromPath("$.detail.source")}`,
            severity: "info",
          },
          event_action: "trigger",
        }),
      }),
    },
  });
}
