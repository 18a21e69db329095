export {
  ASL_RULES,
  type AslDiagnostic,
  type AslRule,
  type AslRuleId,
  type AslValidation,
  type ConnectionParameters,
  type DefinitionText,
  type DefinitionUses,
  type DuplicateKey,
  HISTORY_MAX_EVENTS,
  HTTP_METHODS,
  type HttpTask,
  type HttpTaskEndpoint,
  holdsPlaceholder,
  httpTasksOf,
  isForbiddenTaskHeader,
  nearest,
  parseDefinitionText,
  type ResourceUse,
  usesOf,
  type ValidateDefinitionOptions,
  validateDefinition,
} from "./asl";
export * from "./event-pattern";
export * from "./input-transformer";
export { JsonSyntaxError, jsonPathOf } from "./json";
export * from "./json-path";
export * from "./schedule";
export { isSecret, shownEndpoint } from "./secrets";
