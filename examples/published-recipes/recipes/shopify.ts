import {
  ApiDestination,
  Authorization,
  Connection,
  type EventBus,
  RuleTargetInput,
  targets,
} from "cdktf-aws-http-integrations";
import type { Construct } from "constructs";
import { secretVariable, variable } from "./variables";

/** Recipe 9: a product. Its published test event has no detail type, without which PutEvents refuses it. */
export function shopify(scope: Construct, bus: EventBus): void {
  const store = variable(scope, "shopify_store", "Subdomain of myshopify.com");
  const accessToken = secretVariable(scope, "shopify_access_token", "Admin API access token");

  const connection = new Connection(scope, "Shopify", {
    authorization: Authorization.apiKey("X-Shopify-Access-Token", accessToken),
  });
  const createProduct = new ApiDestination(scope, "ShopifyProducts", {
    connection,
    endpoint: `https://${store}.myshopify.com/admin/api/2022-01/products.json`,
    rateLimitPerSecond: 10,
  });
  bus.addRule("Shopify", {
    eventPattern: { source: ["MyShopifyApp"] },
    targets: {
      Shopify: new targets.ApiDestination(createProduct, { event: RuleTargetInput.fromEventPath("$.detail") }),
    },
  });
}
