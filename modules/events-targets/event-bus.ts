import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { Problems } from "../core/validate";
import type { IEventBus } from "../events/event-bus-base";
import { factsOf } from "../events/event-bus-registry";
import type { IRule } from "../events/rule";
import type { IRuleTarget, RuleTargetConfig } from "../events/rule-target";
import { bindTargetBase, bindTargetRole, type RoleTargetProps } from "./target-base";

/** A bus receives the event as it is. */
export interface EventBusTargetProps extends Omit<RoleTargetProps, "event"> {}

/**
 * Sends events to another bus, of this or another account or Region, with a role that may put events on this one bus for
 * this one rule. The policy of a bus of another account must let this account put events as well.
 */
export class EventBus implements IRuleTarget {
  constructor(
    private readonly bus: IEventBus,
    private readonly props: EventBusTargetProps = {},
  ) {}

  public bind(scope: Construct, rule: IRule, problems: Problems): RuleTargetConfig {
    const { bus, props } = this;
    const base = bindTargetBase(scope, rule, props, problems);
    const role = bindTargetRole(scope, rule, props);
    const grant = bus.grantPutEvents(role);
    if (!factsOf(bus)?.isByArn) {
      warnOfThirdBus(scope, rule.eventBusName, bus.eventBusName);
    }
    return {
      ...base,
      arn: bus.eventBusArn,
      roleArn: role.roleArn,
      dependsOn: [...grant.dependables, ...base.dependsOn],
    };
  }
}

/** The buses of a stack whose rules send to other buses. */
const forwarding = new WeakMap<TerraformStack, Set<string>>();

/** EventBridge forwards an event from bus to bus once. Which rules there are is known when the stack is complete. */
function warnOfThirdBus(scope: Construct, from: string, to: string): void {
  if (from === to) {
    return; // a loop, which the rule warns of
  }
  const stack = TerraformStack.of(scope);
  const buses = forwarding.get(stack) ?? new Set();
  forwarding.set(stack, buses.add(from));
  scope.node.addValidation({
    validate: () => {
      if (buses.has(to)) {
        const problems = new Problems(scope);
        problems.add("target-bus-forwards", { property: "bus" });
        problems.throwIfAny();
      }
      return [];
    },
  });
}
