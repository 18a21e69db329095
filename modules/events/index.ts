export { ApiDestination, type ApiDestinationProps, HttpMethod, type IApiDestination } from "./api-destination";
export { Archive, type ArchiveProps, type IArchive } from "./archive";
export { Authorization } from "./authorization";
export {
  Connection,
  type ConnectionAttributes,
  type ConnectionParameterNames,
  type ConnectionProps,
  type IConnection,
} from "./connection";
export type { ConnectionResource } from "./connection-backend";
export { type CloudFormationCredentialStorageProps, CredentialStorage } from "./credential-storage";
export { EventBus, type EventBusProps } from "./event-bus";
export type { IEventBus } from "./event-bus-base";
export { type EventBusLogConfig, EventBusLogDetail, EventBusLogLevel } from "./event-bus-logging";
export type { EventBusPolicyStatement, GrantPutEventsOptions } from "./event-bus-policy";
export { EventField, type EventPath } from "./event-field";
export type { EventPattern, PatternFields } from "./event-pattern";
export { HttpParameter, type HttpParameters, type SecretHttpParameterOptions } from "./http-parameter";
export { Match, type Matcher, type Matchers } from "./match";
export type { OAuthAuthorizationProps, OAuthHttpMethod } from "./oauth";
export { type IRule, Rule, type RuleAttributes, type RuleProps } from "./rule";
export { RuleState } from "./rule-checks";
export { type IRuleTarget, RuleTarget, type RuleTargetConfig } from "./rule-target";
export { type BoundRuleTargetInput, type InputTransformerProps, RuleTargetInput } from "./rule-target-input";
export { type CronOptions, Schedule } from "./schedule";
