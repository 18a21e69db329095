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
  paginate,
  QueryLanguage,
  SecretValue,
  StateMachine,
  startAndPoll,
  targets,
} from "cdktf-aws-http-integrations";
import type { Construct } from "constructs";

/** A bulk query in Salesforce: create the job, wait until it is complete, take its rows to a warehouse, page by page. */
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
    const warehouseKey = new TerraformVariable(this, "warehouse_key", { type: "string", sensitive: true });
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

    const warehouse = new Connection(this, "Warehouse", {
      authorization: Authorization.apiKey("X-Api-Key", SecretValue.terraformVariable(warehouseKey)),
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
    const rows = paginate("Rows", {
      connection: salesforce,
      apiEndpoint: `${jobs}/${jobId}/results`,
      headers: { Accept: "text/csv" },
      queryStringParameters: { maxRecords: "1000" },
      cursorParameter: "locator",
      // A header, whose name may come in any case. After the last rows its value is the text "null".
      nextCursor: JsonataExpression.of(
        "$sift($states.result.Headers, function($v, $name) { $lowercase($name) = 'sforce-locator' }).*[$ != 'null'][0]",
      ),
      items: JsonataExpression.of("$states.result.ResponseBody"),
      maxPages: 500,
      onPage: new HttpInvoke("Load", {
        connection: warehouse,
        method: HttpMethod.PUT,
        apiEndpoint: "https://warehouse.example.com/v1/tables/accounts/rows",
        headers: { "Content-Type": "text/csv" },
        requestBody: JsonataExpression.of("$states.input.items[0]"),
      }),
    });
    const machine = new StateMachine(this, "Export", {
      queryLanguage: QueryLanguage.JSONATA,
      definition: query.next(rows),
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
