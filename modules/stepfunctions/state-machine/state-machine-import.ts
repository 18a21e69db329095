import { Fn, Token } from "cdktf";
import type { Construct } from "constructs";
import { untraced } from "../../core/untraced";
import { Problems } from "../../core/validate";
import { Account } from "../../iam/account";
import { type Granted, qualifierConditions, StateMachineBase } from "./state-machine-base";
import { MACHINE_ARN_PARTS, STATE_MACHINE_NAME, STATE_MACHINE_OR_QUALIFIED_ARN } from "./state-machine-limits";

/** A state machine, version or alias of any account and Region. */
export class StateMachineByArn extends StateMachineBase {
  #machineArn: string | undefined;

  constructor(
    scope: Construct,
    id: string,
    public readonly stateMachineArn: string,
  ) {
    super(scope, id);
    const problems = new Problems(this);
    problems.required(
      stateMachineArn,
      (arn) => STATE_MACHINE_OR_QUALIFIED_ARN.test(arn),
      "state-machine-arn-invalid",
      "stateMachineArn",
    );
    problems.throwIfAny();
  }

  public get stateMachineName(): string {
    return Token.isUnresolved(this.stateMachineArn)
      ? Fn.element(Fn.split(":", this.stateMachineArn), 6)
      : (this.stateMachineArn.split(":")[6] as string);
  }

  public granted(): Granted {
    const arn = this.stateMachineArn;
    if (Token.isUnresolved(arn)) {
      // It may be that of a version or an alias, and AWS asks for permission on the machine.
      this.#machineArn ??= untraced(() => Fn.join(":", Fn.slice(Fn.split(":", arn), 0, MACHINE_ARN_PARTS)));
      return { arn: this.#machineArn };
    }
    const [, machineArn = arn, qualifier] = STATE_MACHINE_OR_QUALIFIED_ARN.exec(arn) ?? [];
    return { arn: machineArn, conditions: qualifier === undefined ? undefined : qualifierConditions(qualifier) };
  }
}

/** A state machine of the account and Region. */
export class StateMachineByName extends StateMachineBase {
  #arn: string | undefined;

  constructor(
    scope: Construct,
    id: string,
    public readonly stateMachineName: string,
  ) {
    super(scope, id);
    const problems = new Problems(this);
    problems.required(
      stateMachineName,
      (name) => STATE_MACHINE_NAME.test(name),
      "state-machine-name-invalid",
      "stateMachineName",
    );
    problems.throwIfAny();
  }

  public get stateMachineArn(): string {
    this.#arn ??= Account.of(this).arn("states", `stateMachine:${this.stateMachineName}`);
    return this.#arn;
  }

  public granted(): Granted {
    return { arn: this.stateMachineArn };
  }
}
