import event from "../../../examples/stripe-refund/event.json";
import type { Answer, E2eCase } from "../e2e-case";
import { envelope } from "../expected";
import { inTurn, taskRequest } from "../workflows/expected";

const refund = (answered: number) =>
  taskRequest(
    "POST https://api.stripe.com/v1/refunds",
    {
      authorization: "Bearer rk_test_not-a-key",
      "idempotency-key": "re-2026-0042",
      "content-type": "application/x-www-form-urlencoded",
    },
    { body: "payment_intent=pi_3PxExample&amount=1999&metadata%5Brefund_id%5D=re-2026-0042", answered },
  );
const REFUNDED: Answer = {
  status: 200,
  body: JSON.stringify({ id: "re_1Nispe", object: "refund", status: "succeeded" }),
};

const stripeRefund: E2eCase = {
  thirdParties: ["https://api.stripe.com"],
  variables: { stripe_key: "rk_test_not-a-key" },
  steps: [
    {
      title: "the event starts the workflow",
      events: [event],
      arrives: [],
      executions: [{ machine: "stripe-refund-Refund-a66aef32", input: envelope(event) }],
    },
  ],
  workflows: [
    {
      title: "the refund is a form with the refund's own id as its idempotency key",
      answer: () => () => REFUNDED,
      arrives: [refund(200)],
      ends: { output: { ...envelope(event), result: { stripeRefund: "re_1Nispe" } } },
    },
    {
      title: "a request that was refused for the rate limit is sent again, with the same key",
      answer: () => inTurn<Answer>({ status: 429 }, REFUNDED),
      arrives: [refund(429), refund(200)],
      ends: { output: { ...envelope(event), result: { stripeRefund: "re_1Nispe" } } },
    },
    {
      title: "a declined refund becomes an event",
      answer: () => () => ({ status: 402, body: '{"error":{"code":"card_declined"}}' }),
      arrives: [refund(402)],
      ends: { output: { Entries: [{ EventId: expect.stringMatching(/^[0-9a-f-]{36}$/) }], FailedEntryCount: 0 } },
      publishes: [
        envelope({
          source: "shop.refunds",
          "detail-type": "RefundDeclined",
          detail: { refundId: "re-2026-0042", reason: "States.Http.StatusCode.402" },
        }),
      ],
    },
    {
      title: "any other refusal fails the execution",
      answer: () => () => ({ status: 400 }),
      arrives: [refund(400)],
      ends: { error: "States.Http.StatusCode.400", cause: "Bad Request" },
    },
  ],
};

export default stripeRefund;
