import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import {
  ApiDestination,
  Authorization,
  Connection,
  Duration,
  EventBus,
  EventField,
  HttpMethod,
  LogGroup,
  Match,
  RuleTargetInput,
  SecretValue,
  targets,
} from "cdktf-aws-http-integrations";
import type { Construct } from "constructs";

/**
 * Keeps a CRM up to date: every changed customer is posted with an OAuth token (client credentials), retried for a day,
 * and logged.
 */
class CrmSyncStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "us-east-1" });

    const connection = new Connection(this, "Crm", {
      authorization: Authorization.oauth({
        authorizationEndpoint: "https://login.crm.example.com/oauth2/token",
        clientId: "event-sync",
        clientSecret: SecretValue.secretsManager("crm/oauth", { jsonField: "clientSecret" }),
      }),
    });
    const contacts = new ApiDestination(this, "Contacts", {
      connection,
      endpoint: "https://api.crm.example.com/v2/contacts",
      httpMethod: HttpMethod.POST,
      rateLimitPerSecond: 10,
    });
    const log = new LogGroup(this, "Log", { logGroupName: "/aws/events/crm-sync", retention: Duration.days(30) });

    const bus = new EventBus(this, "Bus", { eventBusName: "customers" });
    bus.addRule("CustomerChanged", {
      eventPattern: { source: ["shop.customers"], detailType: Match.prefix("Customer") },
      targets: {
        Crm: new targets.ApiDestination(contacts, {
          event: RuleTargetInput.fromObject({
            externalId: EventField.fromPath("$.detail.customerId"),
            email: EventField.fromPath("$.detail.email"),
            consent: EventField.fromPath("$.detail.consent"),
            note: `${EventField.detailType} at ${EventField.time}`,
          }),
          retryAttempts: 185,
          maxEventAge: Duration.hours(24),
        }),
        Log: new targets.CloudWatchLogGroup(log),
      },
    });

    new TerraformOutput(this, "event_bus_name", { value: bus.eventBusName });
  }
}

const app = new App();
new CrmSyncStack(app, "crm-sync");
app.synth();
