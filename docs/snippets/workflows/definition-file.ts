import path from "node:path";
import { DefinitionBody, type IConnection, StateMachine } from "cdktf-aws-http-integrations";
import type { Construct } from "constructs";

/** docs/workflows.md: a definition that is taken as it is. */
export function ticketsFromFile(scope: Construct, connection: IConnection): StateMachine {
  // region file
  const machine = new StateMachine(scope, "Tickets", {
    definitionBody: DefinitionBody.fromFile(path.join(__dirname, "tickets.asl.json"), {
      substitutions: { Tracker: connection, Queue: "failed-orders", Timeout: 10 },
    }),
  });
  // endregion
  return machine;
}
