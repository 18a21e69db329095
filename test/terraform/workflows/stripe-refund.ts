import type { WorkflowDocuments } from "./documents";
import { allow, busArn, httpTask, machineRole, mayCall, REPEATABLE, startRole } from "./parts";

const MACHINE = "stripe-refund-Refund-a66aef32";
const CONNECTION = "stripe-refund-Stripe-f3ce52ff";

const documents: WorkflowDocuments = {
  machine: MACHINE,
  definition: {
    StartAt: "RefundPayment",
    States: {
      RefundPayment: httpTask(
        "Parameters",
        CONNECTION,
        {
          ApiEndpoint: "https://api.stripe.com/v1/refunds",
          Method: "POST",
          Headers: {
            "Idempotency-Key.$": "$.detail.refundId",
            "Content-Type": "application/x-www-form-urlencoded",
          },
          RequestBody: {
            "payment_intent.$": "$.detail.paymentIntent",
            "amount.$": "$.detail.amount",
            metadata: { "refund_id.$": "$.detail.refundId" },
          },
          Transform: { RequestBodyEncoding: "URL_ENCODED" },
        },
        {
          ResultSelector: { "stripeRefund.$": "$.ResponseBody.id" },
          ResultPath: "$.result",
          Retry: REPEATABLE,
          Catch: [{ ErrorEquals: ["States.Http.StatusCode.402"], ResultPath: "$.error", Next: "PublishDeclined" }],
          End: true,
        },
      ),
      PublishDeclined: {
        Type: "Task",
        Resource: "arn:aws:states:::events:putEvents",
        Parameters: {
          Entries: [
            {
              EventBusName: "refunds",
              Source: "shop.refunds",
              DetailType: "RefundDeclined",
              Detail: { "refundId.$": "$.detail.refundId", "reason.$": "$.error.Error" },
            },
          ],
        },
        End: true,
      },
    },
  },
  role: machineRole(
    MACHINE,
    [mayCall(MACHINE, ["POST"], ["https://api.stripe.com/v1/refunds"])],
    [CONNECTION],
    [allow(["events:PutEvents"], [busArn("refunds")])],
  ),
  startRole: startRole(MACHINE, "stripe-refund-Bus-Approved-b910469b"),
};

export default documents;
