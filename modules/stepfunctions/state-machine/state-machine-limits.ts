/** Source: provider (aws_sfn_state_machine.name); AWS allows more characters. */
export const STATE_MACHINE_NAME = /^[0-9A-Za-z_-]{1,80}$/;
export const MAX_STATE_MACHINE_NAME = 80;

/** The ARN of a machine, and the version or alias behind it if there is one. Source: Step Functions API. */
export const STATE_MACHINE_OR_QUALIFIED_ARN =
  /^(arn:[\w-]+:states:[\w-]+:\d{12}:stateMachine:[^:/*?\s]{1,80})(?::([\w.-]{1,80}))?$/;

/** Parts of a machine's ARN; that of a version or alias has one more. Source: Step Functions API. */
export const MACHINE_ARN_PARTS = 7;

/** The ARN of a version, which is a number. Source: Step Functions API. */
export const STATE_MACHINE_VERSION_ARN = /^(arn:[\w-]+:states:[\w-]+:\d{12}:stateMachine:[^:/*?\s]{1,80}):\d+$/;

/** Not a number alone, which would be a version. Source: Step Functions API (CreateStateMachineAlias). */
export const ALIAS_NAME = /^(?=.*[A-Za-z_.-])[A-Za-z0-9_.-]{1,80}$/;
export const MAX_ALIAS_NAME = 80;

/** Longest description of an alias. Source: Step Functions API (AliasDescription). */
export const MAX_ALIAS_DESCRIPTION = 256;

/** Percent of the executions that a version gets; those of an alias add up to the maximum. Source: API (VersionWeight). */
export const ROUTE_WEIGHT = [0, 100] as const;

/** Versions that an alias can point to. Source: Step Functions API (RoutingConfigurationList). */
export const MAX_ROUTES = 2;

/** Seconds for which a data key is used again. Source: Step Functions API (KmsDataKeyReusePeriodSeconds). */
export const DATA_KEY_REUSE_SECONDS = [60, 900] as const;

/** Groups under it share one resource policy of AWS's, which would else grow past its limit. Source: user guide, logging. */
export const VENDED_LOGS = "/aws/vendedlogs/";

/** Characters of all inline policies of a role together, white space left out. Source: IAM quotas. */
export const MAX_INLINE_POLICIES = 10_240;

/** How deep a definition is looked into: deeper than one that is accepted, and not as deep as the call stack. */
export const MAX_WALK_DEPTH = 1500;
