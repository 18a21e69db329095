import { TerraformVariable } from "cdktf";
import {
  ApiDestination,
  Authorization,
  Connection,
  Duration,
  EventBus,
  EventField,
  HttpMethod,
  RuleTargetInput,
  SecretValue,
  targets,
} from "cdktf-aws-http-integrations";
import { run } from "./run";

// The integrations with the modules of this package.
run((stack, integrations) => {
  const token = new TerraformVariable(stack, "token", { type: "string", sensitive: true });
  const bus = new EventBus(stack, "Bus", { eventBusName: "orders" });
  for (let i = 0; i < integrations; i++) {
    const connection = new Connection(stack, `Order${i}-Connection`, {
      authorization: Authorization.bearerToken(SecretValue.terraformVariable(token)),
    });
    const destination = new ApiDestination(stack, `Order${i}-Destination`, {
      connection,
      endpoint: `https://api.example.com/orders/${i}`,
      httpMethod: HttpMethod.POST,
      rateLimitPerSecond: 10,
    });
    bus.addRule(`Order${i}`, {
      eventPattern: { source: ["shop.orders"], detailType: ["OrderPlaced"], detail: { shop: [`shop-${i}`] } },
      targets: {
        Http: new targets.ApiDestination(destination, {
          event: RuleTargetInput.fromObject({
            channel: "C0123456789",
            text: `Order ${EventField.fromPath("$.detail.orderId")} placed`,
          }),
          retryAttempts: 5,
          maxEventAge: Duration.hours(1),
        }),
      },
    });
  }
});
