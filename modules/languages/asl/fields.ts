/** Fields that a state of each type may have. Type, Comment and QueryLanguage go with every type. */
export const STATE_FIELDS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    Task: "InputPath OutputPath ResultPath Parameters Arguments Output Assign Resource Credentials ResultSelector Retry Catch TimeoutSeconds TimeoutSecondsPath HeartbeatSeconds HeartbeatSecondsPath Next End",
    Pass: "InputPath OutputPath Result ResultPath Parameters Output Assign Next End",
    Choice: "InputPath OutputPath Output Assign Choices Default",
    Wait: "InputPath OutputPath Output Assign Seconds SecondsPath Timestamp TimestampPath Next End",
    Succeed: "InputPath OutputPath Output",
    Fail: "Error ErrorPath Cause CausePath",
    Parallel:
      "InputPath OutputPath ResultPath Parameters Arguments Output Assign ResultSelector Retry Catch Branches Next End",
    Map: "InputPath OutputPath ResultPath Parameters Output Assign ResultSelector Retry Catch ItemProcessor Iterator ItemsPath Items ItemSelector ItemReader ItemBatcher ResultWriter MaxConcurrency MaxConcurrencyPath ToleratedFailureCount ToleratedFailureCountPath ToleratedFailurePercentage ToleratedFailurePercentagePath Label Next End",
  }).map(([type, fields]) => [type, setOf(`Type Comment QueryLanguage ${fields}`)]),
);

/** Every field that some state may have. */
export const KNOWN_STATE_FIELDS: ReadonlySet<string> = new Set([...STATE_FIELDS.values()].flatMap((set) => [...set]));

/** Fields that a JSONata state may not have. */
export const JSONPATH_ONLY_FIELDS = setOf(
  "InputPath OutputPath ResultPath Parameters ResultSelector Result ItemsPath TimeoutSecondsPath HeartbeatSecondsPath SecondsPath TimestampPath MaxConcurrencyPath ToleratedFailurePercentagePath ToleratedFailureCountPath ErrorPath CausePath MaxItemsPath MaxItemsPerBatchPath MaxInputBytesPerBatchPath",
);

/** Fields that a JSONPath state may not have. */
export const JSONATA_ONLY_FIELDS = setOf("Arguments Output Items");

export const MACHINE_FIELDS = setOf("StartAt States Comment Version TimeoutSeconds QueryLanguage");
export const BRANCH_FIELDS = setOf("StartAt States Comment");
export const PROCESSOR_FIELDS = setOf("StartAt States Comment ProcessorConfig");
export const PROCESSOR_CONFIG_FIELDS = setOf("Mode ExecutionType");
export const ITEM_READER_FIELDS = setOf("Resource Parameters Arguments ReaderConfig");
export const READER_CONFIG_FIELDS = setOf(
  "InputType Transformation ManifestType CSVDelimiter CSVHeaderLocation CSVHeaders MaxItems MaxItemsPath ItemsPointer",
);
export const ITEM_BATCHER_FIELDS = setOf(
  "MaxItemsPerBatch MaxItemsPerBatchPath MaxInputBytesPerBatch MaxInputBytesPerBatchPath BatchInput",
);
export const RESULT_WRITER_FIELDS = setOf("Resource Parameters Arguments WriterConfig");
export const WRITER_CONFIG_FIELDS = setOf("Transformation OutputType");

/** Fields of a Map that only a distributed one uses. */
export const DISTRIBUTED_ONLY_FIELDS: readonly string[] = [
  "ItemReader",
  "ItemBatcher",
  "ResultWriter",
  "Label",
  "ToleratedFailureCount",
  "ToleratedFailureCountPath",
  "ToleratedFailurePercentage",
  "ToleratedFailurePercentagePath",
];

/** Fields of which a state, or an object in it, may have one only. */
export const EXCLUSIVE_FIELDS: readonly (readonly string[])[] = [
  ["TimeoutSeconds", "TimeoutSecondsPath"],
  ["HeartbeatSeconds", "HeartbeatSecondsPath"],
  ["MaxConcurrency", "MaxConcurrencyPath"],
  ["ToleratedFailureCount", "ToleratedFailureCountPath"],
  ["ToleratedFailurePercentage", "ToleratedFailurePercentagePath"],
  ["ItemProcessor", "Iterator"],
  ["SecondsPath", "Seconds", "TimestampPath", "Timestamp"],
  ["Error", "ErrorPath"],
  ["Cause", "CausePath"],
  ["MaxItems", "MaxItemsPath"],
  ["MaxItemsPerBatch", "MaxItemsPerBatchPath"],
  ["MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath"],
];

function setOf(names: string): ReadonlySet<string> {
  return new Set(names.split(" "));
}
