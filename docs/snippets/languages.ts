import {
  EventJsonPath,
  EventPattern,
  EventPatternError,
  httpTasksOf,
  parseDefinitionText,
  RuleIndex,
  renderTargetInput,
  ScheduleExpression,
  validateDefinition,
} from "cdktf-aws-http-integrations/languages";

/** The examples of docs/languages.md, which shows what this prints. */
const print = (label: string, value: unknown) => process.stdout.write(`${label}: ${value}\n`);

const event = {
  source: "shop.orders",
  "detail-type": "OrderPlaced",
  detail: { orderId: "o-1", amount: 250, customer: { email: "ada@example.com" } },
};

// region pattern
const pattern = EventPattern.parse({
  source: ["shop.orders"],
  detail: { amount: [{ numeric: [">=", 100] }], customer: { email: [{ "anything-but": { suffix: "@example.com" } }] } },
});
print("matches", pattern.matches(event));
const failed = pattern.explain(event).firstFailure;
print("because", `${failed?.field} is ${failed?.values} (${failed?.reason})`);
// endregion

// region error
try {
  EventPattern.parse('{ "detail": { "amount": [{ "numeric": [">", "100"] }] } }');
} catch (error) {
  if (!(error instanceof EventPatternError)) throw error;
  print("refused at", `${error.path}, column ${error.column}: ${error.reason}`);
}
// endregion

// region rules
const rules = new RuleIndex();
rules.add("orders", EventPattern.parse({ source: ["shop.orders"] }));
rules.add("large", EventPattern.parse({ detail: { amount: [{ numeric: [">", 1000] }] } }));
print("rules", rules.match(event));
// endregion

// region input
const sent = renderTargetInput(
  {
    inputTransformer: {
      inputPathsMap: { id: "$.detail.orderId", amount: "$.detail.amount" },
      inputTemplate: '{"text": "Order <id> placed by rule <aws.events.rule-name>", "amount": <amount>}',
    },
  },
  event,
  {
    ruleArn: "arn:aws:events:eu-central-1:111122223333:rule/orders",
    ruleName: "orders",
    ingestionTime: "2026-01-01T12:00:00Z",
  },
);
print("sent", sent.delivered ? sent.body : `nothing: ${sent.message}`);
// endregion

// region path
const email = EventJsonPath.parse("$.detail.customer.email").evaluate(event);
print("email", email.found ? email.value : "absent");
// endregion

// region schedule
const schedule = ScheduleExpression.parse("cron(0 18 ? * MON-FRI *)");
print("next", schedule.nextAfter(new Date("2026-01-02T20:00:00Z"))?.toISOString());
// endregion

const text = `{
  "StartAt": "GetOrder",
  "States": {
    "GetOrder": {
      "Type": "Task",
      "Resource": "arn:aws:states:::http:invoke",
      "Parameters": {
        "ApiEndpoint.$": "States.Format('https://api.example.com/orders/{}', $.id)",
        "Method": "GET",
        "InvocationConfig": { "ConnectionArn": "\${Connection}" }
      },
      "Retry": [{ "ErrorEquals": ["States.Http.StatusCode.5XX"] }],
      "End": true
    }
  }
}`;
// region definition
const { definition } = parseDefinitionText(text);
for (const { code, path, allowed, fix } of validateDefinition(definition, { type: "EXPRESS" }).diagnostics) {
  print(code, `${path} ${allowed}; ${fix}`);
}
for (const { state, endpoint, methods } of httpTasksOf(definition)) {
  print(state, `${methods} ${endpoint.kind === "pattern" ? endpoint.parts.map((part) => part ?? "*").join("") : "?"}`);
}
// endregion
