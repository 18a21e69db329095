export { type JsonataFacts, type JsonataReference, jsonataFacts, type StatesReference } from "./facts";
export { JSONATA_FUNCTIONS } from "./functions";
export { isJsonataText, type JsonataError, type JsonataNode, type ParsedJsonata, parseJsonata } from "./parse";
