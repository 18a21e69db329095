import { Fn, TerraformStack } from "cdktf";
import { Role, type StateMachine, StateMachineAlias, StateMachineType } from "cdktf-aws-http-integrations";
import { findings, refusal, synth } from "../../support/synth";
import { arn, machine, may, roleStatements } from "../parts";

describe("grants of a StateMachine", () => {
  const START = "states:StartExecution";

  it("let an identity start this machine", async () => {
    const stack = synth((scope) => {
      const role = new Role(scope, "Caller", { servicePrincipal: "lambda.amazonaws.com" });
      const made = machine(scope);
      expect(made.grantStartExecution(role).success).toBe(true);
      made.grant(role, "states:DescribeStateMachine", "states:ListExecutions");
    });
    const statements = await roleStatements(stack, "Caller");

    expect(may(statements, START, arn("states", "stateMachine:orders"))).toBe(true);
    expect(may(statements, START, arn("states", "stateMachine:orders2"))).toBe(false);
    expect(may(statements, "states:ListExecutions", arn("states", "stateMachine:orders"))).toBe(true);
    expect(may(statements, "states:StopExecution", arn("states", "stateMachine:orders"))).toBe(false);
  });

  it("let machines start each other and themselves without a cycle of Terraform", () => {
    const stack = synth((scope) => {
      const one = machine(scope, { stateMachineName: "one" }, undefined, {}, "One");
      const two = machine(scope, { stateMachineName: "two" }, undefined, {}, "Two");
      one.grantStartExecution(two);
      two.grantStartExecution(one);
      one.grantStartExecution(one);
    });

    for (const { policy } of Object.values(stack.resources("aws_iam_role_policy"))) {
      expect(String(policy)).not.toContain("aws_sfn_state_machine");
    }
  });

  it.each<[string, (made: StateMachine) => string]>([
    ["its ARN", (made) => made.stateMachineArn],
    ["its name", (made) => `arn:aws:states:us-east-1:123456789012:execution:${made.stateMachineName}:*`],
    ["the ARN of its resource", (made) => made.resource.arn],
    ["its ARN in a function", (made) => Fn.join("", [made.stateMachineArn, ":*"])],
    ["its version", (made) => made.stateMachineVersionArn],
    ["its alias", (made) => made.addAlias("Live").stateMachineArn],
    [
      "an alias made beside it",
      (made) => new StateMachineAlias(TerraformStack.of(made), "Beside", { stateMachine: made }).stateMachineArn,
    ],
  ])("fails when a statement of the role refers to the machine, which waits for it: %s", (_, resource) => {
    const about = (made: StateMachine) =>
      made.addToRolePolicy({ actions: ["states:StartExecution"], resources: [resource(made)] });
    const asCondition = (made: StateMachine) =>
      made.addToRolePolicy({
        actions: ["states:StartExecution"],
        resources: ["*"],
        conditions: { StringEquals: { "aws:SourceArn": ["x", resource(made)] } },
      });

    for (const add of [about, asCondition]) {
      expect(findings(refusal((scope) => add(machine(scope, { publishVersion: true }))))).toEqual([
        "statement: state-machine-policy-names-itself",
      ]);
    }
  });

  it("of itself and its alias to a machine are the way out, as are those of others", () => {
    const stack = synth((scope) => {
      const made = machine(scope, { publishVersion: true });
      const other = machine(scope, { stateMachineName: "other" }, undefined, {}, "Machine2");
      made.grant(made, "states:StopExecution");
      made.addAlias("Live").grantStartExecution(made);
      made.addToRolePolicy({ actions: ["states:StartExecution"], resources: [other.stateMachineArn] });
    });

    expect(JSON.stringify(stack.resources("aws_iam_role_policy"))).not.toContain("aws_sfn_state_machine.Machine_");
  });

  it("of a synchronous start are for EXPRESS alone", async () => {
    const caller = (scope: Parameters<typeof machine>[0]) =>
      new Role(scope, "Caller", { servicePrincipal: "lambda.amazonaws.com" });
    const express = synth((scope) => {
      machine(scope, { stateMachineType: StateMachineType.EXPRESS }).grantStartSyncExecution(caller(scope));
    });

    expect(
      may(await roleStatements(express, "Caller"), "states:StartSyncExecution", arn("states", "stateMachine:orders")),
    ).toBe(true);
    expect(findings(refusal((scope) => machine(scope).grantStartSyncExecution(caller(scope))))).toEqual([
      "stateMachineType: state-machine-not-express",
    ]);
  });
});
