import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import {
  Authorization,
  Connection,
  EventBus,
  HttpInvoke,
  HttpMethod,
  JsonPath,
  Pass,
  SecretValue,
  StateMachine,
  Succeed,
  targets,
} from "cdktf-aws-http-integrations";
import type { Construct } from "constructs";

/** A workflow that posts to a Slack workflow's webhook, whose URL is the credential. */
class SlackWebhookWorkflowStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "us-east-1" });
    // region example
    const webhookUrl = new TerraformVariable(this, "slack_webhook_url", {
      type: "string",
      sensitive: true,
      description: "URL of the Slack workflow's webhook (https://hooks.slack.com/triggers/…)",
    });
    // The URL holds the secret, but an HTTP Task always needs a connection: this one adds a placeholder header.
    const connection = new Connection(this, "Slack", { authorization: Authorization.none() });

    const firstStep = new Pass("FirstStep", {
      result: { type: "deployment", text: "Deployment finished" },
      resultPath: "$.notificationData",
    });
    const sendNotification = new HttpInvoke("SendNotification", {
      connection,
      method: HttpMethod.POST,
      apiEndpoint: SecretValue.terraformVariable(webhookUrl),
      allowedEndpoints: ["https://hooks.slack.com/triggers/*"],
      requestBody: JsonPath.objectAt("$.notificationData"),
    });
    const machine = new StateMachine(this, "Notify", {
      stateMachineName: "slack-webhook-workflow",
      definition: firstStep.next(sendNotification).next(new Succeed("LastStep")),
    });
    // endregion
    const bus = new EventBus(this, "Bus", { eventBusName: "deployments" });
    bus.addRule("Finished", {
      eventPattern: { source: ["my.pipeline"], detailType: ["DeploymentFinished"] },
      targets: { Notify: new targets.SfnStateMachine(machine) },
    });

    new TerraformOutput(this, "event_bus_name", { value: bus.eventBusName });
    new TerraformOutput(this, "state_machine_arn", { value: machine.stateMachineArn });
  }
}

const app = new App();
new SlackWebhookWorkflowStack(app, "slack-webhook-workflow");
app.synth();
