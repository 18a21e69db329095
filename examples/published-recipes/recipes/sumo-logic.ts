import { ApiDestination, Authorization, Connection, type EventBus, targets } from "cdktf-aws-http-integrations";
import type { Construct } from "constructs";
import { sensitiveVariable } from "./variables";

/** Recipe 3: events that say so go to a log collector, whose URL is the credential. */
export function sumoLogic(scope: Construct, bus: EventBus): void {
  // Published: the parameter with the URL has no NoEcho, and the API key is a dummy literal.
  const url = sensitiveVariable(scope, "sumo_logic_url", "URL of the HTTP source of a hosted collector");

  const connection = new Connection(scope, "SumoLogic", { authorization: Authorization.none() });
  const collector = new ApiDestination(scope, "SumoLogicCollector", {
    connection,
    endpoint: url,
    rateLimitPerSecond: 10,
  });
  bus.addRule("SumoLogic", {
    eventPattern: { detail: { Log_Dest: ["sumo"] } },
    targets: { SumoLogic: new targets.ApiDestination(collector) },
  });
}
