import { AwsConstruct } from "../../core/aws-construct";
import { Grant, type IGrantable } from "../../iam/grant";
import type { Conditions } from "../../iam/policy";
import type { IKey } from "../../kms/key";

/** A state machine, made here or elsewhere; or an alias of one, which starts one of its versions. */
export interface IStateMachine {
  /** @terraform aws_sfn_state_machine.arn */
  readonly stateMachineArn: string;
  /** @terraform aws_sfn_state_machine.name */
  readonly stateMachineName: string;
  /** Lets an identity start executions (`states:StartExecution`). */
  grantStartExecution(grantee: IGrantable): Grant;
  /**
   * Lets an identity start executions and wait for the result (`states:StartSyncExecution`), which EXPRESS alone can. The
   * result holds the definition: of a machine with a key, which is known here, the identity may decrypt it.
   *
   * @throws ValidationError for a STANDARD machine
   */
  grantStartSyncExecution(grantee: IGrantable): Grant;
  /** Lets an identity do something with the machine, for example `states:DescribeStateMachine`. */
  grant(grantee: IGrantable, ...actions: string[]): Grant;
}

/** What all state machines have in common. */
export abstract class StateMachineBase extends AwsConstruct implements IStateMachine {
  public abstract readonly stateMachineArn: string;
  public abstract readonly stateMachineName: string;

  public grantStartExecution(grantee: IGrantable): Grant {
    return this.grant(grantee, "states:StartExecution");
  }

  public grantStartSyncExecution(grantee: IGrantable): Grant {
    return this.grant(grantee, "states:StartSyncExecution");
  }

  public grant(grantee: IGrantable, ...actions: string[]): Grant {
    const { arn, conditions, key } = this.granted();
    if (key !== undefined && actions.some((action) => READING_DEFINITION.has(action))) {
      Grant.addToPrincipal(grantee, {
        actions: ["kms:Decrypt"],
        resources: [key.keyArn],
        conditions: ofEncryptedMachine(arn),
      });
    }
    return Grant.addToPrincipal(grantee, { actions, resources: [arn], conditions });
  }

  /**
   * The machine as policies name it, also for a version or an alias, which are told apart by a condition.
   *
   * @internal
   */
  public abstract granted(): Granted;
}

/** What identities are allowed to use. */
export interface Granted {
  readonly arn: string;
  readonly conditions?: Conditions;
  /** The customer managed key of the machine. */
  readonly key?: IKey;
}

/**
 * Actions on a machine that answer with its definition, for which the caller decrypts it. Source: Step Functions API
 * (includedData).
 */
const READING_DEFINITION = new Set(["states:DescribeStateMachine", "states:StartSyncExecution"]);

/** For permissions to use a key for one machine alone. Source: user guide, "Data at rest encryption". */
export function ofEncryptedMachine(machineArn: string): Conditions {
  return { StringEquals: { "kms:EncryptionContext:aws:states:stateMachineArn": machineArn } };
}

/** For permissions of one version or alias. Source: user guide, "Authorization for versions and aliases". */
export function qualifierConditions(qualifier: string): Conditions {
  return { "ForAnyValue:StringEquals": { "states:StateMachineQualifier": [qualifier] } };
}
