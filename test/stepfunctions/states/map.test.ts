import {
  DistributedMap,
  Errors,
  JsonataExpression,
  JsonPath,
  Map as MapState,
  Pass,
  QueryLanguage,
} from "cdktf-aws-http-integrations";
import { findings, refusal } from "../../support/synth";
import { machineOf, renderedState, renderedStates, synthChain } from "../chains";
import { arn, roleStatements } from "../parts";

const JSONATA = { queryLanguage: QueryLanguage.JSONATA };
const ITEM = { StartAt: "Item", States: { Item: { Type: "Pass", End: true } } };

describe("a Map state", () => {
  it("runs its states for each item of the input", () => {
    expect(renderedState(new MapState("M").itemProcessor(new Pass("Item")))).toEqual({
      Type: "Map",
      ItemProcessor: { ProcessorConfig: { Mode: "INLINE" }, ...ITEM },
      End: true,
    });
  });

  it("has every field of JSONPath", () => {
    const map = MapState.jsonPath("M", {
      comment: "c",
      inputPath: "$.a",
      itemsPath: JsonPath.listAt("$.items"),
      itemSelector: { item: JsonPath.objectAt("$$.Map.Item.Value"), shop: "s" },
      maxConcurrency: 0,
      resultSelector: { all: JsonPath.listAt("$") },
      resultPath: JsonPath.DISCARD,
      outputPath: "$.b",
      assign: { done: true },
    })
      .itemProcessor(new Pass("Item"))
      .addRetry({ maxAttempts: 0 })
      .addCatch(new Pass("Caught"), { errors: [Errors.TASK_FAILED], assign: { why: JsonPath.stringAt("$.Cause") } });

    expect(renderedStates(map).M).toEqual({
      Type: "Map",
      Comment: "c",
      InputPath: "$.a",
      ItemsPath: "$.items",
      ItemSelector: { "item.$": "$$.Map.Item.Value", shop: "s" },
      MaxConcurrency: 0,
      ItemProcessor: { ProcessorConfig: { Mode: "INLINE" }, ...ITEM },
      ResultSelector: { "all.$": "$" },
      ResultPath: null,
      OutputPath: "$.b",
      Assign: { done: true },
      Retry: [{ ErrorEquals: ["States.ALL"], MaxAttempts: 0 }],
      Catch: [{ ErrorEquals: ["States.TaskFailed"], Assign: { "why.$": "$.Cause" }, Next: "Caught" }],
      End: true,
    });
  });

  it("has every field of JSONata", () => {
    const map = MapState.jsonata("M", {
      items: JsonataExpression.of("$states.input.items"),
      itemSelector: { item: JsonataExpression.of("$states.context.Map.Item.Value") },
      maxConcurrency: JsonataExpression.of("$states.input.n"),
      outputs: { all: JsonataExpression.of("$states.result") },
      assign: { n: JsonataExpression.of("$count($states.result)") },
    }).itemProcessor(new Pass("Item"));

    expect(renderedState(map, JSONATA)).toEqual({
      Type: "Map",
      Items: "{% $states.input.items %}",
      ItemSelector: { item: "{% $states.context.Map.Item.Value %}" },
      MaxConcurrency: "{% $states.input.n %}",
      ItemProcessor: { ProcessorConfig: { Mode: "INLINE" }, ...ITEM },
      Assign: { n: "{% $count($states.result) %}" },
      Output: { all: "{% $states.result %}" },
      End: true,
    });
  });

  it("takes items that are written out", () => {
    expect(
      renderedState(new MapState("M", { items: [1, { a: "b" }] }).itemProcessor(new Pass("Item")), JSONATA),
    ).toEqual(expect.objectContaining({ Items: [1, { a: "b" }] }));
  });

  it("takes its concurrency from the input", () => {
    const map = new MapState("M", { maxConcurrency: JsonPath.numberAt("$.n") }).itemProcessor(new Pass("Item"));

    expect(renderedState(map)).toEqual(expect.objectContaining({ MaxConcurrencyPath: "$.n" }));
  });

  it("fails without states for its items, and with two beginnings", () => {
    const none = refusal((stack) => machineOf(stack, new MapState("M")));
    const two = refusal((stack) =>
      machineOf(stack, new MapState("M").itemProcessor(new Pass("A")).itemProcessor(new Pass("B"))),
    );

    expect(findings(none)).toEqual(["definition.States.M.ItemProcessor: map-processor-missing"]);
    expect(findings(two)).toEqual(["definition.M.next: state-next-twice"]);
  });
});

describe("a distributed Map state", () => {
  const statement = { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::orders/*"] };

  it("runs its items in standard executions unless told", () => {
    expect(renderedState(new DistributedMap("M").itemProcessor(new Pass("Item")))).toEqual({
      Type: "Map",
      ItemProcessor: { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" }, ...ITEM },
      End: true,
    });
  });

  it("has every field of JSONPath", () => {
    const map = DistributedMap.jsonPath("M", {
      mapExecutionType: "EXPRESS",
      label: "Orders",
      itemReader: {
        resource: "arn:aws:states:::s3:getObject",
        parameters: { Bucket: "orders", Key: JsonPath.stringAt("$.key") },
        readerConfig: { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW" },
      },
      itemBatcher: {
        maxItemsPerBatch: 10,
        maxInputBytesPerBatch: JsonPath.numberAt("$.bytes"),
        batchInput: { shop: JsonPath.stringAt("$.shop") },
      },
      itemSelector: { value: JsonPath.objectAt("$$.Map.Item.Value") },
      resultWriter: {
        resource: "arn:aws:states:::s3:putObject",
        parameters: { Bucket: "orders", Prefix: "done" },
        writerConfig: { OutputType: "JSONL" },
      },
      maxConcurrency: 100,
      toleratedFailurePercentage: 5,
      toleratedFailureCount: JsonPath.numberAt("$.tolerated"),
      policyStatements: [statement],
    }).itemProcessor(new Pass("Item"));

    expect(renderedState(map)).toEqual({
      Type: "Map",
      Label: "Orders",
      ItemReader: {
        Resource: "arn:aws:states:::s3:getObject",
        Parameters: { Bucket: "orders", "Key.$": "$.key" },
        ReaderConfig: { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW" },
      },
      ItemBatcher: { MaxItemsPerBatch: 10, MaxInputBytesPerBatchPath: "$.bytes", BatchInput: { "shop.$": "$.shop" } },
      ResultWriter: {
        Resource: "arn:aws:states:::s3:putObject",
        Parameters: { Bucket: "orders", Prefix: "done" },
        WriterConfig: { OutputType: "JSONL" },
      },
      ToleratedFailurePercentage: 5,
      ToleratedFailureCountPath: "$.tolerated",
      ItemSelector: { "value.$": "$$.Map.Item.Value" },
      MaxConcurrency: 100,
      ItemProcessor: { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "EXPRESS" }, ...ITEM },
      End: true,
    });
  });

  it("has every field of JSONata", () => {
    const map = DistributedMap.jsonata("M", {
      itemReader: {
        resource: "arn:aws:states:::s3:listObjectsV2",
        parameters: { Bucket: JsonataExpression.of("$states.input.bucket") },
      },
      itemBatcher: { maxItemsPerBatch: JsonataExpression.of("$states.input.n") },
      toleratedFailurePercentage: JsonataExpression.of("$states.input.p"),
    }).itemProcessor(new Pass("Item"));

    expect(renderedState(map, JSONATA)).toEqual({
      Type: "Map",
      ItemReader: {
        Resource: "arn:aws:states:::s3:listObjectsV2",
        Arguments: { Bucket: "{% $states.input.bucket %}" },
      },
      ItemBatcher: { MaxItemsPerBatch: "{% $states.input.n %}" },
      ToleratedFailurePercentage: "{% $states.input.p %}",
      ItemProcessor: { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" }, ...ITEM },
      End: true,
    });
  });

  it("lets the role do what is said, and start the items' executions", async () => {
    const map = new DistributedMap("M", { policyStatements: [statement] }).itemProcessor(new Pass("Item"));

    const statements = await roleStatements(synthChain(map));

    expect(statements).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::orders/*"] }),
        expect.objectContaining({
          actions: ["states:StartExecution"],
          resources: [arn("states", "stateMachine:orders")],
        }),
      ]),
    );
  });
});
