import { App, TerraformStack } from "cdktf";
import { EventBus, ValidationError } from "cdktf-aws-http-integrations";

/** What the README shows of a refusal. */
try {
  const bus = new EventBus(new TerraformStack(new App(), "orders"), "Bus");
  bus.addRule("OrderPlaced", {
    ruleName: "order placed",
    eventPattern: { source: ["shop.orders"], detail: { amount: [{ greaterThan: 100 }] } },
  });
} catch (error) {
  process.stdout.write(error instanceof ValidationError ? `${error.message}\n` : `${error}\n`);
}
