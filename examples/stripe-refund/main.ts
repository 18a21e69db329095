import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import {
  Authorization,
  Connection,
  EventBus,
  HttpInvoke,
  HttpMethod,
  JsonPath,
  RequestBodyEncoding,
  SecretValue,
  StateMachine,
  Task,
  targets,
} from "cdktf-aws-http-integrations";
import type { Construct } from "constructs";

/** An approved refund is paid out by Stripe; a declined one becomes an event. */
class StripeRefundStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "us-east-1" });
    // region example
    const key = new TerraformVariable(this, "stripe_key", {
      type: "string",
      sensitive: true,
      description: "Restricted key that may write refunds (rk_…)",
    });
    const stripe = new Connection(this, "Stripe", {
      authorization: Authorization.bearerToken(SecretValue.terraformVariable(key)),
    });
    const bus = new EventBus(this, "Bus", { eventBusName: "refunds" });

    const declined = new Task("PublishDeclined", {
      resource: "arn:aws:states:::events:putEvents",
      parameters: {
        Entries: [
          {
            EventBusName: bus.eventBusName,
            Source: "shop.refunds",
            DetailType: "RefundDeclined",
            Detail: { refundId: JsonPath.stringAt("$.detail.refundId"), reason: JsonPath.stringAt("$.error.Error") },
          },
        ],
      },
      policyStatements: [{ actions: ["events:PutEvents"], resources: [bus.eventBusArn] }],
    });
    const refund = new HttpInvoke("RefundPayment", {
      connection: stripe,
      method: HttpMethod.POST,
      apiEndpoint: "https://api.stripe.com/v1/refunds",
      // The refund's own id: the event may come twice, and two executions have two names.
      idempotencyKey: JsonPath.stringAt("$.detail.refundId"),
      requestBody: {
        payment_intent: JsonPath.stringAt("$.detail.paymentIntent"),
        amount: JsonPath.numberAt("$.detail.amount"),
        metadata: { refund_id: JsonPath.stringAt("$.detail.refundId") },
      },
      requestBodyEncoding: RequestBodyEncoding.URL_ENCODED,
      resultSelector: { stripeRefund: JsonPath.stringAt("$.ResponseBody.id") },
      resultPath: "$.result",
    }).addCatch(declined, { errors: ["States.Http.StatusCode.402"], resultPath: "$.error" });

    const machine = new StateMachine(this, "Refund", { definition: refund });
    bus.addRule("Approved", {
      eventPattern: { source: ["shop.refunds"], detailType: ["RefundApproved"] },
      targets: { Refund: new targets.SfnStateMachine(machine) },
    });
    // endregion

    new TerraformOutput(this, "event_bus_name", { value: bus.eventBusName });
    new TerraformOutput(this, "state_machine_arn", { value: machine.stateMachineArn });
  }
}

const app = new App();
new StripeRefundStack(app, "stripe-refund");
app.synth();
