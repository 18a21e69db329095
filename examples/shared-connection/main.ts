import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import {
  ApiDestination,
  Authorization,
  Connection,
  EventBus,
  EventBusLogDetail,
  EventBusLogLevel,
  EventField,
  HttpMethod,
  Queue,
  RuleTargetInput,
  SecretValue,
  targets,
} from "cdktf-aws-http-integrations";
import type { Construct } from "constructs";

/** One connection to a service desk, three of its operations, two rules, and a bus that another account may write to. */
class SharedConnectionStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "us-east-1" });
    const token = new TerraformVariable(this, "desk_token", {
      type: "string",
      sensitive: true,
      description: "API token",
    });

    const connection = new Connection(this, "Desk", {
      authorization: Authorization.basic("bot@example.com/token", SecretValue.terraformVariable(token)),
    });
    const operation = (name: string, httpMethod: HttpMethod, path: string) =>
      new ApiDestination(this, name, { connection, endpoint: `https://desk.example.com/api/v2/${path}`, httpMethod });
    const createTicket = operation("CreateTicket", HttpMethod.POST, "tickets.json");
    const updateTicket = operation("UpdateTicket", HttpMethod.PUT, "tickets/*.json");
    const deleteTicket = operation("DeleteTicket", HttpMethod.DELETE, "tickets/*.json");
    const deadLetters = new Queue(this, "DeadLetters");

    const bus = new EventBus(this, "Bus", {
      eventBusName: "service-desk",
      logConfig: { level: EventBusLogLevel.ERROR, includeDetail: EventBusLogDetail.FULL },
    });
    bus.grantPutEventsToAccount("Monitoring", "210987654321", { sources: ["monitoring"] });

    bus.addRule("AlarmRaised", {
      eventPattern: { source: ["monitoring"], detailType: ["AlarmRaised"] },
      targets: {
        Create: new targets.ApiDestination(createTicket, {
          event: RuleTargetInput.fromObject({
            ticket: {
              subject: `Alarm: ${EventField.fromPath("$.detail.name")}`,
              comment: { body: EventField.fromPath("$.detail") },
            },
          }),
          deadLetterQueue: deadLetters,
        }),
      },
    });
    bus.addRule("AlarmCleared", {
      eventPattern: { source: ["monitoring"], detailType: ["AlarmCleared"] },
      targets: {
        Update: new targets.ApiDestination(updateTicket, {
          pathParameterValues: [EventField.fromPath("$.detail.ticketId")],
          event: RuleTargetInput.fromObject({ ticket: { status: "solved" } }),
          deadLetterQueue: deadLetters,
        }),
        Delete: new targets.ApiDestination(deleteTicket, {
          pathParameterValues: [EventField.fromPath("$.detail.duplicateId")],
          queryStringParameters: { reason: "cleared", by: EventField.source },
          deadLetterQueue: deadLetters,
        }),
      },
    });

    new TerraformOutput(this, "event_bus_name", { value: bus.eventBusName });
  }
}

const app = new App();
new SharedConnectionStack(app, "shared-connection");
app.synth();
