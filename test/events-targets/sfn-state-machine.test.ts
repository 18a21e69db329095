import type { TerraformStack } from "cdktf";
import {
  EventField,
  type IStateMachine,
  Role,
  Rule,
  RuleTargetInput,
  StateMachine,
  StateMachineType,
  targets,
} from "cdktf-aws-http-integrations";
import { decide } from "../invariants/evaluator";
import { Model } from "../invariants/model";
import { arn, machine, may, roleStatements } from "../stepfunctions/parts";
import { synth } from "../support/synth";

const MACHINE = arn("states", "stateMachine:orders");

/** A rule with the one target. */
const to = (make: (stack: TerraformStack) => IStateMachine, props: targets.SfnStateMachineTargetProps = {}) =>
  synth((stack) => {
    new Rule(stack, "Rule", {
      eventPattern: { source: ["shop"] },
      targets: { Start: new targets.SfnStateMachine(make(stack), props) },
    });
  });

describe("targets.SfnStateMachine", () => {
  it("starts executions, with a role and a dead-letter queue of its own", () => {
    const stack = to((scope) => machine(scope));

    expect(stack.resource("aws_cloudwatch_event_target")).toEqual({
      rule: "${aws_cloudwatch_event_rule.Rule_4C995B7F.name}",
      event_bus_name: "default",
      target_id: "Start",
      arn: "${aws_sfn_state_machine.Machine_6FC8AE80.arn}",
      role_arn: "${aws_iam_role.Rule_Start_Role_1ED0C8DE.arn}",
      retry_policy: { maximum_retry_attempts: 185, maximum_event_age_in_seconds: 86400 },
      dead_letter_config: { arn: "${aws_sqs_queue.Rule_Start_DeadLetterQueue_75B8061E.arn}" },
      depends_on: [
        "aws_iam_role_policy.Rule_Start_Role_Policy_B73D06C9",
        "aws_sqs_queue_policy.Rule_Start_DeadLetterQueue_Policy_06881F6E",
      ],
    });
    expect(stack.warnings).toEqual([]);
  });

  it("lets the rule's role start this machine and do nothing else, for this rule alone", async () => {
    const stack = to((scope) => machine(scope));
    const statements = await roleStatements(stack, "Rule_Start");
    const { policies } = await Model.of(stack.json);
    const trust = policies.find(({ kind, block }) => kind === "trust" && block.name.includes("Rule_Start"))!;
    const assume = (source: string) =>
      decide(trust.statements, {
        principal: { service: "events.amazonaws.com" },
        action: "sts:AssumeRole",
        resource: "",
        context: { "aws:SourceArn": source },
      });
    const rule = stack.resource("aws_cloudwatch_event_rule").name;

    expect(may(statements, "states:StartExecution", MACHINE)).toBe(true);
    expect(may(statements, "states:StartExecution", `${MACHINE}2`)).toBe(false);
    expect(may(statements, "states:StopExecution", MACHINE)).toBe(false);
    expect(assume(arn("events", `rule/${rule}`))).toBe("allowed");
    expect(assume(arn("events", "rule/other"))).toBe("implicitly denied");
  });

  it("takes what other targets take: input, retries, a role", () => {
    const target = to((scope) => machine(scope, { stateMachineType: StateMachineType.EXPRESS }), {
      event: RuleTargetInput.fromObject({ order: EventField.fromPath("$.detail.id") }),
      retryAttempts: 3,
      withoutDeadLetterQueue: "the shop sends it again",
    }).resource("aws_cloudwatch_event_target");
    const shared = synth((scope) => {
      const eventRole = new Role(scope, "Shared", { servicePrincipal: "events.amazonaws.com" });
      new Rule(scope, "Rule", {
        eventPattern: { source: ["shop"] },
        targets: { Start: new targets.SfnStateMachine(machine(scope), { eventRole }) },
      });
    });

    expect(target).toMatchObject({
      input_transformer: { input_paths: { "detail-id": "$.detail.id" }, input_template: '{"order":<detail-id>}' },
      retry_policy: { maximum_retry_attempts: 3, maximum_event_age_in_seconds: 86400 },
    });
    expect(target.dead_letter_config).toBeUndefined();
    expect(shared.resource("aws_cloudwatch_event_target").role_arn).toMatch(/aws_iam_role\.Shared_/);
  });

  it("starts the version behind an alias", async () => {
    const stack = to((scope) => machine(scope, { publishVersion: true }).addAlias("Live", { aliasName: "live" }));
    const statements = await roleStatements(stack, "Rule_Start");

    expect(stack.resource("aws_cloudwatch_event_target").arn).toMatch(/^\$\{aws_sfn_alias\.\w+\.arn\}$/);
    expect(may(statements, "states:StartExecution", MACHINE, { "states:StateMachineQualifier": ["live"] })).toBe(true);
    expect(may(statements, "states:StartExecution", MACHINE)).toBe(false);
  });

  it.each<[string, (stack: TerraformStack) => IStateMachine]>([
    ["ARN", (scope) => StateMachine.fromStateMachineArn(scope, "Machine", MACHINE)],
    ["name", (scope) => StateMachine.fromStateMachineName(scope, "Machine", "orders")],
  ])("starts a machine that is known by its %s", async (_, make) => {
    const stack = to(make);

    expect(may(await roleStatements(stack), "states:StartExecution", MACHINE)).toBe(true);
    expect(stack.resource("aws_cloudwatch_event_target").arn).toMatch(/:stateMachine:orders$/);
  });
});
