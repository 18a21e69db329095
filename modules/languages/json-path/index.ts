export { EventJsonPath, type JsonPathResult, type JsonPathSegment } from "./event-json-path";
export { JsonPathError, type JsonPathErrorCode } from "./json-path-error";
export { EVENT_JSON_PATH_MAX_LENGTH } from "./limits";
