import { HttpInvoke, HttpMethod, JsonataExpression, JsonPath, StateMachine } from "cdktf-aws-http-integrations";
import { documentsOf, parts } from "./parts";

/** docs/workflows.md: the two query languages, and what they become. */
const { stack, connection } = parts();

// region json-path
const byPath = HttpInvoke.jsonPath("GetOrder", {
  connection,
  method: HttpMethod.GET,
  apiEndpoint: `https://api.example.com/orders/${JsonPath.stringAt("$.detail.id")}`,
  queryStringParameters: { since: JsonPath.stringAt("$.detail.since") },
  resultSelector: { customer: JsonPath.stringAt("$.ResponseBody.customer") },
});
// endregion

// region jsonata
const byExpression = HttpInvoke.jsonata("GetOrder", {
  connection,
  method: HttpMethod.GET,
  apiEndpoint: `https://api.example.com/orders/${JsonataExpression.of("$states.input.detail.id")}`,
  queryStringParameters: { since: JsonataExpression.of("$states.input.detail.since") },
  outputs: { total: JsonataExpression.of("$sum($states.result.ResponseBody.items.price)") },
});
// endregion

new StateMachine(stack, "ByPath", { definition: byPath });
new StateMachine(stack, "ByExpression", { definition: byExpression });
for (const definition of documentsOf(stack, "aws_sfn_state_machine", "definition")) {
  const state = (definition as { States: { GetOrder: { [field: string]: object } } }).States.GetOrder;
  const shown = { ...state.Parameters, ...state.Arguments, ResultSelector: state.ResultSelector, Output: state.Output };
  for (const field of ["ApiEndpoint", "ApiEndpoint.$", "QueryParameters", "ResultSelector", "Output"]) {
    const value = (shown as { [field: string]: unknown })[field];
    process.stdout.write(value === undefined ? "" : `${field}: ${JSON.stringify(value)}\n`);
  }
}
