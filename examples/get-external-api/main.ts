import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import {
  Authorization,
  Connection,
  EventBus,
  HttpInvoke,
  HttpMethod,
  JsonPath,
  SecretValue,
  StateMachine,
  targets,
} from "cdktf-aws-http-integrations";
import type { Construct } from "constructs";

/** One GET: a workflow that looks up a record of an external API. */
class GetExternalApiStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "us-east-1" });
    const token = new TerraformVariable(this, "github_token", {
      type: "string",
      sensitive: true,
      description: "Token that may read the repository's releases (github_pat_…)",
    });
    // region example
    const github = new Connection(this, "GitHub", {
      authorization: Authorization.bearerToken(SecretValue.terraformVariable(token)),
    });
    const latestRelease = new HttpInvoke("LatestRelease", {
      connection: github,
      method: HttpMethod.GET,
      apiEndpoint: `https://api.github.com/repos/${JsonPath.stringAt("$.detail.repository")}/releases/latest`,
      headers: { Accept: "application/vnd.github+json" },
      resultSelector: { tag: JsonPath.stringAt("$.ResponseBody.tag_name") },
    });
    const machine = new StateMachine(this, "Lookup", { definition: latestRelease });
    // endregion
    const bus = new EventBus(this, "Bus", { eventBusName: "releases" });
    bus.addRule("Asked", {
      eventPattern: { source: ["my.catalog"], detailType: ["ReleaseAsked"] },
      targets: { Lookup: new targets.SfnStateMachine(machine) },
    });

    new TerraformOutput(this, "event_bus_name", { value: bus.eventBusName });
    new TerraformOutput(this, "state_machine_arn", { value: machine.stateMachineArn });
  }
}

const app = new App();
new GetExternalApiStack(app, "get-external-api");
app.synth();
