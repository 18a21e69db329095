import type { EvaluatedResource } from "./evaluate";
import type { JsonObject } from "./terraform-json";
import { apiDestinationWiring } from "./wiring";

const resource = (type: string, values: JsonObject): EvaluatedResource => ({
  address: `${type}.it`,
  mode: "managed",
  type,
  values,
});
const policy = (statement: JsonObject) => JSON.stringify({ Statement: [{ Effect: "Allow", ...statement }] });
const RULE = "arn:aws:events:us-east-1:123456789012:rule/bus/it";
const DESTINATION = "arn:aws:events:us-east-1:123456789012:api-destination/it/1";
const QUEUE = "arn:aws:sqs:us-east-1:123456789012:it";
const EVENTS = { Service: "events.amazonaws.com" };

const wired = (changes: { invoke?: string; queue?: string; source?: string; trusted?: string } = {}) =>
  apiDestinationWiring([
    resource("aws_cloudwatch_event_rule", { name: "it", arn: RULE }),
    resource("aws_cloudwatch_event_api_destination", { arn: DESTINATION }),
    resource("aws_cloudwatch_event_target", {
      rule: "it",
      arn: DESTINATION,
      role_arn: "role",
      dead_letter_config: [{ arn: QUEUE }],
    }),
    resource("aws_iam_role", {
      id: "it",
      arn: "role",
      assume_role_policy: policy({
        Principal: { Service: changes.trusted ?? EVENTS.Service },
        Action: "sts:AssumeRole",
      }),
    }),
    resource("aws_iam_role_policy", {
      role: "it",
      policy: policy({ Action: ["events:InvokeApiDestination"], Resource: changes.invoke ?? DESTINATION }),
    }),
    resource("aws_sqs_queue", { arn: QUEUE, url: "url" }),
    resource("aws_sqs_queue_policy", {
      queue_url: "url",
      policy: policy({
        Principal: EVENTS,
        Action: "sqs:SendMessage",
        Resource: changes.queue ?? QUEUE,
        Condition: { ArnEquals: { "aws:SourceArn": changes.source ?? RULE } },
      }),
    }),
  ])[0];

const COMPLETE = {
  target: "aws_cloudwatch_event_target.it",
  destination: "aws_cloudwatch_event_api_destination.it",
  roleMayInvoke: true,
  roleTrustsRule: true,
  ruleMayDeadLetter: true,
};

test("sees complete wiring", () => {
  expect(wired()).toEqual(COMPLETE);
});

test.each([
  [{ invoke: `${DESTINATION}0` }, { roleMayInvoke: false }],
  [{ trusted: "lambda.amazonaws.com" }, { roleTrustsRule: false }],
  [{ queue: `${QUEUE}-other` }, { ruleMayDeadLetter: false }],
  [{ source: `${RULE}-other` }, { ruleMayDeadLetter: false }],
])("sees what is missing with %p", (changes, missing) => {
  expect(wired(changes)).toEqual({ ...COMPLETE, ...missing });
});
