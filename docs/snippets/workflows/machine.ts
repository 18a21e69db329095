import {
  Duration,
  type EventBus,
  type IChainable,
  type IKey,
  type IRole,
  LogLevel,
  StateMachine,
  StateMachineType,
  targets,
} from "cdktf-aws-http-integrations";
import type { Construct } from "constructs";

/** docs/workflows.md: what can be said of a machine, and who starts it. */
export function orders(scope: Construct, definition: IChainable, key: IKey, bus: EventBus, role: IRole): void {
  // region machine
  const machine = new StateMachine(scope, "Orders", {
    definition,
    stateMachineType: StateMachineType.EXPRESS,
    timeout: Duration.minutes(2),
    logs: { level: LogLevel.ERROR },
    kmsKey: key,
    publishVersion: true,
  });
  const live = machine.addAlias("Live");
  // endregion

  // region start
  bus.addRule("OrderFailed", {
    eventPattern: { source: ["shop.orders"], detailType: ["OrderFailed"] },
    targets: { Orders: new targets.SfnStateMachine(live) },
  });
  live.grantStartExecution(role);

  const existing = StateMachine.fromStateMachineName(scope, "Existing", "billing");
  existing.grantStartExecution(role);
  // endregion
}
