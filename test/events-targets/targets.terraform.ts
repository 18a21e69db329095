/** All kinds of targets against Terraform and the real AWS provider: what the policies name once every ARN is filled in. */
import { type CheckedStack, checkStack, hasTerraform } from "../support/checked-stack";
import { ACCOUNT, REGION } from "../support/mock-attributes";
import { removeTempDirs, tempDir } from "../support/paths";
import { synth } from "../support/synth";
import { allTargets, DELIVERY_STREAM, STREAM } from "./all-targets";

let checked: CheckedStack | undefined;

beforeAll(async () => {
  if (await hasTerraform("validate, plan and evaluation of all targets")) {
    checked = await checkStack(tempDir("targets"), synth(allTargets).json);
  }
}, 300_000);

afterAll(removeTempDirs);

const arn = (service: string, resource: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;

interface Statement {
  readonly Sid?: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Principal?: unknown;
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: unknown } };
}

/** The statements of the one resource of a type whose address holds `idPart`. */
function statementsOf(type: string, idPart: string, argument = "policy"): Statement[] {
  const found = checked!.evaluated.filter((one) => one.type === type && one.address.includes(idPart));
  expect(found).toHaveLength(1);
  return JSON.parse(String(found[0]!.values[argument])).Statement;
}

/** The ARN of a rule, as the mocked AWS has it. */
function ruleArn(id: string): unknown {
  return checked!.evaluated.find((one) => one.type === "aws_cloudwatch_event_rule" && one.address.includes(id))?.values
    .arn;
}

const ifChecked = (check: () => void) => () => {
  if (checked !== undefined) {
    check();
  }
};

test(
  "the provider finds nothing wrong, and plans to create every resource",
  ifChecked(() => {
    expect(checked!.validation).toEqual({ valid: true, diagnostics: [] });
    expect(checked!.plannedChanges).toEqual({ add: checked!.declaredResources, change: 0, remove: 0 });
  }),
);

test.each([
  ["aws_sqs_queue_policy", "Orders", "sqs:SendMessage"],
  ["aws_sqs_queue_policy", "InOrder", "sqs:SendMessage"],
  ["aws_sns_topic_policy", "News", "sns:Publish"],
])("%s of %s lets this rule alone in", (type, idPart, action) =>
  ifChecked(() => {
    const [allowed, denied, ...others] = statementsOf(type, idPart);

    expect(allowed).toMatchObject({
      Effect: "Allow",
      Principal: { Service: ["events.amazonaws.com"] },
      Action: [action],
      Condition: { ArnEquals: { "aws:SourceArn": [ruleArn("ByPolicy")] } },
    });
    expect(denied).toMatchObject({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } });
    expect(denied!.Resource).toEqual(allowed!.Resource);
    expect(others).toEqual([]);
  })(),
);

test(
  "the one log policy lets EventBridge make streams, and this rule alone write to them",
  ifChecked(() => {
    const Resource = [arn("logs", "log-group:/aws/events/shop:*")];
    const Principal = { Service: ["events.amazonaws.com"] };

    expect(statementsOf("aws_cloudwatch_log_resource_policy", "", "policy_document")).toEqual([
      {
        Sid: "AllowEventsToCreateLogStreams",
        Effect: "Allow",
        Principal,
        Action: ["logs:CreateLogStream"],
        Resource,
      },
      {
        Sid: "AllowEventsToPutLogEvents",
        Effect: "Allow",
        Principal,
        Action: ["logs:PutLogEvents"],
        Resource,
        Condition: { ArnEquals: { "aws:SourceArn": [ruleArn("ByPolicy")] } },
      },
    ]);
  }),
);

test.each([
  ["Api", ["events:InvokeApiDestination"], ":api-destination/"],
  ["Bus", ["events:PutEvents"], arn("events", "event-bus/other")],
  ["Stream", ["kinesis:PutRecord", "kinesis:PutRecords"], STREAM],
  ["Firehose", ["firehose:PutRecord", "firehose:PutRecordBatch"], DELIVERY_STREAM],
])("the role of %s may do that to the target alone, for this rule alone", (id, actions, target) =>
  ifChecked(() => {
    const [allowed, ...others] = statementsOf("aws_iam_role_policy", `ByRole_${id}_`);
    const [trust] = statementsOf("aws_iam_role", `ByRole_${id}_`, "assume_role_policy");

    expect(allowed!.Action).toEqual(actions);
    expect(allowed!.Resource).toEqual([expect.stringContaining(target)]);
    expect(others).toEqual([]);
    expect(trust).toMatchObject({
      Principal: { Service: ["events.amazonaws.com"] },
      Condition: { ArnEquals: { "aws:SourceArn": [ruleArn("ByRole")] } },
    });
  })(),
);

test(
  "the key lets EventBridge encrypt for queue and topic, stated once",
  ifChecked(() => {
    const statements = statementsOf("aws_kms_key", "Key").filter(({ Principal }) =>
      JSON.stringify(Principal).includes("events.amazonaws.com"),
    );

    expect(statements).toEqual([
      {
        Sid: "AllowEventsToUseTheKey",
        Effect: "Allow",
        Principal: { Service: ["events.amazonaws.com"] },
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: ["*"],
      },
    ]);
  }),
);

test(
  "every dead-letter queue lets the rule of its target alone in",
  ifChecked(() => {
    const targetIds = checked!.evaluated
      .filter(({ type }) => type === "aws_cloudwatch_event_target")
      .map(({ values }) => String(values.target_id));

    expect(targetIds.sort()).toEqual(["Api", "Bus", "Fifo", "Firehose", "Log", "Queue", "Stream", "Topic"]);
    for (const id of targetIds) {
      const rule = ["Api", "Bus", "Firehose", "Stream"].includes(id) ? "ByRole" : "ByPolicy";
      const [allowed] = statementsOf("aws_sqs_queue_policy", `${rule}_${id}_DeadLetterQueue`);
      expect(allowed!.Condition).toEqual({ ArnEquals: { "aws:SourceArn": [ruleArn(rule)] } });
    }
  }),
);

test(
  "a text of several lines arrives at the provider as several quoted strings",
  ifChecked(() => {
    const target = checked!.evaluated.find(({ values }) => values.target_id === "Fifo");

    expect(target?.values.input_transformer).toEqual([
      { input_paths: { "detail-id": "$.detail.id" }, input_template: '"Order <detail-id>"\n"from the shop"' },
    ]);
  }),
);
