import type { JsonObject } from "../support/terraform-json";
import { INVARIANTS, violations } from "./assert-invariants";
import {
  allowRule,
  denyWithoutTls,
  type HandMade,
  handMade,
  KEY_OWNER,
  permission,
  policy,
  QUEUE,
  STREAMS,
  TOPIC,
  trust,
} from "./hand-made";
import { type Break, MACHINE_BREAKS } from "./machine-breaks";
import type { Expectations } from "./model";

/** For each invariant, changes of the stack that violate it and no other. */
const BREAKS: { readonly [id: string]: readonly Break[] } = {
  S1: [
    ({ aws_sqs_queue }) => {
      aws_sqs_queue!.q!.tags = { owner: "hunter2" };
      return { canaries: ["hunter2"] };
    },
    (_, { output }) => {
      output.leak = { value: "hunter2", sensitive: true };
      return { canaries: ["hunter2"] };
    },
  ],
  S2: [
    ({ aws_cloudwatch_event_connection: { c } = {} }) => setApiKey(c!, "hunter2"),
    ({ aws_cloudwatch_event_connection: { c } = {} }) => setApiKey(c!, "hunter2-${var.token}"),
    ({ aws_cloudwatch_event_connection: { c } = {} }) => {
      (c!.auth_parameters as JsonObject).invocation_http_parameters = {
        header: [{ key: "X", value: "literal", is_value_secret: true }],
      };
    },
  ],
  S3: [
    ({ aws_sqs_queue }) => {
      aws_sqs_queue!.q!.tags = { owner: "{{resolve:secretsmanager:x}}" };
    },
  ],
  S4: [
    ({ aws_cloudwatch_event_connection: { c } = {} }) => {
      c!.lifecycle = { ignore_changes: ["auth_parameters"] };
    },
  ],
  S5: [
    (_, { output }) => {
      output.token = { value: "${var.token}" };
    },
  ],
  S6: [
    ({ aws_cloudwatch_event_target: { api } = {} }) => {
      api!.http_target = { header_parameters: { "X-Api-Key": "1" } };
    },
  ],
  S7: [
    (resource) => {
      const Properties = { AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: "K", ApiKeyValue: "hunter2" } } };
      resource.aws_cloudformation_stack = {
        s: { name: "s", template_body: JSON.stringify({ Resources: { Connection: { Properties } } }) },
      };
    },
  ],
  I1: [
    ({ aws_kms_key: { k } = {} }) => {
      k!.policy = "{";
    },
    ({ aws_kms_key: { k } = {} }) => {
      k!.policy = JSON.stringify({ Version: "2008-10-17", Statement: [KEY_OWNER] });
    },
    ({ aws_kms_key: { k } = {} }) => {
      k!.policy = policy({ Sid: "has a blank", ...KEY_OWNER });
    },
    ({ aws_kms_key: { k } = {} }) => {
      k!.policy = policy({ Sid: "Twice", ...KEY_OWNER }, { Sid: "Twice", ...KEY_OWNER });
    },
    ({ aws_sqs_queue: { q } = {} }) => {
      q!.policy = policy(denyWithoutTls("sqs:*", "arn:aws:sqs:us-east-1:123456789012:dlq"));
    },
  ],
  I2: [
    addPermission({ Action: ["sqs:Send*"], Resource: [QUEUE] }),
    addToBus({ Principal: { AWS: ["111122223333"] }, NotAction: ["events:PutEvents"], Action: [] }),
    ({ aws_kms_key: { k } = {} }) => {
      const Principal = { AWS: ["arn:aws:iam::123456789012:role/somebody"] };
      k!.policy = policy(KEY_OWNER, { ...KEY_OWNER, Principal });
    },
  ],
  I3: [addPermission({ Action: ["sqs:ReceiveMessage"], Resource: ["*"] })],
  I4: [
    addPermission({ Action: ["sqs:PostMessage"], Resource: [QUEUE] }),
    addPermission({ Action: ["kms:Decrypt"], Resource: [QUEUE] }),
    addPermission({ Action: ["nothing:Do"], Resource: ["*"] }),
  ],
  I5: [
    addToBus({ Principal: { Service: ["events.amazonaws.com"] } }),
    addToBus({
      Principal: { Service: ["events.amazonaws.com"] },
      Condition: { ArnLike: { "aws:SourceArn": "*" } },
    }),
  ],
  I6: [
    addPermission({
      Action: ["kms:DescribeKey"],
      Resource: ["${aws_kms_key.k.arn}"],
      Condition: { StringEquals: { "kms:EncryptionContext:a": "b" } },
    }),
  ],
  I7: [
    ({ aws_sqs_queue }) => {
      aws_sqs_queue!.open = { name: "open", sqs_managed_sse_enabled: true };
    },
    (resource) => {
      addTopic(resource, allowRule("sns:Publish", "${aws_sns_topic.t2.arn}"));
    },
  ],
  I8: [
    ({ aws_iam_role: { role } = {} }) => {
      role!.managed_policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess"];
    },
    (resource) => {
      resource.aws_iam_role_policy_attachment = { a: { role: "role", policy_arn: "arn:aws:iam::aws:policy/X" } };
    },
  ],
  I10: [
    ({ aws_iam_role }) => {
      const Principal = { Service: ["lambda.amazonaws.com", "events.amazonaws.com"] };
      aws_iam_role!.other = { name: "other", assume_role_policy: trust({ Principal }) };
    },
    ({ aws_iam_role }) => {
      const Principal = { AWS: ["arn:aws:iam::123456789012:root"] };
      aws_iam_role!.other = { name: "other", assume_role_policy: trust({ Principal }) };
    },
  ],
  I12: [
    (resource) => {
      const second = { event_bus_name: "orders", policy: busPolicy({ Principal: { AWS: ["111122223333"] } }) };
      resource.aws_cloudwatch_event_bus_policy = { one: second, other: second };
    },
  ],
  I13: [addToBus({ Principal: "*" }), addToBus({ Principal: { AWS: ["*"] } }), addToBus({})],
  I14: [addPermission({ Action: ["iam:PassRole"], Resource: ["arn:aws:iam::123456789012:role/x"] })],
  I15: [addPermission({ Action: "sqs:SendMessage", Resource: QUEUE })],
  W1: [
    ({ aws_cloudwatch_event_target: { api } = {} }) => {
      delete api!.dead_letter_config;
    },
    ({ aws_cloudwatch_event_target: { api } = {} }) => {
      api!.retry_policy = { maximum_retry_attempts: 3 };
    },
    ({ aws_cloudwatch_event_target: { log } = {} }) => {
      log!.role_arn = "arn:aws:iam::123456789012:role/unneeded";
    },
    ({ aws_cloudwatch_event_target: { api } = {} }) => {
      delete api!.role_arn;
    },
  ],
  W2: [
    ({ aws_sqs_queue: { q } = {} }) => {
      q!.message_retention_seconds = 60;
    },
    ({ aws_sqs_queue: { q } = {} }) => {
      q!.fifo_queue = true;
    },
    ({ aws_sqs_queue_policy: { q } = {} }) => {
      const other = allowRule("sqs:SendMessage", QUEUE);
      const Condition = { ArnEquals: { "aws:SourceArn": "arn:aws:events:us-east-1:123456789012:rule/no-user" } };
      q!.policy = policy(allowRule("sqs:SendMessage", QUEUE), { ...other, Condition }, denyWithoutTls("sqs:*", QUEUE));
    },
  ],
  W3: [
    ({ aws_sqs_queue: { q } = {} }) => {
      q!.tags = { bus: "${aws_cloudwatch_event_bus.gone.name}" };
    },
    ({ aws_sqs_queue: { q } = {} }) => {
      q!.depends_on = ["aws_sns_topic.gone"];
    },
    ({ aws_sqs_queue: { q } = {} }) => {
      q!.tags = { token: "${var.gone}" };
    },
  ],
  W4: [
    ({ aws_sqs_queue: { q } = {} }) => {
      q!.depends_on = ["aws_cloudwatch_event_target.api"];
    },
    ({ aws_cloudwatch_event_bus: { b } = {} }) => {
      b!.depends_on = ["aws_cloudwatch_event_rule.r"];
    },
  ],
  W5: [
    ({ aws_cloudwatch_event_rule: { r } = {} }) => {
      delete r!.state;
    },
    ({ aws_cloudwatch_event_target: { log } = {} }) => {
      log!.event_bus_name = "default";
    },
  ],
  W7: [
    ({ aws_cloudwatch_event_bus, aws_cloudwatch_event_target, aws_iam_role, aws_iam_role_policy }) => {
      aws_cloudwatch_event_bus!.b2 = { name: "second" };
      const rule = "arn:aws:events:us-east-1:123456789012:rule/second/elsewhere";
      aws_iam_role!.hop = {
        name: "hop",
        assume_role_policy: trust({
          Condition: { ArnEquals: { "aws:SourceArn": ["${aws_cloudwatch_event_rule.r.arn}", rule] } },
        }),
      };
      const Resource = ["${aws_cloudwatch_event_bus.b.arn}", "${aws_cloudwatch_event_bus.b2.arn}"];
      const statement = { Effect: "Allow", Action: ["events:PutEvents"], Resource };
      aws_iam_role_policy!.hop = { role: "${aws_iam_role.hop.name}", policy: policy(statement) };
      const { api } = aws_cloudwatch_event_target!;
      const hop = {
        ...api,
        role_arn: "${aws_iam_role.hop.arn}",
        depends_on: ["aws_sqs_queue_policy.q", "aws_iam_role_policy.hop"],
      };
      aws_cloudwatch_event_target!.there = { ...hop, target_id: "there", arn: Resource[1]! };
      aws_cloudwatch_event_target!.back = {
        ...hop,
        ...{ target_id: "back", arn: Resource[0]!, rule: "elsewhere", event_bus_name: "second" },
      };
    },
  ],
  W8: [
    ({ aws_cloudwatch_event_rule: { r } = {} }) => {
      r!.event_pattern = "{}";
    },
    ({ aws_cloudwatch_event_rule: { r } = {} }) => {
      delete r!.event_pattern;
    },
    ({ aws_cloudwatch_event_rule: { r } = {} }) => {
      r!.event_pattern = JSON.stringify({ source: ["x".repeat(4096)] });
    },
  ],
  W14: [
    ({ aws_cloudwatch_log_group: { l } = {} }) => {
      delete l!.retention_in_days;
    },
  ],
  W16: [
    ({ aws_sqs_queue: { q } = {} }) => {
      q!.name = "x".repeat(81);
    },
    ({ aws_iam_role }) => {
      aws_iam_role!.role2 = { name: "role", assume_role_policy: trust() };
    },
  ],
  W20: [
    ({ aws_cloudwatch_event_target: { api } = {} }) => {
      api!.depends_on = ["aws_sqs_queue_policy.q"];
    },
    ({ aws_cloudwatch_event_target: { log } = {} }) => {
      log!.depends_on = ["aws_sqs_queue_policy.q"];
    },
  ],
  C1: [
    ({ aws_sqs_queue: { q } = {} }) => {
      delete q!.sqs_managed_sse_enabled;
    },
    ({ aws_sqs_queue: { q } = {} }) => {
      q!.kms_master_key_id = "alias/aws/sqs";
    },
  ],
  C2: [
    ({ aws_kms_key: { k } = {} }) => {
      k!.enable_key_rotation = false;
    },
    ({ aws_kms_key: { k } = {} }) => {
      delete k!.deletion_window_in_days;
    },
  ],
  C3: [
    ({ aws_sns_topic: { t } = {} }) => {
      t!.kms_master_key_id = "alias/aws/sns";
    },
  ],
  C4: [
    (resource) => {
      const topic = "${aws_sns_topic.t2.arn}";
      const foreign = {
        Effect: "Allow",
        Principal: { AWS: ["999999999999"] },
        Action: ["sns:Publish"],
        Resource: [topic],
      };
      addTopic(resource, foreign, denyWithoutTls("sns:Publish", topic));
    },
  ],
  P1: [
    ({ aws_iam_role_policy: { p } = {} }) => {
      p!.policy = policy(permission({ Resource: ["arn:aws:events:us-east-1:123456789012:api-destination/other/1"] }));
    },
    ({ aws_iam_role: { role } = {} }) => {
      const arn = "arn:aws:events:us-east-1:123456789012:rule/orders/another";
      role!.assume_role_policy = trust({ Condition: { ArnEquals: { "aws:SourceArn": arn } } });
    },
    ({ aws_cloudwatch_log_resource_policy: { l } = {} }) => {
      l!.policy_document = policy(allowRule("logs:PutLogEvents", STREAMS));
    },
    ({ aws_sqs_queue: { q } = {} }) => {
      delete q!.sqs_managed_sse_enabled;
      q!.kms_master_key_id = "${aws_kms_key.k.arn}";
    },
  ],
  P2: [
    ({ aws_iam_role_policy: { p } = {} }) => {
      p!.policy = policy(permission({ Resource: ["arn:aws:events:us-east-1:123456789012:api-destination/*"] }));
    },
    ({ aws_iam_role: { role } = {} }) => {
      const arn = "arn:aws:events:us-east-1:123456789012:rule/orders/placed*";
      role!.assume_role_policy = trust({ Condition: { ArnLike: { "aws:SourceArn": arn } } });
    },
    ({ aws_sns_topic_policy: { t } = {} }) => {
      const tagging = allowRule("sns:TagResource", TOPIC);
      t!.policy = policy(allowRule("sns:Publish", TOPIC), tagging, denyWithoutTls("sns:Publish", TOPIC));
    },
  ],
};

function setApiKey(connection: JsonObject, value: string): void {
  connection.auth_parameters = { api_key: { key: "Authorization", value } };
}

/** Beside the permission that the target needs. */
function addPermission(statement: JsonObject): Break {
  return ({ aws_iam_role_policy: { p } = {} }) => {
    p!.policy = policy(permission(), permission(statement));
  };
}

/** A topic that is no target. */
function addTopic(resource: HandMade["resource"], ...statements: readonly JsonObject[]): void {
  resource.aws_sns_topic!.t2 = { name: "t2" };
  resource.aws_sns_topic_policy!.t2 = { arn: "${aws_sns_topic.t2.arn}", policy: policy(...statements) };
}

function busPolicy(statement: JsonObject): string {
  return policy({
    Effect: "Allow",
    Action: ["events:PutEvents"],
    Resource: ["${aws_cloudwatch_event_bus.b.arn}"],
    ...statement,
  });
}

function addToBus(statement: JsonObject): Break {
  return (resource) => {
    resource.aws_cloudwatch_event_bus_policy = { b: { event_bus_name: "orders", policy: busPolicy(statement) } };
  };
}

const IDS = [...new Set([...Object.keys(BREAKS), ...Object.keys(MACHINE_BREAKS)])];
const CASES = IDS.flatMap((id) =>
  [...(BREAKS[id] ?? []), ...(MACHINE_BREAKS[id] ?? [])].map((change, i) => [id, i, change] as const),
);

test("a stack without a fault violates nothing", async () => {
  expect(await violations(handMade())).toEqual([]);
});

test.each(CASES)("a stack that violates just %s is found (%i)", async (id, _, change) => {
  const json = handMade();
  const expectations = change(json.resource, json) as Expectations | undefined;
  const found = await violations(json, expectations);

  expect([...new Set(found.map((violation) => violation.id))]).toEqual([id]);
});

test("each invariant has a stack that violates it", () => {
  expect(INVARIANTS.map(({ id }) => id).sort()).toEqual([...IDS].sort());
});
