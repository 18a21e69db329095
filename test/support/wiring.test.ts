import type { EvaluatedResource } from "./evaluate";
import type { JsonObject } from "./terraform-json";
import { deliverable, type TargetWiring, targetWiring } from "./wiring";

const resource = (type: string, values: JsonObject): EvaluatedResource => ({
  address: `${type}.it`,
  mode: "managed",
  type,
  values,
});
const policy = (statement: JsonObject) => JSON.stringify({ Statement: [{ Effect: "Allow", ...statement }] });
const RULE = "arn:aws:events:us-east-1:123456789012:rule/bus/it";
interface Kind {
  readonly type: string;
  readonly arn: string;
  readonly action: string;
}
const DESTINATION: Kind = {
  type: "aws_cloudwatch_event_api_destination",
  arn: "arn:aws:events:us-east-1:123456789012:api-destination/it/1",
  action: "events:InvokeApiDestination",
};
const MACHINE: Kind = {
  type: "aws_sfn_state_machine",
  arn: "arn:aws:states:us-east-1:123456789012:stateMachine:it",
  action: "states:StartExecution",
};
const QUEUE = "arn:aws:sqs:us-east-1:123456789012:it";
const EVENTS = { Service: "events.amazonaws.com" };

interface Changes {
  readonly invoke?: string;
  readonly action?: string;
  readonly queue?: string;
  readonly source?: string;
  readonly trusted?: string;
  readonly onBehalfOf?: string;
}

const wired = ({ type, arn, action }: Kind, changes: Changes = {}) =>
  targetWiring([
    resource("aws_cloudwatch_event_rule", { name: "it", arn: RULE }),
    resource(type, { arn }),
    resource("aws_cloudwatch_event_target", {
      rule: "it",
      arn,
      role_arn: "role",
      dead_letter_config: [{ arn: QUEUE }],
    }),
    resource("aws_iam_role", {
      id: "it",
      arn: "role",
      assume_role_policy: policy({
        Principal: { Service: changes.trusted ?? EVENTS.Service },
        Action: "sts:AssumeRole",
        Condition: { ArnEquals: { "aws:SourceArn": changes.onBehalfOf ?? RULE } },
      }),
    }),
    resource("aws_iam_role_policy", {
      role: "it",
      policy: policy({ Action: [changes.action ?? action], Resource: changes.invoke ?? arn }),
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

const complete = ({ type }: Kind) => ({
  target: "aws_cloudwatch_event_target.it",
  destination: `${type}.it`,
  roleMayInvoke: true,
  roleTrustsRule: true,
  ruleMayDeadLetter: true,
});

describe.each([DESTINATION, MACHINE])("$type", (kind) => {
  test("complete wiring is seen, and is what can deliver", () => {
    expect(wired(kind)).toEqual(complete(kind));
    expect(wired(kind)).toEqual(deliverable(wired(kind)!));
  });

  test.each<[Changes, Partial<TargetWiring>]>([
    [{ invoke: `${kind.arn}0` }, { roleMayInvoke: false }],
    [{ action: "states:StartSyncExecution" }, { roleMayInvoke: false }],
    [{ trusted: "lambda.amazonaws.com" }, { roleTrustsRule: false }],
    [{ onBehalfOf: `${RULE}-other` }, { roleTrustsRule: false }],
    [{ queue: `${QUEUE}-other` }, { ruleMayDeadLetter: false }],
    [{ source: `${RULE}-other` }, { ruleMayDeadLetter: false }],
  ])("with %p something is missing", (changes, missing) => {
    expect(wired(kind, changes)).toEqual({ ...complete(kind), ...missing });
  });
});

test("a target of another kind is not judged", () => {
  expect(wired({ type: "aws_sns_topic", arn: "arn:aws:sns:us-east-1:123456789012:it", action: "sns:Publish" })).toBe(
    undefined,
  );
});
