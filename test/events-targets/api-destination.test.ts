import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { TerraformStack } from "cdktf";
import {
  Duration,
  EventBus,
  EventField,
  type EventPath,
  Queue,
  Role,
  Rule,
  RuleTargetInput,
  targets,
} from "cdktf-aws-http-integrations";
import { destination, numberToken, ruleTo, stringToken, targetOf } from "../events/parts";
import { codesOf, findings, refusal, synth } from "../support/synth";

const RULE_ARN = "${aws_cloudwatch_event_rule.Rule_4C995B7F.arn}";
const DESTINATION_ARN = "${aws_cloudwatch_event_api_destination.Destination_920A3C57.arn}";
const QUEUE_ARN = "${aws_sqs_queue.Rule_Api_DeadLetterQueue_0A8AE681.arn}";
const eventPattern = { source: ["shop"] };

function policy(...statements: object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

function trust(...sources: string[]): string {
  return policy({
    Effect: "Allow",
    Principal: { Service: ["events.amazonaws.com"] },
    Action: ["sts:AssumeRole"],
    Condition: { ArnEquals: { "aws:SourceArn": sources } },
  });
}

function queuePolicy(queue: string, ...sources: string[]): string {
  return policy(
    {
      Sid: "AllowEventsToSendMessages",
      Effect: "Allow",
      Principal: { Service: ["events.amazonaws.com"] },
      Action: ["sqs:SendMessage"],
      Resource: [queue],
      Condition: { ArnEquals: { "aws:SourceArn": sources } },
    },
    {
      Sid: "DenyInsecureTransport",
      Effect: "Deny",
      Principal: "*",
      Action: ["sqs:*"],
      Resource: [queue],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  );
}

describe("targets.ApiDestination", () => {
  it("makes a role for this rule and destination only, a dead-letter queue, and the target with both retry fields", () => {
    const stack = synth((scope) => ruleTo(scope));
    const { aws_cloudwatch_event_target, aws_iam_role, aws_iam_role_policy, aws_sqs_queue, aws_sqs_queue_policy } =
      stack.json.resource!;

    expect({
      aws_cloudwatch_event_target,
      aws_iam_role,
      aws_iam_role_policy,
      aws_sqs_queue,
      aws_sqs_queue_policy,
    }).toEqual({
      aws_cloudwatch_event_target: {
        Rule_Api_7C945F4A: {
          rule: "${aws_cloudwatch_event_rule.Rule_4C995B7F.name}",
          event_bus_name: "default",
          target_id: "Api",
          arn: DESTINATION_ARN,
          role_arn: "${aws_iam_role.Rule_Api_Role_7B5DA9C7.arn}",
          retry_policy: { maximum_retry_attempts: 185, maximum_event_age_in_seconds: 86_400 },
          dead_letter_config: { arn: QUEUE_ARN },
          depends_on: [
            "aws_iam_role_policy.Rule_Api_Role_Policy_9187C974",
            "aws_sqs_queue_policy.Rule_Api_DeadLetterQueue_Policy_4BF2C7C6",
          ],
        },
      },
      aws_iam_role: {
        Rule_Api_Role_7B5DA9C7: { name: "stack-Rule-Api-Role-42136a20", assume_role_policy: trust(RULE_ARN) },
      },
      aws_iam_role_policy: {
        Rule_Api_Role_Policy_9187C974: {
          name: "permissions",
          role: "${aws_iam_role.Rule_Api_Role_7B5DA9C7.name}",
          policy: policy({ Effect: "Allow", Action: ["events:InvokeApiDestination"], Resource: [DESTINATION_ARN] }),
        },
      },
      aws_sqs_queue: {
        Rule_Api_DeadLetterQueue_0A8AE681: {
          name: "stack-Rule-Api-DeadLetterQueue-c1c6af6f",
          message_retention_seconds: 1_209_600,
          visibility_timeout_seconds: 30,
          sqs_managed_sse_enabled: true,
        },
      },
      aws_sqs_queue_policy: {
        Rule_Api_DeadLetterQueue_Policy_4BF2C7C6: {
          queue_url: "${aws_sqs_queue.Rule_Api_DeadLetterQueue_0A8AE681.url}",
          policy: queuePolicy(QUEUE_ARN, RULE_ARN),
        },
      },
    });
  });

  it("writes both retry fields when one is given", () => {
    expect(targetOf({ retryAttempts: 0 }).retry_policy).toEqual({
      maximum_retry_attempts: 0,
      maximum_event_age_in_seconds: 86_400,
    });
    expect(targetOf({ maxEventAge: Duration.hours(1) }).retry_policy).toEqual({
      maximum_retry_attempts: 185,
      maximum_event_age_in_seconds: 3600,
    });
  });

  it("sends headers, query parameters and path parameters, constant or from the event", () => {
    const target = targetOf(
      {
        pathParameterValues: ["v1", EventField.fromPath("$.detail.id")],
        headerParameters: { "X-Source": EventField.source, "X-Text": "a ${b} %{c}" },
        queryStringParameters: { id: EventField.fromPath("$.detail.id"), q: "x y" },
      },
      "https://api.example.com/*/orders/*",
    );

    expect(target.http_target).toEqual({
      path_parameter_values: ["v1", "$.detail.id"],
      header_parameters: { "X-Source": "$.source", "X-Text": "a $${b} %%{c}" },
      query_string_parameters: { id: "$.detail.id", q: "x y" },
    });
  });

  it("has no http_target without parameters", () => {
    for (const props of [{}, { pathParameterValues: [], headerParameters: {}, queryStringParameters: {} }]) {
      expect(targetOf(props)).not.toHaveProperty("http_target");
    }
  });

  it("sends parameters that only Terraform knows", () => {
    const stack = synth((scope) =>
      ruleTo(scope, {
        headerParameters: { a: stringToken(scope) },
        retryAttempts: numberToken(scope),
        maxEventAge: Duration.seconds(numberToken(scope, "age")),
      }),
    );

    expect(stack.resource("aws_cloudwatch_event_target")).toMatchObject({
      http_target: { header_parameters: { a: "${var.string}" } },
      retry_policy: { maximum_retry_attempts: "${var.number}", maximum_event_age_in_seconds: "${var.age}" },
    });
  });

  it("escapes what Terraform would evaluate in the name of a query parameter", () => {
    expect(targetOf({ queryStringParameters: { "a${b}": "x" } }).http_target).toEqual({
      query_string_parameters: { "a$${b}": "x" },
    });
  });

  it("sends what its input says", () => {
    expect(targetOf({ event: RuleTargetInput.fromEventPath("$.detail") })).toMatchObject({ input_path: "$.detail" });
  });

  it("has one queue policy with the ARN of each rule when rules share a queue", () => {
    const stack = synth((scope) => {
      const deadLetterQueue = new Queue(scope, "Queue");
      const target = new targets.ApiDestination(destination(scope), { deadLetterQueue });
      new Rule(scope, "A", { eventPattern, targets: { Api: target } });
      new Rule(scope, "B", { eventPattern, targets: { Api: target } });
    });
    const queue = "${aws_sqs_queue.Queue_4A7E3555.arn}";

    expect(Object.keys(stack.resources("aws_sqs_queue"))).toEqual(["Queue_4A7E3555"]);
    expect(stack.resource("aws_sqs_queue_policy").policy).toBe(
      queuePolicy(queue, "${aws_cloudwatch_event_rule.A_CCC8ACD5.arn}", "${aws_cloudwatch_event_rule.B_08E7C7AF.arn}"),
    );
    for (const name of ["A_Api", "B_Api"]) {
      const target = stack.resource("aws_cloudwatch_event_target", name);
      expect(target.dead_letter_config).toEqual({ arn: queue });
      expect(target.depends_on).toContain("aws_sqs_queue_policy.Queue_Policy_578A1801");
    }
  });

  it("adds its permission and each rule's ARN to a shared role", () => {
    const stack = synth((scope) => {
      const eventRole = new Role(scope, "Role", { servicePrincipal: "events.amazonaws.com" });
      const one = new targets.ApiDestination(destination(scope, {}, "One"), { eventRole });
      const two = new targets.ApiDestination(destination(scope, {}, "Two"), { eventRole });
      new Rule(scope, "A", { eventPattern, targets: { One: one, Two: two } });
      new Rule(scope, "B", { eventPattern, targets: { Two: two } });
    });

    expect(Object.keys(stack.resources("aws_iam_role"))).toEqual(["Role_1ABCC5F0"]);
    expect(stack.resource("aws_iam_role").assume_role_policy).toBe(
      trust("${aws_cloudwatch_event_rule.A_CCC8ACD5.arn}", "${aws_cloudwatch_event_rule.B_08E7C7AF.arn}"),
    );
    expect(Object.keys(stack.resources("aws_iam_role_policy"))).toEqual(["Role_Policy_C696881B"]);
    for (const target of Object.values(stack.resources("aws_cloudwatch_event_target"))) {
      expect(target.role_arn).toBe("${aws_iam_role.Role_1ABCC5F0.arn}");
      expect(target.depends_on).toContain("aws_iam_role_policy.Role_Policy_C696881B");
    }
  });

  it("states a permission once in a shared role, however many rules need it", () => {
    const stack = synth((scope) => {
      const eventRole = new Role(scope, "Role", { servicePrincipal: "events.amazonaws.com" });
      const target = new targets.ApiDestination(destination(scope), { eventRole });
      new Rule(scope, "A", { eventPattern, targets: { Api: target } });
      new Rule(scope, "B", { eventPattern, targets: { Api: target } });
    });

    expect(JSON.parse(stack.resource("aws_iam_role_policy").policy as string).Statement).toHaveLength(1);
  });

  it("leaves an imported role's trust alone and depends on no policy where there is none", () => {
    const stack = synth((scope) => {
      const arn = "arn:aws:iam::123456789012:role/delivery";
      const eventRole = Role.fromRoleArn(scope, "Role", arn, { mutable: false });
      ruleTo(scope, { eventRole, withoutDeadLetterQueue: "the receiver asks again" });
    });

    const target = stack.resource("aws_cloudwatch_event_target");
    expect(target.role_arn).toBe("arn:aws:iam::123456789012:role/delivery");
    expect(target).not.toHaveProperty("depends_on");
    expect(stack.resources("aws_iam_role_policy")).toEqual({});
  });

  it("has no dead-letter queue when told so with a reason", () => {
    const stack = synth((scope) => ruleTo(scope, { withoutDeadLetterQueue: "the receiver asks again" }));

    expect(stack.resource("aws_cloudwatch_event_target")).not.toHaveProperty("dead_letter_config");
    expect(stack.resources("aws_sqs_queue")).toEqual({});
    expect(stack.text).not.toContain("asks again");
  });

  it("fails without a reason, and with a reason beside a queue", () => {
    const error = refusal((scope) => {
      ruleTo(scope, { withoutDeadLetterQueue: " ", deadLetterQueue: new Queue(scope, "Queue") });
    });

    expect(findings(error)).toEqual([
      "targets.Api.withoutDeadLetterQueue: dead-letter-queue-opt-out-without-reason",
      "targets.Api.withoutDeadLetterQueue: dead-letter-queue-contradiction",
    ]);
  });

  it("warns with an imported queue, whose policy is not ours to change", () => {
    const arn = "arn:aws:sqs:us-east-1:123456789012:elsewhere";
    const stack = synth((scope) => ruleTo(scope, { deadLetterQueue: Queue.fromQueueArn(scope, "Queue", arn) }));

    expect(codesOf(stack.warnings)).toEqual(["queue-imported-without-statement"]);
    expect(stack.warnings[0]).toContain(arn);
    expect(stack.resource("aws_cloudwatch_event_target").dead_letter_config).toEqual({ arn });
    expect(stack.resources("aws_sqs_queue_policy")).toEqual({});
  });

  it("fails with a FIFO queue", () => {
    const arn = "arn:aws:sqs:us-east-1:123456789012:elsewhere.fifo";
    const error = refusal((scope) => ruleTo(scope, { deadLetterQueue: Queue.fromQueueArn(scope, "Queue", arn) }));

    expect(findings(error)).toEqual(["targets.Api.deadLetterQueue: dead-letter-queue-fifo"]);
  });

  it("fails with everything that is wrong about it in one error, under its id on the rule", () => {
    const error = refusal((scope) =>
      ruleTo(scope, {
        retryAttempts: 186,
        maxEventAge: Duration.seconds(59),
        withoutDeadLetterQueue: "",
        pathParameterValues: [" ", EventField.event],
        headerParameters: { "a b": "x", Host: "y", c: "\n" },
        queryStringParameters: { id: EventField.fromPath("detail.id" as EventPath) },
        event: RuleTargetInput.fromObject({ when: new Date(0) }),
      }),
    );

    expect(error.constructPath).toBe("stack/Rule");
    expect(findings(error)).toEqual([
      "targets.Api.pathParameterValues[0]: http-parameter-invalid",
      "targets.Api.pathParameterValues[1]: http-parameter-reserved-variable",
      "targets.Api.headerParameters.a b: header-name-invalid",
      "targets.Api.headerParameters.Host: header-forbidden",
      "targets.Api.headerParameters.c: http-parameter-invalid",
      "targets.Api.queryStringParameters.id: http-parameter-reserved-variable",
      "targets.Api.withoutDeadLetterQueue: dead-letter-queue-opt-out-without-reason",
      "targets.Api.retryAttempts: retry-attempts-out-of-range",
      "targets.Api.maxEventAge: max-event-age-out-of-range",
      "targets.Api.event: input-not-json",
    ]);
  });

  it("warns of a path inside text, which EventBridge sends as it stands", () => {
    const stack = synth((scope) => ruleTo(scope, { headerParameters: { a: "id=$.detail.id" } }));

    expect(codesOf(stack.warnings)).toEqual(["http-parameter-partial-path"]);
  });

  it("fails when a field stands inside text, for which there is no template", () => {
    const error = refusal((scope) => ruleTo(scope, { headerParameters: { a: `id ${EventField.source}` } }));

    expect(findings(error)).toEqual(["targets.Api.headerParameters.a: http-parameter-field-in-text"]);
  });

  it.each<[number, number, string[]]>([
    [0, 0, []],
    [1, 1, []],
    [1, 0, ["path-parameter-count"]],
    [0, 1, ["path-parameter-count"]],
    [2, 1, ["path-parameter-count"]],
  ])("compares %i wildcards of the path with %i values", (wildcards, values, codes) => {
    const endpoint = `https://api.example.com${"/*".repeat(wildcards)}`;
    const pathParameterValues = Array.from({ length: values }, () => "x");
    const stack = synth((scope) => ruleTo(scope, { pathParameterValues }, { endpoint }));

    expect(codesOf(stack.warnings)).toEqual(codes);
  });

  it("fails with a queue of another Region, where both Regions are known", () => {
    const build = (arn: string, region?: string) => (scope: TerraformStack) => {
      const provider = region ? new AwsProvider(scope, "other", { alias: "other", region }) : undefined;
      ruleTo(scope, { deadLetterQueue: Queue.fromQueueArn(scope, "Queue", arn) }, { provider });
    };
    const there = "arn:aws:sqs:eu-central-1:123456789012:elsewhere";
    const refused = ["targets.Api.deadLetterQueue: dead-letter-queue-other-region"];

    expect(findings(refusal(build(there)))).toEqual(refused);
    expect(findings(refusal(build(there.replace("eu-central-1", "us-east-1"), "eu-central-1")))).toEqual(refused);
    expect(codesOf(synth(build(there, "eu-central-1")).warnings)).toEqual(["queue-imported-without-statement"]);
  });

  it("fails with a FIFO queue of the same stack", () => {
    const error = refusal((scope) => ruleTo(scope, { deadLetterQueue: new Queue(scope, "Queue", { fifo: true }) }));

    expect(findings(error)).toEqual(["targets.Api.deadLetterQueue: dead-letter-queue-fifo"]);
  });

  it("works on the rule of a custom bus", () => {
    const stack = synth((scope) => ruleTo(scope, {}, { eventBus: new EventBus(scope, "Bus") }));
    const bus = "${aws_cloudwatch_event_bus.Bus_EA82B648.name}";

    expect(stack.resource("aws_cloudwatch_event_rule").event_bus_name).toBe(bus);
    expect(stack.resource("aws_cloudwatch_event_target").event_bus_name).toBe(bus);
  });
});
