import {
  ApiDestination,
  Authorization,
  Connection,
  Duration,
  type EventBus,
  EventField,
  RuleTargetInput,
  targets,
} from "cdktf-aws-http-integrations";
import type { Construct } from "constructs";
import { secretVariable } from "./variables";

/** Recipe 10: a product, its fields as query parameters. Its published test event has a source that the rule does not match. */
export function stripe(scope: Construct, bus: EventBus): void {
  // Published: the parameter with the key has no NoEcho and a default.
  const secretKey = secretVariable(scope, "stripe_secret_key", "Secret key (sk_…)");

  const connection = new Connection(scope, "Stripe", { authorization: Authorization.bearerToken(secretKey) });
  const createProduct = new ApiDestination(scope, "StripeProducts", {
    connection,
    endpoint: "https://api.stripe.com/v1/products",
    rateLimitPerSecond: 10,
  });
  bus.addRule("Stripe", {
    eventPattern: { source: ["PartnerApp"], detailType: ["PartnerAppDetailType"] },
    targets: {
      Stripe: new targets.ApiDestination(createProduct, {
        event: RuleTargetInput.fromEventPath("$.detail"),
        queryStringParameters: {
          name: EventField.fromPath("$.detail.name"),
          description: EventField.fromPath("$.detail.description"),
        },
        retryAttempts: 0,
        maxEventAge: Duration.seconds(60),
      }),
    },
  });
}
