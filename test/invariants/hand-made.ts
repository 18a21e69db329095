import type { JsonObject, TerraformJson } from "../support/terraform-json";
import { machineResources } from "./hand-made-machine";

/** A small stack, written by hand, that violates nothing. */
export interface HandMade extends TerraformJson {
  readonly resource: Record<string, Record<string, JsonObject>>;
  readonly variable: Record<string, JsonObject>;
  readonly output: Record<string, JsonObject>;
}

const RULE = "${aws_cloudwatch_event_rule.r.arn}";
const EVENTS = { Service: ["events.amazonaws.com"] };
const FOR_RULE = { ArnEquals: { "aws:SourceArn": [RULE] } };
const NO_TLS = { Bool: { "aws:SecureTransport": "false" } };

export type StatementJson = JsonObject;

export const policy = (...statements: readonly StatementJson[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

export const allowRule = (action: string, resource: string): StatementJson => ({
  ...{ Effect: "Allow", Principal: EVENTS, Action: [action], Resource: [resource], Condition: FOR_RULE },
});

export const denyWithoutTls = (action: string, resource: string): StatementJson => ({
  ...{ Effect: "Deny", Principal: "*", Action: [action], Resource: [resource], Condition: NO_TLS },
});

export const trust = (statement: StatementJson = {}): string =>
  policy({ Effect: "Allow", Principal: EVENTS, Action: ["sts:AssumeRole"], Condition: FOR_RULE, ...statement });

export const permission = (statement: StatementJson = {}): StatementJson => ({
  Effect: "Allow",
  Action: ["events:InvokeApiDestination"],
  Resource: ["${aws_cloudwatch_event_api_destination.d.arn}"],
  ...statement,
});

export const QUEUE = "${aws_sqs_queue.q.arn}";
export const TOPIC = "${aws_sns_topic.t.arn}";
export const MACHINE = "${aws_sfn_state_machine.m.arn}";
export const STREAMS = "${aws_cloudwatch_log_group.l.arn}:*";
export const KEY_OWNER: StatementJson = {
  Effect: "Allow",
  Principal: { AWS: ["arn:aws:iam::123456789012:root"] },
  Action: ["kms:*"],
  Resource: ["*"],
};

const onRule = (arn: string, waitsFor: readonly string[], more: JsonObject = {}): JsonObject => ({
  rule: "${aws_cloudwatch_event_rule.r.name}",
  event_bus_name: "${aws_cloudwatch_event_bus.b.name}",
  arn,
  retry_policy: { maximum_retry_attempts: 185, maximum_event_age_in_seconds: 86_400 },
  dead_letter_config: { arn: QUEUE },
  depends_on: ["aws_sqs_queue_policy.q", ...waitsFor],
  ...more,
});

/** A fresh copy. */
export function handMade(): HandMade {
  const machine = machineResources();
  return {
    variable: { token: { type: "string", sensitive: true } },
    output: { bus: { value: "${aws_cloudwatch_event_bus.b.name}" } },
    resource: {
      aws_cloudwatch_event_bus: { b: { name: "orders" } },
      aws_cloudwatch_event_rule: {
        r: {
          name: "placed",
          event_bus_name: "${aws_cloudwatch_event_bus.b.name}",
          event_pattern: '{"source":["shop"]}',
          state: "ENABLED",
        },
      },
      aws_cloudwatch_event_target: {
        api: onRule("${aws_cloudwatch_event_api_destination.d.arn}", ["aws_iam_role_policy.p"], {
          target_id: "api",
          role_arn: "${aws_iam_role.role.arn}",
          http_target: { header_parameters: { "X-Version": "1" } },
        }),
        log: onRule("${aws_cloudwatch_log_group.l.arn}", ["aws_cloudwatch_log_resource_policy.l"], {
          target_id: "log",
        }),
        topic: onRule(TOPIC, ["aws_sns_topic_policy.t"], { target_id: "topic" }),
        machine: onRule(MACHINE, ["aws_iam_role_policy.start"], {
          target_id: "machine",
          role_arn: "${aws_iam_role.start.arn}",
        }),
      },
      aws_cloudwatch_event_connection: {
        c: {
          name: "api",
          authorization_type: "API_KEY",
          auth_parameters: { api_key: { key: "Authorization", value: "Bearer ${var.token}" } },
        },
      },
      aws_cloudwatch_event_api_destination: {
        d: {
          name: "api",
          connection_arn: "${aws_cloudwatch_event_connection.c.arn}",
          invocation_endpoint: "https://api.example.com",
          http_method: "POST",
        },
      },
      aws_iam_role: {
        role: { name: "role", assume_role_policy: trust() },
        start: { name: "start", assume_role_policy: trust() },
        ...machine.aws_iam_role,
      },
      aws_iam_role_policy: {
        p: { role: "${aws_iam_role.role.name}", policy: policy(permission()) },
        start: {
          role: "${aws_iam_role.start.name}",
          policy: policy(permission({ Action: ["states:StartExecution"], Resource: [MACHINE] })),
        },
        ...machine.aws_iam_role_policy,
      },
      aws_sfn_state_machine: { ...machine.aws_sfn_state_machine },
      aws_kms_key: {
        k: { policy: policy(KEY_OWNER), enable_key_rotation: true, deletion_window_in_days: 30 },
      },
      aws_sqs_queue: { q: { name: "dlq", sqs_managed_sse_enabled: true, message_retention_seconds: 1_209_600 } },
      aws_sqs_queue_policy: {
        q: {
          queue_url: "${aws_sqs_queue.q.url}",
          policy: policy(allowRule("sqs:SendMessage", QUEUE), denyWithoutTls("sqs:*", QUEUE)),
        },
      },
      aws_sns_topic: { t: { name: "topic" } },
      aws_sns_topic_policy: {
        t: { arn: TOPIC, policy: policy(allowRule("sns:Publish", TOPIC), denyWithoutTls("sns:Publish", TOPIC)) },
      },
      aws_cloudwatch_log_group: {
        l: { name: "/aws/events/all", retention_in_days: 365 },
        ...machine.aws_cloudwatch_log_group,
      },
      aws_cloudwatch_log_resource_policy: {
        l: {
          policy_name: "logs",
          policy_document: policy(
            { Effect: "Allow", Principal: EVENTS, Action: ["logs:CreateLogStream"], Resource: [STREAMS] },
            allowRule("logs:PutLogEvents", STREAMS),
          ),
        },
      },
    },
  };
}
