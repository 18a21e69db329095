import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import {
  Authorization,
  Connection,
  EventBus,
  HttpInvoke,
  HttpMethod,
  JsonataExpression,
  Map as MapState,
  paginate,
  QueryLanguage,
  SecretValue,
  StateMachine,
  targets,
} from "cdktf-aws-http-integrations";
import type { Construct } from "constructs";

/** All contacts of one SaaS go to another, page by page. */
class PaginatedSyncStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "us-east-1" });
    const secret = (name: string) =>
      SecretValue.terraformVariable(new TerraformVariable(this, name, { type: "string", sensitive: true }));
    // region example
    const hubspot = new Connection(this, "HubSpot", {
      authorization: Authorization.bearerToken(secret("hubspot_token")),
    });
    const newsletter = new Connection(this, "Newsletter", {
      authorization: Authorization.apiKey("X-Api-Key", secret("newsletter_key")),
    });

    const contact = (field: string) => JsonataExpression.of(`$states.input.${field}`);
    const subscribe = new HttpInvoke("Subscribe", {
      connection: newsletter,
      method: HttpMethod.PUT,
      apiEndpoint: `https://newsletter.example.com/v1/contacts/${contact("id")}`,
      requestBody: { email: contact("properties.email") },
    });
    const sync = paginate("Contacts", {
      connection: hubspot,
      apiEndpoint: "https://api.hubapi.com/crm/v3/objects/contacts",
      queryStringParameters: { limit: "100", properties: "email" },
      cursorParameter: "after",
      nextCursor: JsonataExpression.of("$states.result.ResponseBody.paging.next.after"),
      items: JsonataExpression.of("$states.result.ResponseBody.results"),
      maxPages: 50,
      onPage: new MapState("EachContact", {
        items: JsonataExpression.of("$states.input.items"),
        maxConcurrency: 5,
        outputs: {},
      }).itemProcessor(subscribe),
    });
    const machine = new StateMachine(this, "Sync", { queryLanguage: QueryLanguage.JSONATA, definition: sync });
    // endregion
    const bus = new EventBus(this, "Bus", { eventBusName: "crm" });
    bus.addRule("Requested", {
      eventPattern: { source: ["my.marketing"], detailType: ["SyncRequested"] },
      targets: { Sync: new targets.SfnStateMachine(machine) },
    });

    new TerraformOutput(this, "event_bus_name", { value: bus.eventBusName });
    new TerraformOutput(this, "state_machine_arn", { value: machine.stateMachineArn });
  }
}

const app = new App();
new PaginatedSyncStack(app, "paginated-sync");
app.synth();
