import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { SfnActivity } from "@cdktf/provider-aws/lib/sfn-activity";
import type { TerraformStack } from "cdktf";
import {
  DistributedMap,
  EventBus,
  JsonPath,
  Pass,
  Queue,
  Role,
  StateMachine,
  type StateMachineProps,
  Task,
  type TaskJsonPathProps,
} from "cdktf-aws-http-integrations";
import { stringToken } from "../../events/parts";
import { codesOf, type SynthesizedStack, synth } from "../../support/synth";
import { arn, definitionOf, httpTask, machine, may, roleStatements } from "../parts";

const UNKNOWN = "state-machine-permissions-unknown";
const ROLE = "arn:aws:iam::123456789012:role/own";
const OTHER_ROLE = "arn:aws:iam::444455556666:role/other";

const task = (id: string, service: string, props: Partial<TaskJsonPathProps> = {}) =>
  Task.jsonPath(id, { resource: `arn:aws:states:::${service}`, ...props });
const send = (props: Partial<TaskJsonPathProps> = {}) => task("Send", "sqs:sendMessage", props);
const statement = (action: string) => ({ actions: [action], resources: ["*"] });
const making = (
  definition: StateMachineProps["definition"],
  after: (made: StateMachine, scope: TerraformStack) => void = () => {},
  props: (scope: TerraformStack) => Partial<StateMachineProps> = () => ({}),
) =>
  synth((scope) =>
    after(new StateMachine(scope, "Machine", { stateMachineName: "orders", definition, ...props(scope) }), scope),
  );
const said = ({ warnings }: SynthesizedStack) => warnings.join("\n");

describe("Permissions of tasks that are not derived", () => {
  it("are judged task by task", () => {
    const put = task("Put", "events:putEvents", { policyStatements: [statement("events:PutEvents")] });
    const stack = making(put.next(send()));

    expect(codesOf(stack.warnings)).toEqual([UNKNOWN]);
    expect(said(stack)).toContain("arn:aws:states:::sqs:sendMessage in Send");
    expect(said(stack)).not.toContain("putEvents");
  });

  it("are not there because another permission was granted", () => {
    const granted = making(send(), (made, scope) => new EventBus(scope, "Bus").grantPutEvents(made));

    expect(codesOf(granted.warnings)).toEqual([UNKNOWN]);
  });

  it("are not there because the machine itself needs an action of the service", () => {
    const put = task("Put", "events:putEvents");
    const stack = synth((scope) => {
      machine(
        scope,
        {},
        {
          ...definitionOf({
            Get: httpTask(),
            Put: { Type: "Task", Resource: "arn:aws:states:::events:putEvents", End: true },
          }),
        },
      );
      new StateMachine(scope, "Other", {
        definition: put,
        role: new Role(scope, "R", { servicePrincipal: "states.amazonaws.com" }),
      });
    });

    expect(codesOf(stack.warnings)).toEqual([UNKNOWN, UNKNOWN]);
  });

  it("are not given by a statement that denies", () => {
    const denied = making(send({ policyStatements: [{ ...statement("sqs:SendMessage"), effect: "Deny" }] }));

    expect(codesOf(denied.warnings)).toEqual([UNKNOWN]);
  });

  it.each<[string, string]>([
    ["sqs:sendMessage.waitForTaskToken", "sqs:SendMessage"],
    ["sqs:sendMessage", "sqs:*"],
    ["sqs:sendMessage", "*"],
    ["apigateway:invoke", "execute-api:Invoke"],
    ["states:startExecution.sync:2", "states:StartExecution"],
    ["aws-sdk:sfn:startSyncExecution", "states:StartSyncExecution"],
    ["aws-sdk:secretsmanager:getSecretValue", "secretsmanager:GetSecretValue"],
    ["aws-sdk:cloudwatchlogs:putLogEvents", "logs:PutLogEvents"],
    ["aws-sdk:sesv2:sendEmail", "ses:SendEmail"],
    ["aws-sdk:eventbridge:putRule", "events:PutRule"],
    ["aws-sdk:rdsdata:executeStatement", "rds-data:ExecuteStatement"],
    ["elasticmapreduce:addStep", "elasticmapreduce:AddJobFlowSteps"],
  ])("of %s are found in %s, and not in those of another service", (service, action) => {
    const parameters = { "TaskToken.$": "$$.Task.Token" };
    const of = (policy: string) => making(task("Do", service, { parameters, policyStatements: [statement(policy)] }));

    expect(codesOf(of(action).warnings)).not.toContain(UNKNOWN);
    expect(codesOf(of("ec2:DescribeInstances").warnings)).toContain(UNKNOWN);
  });

  it.each(["arn:aws:states:::eks:call", arn("states", "activity:pack")])("are not needed for %s", (resource) => {
    expect(codesOf(making(Task.jsonPath("Do", { resource })).warnings)).not.toContain(UNKNOWN);
  });

  it("are those of Lambda where Terraform alone knows the function", () => {
    const calling = (make: (scope: TerraformStack) => string, action?: string) =>
      synth((scope) => {
        const made = new StateMachine(scope, "Machine", {
          definition: Task.jsonPath("Call", { resource: make(scope) }),
        });
        if (action !== undefined) {
          made.addToRolePolicy(statement(action));
        }
      });
    const lambda = (scope: TerraformStack) =>
      new LambdaFunction(scope, "Fn", {
        functionName: "f",
        role: ROLE,
        handler: "h",
        runtime: "nodejs20.x",
        filename: "x.zip",
      }).arn;
    const activity = (scope: TerraformStack) => new SfnActivity(scope, "Pack", { name: "pack" }).id;

    expect(codesOf(calling(lambda).warnings)).toEqual([UNKNOWN]);
    expect(said(calling(lambda))).not.toContain("TfToken");
    expect(codesOf(calling(stringToken).warnings)).toEqual([UNKNOWN]);
    expect(codesOf(calling(stringToken, "sqs:SendMessage").warnings)).toEqual([UNKNOWN]);
    expect(codesOf(calling(lambda, "lambda:InvokeFunction").warnings)).toEqual([]);
    expect(codesOf(calling(activity).warnings)).toEqual([]);
    expect(
      codesOf(calling((s) => `arn:${stringToken(s)}:states:::sqs:sendMessage`, "sqs:SendMessage").warnings),
    ).toEqual([]);
  });

  it("are also needed to read the items of a distributed Map and to write its results", () => {
    const each = (policyStatements: readonly ReturnType<typeof statement>[]) =>
      making(
        DistributedMap.jsonPath("Each", {
          itemReader: { resource: "arn:aws:states:::s3:getObject", parameters: { Bucket: "b", Key: "k" } },
          resultWriter: { resource: "arn:aws:states:::s3:putObject", parameters: { Bucket: "b", Prefix: "r" } },
          maxConcurrency: 5,
          policyStatements,
        }).itemProcessor(new Pass("One")),
      );

    expect(codesOf(each([]).warnings)).toEqual([UNKNOWN]);
    expect(said(each([]))).toContain("arn:aws:states:::s3:getObject in Each, arn:aws:states:::s3:putObject in Each");
    expect(codesOf(each([statement("s3:GetObject"), statement("s3:PutObject")]).warnings)).toEqual([]);
  });
});

describe("A task with another role", () => {
  it("is allowed to assume it, also in a definition that is written out", async () => {
    const inStates = making(send({ credentials: { roleArn: OTHER_ROLE } }));
    const writtenOut = synth((scope) =>
      machine(
        scope,
        {},
        definitionOf({
          Send: {
            Type: "Task",
            Resource: "arn:aws:states:::sqs:sendMessage",
            Credentials: { RoleArn: OTHER_ROLE },
            End: true,
          },
        }),
      ),
    );

    for (const stack of [inStates, writtenOut]) {
      expect(codesOf(stack.warnings)).toEqual([]);
      expect(may(await roleStatements(stack), "sts:AssumeRole", OTHER_ROLE)).toBe(true);
    }
  });

  it("says nothing of the task beside it", () => {
    const put = task("Put", "events:putEvents", { credentials: { roleArn: OTHER_ROLE } });

    expect(said(making(put.next(send())))).toContain("sqs:sendMessage in Send");
  });

  it("that is known only at run time needs a permission to assume it", () => {
    const dynamic = () => send({ credentials: { roleArn: JsonPath.stringAt("$.role") } });
    const allowed = making(dynamic(), (made) =>
      made.addToRolePolicy({ actions: ["sts:AssumeRole"], resources: [OTHER_ROLE] }),
    );

    expect(said(making(dynamic()))).toContain("the role in its credentials in Send");
    expect(codesOf(allowed.warnings)).toEqual([]);
  });
});

describe("A role that is given to a machine", () => {
  const ownRole = (scope: TerraformStack) => new Role(scope, "Own", { servicePrincipal: "states.amazonaws.com" });

  it("counts with all it was given, whoever gave it and when", () => {
    const without = making(send(), undefined, (scope) => ({ role: ownRole(scope) }));
    const before = making(send(), undefined, (scope) => {
      const role = ownRole(scope);
      new Queue(scope, "Queue").grantSendMessages(role);
      return { role };
    });
    const after = making(
      send(),
      (made, scope) => new Queue(scope, "Queue").grantSendMessages(made.role),
      (scope) => ({ role: ownRole(scope) }),
    );

    expect(codesOf(without.warnings)).toEqual([UNKNOWN]);
    expect([...codesOf(before.warnings), ...codesOf(after.warnings)]).toEqual([]);
  });

  it("of elsewhere is given what is known, and may allow more than is known", async () => {
    const stack = synth((scope) =>
      machine(
        scope,
        { role: Role.fromRoleArn(scope, "Own", ROLE) },
        definitionOf({
          Get: httpTask(),
          Send: { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage", End: true },
        }),
      ),
    );

    expect(codesOf(stack.warnings)).toEqual([]);
    expect((await roleStatements(stack)).flatMap(({ actions }) => actions)).toContain("states:InvokeHTTPEndpoint");
  });

  it("of elsewhere whose policy is not ours is warned of once, with all it must allow", () => {
    const stack = synth((scope) => {
      const made = machine(
        scope,
        { role: Role.fromRoleArn(scope, "Own", ROLE, { mutable: false }) },
        definitionOf({
          Get: httpTask(),
          Put: { Type: "Task", Resource: "arn:aws:states:::events:putEvents", End: true },
          Send: { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage", End: true },
        }),
      );
      expect(made.addToRolePolicy(statement("events:PutEvents"))).toBeUndefined();
    });

    expect(codesOf(stack.warnings)).toEqual(["state-machine-role-not-ours"]);
    for (const part of [
      "events:PutEvents",
      "events:RetrieveConnectionCredentials",
      "logs:CreateLogDelivery",
      "secretsmanager:DescribeSecret",
      "secretsmanager:GetSecretValue",
      "states:InvokeHTTPEndpoint",
      "what arn:aws:states:::sqs:sendMessage in Send needs",
    ]) {
      expect(said(stack)).toContain(part);
    }
    expect(said(stack)).not.toContain("putEvents in Put");
    expect(stack.resources("aws_iam_role_policy")).toEqual({});
  });
});
