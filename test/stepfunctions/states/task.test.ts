import { Duration, JsonataExpression, JsonPath, Pass, QueryLanguage, Task } from "cdktf-aws-http-integrations";
import { findings, refusal } from "../../support/synth";
import { machineOf, renderedState, renderedStates, synthChain } from "../chains";
import { roleStatements } from "../parts";

const RESOURCE = "arn:aws:states:::events:putEvents.waitForTaskToken";
const ROLE = "arn:aws:iam::210987654321:role/other";

describe("a Task state", () => {
  it("has every field of JSONPath", () => {
    const task = Task.jsonPath("T", {
      comment: "c",
      resource: RESOURCE,
      inputPath: "$.a",
      parameters: { Entries: [{ "Detail.$": "$", Token: JsonPath.taskToken, Source: "shop", DetailType: "Asked" }] },
      resultSelector: { id: JsonPath.stringAt("$.Entries[0].EventId") },
      resultPath: "$.event",
      outputPath: "$.event",
      assign: { id: JsonPath.stringAt("$.Entries[0].EventId") },
      timeout: Duration.hours(1),
      heartbeat: JsonPath.numberAt("$.heartbeat"),
      credentials: { roleArn: ROLE },
    });

    expect(renderedState(task)).toEqual({
      Type: "Task",
      Comment: "c",
      Resource: RESOURCE,
      InputPath: "$.a",
      Parameters: {
        Entries: [{ "Detail.$": "$", "Token.$": "$$.Task.Token", Source: "shop", DetailType: "Asked" }],
      },
      Credentials: { RoleArn: ROLE },
      ResultSelector: { "id.$": "$.Entries[0].EventId" },
      ResultPath: "$.event",
      OutputPath: "$.event",
      Assign: { "id.$": "$.Entries[0].EventId" },
      TimeoutSeconds: 3600,
      HeartbeatSecondsPath: "$.heartbeat",
      End: true,
    });
  });

  it("has every field of JSONata", () => {
    const task = Task.jsonata("T", {
      resource: RESOURCE,
      arguments: { Entries: [{ Detail: { token: JsonataExpression.taskToken }, Source: "shop", DetailType: "Asked" }] },
      outputs: JsonataExpression.of("$states.result.Entries[0].EventId"),
      assign: { done: true },
      timeout: JsonataExpression.of("$states.input.timeout"),
      heartbeat: Duration.seconds(5),
      credentials: { roleArn: JsonataExpression.of("$states.input.role") },
    }).addCatch(new Pass("Caught"), {
      comment: "why",
      outputs: { error: JsonataExpression.of("$states.errorOutput") },
      assign: { failed: true },
    });

    expect(renderedStates(task, { queryLanguage: QueryLanguage.JSONATA }).T).toEqual({
      Type: "Task",
      Resource: RESOURCE,
      Arguments: {
        Entries: [{ Detail: { token: "{% $states.context.Task.Token %}" }, Source: "shop", DetailType: "Asked" }],
      },
      Credentials: { RoleArn: "{% $states.input.role %}" },
      Assign: { done: true },
      Output: "{% $states.result.Entries[0].EventId %}",
      TimeoutSeconds: "{% $states.input.timeout %}",
      HeartbeatSeconds: 5,
      Catch: [
        {
          ErrorEquals: ["States.ALL"],
          Comment: "why",
          Assign: { failed: true },
          Output: { error: "{% $states.errorOutput %}" },
          Next: "Caught",
        },
      ],
      End: true,
    });
  });

  it("takes the role from the input", () => {
    const task = new Task("T", { resource: RESOURCE, credentials: { roleArn: JsonPath.stringAt("$.role") } });

    expect(renderedState(task)).toEqual({
      Type: "Task",
      Resource: RESOURCE,
      Credentials: { "RoleArn.$": "$.role" },
      End: true,
    });
  });

  it("lets the machine's role do what is said, and assume a role that is known", async () => {
    const statement = {
      actions: ["events:PutEvents"],
      resources: ["arn:aws:events:us-east-1:123456789012:event-bus/b"],
    };
    const task = new Task("T", { resource: RESOURCE, credentials: { roleArn: ROLE }, policyStatements: [statement] });

    const statements = await roleStatements(synthChain(task));

    expect(statements).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ actions: ["sts:AssumeRole"], resources: [ROLE] }),
        expect.objectContaining(statement),
      ]),
    );
  });

  it("keeps its input in either language for the handler of an error", () => {
    const task = new Task("T", { resource: RESOURCE }).addCatch(new Pass("Caught"), { keepInput: true });

    expect(renderedStates(task).T).toEqual(
      expect.objectContaining({ Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: null, Next: "Caught" }] }),
    );
    expect(renderedStates(task, { queryLanguage: QueryLanguage.JSONATA }).T).toEqual(
      expect.objectContaining({
        Catch: [{ ErrorEquals: ["States.ALL"], Output: "{% $states.input %}", Next: "Caught" }],
      }),
    );
  });

  it("fails when a payload of JSONPath is no object", () => {
    const parameters = JsonPath.objectAt("$.a") as unknown as { [name: string]: unknown };

    expect(findings(refusal((stack) => machineOf(stack, new Task("T", { resource: RESOURCE, parameters }))))).toEqual([
      "definition.T.parameters: state-payload-not-an-object",
    ]);
  });
});
