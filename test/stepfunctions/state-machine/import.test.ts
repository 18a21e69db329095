import { Role, StateMachine } from "cdktf-aws-http-integrations";
import { stringToken } from "../../events/parts";
import { findings, refusal, synth } from "../../support/synth";
import { arn, may, roleStatements } from "../parts";

const MACHINE = arn("states", "stateMachine:orders");
const START = "states:StartExecution";
const caller = (scope: ConstructorParameters<typeof Role>[0]) =>
  new Role(scope, "Caller", { servicePrincipal: "lambda.amazonaws.com" });

describe("StateMachine.fromStateMachineArn", () => {
  it("is known by its name, and can be started", async () => {
    const stack = synth((scope) => {
      const machine = StateMachine.fromStateMachineArn(scope, "Machine", MACHINE);
      const role = caller(scope);
      machine.grantStartExecution(role);
      machine.grantStartSyncExecution(role);
      expect([machine.stateMachineArn, machine.stateMachineName]).toEqual([MACHINE, "orders"]);
    });
    const statements = await roleStatements(stack);

    expect(may(statements, START, MACHINE)).toBe(true);
    expect(may(statements, "states:StartSyncExecution", MACHINE)).toBe(true);
    expect(may(statements, START, `${MACHINE}2`)).toBe(false);
  });

  it.each(["live", "3"])("of a version or alias may start that alone: %s", async (qualifier) => {
    const stack = synth((scope) => {
      StateMachine.fromStateMachineArn(scope, "Machine", `${MACHINE}:${qualifier}`).grantStartExecution(caller(scope));
    });
    const statements = await roleStatements(stack);
    const as = (name: string) => ({ "states:StateMachineQualifier": [name] });

    // AWS asks for permission on the machine, and names the version or alias in the context.
    expect(may(statements, START, MACHINE, as(qualifier))).toBe(true);
    expect(may(statements, START, MACHINE, as("other"))).toBe(false);
    expect(may(statements, START, MACHINE)).toBe(false);
  });

  it("may be an ARN that Terraform alone knows", () => {
    const stack = synth((scope) => {
      const machine = StateMachine.fromStateMachineArn(scope, "Machine", stringToken(scope, "machine"));
      const role = caller(scope);
      machine.grantStartExecution(role);
      machine.grant(role, machine.stateMachineName);
    });
    const policy = String(stack.resource("aws_iam_role_policy").policy);

    expect(policy).toContain("var.machine");
    expect(policy).toContain('element(split(":", var.machine), 6)');
  });

  it("that Terraform alone knows may be that of an alias: what is granted is the machine's", () => {
    const { policy } = synth((scope) => {
      StateMachine.fromStateMachineArn(scope, "Machine", stringToken(scope, "machine")).grantStartExecution(
        caller(scope),
      );
    }).resource("aws_iam_role_policy");

    // The parts of a machine's ARN are seven: what stands behind them is the version or alias.
    expect(String(policy)).toContain('join(":", slice(split(":", var.machine), 0, 7))'.replaceAll('\\"', '"'));
  });

  it.each([
    "orders",
    "arn:aws:states:us-east-1:123456789012:execution:orders:1",
    "arn:aws:states:us-east-1:123456789012:stateMachine:*",
    "arn:aws:states:us-east-1:123456789012:stateMachine:",
    "arn:aws:states:us-east-1:123456789012:stateMachine:a:b:c",
    "arn:aws:lambda:us-east-1:123456789012:function:orders",
  ])("fails when it is given %j", (text) => {
    expect(findings(refusal((scope) => StateMachine.fromStateMachineArn(scope, "Machine", text)))).toEqual([
      "stateMachineArn: state-machine-arn-invalid",
    ]);
  });
});

describe("StateMachine.fromStateMachineName", () => {
  it("is a machine of this account and Region", async () => {
    const stack = synth((scope) => {
      const machine = StateMachine.fromStateMachineName(scope, "Machine", "orders");
      machine.grantStartExecution(caller(scope));
      expect(machine.stateMachineName).toBe("orders");
      expect(machine.stateMachineArn).toBe(machine.stateMachineArn);
    });

    expect((await roleStatements(stack))[0]!.resources).toEqual([MACHINE]);
  });

  it("fails when it is given an ARN", () => {
    expect(findings(refusal((scope) => StateMachine.fromStateMachineName(scope, "Machine", MACHINE)))).toEqual([
      "stateMachineName: state-machine-name-invalid",
    ]);
  });
});
