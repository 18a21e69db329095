export { DefinitionBody, type DefinitionBodyOptions } from "./definition/definition-body";
export type { DefinitionSubstitution, DefinitionSubstitutions } from "./definition/substitutions";
export { Condition, type ConditionVariable } from "./expressions/condition";
export type { IntrinsicArgument } from "./expressions/intrinsic";
export { JsonPath } from "./expressions/json-path";
export { JsonataExpression } from "./expressions/jsonata-expression";
export { QueryLanguage } from "./expressions/query-language";
export {
  HttpInvoke,
  type HttpInvokeJsonataProps,
  type HttpInvokeJsonPathProps,
  type HttpInvokeProps,
} from "./http/http-invoke";
export { ArrayFormat, type HttpRequestProps, type HttpValue, RequestBodyEncoding } from "./http/http-request";
export { HttpRetry } from "./http/http-retry";
export { StateMachine } from "./state-machine/state-machine";
export {
  type AliasRoute,
  StateMachineAlias,
  type StateMachineAliasOptions,
  type StateMachineAliasProps,
} from "./state-machine/state-machine-alias";
export type { IStateMachine } from "./state-machine/state-machine-base";
export {
  LogLevel,
  type LogOptions,
  type StateMachineProps,
  StateMachineType,
} from "./state-machine/state-machine-props";
export { Chain } from "./states/chain";
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
export { Errors } from "./states/errors";
export { Fail, type FailJsonataProps, type FailJsonPathProps, type FailProps } from "./states/fail";
export { type MapJsonataProps, type MapJsonPathProps, type MapProps, MapState as Map } from "./states/map";
export type { MapBaseJsonataProps, MapBaseJsonPathProps, MapBaseProps } from "./states/map-base";
export { Parallel, type ParallelJsonataProps, type ParallelJsonPathProps, type ParallelProps } from "./states/parallel";
export { Pass, type PassJsonataProps, type PassJsonPathProps, type PassProps } from "./states/pass";
export { type CatchProps, JitterType, type RetryOptions, type RetryProps } from "./states/retry";
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
} from "./states/state";
export type { JsonataResultProps, JsonPathResultProps, TaskTimeProps } from "./states/state-fields";
export { Succeed, type SucceedJsonataProps, type SucceedJsonPathProps, type SucceedProps } from "./states/succeed";
export { Task, type TaskJsonataProps, type TaskJsonPathProps, type TaskProps } from "./states/task";
export { Wait, type WaitJsonataProps, type WaitJsonPathProps, type WaitProps, WaitTime } from "./states/wait";
export * from "./workflows";
