import event from "../../../examples/order-saga/event.json";
import type { Answer, E2eCase } from "../e2e-case";
import { envelope } from "../expected";
import { EXECUTION_NAME, inTurn, taskOutput, taskRequest } from "../workflows/expected";

const RESERVATION = "https://inventory.example.com/v1/reservations/o-1001";
const PAYMENT = "https://payments.example.com/v1/payments/o-1001";
const token = (service: string) => ({ authorization: `Bearer ${service}-token` });

const reserve = (answered = 200) => taskRequest(`PUT ${RESERVATION}`, token("inventory"), { answered });
const release = (answered = 200) => taskRequest(`DELETE ${RESERVATION}`, token("inventory"), { answered });
const charge = (answered = 200) =>
  taskRequest(`PUT ${PAYMENT}`, token("payments"), { body: { amount: 4250 }, answered });
const refund = (answered = 200) => taskRequest(`DELETE ${PAYMENT}`, token("payments"), { answered });
const ship = (answered = 200) =>
  taskRequest(
    "POST https://shipping.example.com/v1/shipments",
    { ...token("shipping"), "idempotency-key": `${EXECUTION_NAME}-Ship` },
    { body: { orderId: "o-1001" }, answered },
  );
const tell = (error: string, answered = 200) =>
  taskRequest("POST https://chat.example.com/api/messages", token("chat"), {
    body: { text: `Order o-1001 failed: ${error}` },
    answered,
  });

/** Answers by what is asked for, such as `DELETE payments`, one after another. */
const answers = (by: Readonly<Record<string, readonly [Answer, ...Answer[]]>>) => () => {
  const next = new Map(Object.entries(by).map(([request, given]) => [request, inTurn(...given)]));
  return ({ method, to }: { readonly method: string; readonly to: string }): Answer => {
    const service = new URL(to).host.split(".")[0];
    return next.get(`${method} ${service}`)?.() ?? { status: 200 };
  };
};

/** The execution fails with the error of the step, and its cause tells the whole of it. */
const fails = (error: string, cause: string) => ({ error, cause: JSON.stringify({ Error: error, Cause: cause }) });
const UNPROCESSABLE = "States.Http.StatusCode.422";
/** The cause of the saga's own Fail, which is inside that of the notification's. */
const refusal = JSON.stringify({ Error: UNPROCESSABLE, Cause: "Unprocessable Entity" });
const unprocessable = fails(UNPROCESSABLE, refusal);
const SOCKET = "States.Http.Socket";
const UNAVAILABLE = "States.Http.StatusCode.503";

const orderSaga: E2eCase = {
  thirdParties: ["inventory", "payments", "shipping", "chat"].map((service) => `https://${service}.example.com`),
  variables: {
    inventory_token: "inventory-token",
    payments_token: "payments-token",
    shipping_token: "shipping-token",
    chat_token: "chat-token",
  },
  steps: [
    {
      title: "the event starts the workflow",
      events: [event],
      arrives: [],
      executions: [{ machine: "order-saga-Order-338ead34", input: envelope(event) }],
    },
  ],
  workflows: [
    {
      title: "an order is reserved, charged and shipped",
      answer: answers({ "POST shipping": [{ status: 200, body: '{"shipment":"s-1"}' }] }),
      arrives: [reserve(), charge(), ship()],
      ends: { output: taskOutput({ shipment: "s-1" }) },
    },
    {
      title: "a shipment is asked for again with the same key",
      answer: answers({ "POST shipping": [{ status: 503 }, { status: 429 }, { status: 200 }] }),
      arrives: [reserve(), charge(), ship(503), ship(429), ship()],
      ends: { output: taskOutput({}) },
    },
    {
      title: "an order that cannot be shipped is refunded, then released, and the team is told",
      answer: answers({ "POST shipping": [{ status: 422 }] }),
      arrives: [reserve(), charge(), ship(422), refund(), release(), tell(UNPROCESSABLE)],
      ends: unprocessable,
    },
    {
      title: "a charge that is refused is not refunded",
      answer: answers({ "PUT payments": [{ status: 422 }] }),
      arrives: [reserve(), charge(422), release(), tell(UNPROCESSABLE)],
      ends: unprocessable,
    },
    {
      title: "a charge whose answer never came is refunded",
      answer: answers({ "PUT payments": [{ status: 0 }] }),
      arrives: [reserve(), ...Array.from({ length: 5 }, () => charge(0)), refund(), release(), tell(SOCKET)],
      ends: fails(SOCKET, JSON.stringify({ Error: SOCKET, Cause: "socket hang up" })),
    },
    {
      title: "a charge that was not made needs no refund",
      answer: answers({ "PUT payments": [{ status: 503 }], "DELETE payments": [{ status: 404 }] }),
      arrives: [reserve(), ...Array.from({ length: 5 }, () => charge(503)), refund(404), release(), tell(UNAVAILABLE)],
      ends: fails(UNAVAILABLE, JSON.stringify({ Error: UNAVAILABLE, Cause: "Service Unavailable" })),
    },
    {
      title: "a refund that fails stops neither the release nor the message",
      answer: answers({ "POST shipping": [{ status: 422 }], "DELETE payments": [{ status: 409 }] }),
      arrives: [reserve(), charge(), ship(422), refund(409), release(), tell("Place.NotCompensated")],
      ends: fails("Place.NotCompensated", `Refund failed, after ${refusal}`),
    },
    {
      title: "a message that fails does not hide why the order failed",
      answer: answers({ "POST shipping": [{ status: 422 }], "POST chat": [{ status: 500 }] }),
      arrives: [reserve(), charge(), ship(422), refund(), release(), tell(UNPROCESSABLE, 500)],
      ends: unprocessable,
    },
  ],
};

export default orderSaga;
