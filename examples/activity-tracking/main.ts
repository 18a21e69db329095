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
  HttpParameter,
  RuleTargetInput,
  SecretValue,
  targets,
} from "cdktf-aws-http-integrations";
import type { Construct } from "constructs";

/** Sends what users do to an analytics service and to an audit trail, and keeps it for a replay. */
class ActivityTrackingStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "us-east-1" });

    const analytics = new Connection(this, "Analytics", {
      authorization: Authorization.apiKey(
        "x-api-key",
        SecretValue.secretsManager("analytics/api-key", { jsonField: "apiKey" }),
      ),
      headerParameters: {
        "Content-Type": HttpParameter.fromString("application/json"),
        accept: HttpParameter.fromString("application/json"),
      },
      queryStringParameters: { projectId: HttpParameter.fromString("web-shop") },
    });
    const track = new ApiDestination(this, "Track", {
      connection: analytics,
      endpoint: "https://api.analytics.example.com/track",
      httpMethod: HttpMethod.POST,
      rateLimitPerSecond: 100,
    });
    const audit = new ApiDestination(this, "Audit", {
      connection: new Connection(this, "AuditTrail", {
        authorization: Authorization.basic("events", SecretValue.secretsManager("audit/password")),
      }),
      endpoint: "https://audit.example.com/entries/*",
      httpMethod: HttpMethod.PUT,
      rateLimitPerSecond: 100,
    });

    const bus = new EventBus(this, "Bus", { eventBusName: "activity" });
    bus.archive("Archive", { retention: Duration.days(30) });
    bus.addRule("UserActivity", {
      eventPattern: { source: ["userService.tracking"], detailType: ["user_activity"] },
      targets: {
        Track: new targets.ApiDestination(track, {
          event: RuleTargetInput.fromEventPath("$.detail"),
          retryAttempts: 1,
        }),
        Audit: new targets.ApiDestination(audit, { pathParameterValues: [EventField.eventId] }),
      },
    });

    new TerraformOutput(this, "event_bus_name", { value: bus.eventBusName });
  }
}

const app = new App();
new ActivityTrackingStack(app, "activity-tracking");
app.synth();
