/** The language of the expressions in a state machine or a state. */
export enum QueryLanguage {
  JSON_PATH = "JSONPath",
  JSONATA = "JSONata",
}
