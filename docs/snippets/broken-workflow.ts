import { App, TerraformStack } from "cdktf";
import { DefinitionBody, StateMachine, ValidationError } from "cdktf-aws-http-integrations";

/** What the README shows of a refused definition. */
try {
  new StateMachine(new TerraformStack(new App(), "orders"), "Billing", {
    definitionBody: DefinitionBody.fromObject({
      StartAt: "Charge",
      States: {
        Charge: {
          Type: "Task",
          Resource: "arn:aws:states:::http:invoke",
          Parameters: {
            ApiEndpoint: "https://api.example.com/v1/charges",
            Method: "POST",
            Headers: { Authorization: "Bearer …" },
            InvocationConfig: {
              ConnectionArn:
                "arn:aws:events:eu-central-1:123456789012:connection/api/11111111-2222-3333-4444-555555555555",
            },
          },
          Retry: [{ ErrorEquals: ["States.Http.StatusCode.5XX"] }],
          Catch: [{ ErrorEquals: ["States.ALL"], Next: "Rejcted" }],
          Next: "Rejected",
        },
        Rejected: { Type: "Fail", Error: "Rejected" },
      },
    }),
  });
} catch (error) {
  process.stdout.write(error instanceof ValidationError ? `${error.message}\n` : `${error}\n`);
}
