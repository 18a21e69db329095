import type { WorkflowDocuments } from "./documents";
import { httpTask, machineRole, mayCall, ONCE, REPEATABLE, startRole } from "./parts";

const UNKNOWN_OUTCOME = [
  "States.Http.Socket",
  "States.Timeout",
  ...[408, 500, 502, 503, 504].map((status) => `States.Http.StatusCode.${status}`),
];

const MACHINE = "order-saga-Order-338ead34";
const CHAT = "order-saga-Chat-9f7b671d";
const INVENTORY = "order-saga-Inventory-fc623ea7";
const PAYMENTS = "order-saga-Payments-78606071";
const SHIPPING = "order-saga-Shipping-421cc571";

const ORDER_ID = "$states.context.Execution.Input.detail.orderId";
const RESERVATION = `{% 'https://inventory.example.com/v1/reservations/' & $single([${ORDER_ID}]) %}`;
const PAYMENT = `{% 'https://payments.example.com/v1/payments/' & $single([${ORDER_ID}]) %}`;

const KEEP_INPUT = { Output: "{% $states.input %}" };
/** What each step does with its error: undo what was done before it. */
const undo = (next: string, errors: readonly string[] = ["States.ALL"]) => ({
  ErrorEquals: errors,
  ...KEEP_INPUT,
  Assign: { PlaceNotCompensated: "", PlaceFailure: "{% $states.errorOutput %}" },
  Next: next,
});
/** A compensation goes on with the next one, whether it succeeds or not; what is not there needs none. */
const compensation = (name: string, next: string, nothing: string) => ({
  Retry: REPEATABLE,
  Catch: [
    { ErrorEquals: ["States.Http.StatusCode.404"], Next: nothing },
    {
      ErrorEquals: ["States.ALL"],
      ...KEEP_INPUT,
      Assign: { PlaceNotCompensated: `{% $PlaceNotCompensated & '${name} ' %}` },
      Next: next,
    },
  ],
  Next: next,
});

const place = {
  StartAt: "Place",
  States: {
    Place: { Type: "Pass", Next: "Reserve" },
    Reserve: httpTask(
      "Arguments",
      INVENTORY,
      { ApiEndpoint: RESERVATION, Method: "PUT" },
      { Retry: REPEATABLE, Catch: [undo("PlaceCompensated")], Next: "Charge" },
    ),
    Charge: httpTask(
      "Arguments",
      PAYMENTS,
      {
        ApiEndpoint: PAYMENT,
        Method: "PUT",
        RequestBody: { amount: "{% $states.context.Execution.Input.detail.amount %}" },
      },
      {
        Retry: REPEATABLE,
        Catch: [undo("Refund", UNKNOWN_OUTCOME), undo("Release")],
        Next: "Ship",
      },
    ),
    Ship: httpTask(
      "Arguments",
      SHIPPING,
      {
        ApiEndpoint: "https://shipping.example.com/v1/shipments",
        Method: "POST",
        Headers: { "Idempotency-Key": "{% $states.context.Execution.Name & '-' & $states.context.State.Name %}" },
        RequestBody: { orderId: `{% ${ORDER_ID} %}` },
      },
      { Retry: REPEATABLE, Catch: [undo("Refund")], End: true },
    ),
    Refund: httpTask(
      "Arguments",
      PAYMENTS,
      { ApiEndpoint: PAYMENT, Method: "DELETE" },
      compensation("Refund", "Release", "NothingCharged"),
    ),
    NothingCharged: { Type: "Pass", Next: "Release" },
    Release: httpTask(
      "Arguments",
      INVENTORY,
      { ApiEndpoint: RESERVATION, Method: "DELETE" },
      compensation("Release", "PlaceCompensated", "NothingReserved"),
    ),
    NothingReserved: { Type: "Pass", Next: "PlaceCompensated" },
    PlaceCompensated: {
      Type: "Choice",
      Choices: [{ Condition: "{% $PlaceNotCompensated = '' %}", Next: "PlaceFailed" }],
      Default: "PlaceNotCompensated",
    },
    PlaceFailed: { Type: "Fail", Error: "{% $PlaceFailure.Error %}", Cause: "{% $string($PlaceFailure) %}" },
    PlaceNotCompensated: {
      Type: "Fail",
      Error: "Place.NotCompensated",
      Cause: "{% $PlaceNotCompensated & 'failed, after ' & $string($PlaceFailure) %}",
    },
  },
};

const documents: WorkflowDocuments = {
  machine: MACHINE,
  definition: {
    QueryLanguage: "JSONata",
    StartAt: "Order",
    States: {
      Order: {
        Type: "Parallel",
        Branches: [place],
        Output: "{% $states.result[0] %}",
        Catch: [
          {
            ErrorEquals: ["States.ALL"],
            ...KEEP_INPUT,
            Assign: { OrderFailure: "{% $states.errorOutput %}" },
            Next: "TellTheTeam",
          },
        ],
        End: true,
      },
      TellTheTeam: httpTask(
        "Arguments",
        CHAT,
        {
          ApiEndpoint: "https://chat.example.com/api/messages",
          Method: "POST",
          RequestBody: { text: `{% 'Order ' & ${ORDER_ID} & ' failed: ' & $OrderFailure.Error %}` },
        },
        {
          Retry: ONCE,
          Catch: [{ ErrorEquals: ["States.ALL"], ...KEEP_INPUT, Next: "OrderFailed" }],
          Next: "OrderFailed",
        },
      ),
      OrderFailed: { Type: "Fail", Error: "{% $OrderFailure.Error %}", Cause: "{% $string($OrderFailure) %}" },
    },
  },
  role: machineRole(
    MACHINE,
    [
      mayCall(
        MACHINE,
        ["POST"],
        ["https://chat.example.com/api/messages", "https://shipping.example.com/v1/shipments"],
      ),
      mayCall(
        MACHINE,
        ["DELETE", "PUT"],
        ["https://inventory.example.com/v1/reservations/*", "https://payments.example.com/v1/payments/*"],
      ),
    ],
    [CHAT, INVENTORY, PAYMENTS, SHIPPING],
  ),
  startRole: startRole(MACHINE, "order-saga-Bus-Placed-4b8a3c58"),
};

export default documents;
