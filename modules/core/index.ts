export { AwsConstruct, type AwsConstructProps } from "./aws-construct";
export { Duration } from "./duration";
export { type Problem, ValidationError } from "./errors";
export { JsonRenderError, renderJson } from "./json";
export type { RuleId } from "./rules";
export { type SecretsManagerSecretOptions, SecretValue } from "./secret-value";
export { Problems } from "./validate";
