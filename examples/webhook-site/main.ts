import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import {
  ApiDestination,
  Authorization,
  Connection,
  EventBus,
  HttpMethod,
  SecretValue,
  targets,
} from "cdktf-aws-http-integrations";
import type { Construct } from "constructs";

/** Sends every `MyTestMessage` of `MyTestApp`, the whole event, to a URL such as one of webhook.site. */
class WebhookSiteStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "us-east-1" });
    const url = new TerraformVariable(this, "webhook_url", {
      type: "string",
      description: "HTTPS URL that receives the events",
    });
    const apiKey = new TerraformVariable(this, "webhook_api_key", {
      type: "string",
      sensitive: true,
      description: "Sent in the header MyWebhook",
    });

    const connection = new Connection(this, "Webhook", {
      authorization: Authorization.apiKey("MyWebhook", SecretValue.terraformVariable(apiKey)),
    });
    const destination = new ApiDestination(this, "Receiver", {
      connection,
      endpoint: url.stringValue,
      httpMethod: HttpMethod.POST,
      rateLimitPerSecond: 10,
    });
    const bus = new EventBus(this, "Bus", { eventBusName: "MyEventBus" });
    bus.addRule("TestMessage", {
      eventPattern: { source: ["MyTestApp"], detailType: ["MyTestMessage"] },
      targets: { Receiver: new targets.ApiDestination(destination) },
    });

    new TerraformOutput(this, "event_bus_name", { value: bus.eventBusName });
  }
}

const app = new App();
new WebhookSiteStack(app, "webhook-site");
app.synth();
