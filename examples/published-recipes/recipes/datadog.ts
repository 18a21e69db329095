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
import { secretVariable } from "./variables";

/** Recipe 7: a log entry. Its published test event has no detail type, without which PutEvents refuses it. */
export function datadog(scope: Construct, bus: EventBus): void {
  const apiKey = secretVariable(scope, "datadog_api_key", "API key");

  const connection = new Connection(scope, "Datadog", { authorization: Authorization.apiKey("DD-API-KEY", apiKey) });
  const logs = new ApiDestination(scope, "DatadogLogs", {
    connection,
    endpoint: "https://http-intake.logs.datadoghq.com/api/v2/logs",
    rateLimitPerSecond: 10,
  });
  bus.addRule("Datadog", {
    eventPattern: { source: ["MyDataDogApp"] },
    targets: {
      Datadog: new targets.ApiDestination(logs, {
        event: RuleTargetInput.fromObject({ message: EventField.fromPath("$.detail") }),
      }),
    },
  });
}
