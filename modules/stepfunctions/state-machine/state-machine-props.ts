import type { AwsConstructProps } from "../../core/aws-construct";
import type { Duration } from "../../core/duration";
import type { IRole } from "../../iam/role";
import type { IKey } from "../../kms/key";
import type { ILogGroup } from "../../logs/log-group";
import type { DefinitionBody } from "../definition/definition-body";
import type { QueryLanguage } from "../expressions/query-language";
import type { IChainable } from "../states/state";

/** How executions are kept and paid for. */
export enum StateMachineType {
  /** Exactly once, up to a year, with a history in Step Functions. Paid by the transition. */
  STANDARD = "STANDARD",
  /** At least once, up to five minutes; the history is in the logs alone. Paid by time and memory. */
  EXPRESS = "EXPRESS",
}

/** Which events of an execution are logged. */
export enum LogLevel {
  /** None. */
  OFF = "OFF",
  /** Every event. */
  ALL = "ALL",
  /** Errors. */
  ERROR = "ERROR",
  /** Errors that end the execution. */
  FATAL = "FATAL",
}

/** What executions log, and where to. */
export interface LogOptions {
  /**
   * A group outside `/aws/vendedlogs/` counts against the limits of the Region's log resource policies.
   *
   * @default - a new group `/aws/vendedlogs/states/<name>`, with the key of the machine; none if `level` is OFF
   * @terraform aws_sfn_state_machine.logging_configuration.log_destination
   */
  readonly destination?: ILogGroup;
  /**
   * @default LogLevel.ALL
   * @terraform aws_sfn_state_machine.logging_configuration.level
   */
  readonly level?: LogLevel;
  /**
   * Whether events hold the input and output of states, and so the bodies of HTTP requests and answers.
   *
   * @default false
   * @terraform aws_sfn_state_machine.logging_configuration.include_execution_data
   */
  readonly includeExecutionData?: boolean;
}

export interface StateMachineProps extends AwsConstructProps {
  /** The first state, and with it all that follow. Either this or `definitionBody`. */
  readonly definition?: IChainable;
  /** A definition from states, a file or an object. Either this or `definition`. */
  readonly definitionBody?: DefinitionBody;
  /**
   * 1 to 80 letters, digits, `-` and `_`. Changing it replaces the machine.
   *
   * @default - made from the construct path
   * @terraform aws_sfn_state_machine.name
   */
  readonly stateMachineName?: string;
  /**
   * Changing it replaces the machine.
   *
   * @default StateMachineType.STANDARD
   * @terraform aws_sfn_state_machine.type
   */
  readonly stateMachineType?: StateMachineType;
  /**
   * The language of states that do not name one themselves.
   *
   * @default - JSONPath, or what a definition from a file or an object says
   * @terraform aws_sfn_state_machine.definition
   */
  readonly queryLanguage?: QueryLanguage;
  /**
   * After which an execution fails with `States.Timeout`, in whole seconds.
   *
   * @default - none: 5 minutes for EXPRESS, a year for STANDARD
   * @terraform aws_sfn_state_machine.definition
   */
  readonly timeout?: Duration;
  /** @terraform aws_sfn_state_machine.definition */
  readonly comment?: string;
  /**
   * The role of executions. It is given what the definition needs.
   *
   * @default - a new role, which Step Functions can assume for this machine alone
   * @terraform aws_sfn_state_machine.role_arn
   */
  readonly role?: IRole;
  /**
   * @default - every event, without the data, in a new group
   * @terraform aws_sfn_state_machine.logging_configuration
   */
  readonly logs?: LogOptions;
  /**
   * Traces in X-Ray.
   *
   * @default true
   * @terraform aws_sfn_state_machine.tracing_configuration.enabled
   */
  readonly tracingEnabled?: boolean;
  /**
   * A symmetric customer managed key for the definition and the data of executions. Key and role are given the statements
   * that Step Functions needs, also for the logs.
   *
   * @default - a key that AWS owns
   * @terraform aws_sfn_state_machine.encryption_configuration.kms_key_id
   */
  readonly kmsKey?: IKey;
  /**
   * How long a data key is used again, 60 to 900 seconds. Only beside `kmsKey`.
   *
   * @default Duration.minutes(5)
   * @terraform aws_sfn_state_machine.encryption_configuration.kms_data_key_reuse_period_seconds
   */
  readonly dataKeyReusePeriod?: Duration;
  /**
   * Publishes a version with each change, for `addAlias`.
   *
   * @default false
   * @terraform aws_sfn_state_machine.publish
   */
  readonly publishVersion?: boolean;
}
