import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import {
  Authorization,
  Condition,
  Connection,
  Duration,
  EventBus,
  HttpInvoke,
  HttpMethod,
  HttpParameter,
  JsonataExpression,
  QueryLanguage,
  SecretValue,
  StateMachine,
  startAndPoll,
  targets,
} from "cdktf-aws-http-integrations";
import type { Construct } from "constructs";

/** A bulk query in Salesforce: create the job, wait until it is complete, fetch the rows. */
class SalesforceBulkStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "us-east-1" });
    const domain = new TerraformVariable(this, "salesforce_domain", {
      type: "string",
      description: "My Domain of the organization: the part before .my.salesforce.com",
    });
    const clientId = new TerraformVariable(this, "salesforce_client_id", { type: "string" });
    const clientSecret = new TerraformVariable(this, "salesforce_client_secret", { type: "string", sensitive: true });
    // region example
    const origin = `https://${domain.stringValue}.my.salesforce.com`;
    const salesforce = new Connection(this, "Salesforce", {
      authorization: Authorization.oauth({
        authorizationEndpoint: `${origin}/services/oauth2/token`,
        clientId: clientId.stringValue,
        clientSecret: SecretValue.terraformVariable(clientSecret),
        bodyParameters: { grant_type: HttpParameter.fromString("client_credentials") },
      }),
    });

    const jobId = JsonataExpression.of("$jobId");
    const jobs = `${origin}/services/data/v61.0/jobs/query`;
    const create = new HttpInvoke("CreateJob", {
      connection: salesforce,
      method: HttpMethod.POST,
      apiEndpoint: jobs,
      requestBody: { operation: "query", query: "SELECT Id, Name FROM Account WHERE LastModifiedDate = YESTERDAY" },
      assign: { jobId: JsonataExpression.of("$states.result.ResponseBody.id") },
    });
    const getState = new HttpInvoke("GetJob", {
      connection: salesforce,
      method: HttpMethod.GET,
      apiEndpoint: `${jobs}/${jobId}`,
    });
    const getRows = new HttpInvoke("GetResults", {
      connection: salesforce,
      method: HttpMethod.GET,
      apiEndpoint: `${jobs}/${jobId}/results`,
      headers: { Accept: "text/csv" },
      queryStringParameters: { maxRecords: "1000" },
      outputs: { csv: JsonataExpression.of("$states.result.ResponseBody") },
    });

    const stateIs = (...states: string[]) =>
      Condition.jsonata(`$states.input.ResponseBody.state in ${JSON.stringify(states)}`);
    const query = startAndPoll("Query", {
      start: create,
      poll: getState,
      isDone: stateIs("JobComplete"),
      isFailed: stateIs("Failed", "Aborted"),
      interval: Duration.seconds(10),
      maxPolls: 60,
    });
    const machine = new StateMachine(this, "Export", {
      queryLanguage: QueryLanguage.JSONATA,
      definition: query.next(getRows),
    });
    // endregion
    const bus = new EventBus(this, "Bus", { eventBusName: "exports" });
    bus.addRule("Requested", {
      eventPattern: { source: ["my.warehouse"], detailType: ["ExportRequested"] },
      targets: { Export: new targets.SfnStateMachine(machine) },
    });

    new TerraformOutput(this, "event_bus_name", { value: bus.eventBusName });
    new TerraformOutput(this, "state_machine_arn", { value: machine.stateMachineArn });
  }
}

const app = new App();
new SalesforceBulkStack(app, "salesforce-bulk");
app.synth();
