/** Limits of connections beyond those in limits.ts. */

/** Header, query string and body parameters: of each at most this many. Source: API model. */
export const MAX_CONNECTION_PARAMETERS = 100;

/** Bytes of an event's payload, to which each parameter of the connection counts. Source: API model. */
export const MAX_PAYLOAD_BYTES = 65_536;

/** Where parameters leave little room for the event. */
export const LARGE_PARAMETERS_BYTES = 49_152;

/** Bytes of `template_body`. Source: CloudFormation quotas. */
export const MAX_TEMPLATE_BYTES = 51_200;

/** Longest name of a CloudFormation stack. Source: CloudFormation API. */
export const MAX_STACK_NAME = 128;

/** Source: API model (ConnectionArn), which has no account for some partners' connections; those cannot be imported. */
export const CONNECTION_ARN = /^arn:[\w-]+:events:[\w-]+:\d{12}:connection\/[.\-_A-Za-z0-9]+\/[-A-Za-z0-9]+$/;

/** Source: API model (ResourceConfigurationArn). */
export const RESOURCE_CONFIGURATION_ARN =
  /^arn:[a-z0-9-]+:vpc-lattice:[a-zA-Z0-9-]+:\d{12}:resourceconfiguration\/rcfg-[0-9a-z]{17}$/;

/** Source: Secrets Manager API. */
export const SECRET_ARN = /^arn:[\w-]+:secretsmanager:[\w-]+:\d{12}:secret:[\w/+=.@!-]+$/;
