import type { TerraformStack } from "cdktf";
import { Connection, EventBus, type IConnection, Key, Role, type StateMachine } from "cdktf-aws-http-integrations";
import { ticketsFromFile } from "../../docs/snippets/workflows/definition-file";
import { callback } from "../../docs/snippets/workflows/dynamic-host";
import { tickets } from "../../docs/snippets/workflows/first";
import { orders } from "../../docs/snippets/workflows/machine";
import { contacts } from "../../docs/snippets/workflows/shapes";
import { synth } from "../support/synth";

const arn = (service: string, resource: string) => `arn:aws:${service}:us-east-1:111122223333:${resource}`;

/** A connection that is made elsewhere. */
function connectionTo(stack: TerraformStack, name: string): IConnection {
  return Connection.fromConnectionAttributes(stack, name, {
    connectionArn: arn("events", `connection/${name}/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee`),
    connectionName: name,
    connectionSecretArn: arn("secretsmanager", `secret:events!connection/${name}/ffffffff-1111`),
  });
}

/** What a snippet of docs/workflows.md makes: each runs without an error or a warning. */
function madeBy(build: (stack: TerraformStack) => unknown) {
  const synthesized = synth((stack) => void build(stack));
  expect(synthesized.warnings).toEqual([]);
  const { definition } = synthesized.resource("aws_sfn_state_machine") as { definition: string };
  const policies = JSON.stringify(synthesized.resources("aws_iam_role_policy"));
  return { definition: JSON.parse(definition), policies, resources: Object.keys(synthesized.json.resource ?? {}) };
}

const made = (machine: (stack: TerraformStack, connection: IConnection) => StateMachine) =>
  madeBy((stack) => machine(stack, connectionTo(stack, "api")));

describe("the snippets of docs/workflows.md", () => {
  test("a first HTTP Task is a POST that is retried because of its idempotency key", () => {
    const { CreateTicket } = made(tickets).definition.States;
    expect(CreateTicket.Parameters.Headers).toEqual({
      "Idempotency-Key.$": "States.Format('{}-{}', $$.Execution.Name, $$.State.Name)",
    });
    expect(CreateTicket.Retry.flatMap((retrier: { ErrorEquals: string[] }) => retrier.ErrorEquals)).toContain(
      "States.Http.StatusCode.503",
    );
    expect(CreateTicket.Catch).toEqual([{ ErrorEquals: ["States.Http.StatusCode.422"], Next: "Invalid" }]);
  });

  test("a definition file gets the connection's ARN, a text and a number in the place of its placeholders", () => {
    const { CreateTicket } = made(ticketsFromFile).definition.States;
    expect(CreateTicket.TimeoutSeconds).toBe(10);
    expect(CreateTicket.Arguments.RequestBody.queue).toBe("failed-orders");
    expect(CreateTicket.Arguments.InvocationConfig).toEqual({
      ConnectionArn: arn("events", "connection/api/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"),
    });
  });

  test("a page reader stands in what tells the team of its failure", () => {
    const { definition } = madeBy((stack) => contacts(stack, connectionTo(stack, "crm"), connectionTo(stack, "chat")));
    expect(Object.keys(definition.States)).toEqual(["Watched", "TellTheTeam", "WatchedFailed"]);
    expect(Object.keys(definition.States.Watched.Branches[0].States)).toContain("ContactsPage");
  });

  test("a host that the input names is allowed as listed, and an Express machine is started by its alias", () => {
    const { policies, resources } = madeBy((stack) => {
      const role = new Role(stack, "Starter", { servicePrincipal: "lambda.amazonaws.com" });
      const definition = callback(connectionTo(stack, "tenants"));
      orders(stack, definition, new Key(stack, "Key"), new EventBus(stack, "Bus"), role);
    });
    expect(policies).toContain(
      String.raw`\"states:HTTPEndpoint\":[\"https://eu.example.com/callbacks/*\",\"https://us.example.com/callbacks/*\"]`,
    );
    expect(policies).toContain("states:StateMachineQualifier");
    expect(resources).toEqual(expect.arrayContaining(["aws_sfn_alias", "aws_cloudwatch_event_target", "aws_kms_key"]));
  });
});
