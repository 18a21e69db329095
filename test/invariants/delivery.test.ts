/** Policies that no target shows: who may put events on a bus, who may use a key, who delivers logs. */
import type { TerraformStack } from "cdktf";
import {
  Authorization,
  Connection,
  EventBus,
  EventBusLogLevel,
  Key,
  LogGroup,
  Queue,
} from "cdktf-aws-http-integrations";
import { token } from "../events/parts";
import { synth } from "../support/synth";
import { type Decision, decide, type Request } from "./evaluator";
import { Model } from "./model";
import type { PolicyKind } from "./policies";

const EVENTS = { service: "events.amazonaws.com" };
const ACCOUNT = "123456789012";
const OTHER = "999999999999";
const BUS = `arn:aws:events:us-east-1:${ACCOUNT}:event-bus/orders`;
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/k`;
const BUS_CONTEXT = "kms:EncryptionContext:aws:events:event-bus:arn";

type Question = readonly [what: string, request: Request, decision: "allowed" | "denied"];

/** The answers of the policies of a kind that a stack holds. */
async function answers(kind: PolicyKind, build: (stack: TerraformStack) => void, questions: readonly Question[]) {
  const { policies } = await Model.of(synth(build).json);
  const statements = policies.filter((document) => document.kind === kind).flatMap((document) => document.statements);
  expect(statements).not.toHaveLength(0);
  return questions.map(([what, request]) => [what, shortly(decide(statements, request))]);
}

const shortly = (decision: Decision) => (decision === "allowed" ? "allowed" : "denied");
const expected = (questions: readonly Question[]) => questions.map(([what, , decision]) => [what, decision]);
const bus = (stack: TerraformStack) => new EventBus(stack, "Bus", { eventBusName: "orders" });

const put = (principal: string, context: Request["context"] = {}, changes: Partial<Request> = {}): Request => ({
  ...{ principal: { aws: principal }, action: "events:PutEvents", resource: BUS, context, ...changes },
});
const root = (account: string) => `arn:aws:iam::${account}:root`;

describe("the policy of a bus", () => {
  it("lets one account put events of the sources that are named", async () => {
    const shop = { "events:source": ["shop"] };
    const questions: Question[] = [
      ["the account", put(root(OTHER), shop), "allowed"],
      ["another account", put(root("888888888888"), shop), "denied"],
      ["another source", put(root(OTHER), { "events:source": ["other"] }), "denied"],
      ["one of two sources is another", put(root(OTHER), { "events:source": ["shop", "other"] }), "denied"],
      ["no source", put(root(OTHER)), "denied"],
      ["another action", put(root(OTHER), shop, { action: "events:PutRule" }), "denied"],
      ["another bus", put(root(OTHER), shop, { resource: `${BUS}2` }), "denied"],
    ];
    const build = (stack: TerraformStack) => bus(stack).grantPutEventsToAccount("Shop", OTHER, { sources: ["shop"] });

    expect(await answers("bus", build, questions)).toEqual(expected(questions));
  });

  it("lets an organization put events, and nobody outside", async () => {
    const questions: Question[] = [
      ["of the organization", put(root(OTHER), { "aws:PrincipalOrgID": "o-1a2b3c4d5e" }), "allowed"],
      ["of another organization", put(root(OTHER), { "aws:PrincipalOrgID": "o-9999999999" }), "denied"],
      ["of none", put(root(OTHER)), "denied"],
    ];
    const build = (stack: TerraformStack) => bus(stack).grantPutEventsToOrganization("Org", "o-1a2b3c4d5e");

    expect(await answers("bus", build, questions)).toEqual(expected(questions));
  });

  it("lets one rule of another account forward events, and no other", async () => {
    const rule = `arn:aws:events:eu-central-1:${OTHER}:rule/bus/forward`;
    const from = (arn: string) => ({ "aws:SourceArn": arn });
    const questions: Question[] = [
      ["the rule", put(root(OTHER), from(rule)), "allowed"],
      ["its sibling", put(root(OTHER), from(`${rule}2`)), "denied"],
      ["the same name on the default bus", put(root(OTHER), from(rule.replace("/bus", ""))), "denied"],
      ["the account without a rule", put(root(OTHER)), "denied"],
      ["the rule named by another account", put(root("888888888888"), from(rule)), "denied"],
    ];
    const build = (stack: TerraformStack) => bus(stack).grantPutEventsToRule("Rule", rule);

    expect(await answers("bus", build, questions)).toEqual(expected(questions));
  });
});

const use = (action: string, principal: Request["principal"], context: Request["context"] = {}): Request => ({
  ...{ principal, action: `kms:${action}`, resource: KEY, context },
});
const key = (stack: TerraformStack) => new Key(stack, "Key");

describe("the policy of a key", () => {
  it("lets the account decide by IAM, and nobody else, as long as nothing uses it", async () => {
    const questions: Question[] = [
      ["the account", use("Decrypt", { aws: root(ACCOUNT) }), "allowed"],
      ["another account", use("Decrypt", { aws: root(OTHER) }), "denied"],
      ["a service", use("Decrypt", EVENTS), "denied"],
    ];

    expect(await answers("key", key, questions)).toEqual(expected(questions));
  });

  it("lets EventBridge encrypt events of its bus, and no other", async () => {
    const of = (arn: string) => ({ [BUS_CONTEXT]: arn, "aws:SourceArn": arn, "aws:SourceAccount": ACCOUNT });
    const questions: Question[] = [
      ["look at the key", use("DescribeKey", EVENTS), "allowed"],
      ["encrypt", use("GenerateDataKey", EVENTS, of(BUS)), "allowed"],
      ["decrypt", use("Decrypt", EVENTS, of(BUS)), "allowed"],
      ["another bus", use("Decrypt", EVENTS, of(`${BUS}2`)), "denied"],
      ["without a bus", use("Decrypt", EVENTS), "denied"],
      ["another service", use("Decrypt", { service: "sns.amazonaws.com" }, of(BUS)), "denied"],
      ["delete", use("ScheduleKeyDeletion", EVENTS, of(BUS)), "denied"],
    ];
    const build = (stack: TerraformStack) =>
      new EventBus(stack, "Bus", {
        eventBusName: "orders",
        kmsKey: key(stack),
        deadLetterQueue: new Queue(stack, "Q"),
      });

    expect(await answers("key", build, questions)).toEqual(expected(questions));
  });

  it("lets EventBridge encrypt the archive of a bus", async () => {
    const of = (arn: string) => ({ [BUS_CONTEXT]: arn });
    const questions: Question[] = [
      ...["DescribeKey", "GenerateDataKey", "Decrypt", "ReEncryptFrom", "ReEncryptTo"].map(
        (action): Question => [action, use(action, EVENTS, action === "DescribeKey" ? {} : of(BUS)), "allowed"],
      ),
      ["another bus", use("Decrypt", EVENTS, of(`${BUS}2`)), "denied"],
    ];
    const build = (stack: TerraformStack) => bus(stack).archive("Archive", { kmsKey: key(stack) });

    expect(await answers("key", build, questions)).toEqual(expected(questions));
  });

  it("lets CloudWatch Logs encrypt its group, and no other", async () => {
    const logs = { service: "logs.us-east-1.amazonaws.com" };
    const of = (name: string) => ({
      "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:${name}`,
    });
    const questions: Question[] = [
      ["encrypt", use("Encrypt", logs, of("/aws/events/all")), "allowed"],
      ["decrypt", use("Decrypt", logs, of("/aws/events/all")), "allowed"],
      ["another group", use("Decrypt", logs, of("/aws/events/other")), "denied"],
      ["another Region", use("Decrypt", { service: "logs.eu-west-1.amazonaws.com" }, of("/aws/events/all")), "denied"],
      // DescribeKey has no encryption context.
      ["look at the key", use("DescribeKey", logs), "allowed"],
    ];
    const build = (stack: TerraformStack) =>
      new LogGroup(stack, "Logs", { logGroupName: "/aws/events/all", encryptionKey: key(stack) });

    expect(await answers("key", build, questions)).toEqual(expected(questions));
  });

  it("lets the account's identities encrypt secrets of connections through Secrets Manager", async () => {
    const principal = { aws: root(ACCOUNT) };
    const context = {
      "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com",
      "kms:EncryptionContext:SecretARN": `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:events!connection/c/1`,
    };
    const questions: Question[] = [
      ["decrypt", use("Decrypt", principal, context), "allowed"],
      ["another account", use("Decrypt", { aws: root(OTHER) }, context), "denied"],
    ];
    const build = (stack: TerraformStack) => {
      const authorization = Authorization.bearerToken(token(stack));
      return new Connection(stack, "C", { authorization, kmsKey: key(stack) });
    };

    expect(await answers("key", build, questions)).toEqual(expected(questions));
  });
});

describe("the policy of log groups", () => {
  it("lets log delivery write the log of a bus, on behalf of the account's deliveries", async () => {
    const delivery = { service: "delivery.logs.amazonaws.com" };
    const group = `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/aws/vendedlogs/events/event-bus/orders`;
    const build = (stack: TerraformStack) =>
      new EventBus(stack, "Bus", { eventBusName: "orders", logConfig: { level: EventBusLogLevel.ERROR } });
    const source = String(synth(build).resource("aws_cloudwatch_log_delivery_source").name);
    const write = (account: string, changes: Partial<Request> = {}): Request => ({
      ...{ principal: delivery, action: "logs:PutLogEvents", resource: `${group}:log-stream:1` },
      context: { "aws:SourceArn": `arn:aws:logs:us-east-1:${account}:delivery-source:${source}` },
      ...changes,
    });
    const questions: Question[] = [
      ["write", write(ACCOUNT), "allowed"],
      ["make a stream", write(ACCOUNT, { action: "logs:CreateLogStream" }), "allowed"],
      ["another account", write(OTHER), "denied"],
      ["another service", write(ACCOUNT, { principal: EVENTS }), "denied"],
      ["another group", write(ACCOUNT, { resource: `${group}2:log-stream:1` }), "denied"],
      ["delete", write(ACCOUNT, { action: "logs:DeleteLogStream" }), "denied"],
    ];

    expect(await answers("logs", build, questions)).toEqual(expected(questions));
  });
});
