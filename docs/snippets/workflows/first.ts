import {
  Errors,
  Fail,
  HttpInvoke,
  HttpMethod,
  type IConnection,
  JsonPath,
  StateMachine,
} from "cdktf-aws-http-integrations";
import type { Construct } from "constructs";

/** docs/workflows.md: a first HTTP Task. */
export function tickets(scope: Construct, connection: IConnection): StateMachine {
  // region first
  const invalid = new Fail("Invalid", { error: "TicketInvalid", cause: "The API does not take this ticket" });
  const createTicket = new HttpInvoke("CreateTicket", {
    connection,
    method: HttpMethod.POST,
    apiEndpoint: `https://api.example.com/v1/projects/${JsonPath.stringAt("$.detail.project")}/tickets`,
    idempotencyHeader: "Idempotency-Key",
    requestBody: {
      title: `Order ${JsonPath.stringAt("$.detail.orderId")} failed`,
      amount: JsonPath.numberAt("$.detail.amount"),
    },
    resultSelector: { ticket: JsonPath.stringAt("$.ResponseBody.id") },
  }).addCatch(invalid, { errors: [Errors.httpStatusCode(422)] });

  const machine = new StateMachine(scope, "Tickets", { definition: createTicket });
  // endregion
  return machine;
}
