import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import {
  Authorization,
  Connection,
  Errors,
  EventBus,
  HttpInvoke,
  HttpMethod,
  JsonataExpression,
  notifyOnFailure,
  Pass,
  QueryLanguage,
  SecretValue,
  StateMachine,
  saga,
  targets,
} from "cdktf-aws-http-integrations";
import type { Construct } from "constructs";

/** An order in three services; what was done is undone when a later one fails, and someone is told. */
class OrderSagaStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "us-east-1" });
    const secret = (name: string) =>
      SecretValue.terraformVariable(new TerraformVariable(this, name, { type: "string", sensitive: true }));
    const connectionTo = (service: string) =>
      new Connection(this, service, {
        authorization: Authorization.bearerToken(secret(`${service.toLowerCase()}_token`)),
      });
    // region example
    const inventory = connectionTo("Inventory");
    const payments = connectionTo("Payments");
    const shipping = connectionTo("Shipping");
    const chat = connectionTo("Chat");

    const orderId = JsonataExpression.of("$states.context.Execution.Input.detail.orderId");
    const reservation = `https://inventory.example.com/v1/reservations/${orderId}`;
    const payment = `https://payments.example.com/v1/payments/${orderId}`;

    // What is not there, or no longer, need not be undone.
    const gone = { errors: [Errors.httpStatusCode(404)] };

    const place = saga("Place", {
      steps: [
        {
          action: new HttpInvoke("Reserve", {
            connection: inventory,
            method: HttpMethod.PUT,
            apiEndpoint: reservation,
          }),
          compensate: new HttpInvoke("Release", {
            connection: inventory,
            method: HttpMethod.DELETE,
            apiEndpoint: reservation,
          }).addCatch(new Pass("NothingReserved"), gone),
        },
        {
          action: new HttpInvoke("Charge", {
            connection: payments,
            method: HttpMethod.PUT,
            apiEndpoint: payment,
            requestBody: { amount: JsonataExpression.of("$states.context.Execution.Input.detail.amount") },
          }),
          compensate: new HttpInvoke("Refund", {
            connection: payments,
            method: HttpMethod.DELETE,
            apiEndpoint: payment,
          }).addCatch(new Pass("NothingCharged"), gone),
          // A charge whose answer never came may have been made.
          compensateUnknownOutcome: true,
        },
        {
          action: new HttpInvoke("Ship", {
            connection: shipping,
            method: HttpMethod.POST,
            apiEndpoint: "https://shipping.example.com/v1/shipments",
            idempotencyHeader: "Idempotency-Key",
            requestBody: { orderId },
          }),
        },
      ],
    });
    const order = notifyOnFailure("Order", {
      workflow: place,
      notify: new HttpInvoke("TellTheTeam", {
        connection: chat,
        method: HttpMethod.POST,
        apiEndpoint: "https://chat.example.com/api/messages",
        requestBody: { text: `Order ${orderId} failed: ${JsonataExpression.of("$OrderFailure.Error")}` },
      }),
    });
    const machine = new StateMachine(this, "Order", { queryLanguage: QueryLanguage.JSONATA, definition: order });
    // endregion
    const bus = new EventBus(this, "Bus", { eventBusName: "shop" });
    bus.addRule("Placed", {
      eventPattern: { source: ["shop.orders"], detailType: ["OrderPlaced"] },
      targets: { Order: new targets.SfnStateMachine(machine) },
    });

    new TerraformOutput(this, "event_bus_name", { value: bus.eventBusName });
    new TerraformOutput(this, "state_machine_arn", { value: machine.stateMachineArn });
  }
}

const app = new App();
new OrderSagaStack(app, "order-saga");
app.synth();
