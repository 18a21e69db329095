/**
 * State machines against Terraform and the real AWS provider: validate, plan, and an apply against a mocked AWS that
 * evaluates every expression.
 */
import { TerraformVariable } from "cdktf";
import {
  Authorization,
  Connection,
  DefinitionBody,
  HttpInvoke,
  HttpMethod,
  Key,
  Pass,
  RequestBodyEncoding,
  Rule,
  StateMachine,
  StateMachineType,
  targets,
} from "cdktf-aws-http-integrations";
import { type CheckedStack, checkStack, hasTerraform } from "../support/checked-stack";
import { ACCOUNT, REGION } from "../support/mock-attributes";
import { removeTempDirs, tempDir } from "../support/paths";
import { synth } from "../support/synth";
import type { TerraformJson } from "../support/terraform-json";
import { definitionOf, httpTask } from "./parts";

const UUID = "11111111-2222-3333-4444-555555555555";
const arn = (service: string, resource: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;

function build(): TerraformJson {
  return synth((stack) => {
    const kmsKey = new Key(stack, "Key");
    const stripe = new Connection(stack, "Stripe", {
      connectionName: "stripe",
      authorization: Authorization.none(),
      kmsKey,
    });
    const first = new Pass('Tax${x} %{y} "<é>"', { comment: "Costs ${amount} %{ if true }" });
    const charge = new StateMachine(stack, "Charge", {
      stateMachineName: "charge",
      definition: first.next(
        new HttpInvoke("CreateCharge", {
          connection: stripe,
          method: HttpMethod.POST,
          apiEndpoint: "https://api.stripe.com/v1/charges",
          headers: { "Idempotency-Key": "{}" },
          requestBody: { amount: 100, currency: "eur" },
          requestBodyEncoding: RequestBodyEncoding.URL_ENCODED,
        }),
      ),
      kmsKey,
      publishVersion: true,
    });
    const live = charge.addAlias("Live", { aliasName: "live" });
    const variables = Object.fromEntries(
      (["host", "number", "list"] as const).map((name) => [
        name,
        new TerraformVariable(stack, name, {
          type: name === "list" ? "list(string)" : name === "number" ? "number" : "string",
          default: { host: "api.example.com", number: 17, list: ['a"b', "${c}"] }[name],
        }),
      ]),
    ) as { readonly [name in "host" | "number" | "list"]: TerraformVariable };
    const lookup = new StateMachine(stack, "Lookup", {
      stateMachineName: "lookup",
      stateMachineType: StateMachineType.EXPRESS,
      definitionBody: DefinitionBody.fromObject(
        definitionOf({
          Wait: { Type: "Wait", Seconds: "${Number}", End: true },
          Get: httpTask({
            ApiEndpoint: "https://${Host}/v1/orders",
            InvocationConfig: { ConnectionArn: "${Connection}" },
            QueryParameters: { list: variables.list.listValue, "id.$": "$.id" },
          }),
        }),
        {
          substitutions: { Host: variables.host.stringValue, Number: variables.number.numberValue, Connection: stripe },
        },
      ),
    });
    new Rule(stack, "Rule", {
      eventPattern: { source: ["shop"] },
      targets: { Charge: new targets.SfnStateMachine(live), Lookup: new targets.SfnStateMachine(lookup) },
    });
  }).json;
}

let judged: CheckedStack | undefined;

beforeAll(async () => {
  if (await hasTerraform("validate, plan and evaluation of state machines")) {
    judged = await checkStack(tempDir("machines"), build());
  }
}, 300_000);

afterAll(removeTempDirs);

const ifJudged = (check: (known: CheckedStack) => void) => () => {
  if (judged !== undefined) {
    check(judged);
  }
};

function argumentOf({ evaluated }: CheckedStack, type: string, idPart: string, argument: string): string {
  const found = evaluated.filter((one) => one.type === type && one.address.includes(idPart));
  expect(found).toHaveLength(1);
  return String(found[0]!.values[argument]);
}

test(
  "the provider finds nothing wrong, and plans to create every resource",
  ifJudged(({ validation, plannedChanges, declaredResources }) => {
    expect(validation).toEqual({ valid: true, diagnostics: [] });
    expect(plannedChanges).toEqual({ add: declaredResources, change: 0, remove: 0 });
  }),
);

test(
  "a definition reaches AWS as it was written",
  ifJudged((known) => {
    const charge = JSON.parse(argumentOf(known, "aws_sfn_state_machine", "Charge", "definition"));
    const lookup = JSON.parse(argumentOf(known, "aws_sfn_state_machine", "Lookup", "definition"));

    expect(charge.StartAt).toBe('Tax${x} %{y} "<é>"');
    expect(charge.States[charge.StartAt]).toEqual({
      Type: "Pass",
      Comment: "Costs ${amount} %{ if true }",
      Next: "CreateCharge",
    });
    expect(charge.States.CreateCharge.Resource).toBe("arn:aws:states:::http:invoke");
    expect(charge.States.CreateCharge.Parameters).toMatchObject({
      ApiEndpoint: "https://api.stripe.com/v1/charges",
      InvocationConfig: { ConnectionArn: arn("events", `connection/stripe/${UUID}`) },
    });
    expect(lookup.States.Wait).toEqual({ Type: "Wait", Seconds: 17, Next: "Get" });
    expect(lookup.States.Get.Parameters).toEqual({
      ApiEndpoint: "https://api.example.com/v1/orders",
      Method: "GET",
      InvocationConfig: { ConnectionArn: arn("events", `connection/stripe/${UUID}`) },
      QueryParameters: { list: ['a"b', "${c}"], "id.$": "$.id" },
    });
  }),
);

test(
  "the role is assumed for this machine alone",
  ifJudged((known) => {
    const machineArn = arn("states", "stateMachine:charge");

    expect(JSON.parse(argumentOf(known, "aws_iam_role", ".Charge_Role", "assume_role_policy"))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: ["states.amazonaws.com"] },
          Action: ["sts:AssumeRole"],
          Condition: { ArnEquals: { "aws:SourceArn": [machineArn, `${machineArn}:*`] } },
        },
      ],
    });
  }),
);

test(
  "the role may do what the definition needs, and no more",
  ifJudged((known) => {
    const machineArn = arn("states", "stateMachine:charge");
    const secret = arn("secretsmanager", `secret:events!connection/stripe/${UUID}-AbCdEf`);
    const key = known.evaluated.find(({ type }) => type === "aws_kms_key")!.values.arn;
    const allow = (Action: readonly string[], Resource: readonly unknown[], Condition?: object) => ({
      Effect: "Allow",
      Action,
      Resource,
      ...(Condition === undefined ? {} : { Condition }),
    });

    expect(JSON.parse(argumentOf(known, "aws_iam_role_policy", ".Charge_Role", "policy"))).toEqual({
      Version: "2012-10-17",
      Statement: [
        allow(["states:InvokeHTTPEndpoint"], [machineArn], {
          StringEquals: { "states:HTTPMethod": ["POST"] },
          StringLike: { "states:HTTPEndpoint": ["https://api.stripe.com/v1/charges"] },
        }),
        allow(["events:RetrieveConnectionCredentials"], [arn("events", `connection/stripe/${UUID}`)]),
        allow(["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"], [secret]),
        allow(["kms:Decrypt"], [key], {
          StringEquals: { "kms:ViaService": `secretsmanager.${REGION}.amazonaws.com` },
          StringLike: { "kms:EncryptionContext:SecretARN": [secret] },
        }),
        allow(
          [
            "logs:CreateLogDelivery",
            "logs:DeleteLogDelivery",
            "logs:DescribeLogGroups",
            "logs:DescribeResourcePolicies",
            "logs:GetLogDelivery",
            "logs:ListLogDeliveries",
            "logs:PutResourcePolicy",
            "logs:UpdateLogDelivery",
          ],
          ["*"],
        ),
        allow(
          ["xray:GetSamplingRules", "xray:GetSamplingTargets", "xray:PutTelemetryRecords", "xray:PutTraceSegments"],
          ["*"],
        ),
        allow(["kms:Decrypt", "kms:GenerateDataKey"], [key], {
          StringEquals: { "kms:EncryptionContext:aws:states:stateMachineArn": machineArn },
        }),
        allow(["kms:GenerateDataKey"], [key], {
          StringLike: { "kms:EncryptionContext:SourceArn": arn("logs", "*") },
        }),
      ],
    });
  }),
);

test(
  "the host that a variable names is the one that the role may call",
  ifJudged((known) => {
    const [invoke] = JSON.parse(argumentOf(known, "aws_iam_role_policy", ".Lookup_Role", "policy")).Statement;

    expect(invoke.Condition.StringLike).toEqual({ "states:HTTPEndpoint": ["https://api.example.com/v1/orders"] });
  }),
);

test(
  "the rule's role may start the machine, under the alias alone where there is one",
  ifJudged((known) => {
    const [charge] = JSON.parse(argumentOf(known, "aws_iam_role_policy", "Rule_Charge_Role", "policy")).Statement;
    const [lookup] = JSON.parse(argumentOf(known, "aws_iam_role_policy", "Rule_Lookup_Role", "policy")).Statement;

    expect(charge).toEqual({
      Effect: "Allow",
      Action: ["states:StartExecution"],
      Resource: [arn("states", "stateMachine:charge")],
      Condition: { "ForAnyValue:StringEquals": { "states:StateMachineQualifier": ["live"] } },
    });
    expect(lookup).toEqual({
      Effect: "Allow",
      Action: ["states:StartExecution"],
      Resource: [arn("states", "stateMachine:lookup")],
    });
  }),
);
