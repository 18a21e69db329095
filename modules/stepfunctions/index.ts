export { Chain } from "./chain";
export { Condition, type ConditionVariable } from "./condition";
export { DefinitionBody, type DefinitionBodyOptions } from "./definition-body";
export { Errors } from "./errors";
export {
  HttpInvoke,
  type HttpInvokeJsonataProps,
  type HttpInvokeJsonPathProps,
  type HttpInvokeProps,
} from "./http-invoke";
export { ArrayFormat, type HttpRequestProps, type HttpValue, RequestBodyEncoding } from "./http-request";
export { HttpRetry } from "./http-retry";
export type { IntrinsicArgument } from "./intrinsic";
export { JsonPath } from "./json-path";
export { JsonataExpression } from "./jsonata-expression";
export { QueryLanguage } from "./query-language";
export { type CatchProps, JitterType, type RetryOptions, type RetryProps } from "./retry";
export {
  type AssignProps,
  type IChainable,
  type INextable,
  type JsonataProps,
  type JsonPathProps,
  NextableState,
  RetryableState,
  State,
  type StateProps,
} from "./state";
export type { JsonataResultProps, JsonPathResultProps, TaskTimeProps } from "./state-fields";
export { StateMachine } from "./state-machine";
export {
  type AliasRoute,
  StateMachineAlias,
  type StateMachineAliasOptions,
  type StateMachineAliasProps,
} from "./state-machine-alias";
export type { IStateMachine } from "./state-machine-base";
export { LogLevel, type LogOptions, type StateMachineProps, StateMachineType } from "./state-machine-props";
export {
  type AfterwardsOptions,
  Choice,
  type ChoiceJsonataProps,
  type ChoiceJsonPathProps,
  type ChoiceProps,
  type ChoiceTransitionOptions,
} from "./states/choice";
export {
  DistributedMap,
  type DistributedMapJsonataProps,
  type DistributedMapJsonPathProps,
  type DistributedMapProps,
  type ItemBatcher,
  type ItemReader,
  type ResultWriter,
} from "./states/distributed-map";
export { Fail, type FailJsonataProps, type FailJsonPathProps, type FailProps } from "./states/fail";
export { type MapJsonataProps, type MapJsonPathProps, type MapProps, MapState as Map } from "./states/map";
export type { MapBaseJsonataProps, MapBaseJsonPathProps, MapBaseProps } from "./states/map-base";
export { Parallel, type ParallelJsonataProps, type ParallelJsonPathProps, type ParallelProps } from "./states/parallel";
export { Pass, type PassJsonataProps, type PassJsonPathProps, type PassProps } from "./states/pass";
export { Succeed, type SucceedJsonataProps, type SucceedJsonPathProps, type SucceedProps } from "./states/succeed";
export { Task, type TaskJsonataProps, type TaskJsonPathProps, type TaskProps } from "./states/task";
export { Wait, type WaitJsonataProps, type WaitJsonPathProps, type WaitProps, WaitTime } from "./states/wait";
export type { DefinitionSubstitution, DefinitionSubstitutions } from "./substitutions";
export * from "./workflows";
