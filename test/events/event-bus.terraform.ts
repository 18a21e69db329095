/**
 * Buses, their policies and archives against Terraform and the real AWS provider: validate, plan, and an apply against a
 * mocked AWS that evaluates every expression.
 */
import {
  Duration,
  EventBus,
  EventBusLogDetail,
  EventBusLogLevel,
  Key,
  Match,
  Queue,
  Rule,
  RuleState,
  Schedule,
} from "cdktf-aws-http-integrations";
import { type CheckedStack, checkStack, hasTerraform } from "../support/checked-stack";
import { ACCOUNT, REGION } from "../support/mock-attributes";
import { removeTempDirs, tempDir } from "../support/paths";
import { synth } from "../support/synth";
import type { TerraformJson } from "../support/terraform-json";
import { sendingTo } from "./rule-cases/rule-and-bus";

const targets = { T: sendingTo(`arn:aws:sns:${REGION}:${ACCOUNT}:t`) };
const BUS = `arn:aws:events:${REGION}:${ACCOUNT}:event-bus/orders`;
const SHOP_RULE = "arn:aws:events:us-west-2:210987654321:rule/shop/orders";

function build(withLogs: boolean): TerraformJson {
  return synth((stack) => {
    const kmsKey = new Key(stack, "Key");
    const bus = new EventBus(stack, "Bus", {
      eventBusName: "orders",
      description: "Orders ${x}",
      kmsKey,
      deadLetterQueue: new Queue(stack, "Queue", { queueName: "bus-dead-letters" }),
      logConfig: withLogs ? { level: EventBusLogLevel.TRACE, includeDetail: EventBusLogDetail.FULL } : undefined,
    });
    bus.grantPutEventsToAccount("Shop", "210987654321", { sources: ["shop"], detailTypes: ["Placed"] });
    bus.grantPutEventsToOrganization("Org", "o-1a2b3c4d5e");
    bus.grantPutEventsToRule("Rule", SHOP_RULE);
    bus.archive("Archive", {
      archiveName: "orders",
      eventPattern: { source: ["shop"], detail: { text: Match.prefix("${x} <b>") } },
      retention: Duration.days(30),
      kmsKey,
    });
    bus.addRule("Live", { eventPattern: { source: ["shop"] }, excludeReplays: true, targets });
    new Rule(stack, "Hourly", { schedule: Schedule.rate(Duration.hours(1)), targets });
    new Rule(stack, "Trail", {
      eventPattern: { source: ["aws.iam"] },
      state: RuleState.ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS,
      targets,
    });
  }).json;
}

let bare: CheckedStack | undefined;
let logged: CheckedStack | undefined;

beforeAll(async () => {
  if (!(await hasTerraform("validate, plan and evaluation of buses and archives"))) return;
  bare = await checkStack(tempDir("bus"), build(false));
  logged = await checkStack(tempDir("bus"), build(true), { isEvaluated: false });
}, 600_000);

afterAll(removeTempDirs);

const values = (type: string, argument: string, idPart = "") =>
  bare?.evaluated
    .filter((resource) => resource.type === type && resource.address.includes(idPart))
    .map((resource) => JSON.parse(String(resource.values[argument])));

test("are valid to the provider and planned, also with logging, whose arguments the provider at hand may not know", () => {
  for (const judged of [bare, logged]) {
    if (judged === undefined) {
      continue;
    }
    const { validation, plannedChanges, declaredResources, leftOut } = judged;
    expect(validation).toEqual({ valid: true, diagnostics: [] });
    expect(plannedChanges).toEqual({ add: declaredResources, change: 0, remove: 0 });
    expect(leftOut.filter((address) => !/\.(log_config|kms_key_identifier)$/.test(address))).toEqual([]);
  }
});

test("the policy of a bus names the bus, and whom it lets put which events", () => {
  if (bare === undefined) {
    return;
  }
  const statement = (Sid: string, Principal: unknown, Condition: object) => ({
    Sid,
    Effect: "Allow",
    Principal,
    Action: ["events:PutEvents"],
    Resource: [BUS],
    Condition,
  });

  expect(values("aws_cloudwatch_event_bus_policy", "policy", "Bus")).toEqual([
    {
      Version: "2012-10-17",
      Statement: [
        statement(
          "Shop",
          { AWS: ["210987654321"] },
          {
            StringEquals: { "events:detail-type": ["Placed"] },
            "ForAllValues:StringEquals": { "events:source": ["shop"] },
            Null: { "events:source": "false" },
          },
        ),
        statement("Org", "*", { StringEquals: { "aws:PrincipalOrgID": "o-1a2b3c4d5e" } }),
        statement("Rule", { AWS: ["210987654321"] }, { ArnEquals: { "aws:SourceArn": SHOP_RULE } }),
      ],
    },
  ]);
});

test("the policy of the key lets EventBridge use it for the bus and its archive, by the ARN that the bus has", () => {
  if (bare === undefined) {
    return;
  }
  const [{ Statement }] = values("aws_kms_key", "policy") as [{ Statement: { Condition?: object }[] }];
  const context = { "kms:EncryptionContext:aws:events:event-bus:arn": BUS };

  expect(Statement.map(({ Condition }) => Condition)).toEqual([
    undefined,
    undefined,
    { StringEquals: { ...context, "aws:SourceArn": BUS, "aws:SourceAccount": ACCOUNT } },
    { StringEquals: context },
  ]);
});

test("the dead-letter queue of a bus lets the bus send to it", () => {
  if (bare === undefined) {
    return;
  }
  const [{ Statement }] = values("aws_sqs_queue_policy", "policy") as [{ Statement: { Condition?: object }[] }];
  expect(Statement[0]?.Condition).toEqual({ ArnEquals: { "aws:SourceArn": [BUS] } });
});

test("an archive keeps the events of the bus that its pattern matches", () => {
  if (bare === undefined) {
    return;
  }
  const archive = bare.evaluated.find((resource) => resource.type === "aws_cloudwatch_event_archive");
  expect(archive?.values).toMatchObject({ name: "orders", event_source_arn: BUS, retention_days: 30 });
  expect(JSON.parse(String(archive?.values.event_pattern))).toEqual({
    source: ["shop"],
    detail: { text: [{ prefix: "${x} <b>" }] },
  });
});
