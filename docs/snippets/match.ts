import { EventBus, Match, type targets } from "cdktf-aws-http-integrations";
import type { Construct } from "constructs";

/** The README's example of matchers. */
export function largeOrders(scope: Construct, target: targets.ApiDestination): void {
  const bus = EventBus.defaultBus(scope, "Bus");
  // region match
  bus.addRule("LargeOrder", {
    eventPattern: {
      source: ["shop.orders"],
      detailType: Match.anyOf("OrderPlaced", Match.prefix("OrderChanged")),
      detail: {
        amount: Match.greaterThanOrEqual(100),
        customer: { email: Match.anythingButSuffix("@example.com"), deletedAt: Match.doesNotExist() },
      },
    },
    targets: { Crm: target },
  });
  // endregion
}
