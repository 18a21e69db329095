import type { SfnAlias } from "@cdktf/provider-aws/lib/sfn-alias";
import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { physicalName } from "../../core/names";
import { addDependencies, attributeOf } from "../../core/reference";
import { Problems } from "../../core/validate";
import { Account } from "../../iam/account";
import type { Grant, IGrantable, IPrincipal } from "../../iam/grant";
import type { PolicyStatement } from "../../iam/policy";
import { type IRole, Role } from "../../iam/role";
import type { IKey } from "../../kms/key";
import type { ILogGroup } from "../../logs/log-group";
import { ExecutionRole } from "./execution-role";
import { StateMachineAlias, type StateMachineAliasOptions } from "./state-machine-alias";
import { type Granted, type IStateMachine, StateMachineBase } from "./state-machine-base";
import { checkProps } from "./state-machine-checks";
import { checkedDefinition } from "./state-machine-definition";
import { allowLogDelivery, encryptionConfiguration } from "./state-machine-encryption";
import { StateMachineByArn, StateMachineByName } from "./state-machine-import";
import { MAX_STATE_MACHINE_NAME } from "./state-machine-limits";
import { checkLogs, isLogging, logGroupOf, loggingConfiguration } from "./state-machine-logging";
import { checkPolicyLength, checkStatement, executionStatements, sourceArns } from "./state-machine-permissions";
import { type StateMachineProps, StateMachineType } from "./state-machine-props";

/** The service that runs executions. */
const STATES_SERVICE = "states.amazonaws.com";

/**
 * A state machine. Makes `aws_sfn_state_machine`, a role that may do what the definition needs and no more, and a log
 * group. The definition is checked as Step Functions would check it when Terraform applies.
 *
 * Whoever plans needs `states:ValidateStateMachineDefinition`: the provider lets AWS check the definition too.
 *
 * @throws ValidationError
 */
export class StateMachine extends StateMachineBase implements IGrantable {
  /**
   * An existing state machine of any account and Region, or a version or alias of one.
   */
  public static fromStateMachineArn(scope: Construct, id: string, stateMachineArn: string): IStateMachine {
    return new StateMachineByArn(scope, id, stateMachineArn);
  }

  /** An existing state machine of the account and Region. */
  public static fromStateMachineName(scope: Construct, id: string, stateMachineName: string): IStateMachine {
    return new StateMachineByName(scope, id, stateMachineName);
  }

  public readonly resource: SfnStateMachine;
  public readonly stateMachineArn: string;
  public readonly stateMachineName: string;
  public readonly stateMachineType: StateMachineType;
  /** The role of executions. */
  public readonly role: IRole;
  /** Where executions are logged; undefined if they are not. */
  public readonly logGroup: ILogGroup | undefined;
  /** Whether there are versions for an alias to point to. */
  public readonly publishesVersions: boolean;
  /** What is granted to the machine goes to its role. */
  public readonly grantPrincipal: IPrincipal = { addToPolicy: (statement) => this.addToRolePolicy(statement) };

  /**
   * Those made here, wherever they stand.
   *
   * @internal
   */
  public readonly aliases: SfnAlias[] = [];

  /** The ARN made from the name: the machine depends on policies, which therefore cannot refer to the machine. */
  readonly #writtenArn: string;
  readonly #key: IKey | undefined;
  readonly #execution: ExecutionRole;
  #versionArn: string | undefined;

  constructor(scope: Construct, id: string, props: StateMachineProps) {
    super(scope, id, props ?? {});
    props ??= {};
    const { kmsKey, tracingEnabled = true, publishVersion } = props;
    const logs = props.logs ?? undefined; // what is no object is refused
    this.stateMachineType = props.stateMachineType ?? StateMachineType.STANDARD;
    const problems = new Problems(this);
    checkProps(problems, props);
    const checked = checkedDefinition(this, props, problems);
    checkLogs(problems, logs, { type: this.stateMachineType, hasHttpTasks: checked.hasHttpTasks });
    problems.throwIfAny();

    const name = props.stateMachineName ?? physicalName(this, MAX_STATE_MACHINE_NAME);
    this.#writtenArn = Account.of(this).arn("states", `stateMachine:${name}`);
    this.publishesVersions = publishVersion === true;
    this.logGroup = logGroupOf(this, name, logs, kmsKey);
    const place = {
      arn: this.#writtenArn,
      name,
      isDistributed: checked.isDistributed,
      publishesVersions: this.publishesVersions,
    };
    this.role = props.role ?? new Role(this, "Role", { servicePrincipal: STATES_SERVICE });
    for (const arn of sourceArns(place)) {
      this.role.addTrustedSource(arn);
    }
    const before: ITerraformDependable[] = [...checked.dependsOn];
    const statements = executionStatements(this, checked, place, { kmsKey, logs, isTracing: tracingEnabled });
    checkPolicyLength(problems, statements);
    problems.throwIfAny();
    this.#key = kmsKey;
    this.#execution = new ExecutionRole(this, this.role, checked.uses);
    for (const statement of statements) {
      this.#execution.add(statement, checked.policyStatements.includes(statement));
    }
    if (kmsKey !== undefined && isLogging(logs)) {
      before.push(...allowLogDelivery(kmsKey));
    }
    this.resource = this.make(SfnStateMachine, "Resource", {
      name,
      type: this.stateMachineType,
      definition: checked.text,
      roleArn: this.role.roleArn,
      publish: publishVersion,
      loggingConfiguration: loggingConfiguration(this.logGroup, logs),
      tracingConfiguration: { enabled: tracingEnabled },
      encryptionConfiguration: encryptionConfiguration(props),
    });
    addDependencies(this.resource, [...new Set([...this.#execution.policies, ...before])]);
    this.stateMachineArn = attributeOf(this.resource, "arn");
    this.stateMachineName = attributeOf(this.resource, "name");
  }

  /** The version that is published last. @throws ValidationError unless `publishVersion` is set */
  public get stateMachineVersionArn(): string {
    if (!this.publishesVersions) {
      this.refuse("state-machine-without-version", "publishVersion");
    }
    this.#versionArn ??= attributeOf(this.resource, "state_machine_version_arn");
    return this.#versionArn;
  }

  /** Adds a name under which versions of the machine are started. Needs `publishVersion`, or versions in `routes`. */
  public addAlias(id: string, props: StateMachineAliasOptions = {}): StateMachineAlias {
    return new StateMachineAlias(this, id, { ...props, stateMachine: this });
  }

  /**
   * Lets executions do something more, for example what a task of another service needs.
   *
   * @returns the policy, or undefined where the role's policy is not ours to change
   * @throws ValidationError for a statement about this machine: grant it instead
   */
  public addToRolePolicy(statement: PolicyStatement): ITerraformDependable | undefined {
    const problems = new Problems(this);
    checkStatement(problems, statement, this, [this.resource, ...this.aliases]);
    if (!problems.isEmpty) {
      throw problems.toError();
    }
    const known = this.#execution.policies.size;
    const policy = this.#execution.add(statement, true);
    if (policy !== undefined && this.#execution.policies.size > known) {
      addDependencies(this.resource, [policy]);
    }
    return policy;
  }

  public override grantStartSyncExecution(grantee: IGrantable): Grant {
    this.checkIsExpress();
    return super.grantStartSyncExecution(grantee);
  }

  /** @internal */
  public granted(): Granted {
    return { arn: this.#writtenArn, key: this.#key };
  }

  /** @internal */
  public checkIsExpress(): void {
    if (this.stateMachineType === StateMachineType.STANDARD) {
      this.refuse("state-machine-not-express", "stateMachineType");
    }
  }

  private refuse(code: "state-machine-without-version" | "state-machine-not-express", property: string): never {
    const problems = new Problems(this);
    problems.add(code, { property });
    throw problems.toError();
  }
}
