import type { AslCases } from "./case";
import { DISTRIBUTED, machine, map, only, PASS, READER, task } from "./parts";

const CALL = machine({
  Call: task({
    Resource: "arn:aws:states:::http:invoke",
    Parameters: {
      ApiEndpoint: "https://api.example.com/v1/items",
      Method: "GET",
      InvocationConfig: { ConnectionArn: "arn:aws:events:eu-central-1:123456789012:connection/api/1a2b" },
    },
  }),
});

export const MAP_CASES: AslCases = {
  "map-processor-missing": { bad: only({ Type: "Map", End: true }), good: only(map()) },
  "map-processor-config-invalid": {
    bad: only({ Type: "Map", ItemProcessor: { ProcessorConfig: "INLINE", ...machine({ B: PASS }) }, End: true }),
    good: only(map({}, { Mode: "INLINE" })),
  },
  "map-mode-invalid": { bad: only(map({}, { Mode: "DISTRIBUTE" })), good: only(map({}, DISTRIBUTED)) },
  "map-execution-type-missing": { bad: only(map({}, { Mode: "DISTRIBUTED" })), good: only(map({}, DISTRIBUTED)) },
  "map-execution-type-invalid": {
    bad: only(map({}, { Mode: "INLINE", ExecutionType: "STANDARD" })),
    good: only(map({}, DISTRIBUTED)),
  },
  "map-number-invalid": {
    bad: only(map({ MaxConcurrency: -1 })),
    good: only(map({ MaxConcurrency: 0, ToleratedFailurePercentage: 0.5 }, DISTRIBUTED)),
  },
  "map-field-distributed-only": {
    bad: only(map({ Label: "Items" })),
    good: only(map({ Label: "Items" }, DISTRIBUTED)),
  },
  "map-field-unknown": {
    bad: only(map({ ItemReader: { ...READER, ReaderConfig: { InputTyp: "JSON" } } }, DISTRIBUTED)),
    good: only(map({ ItemReader: { ...READER, ReaderConfig: { InputType: "JSON" } } }, DISTRIBUTED)),
  },
  "map-part-not-object": {
    bad: only(map({ ItemBatcher: 10 }, DISTRIBUTED)),
    good: only(map({ ItemBatcher: { MaxItemsPerBatch: 10 } }, DISTRIBUTED)),
  },
  "map-reader-resource-invalid": {
    bad: only(map({ ItemReader: { ...READER, Resource: "arn:aws:states:::s3:headObject" } }, DISTRIBUTED)),
    good: only(map({ ItemReader: { ...READER, Resource: "arn:aws-iso:states:::s3:listObjectsV2" } }, DISTRIBUTED)),
  },
  "map-reader-config-invalid": {
    bad: only(map({ ItemReader: { ...READER, ReaderConfig: { InputType: "CSV" } } }, DISTRIBUTED)),
    good: only(
      map(
        { ItemReader: { ...READER, ReaderConfig: { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW" } } },
        DISTRIBUTED,
      ),
    ),
  },
  "map-reader-input-type-unknown": {
    bad: only(map({ ItemReader: { ...READER, ReaderConfig: { InputType: "XML" } } }, DISTRIBUTED)),
    good: only(
      map({ ItemReader: { ...READER, ReaderConfig: { InputType: "JSON", ItemsPointer: "/items" } } }, DISTRIBUTED),
    ),
  },
  "map-batcher-without-size": {
    bad: only(map({ ItemBatcher: { BatchInput: { fixed: 1 } } }, DISTRIBUTED)),
    good: only(map({ ItemBatcher: { MaxInputBytesPerBatchPath: "$.bytes" } }, DISTRIBUTED)),
  },
  "map-writer-resource-unknown": {
    bad: only(map({ ResultWriter: { Resource: "arn:aws:states:::s3:copyObject" } }, DISTRIBUTED)),
    good: only(map({ ResultWriter: { Resource: "arn:aws:states:::s3:putObject" } }, DISTRIBUTED)),
  },
  "map-label-invalid": {
    bad: only(map({ Label: "all items" }, DISTRIBUTED)),
    good: only(map({ Label: "AllItems" }, DISTRIBUTED)),
  },
  "map-label-duplicate": { bad: twoMaps("Same", "Same"), good: twoMaps("One", "Two") },
  "map-calls-unbounded": {
    bad: only({ ...map(), ItemProcessor: CALL }),
    good: only({ ...map({ MaxConcurrency: 5 }), ItemProcessor: CALL }),
  },
};

function twoMaps(first: string, second: string) {
  return machine({
    A: { ...map({ Label: first }, DISTRIBUTED), End: undefined, Next: "B" },
    B: {
      Type: "Map",
      Label: second,
      ItemProcessor: { ProcessorConfig: DISTRIBUTED, ...machine({ Other: PASS }) },
      End: true,
    },
  });
}
