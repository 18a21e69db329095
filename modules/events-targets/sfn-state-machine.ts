import type { Construct } from "constructs";
import type { Problems } from "../core/validate";
import type { IRule } from "../events/rule";
import type { IRuleTarget, RuleTargetConfig } from "../events/rule-target";
import type { IStateMachine } from "../stepfunctions/state-machine/state-machine-base";
import { bindTargetBase, bindTargetRole, type RoleTargetProps } from "./target-base";

export interface SfnStateMachineTargetProps extends RoleTargetProps {}

/**
 * Starts an execution of a state machine, or of an alias of one, with a role that may start this one machine for this one
 * rule. EventBridge does not wait for the result: what fails in the execution is not retried, and goes to no dead-letter
 * queue.
 */
export class SfnStateMachine implements IRuleTarget {
  constructor(
    private readonly machine: IStateMachine,
    private readonly props: SfnStateMachineTargetProps = {},
  ) {}

  public bind(scope: Construct, rule: IRule, problems: Problems): RuleTargetConfig {
    const { machine, props } = this;
    if (typeof machine?.grantStartExecution !== "function" || typeof machine.stateMachineArn !== "string") {
      problems.add("target-not-a-state-machine", { property: "stateMachine" });
      problems.throwIfAny();
    }
    const base = bindTargetBase(scope, rule, props, problems);
    const role = bindTargetRole(scope, rule, props);
    const grant = machine.grantStartExecution(role);
    return {
      ...base,
      arn: machine.stateMachineArn,
      roleArn: role.roleArn,
      dependsOn: [...grant.dependables, ...base.dependsOn],
    };
  }
}
