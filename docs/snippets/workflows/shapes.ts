import {
  HttpInvoke,
  HttpMethod,
  type IConnection,
  JsonataExpression,
  notifyOnFailure,
  paginate,
  QueryLanguage,
  StateMachine,
} from "cdktf-aws-http-integrations";
import type { Construct } from "constructs";

/** docs/workflows.md: two shapes, one around the other. */
export function contacts(scope: Construct, crm: IConnection, chat: IConnection): StateMachine {
  // region shapes
  const readContacts = paginate("Contacts", {
    connection: crm,
    apiEndpoint: "https://api.example.com/v3/contacts",
    queryStringParameters: { limit: 100 },
    cursorParameter: "after",
    nextCursor: JsonataExpression.of("$states.result.ResponseBody.paging.next.after"),
    items: JsonataExpression.of("$states.result.ResponseBody.results.{'id': id, 'email': email}"),
    maxPages: 20,
  });
  const tellTheTeam = new HttpInvoke("TellTheTeam", {
    connection: chat,
    method: HttpMethod.POST,
    apiEndpoint: "https://chat.example.com/api/messages",
    requestBody: { text: `The export failed: ${JsonataExpression.of("$WatchedFailure.Error")}` },
  });
  const machine = new StateMachine(scope, "Export", {
    queryLanguage: QueryLanguage.JSONATA,
    definition: notifyOnFailure("Watched", { workflow: readContacts, notify: tellTheTeam }),
  });
  // endregion
  return machine;
}
