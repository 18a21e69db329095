export {
  type JsonArray,
  type JsonBoolean,
  type JsonMember,
  type JsonNode,
  type JsonNull,
  type JsonNumber,
  type JsonObject,
  type JsonOpaque,
  type JsonPosition,
  type JsonSpan,
  type JsonString,
  jsonPathOf,
  lookup,
  type OpaqueType,
  positionAt,
} from "./ast";
export { JsonSyntaxError, JsonValueError, quoteSource } from "./errors";
export { MAX_JSON_DEPTH, MAX_JSON_NODES } from "./limits";
export { type ParseJsonOptions, parseJson, parseJsonRecovering, type RecoveredJson } from "./parse";
export { type FromValueOptions, fromValue, isPlainContainer, printJson, setOwn, toValue } from "./values";
