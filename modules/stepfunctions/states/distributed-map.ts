import type { PolicyStatement } from "../../iam/policy";
import { QueryLanguage } from "../expressions/query-language";
import { MapBase, type MapBaseJsonataProps, type MapBaseJsonPathProps } from "./map-base";
import type { EitherLanguage } from "./state";
import type { Fields, Place, StateContext } from "./state-context";
import type { Dynamic } from "./state-fields";

/** Where the items are read from, instead of the input. */
export interface ItemReader {
  /** For example `arn:aws:states:::s3:getObject`. @asl ItemReader.Resource */
  readonly resource: string;
  /** What is read, such as `{ Bucket, Key }`; `Arguments` in JSONata. @asl ItemReader.Parameters */
  readonly parameters?: { readonly [name: string]: unknown };
  /** How, such as `{ InputType: "JSON" }`. @asl ItemReader.ReaderConfig */
  readonly readerConfig?: { readonly [name: string]: unknown };
}

/** Several items for each child execution. */
export interface ItemBatcher {
  /** @asl ItemBatcher.MaxItemsPerBatch */
  readonly maxItemsPerBatch?: number | Dynamic;
  /** @asl ItemBatcher.MaxInputBytesPerBatch */
  readonly maxInputBytesPerBatch?: number | Dynamic;
  /** What each batch gets besides its items. @asl ItemBatcher.BatchInput */
  readonly batchInput?: { readonly [name: string]: unknown };
}

/** Where the results go. */
export interface ResultWriter {
  /**
   * For example `arn:aws:states:::s3:putObject`.
   *
   * @default - they are only formatted
   * @asl ResultWriter.Resource
   */
  readonly resource?: string;
  /** Where to, such as `{ Bucket, Prefix }`; `Arguments` in JSONata. @asl ResultWriter.Parameters */
  readonly parameters?: { readonly [name: string]: unknown };
  /** How, such as `{ OutputType: "JSONL" }`. @asl ResultWriter.WriterConfig */
  readonly writerConfig?: { readonly [name: string]: unknown };
}

interface DistributedProps {
  /**
   * The type of the child executions.
   *
   * @default "STANDARD"
   * @asl ItemProcessor.ProcessorConfig.ExecutionType
   */
  readonly mapExecutionType?: "STANDARD" | "EXPRESS";
  /**
   * @default - the items are in the input
   * @asl ItemReader
   */
  readonly itemReader?: ItemReader;
  /**
   * @default - one item for each child execution
   * @asl ItemBatcher
   */
  readonly itemBatcher?: ItemBatcher;
  /**
   * @default - the results are the state's output
   * @asl ResultWriter
   */
  readonly resultWriter?: ResultWriter;
  /**
   * How many of 100 child executions may fail.
   *
   * @default 0
   * @asl ToleratedFailurePercentage
   */
  readonly toleratedFailurePercentage?: number | Dynamic;
  /**
   * How many child executions may fail.
   *
   * @default 0
   * @asl ToleratedFailureCount
   */
  readonly toleratedFailureCount?: number | Dynamic;
  /**
   * A part of the child executions' ARNs, at most 40 characters.
   *
   * @default - made by AWS
   * @asl Label
   */
  readonly label?: string;
  /**
   * What the role may do to read items and write results.
   *
   * @default - nothing
   */
  readonly policyStatements?: readonly PolicyStatement[];
}

export interface DistributedMapJsonPathProps extends DistributedProps, MapBaseJsonPathProps {}

export interface DistributedMapJsonataProps extends DistributedProps, MapBaseJsonataProps {}

export type DistributedMapProps = EitherLanguage<DistributedMapJsonPathProps, DistributedMapJsonataProps>;

/** Runs the same states for each item of a list, in child executions of their own. Not in an Express machine. */
export class DistributedMap extends MapBase {
  /** One whose expressions are JSONPath. */
  public static jsonPath(id: string, props: DistributedMapJsonPathProps = {}): DistributedMap {
    return new DistributedMap(id, { ...props, queryLanguage: QueryLanguage.JSON_PATH });
  }

  /** One whose expressions are JSONata. Those of the states inside it stay what they are. */
  public static jsonata(id: string, props: DistributedMapJsonataProps = {}): DistributedMap {
    return new DistributedMap(id, { ...props, queryLanguage: QueryLanguage.JSONATA });
  }

  constructor(
    id: string,
    private readonly props: DistributedMapProps = {},
  ) {
    super(id, props);
  }

  protected get processorConfig(): Fields {
    return { Mode: "DISTRIBUTED", ExecutionType: this.props.mapExecutionType ?? "STANDARD" };
  }

  /** @internal */
  protected placeOfItems(): Place {
    // Each child execution has a name of its own, and no index.
    return { inlineMaps: 0, isRepeated: () => false };
  }

  /** @internal */
  protected override renderItemFields(fields: Fields, context: StateContext): void {
    const { itemReader, itemBatcher, resultWriter, policyStatements } = this.props;
    context.constant(fields, "Label", this.props.label, "label");
    if (context.isGiven(itemReader, "itemReader")) {
      fields.ItemReader = this.dataset(context, itemReader, "itemReader", ["ReaderConfig", itemReader.readerConfig]);
    }
    if (context.isGiven(itemBatcher, "itemBatcher")) {
      const batcher: Fields = {};
      const { maxItemsPerBatch, maxInputBytesPerBatch, batchInput } = itemBatcher;
      context.field(batcher, "MaxItemsPerBatch", maxItemsPerBatch, "itemBatcher.maxItemsPerBatch");
      context.field(batcher, "MaxInputBytesPerBatch", maxInputBytesPerBatch, "itemBatcher.maxInputBytesPerBatch");
      context.payload(batcher, "BatchInput", batchInput, "itemBatcher.batchInput");
      fields.ItemBatcher = batcher;
    }
    if (context.isGiven(resultWriter, "resultWriter")) {
      const config = ["WriterConfig", resultWriter.writerConfig] as const;
      fields.ResultWriter = this.dataset(context, resultWriter, "resultWriter", config);
    }
    const { toleratedFailurePercentage, toleratedFailureCount } = this.props;
    context.field(fields, "ToleratedFailurePercentage", toleratedFailurePercentage, "toleratedFailurePercentage");
    context.field(fields, "ToleratedFailureCount", toleratedFailureCount, "toleratedFailureCount");
    context.allowGiven(policyStatements);
  }

  private dataset(
    context: StateContext,
    { resource, parameters }: { readonly resource?: string; readonly parameters?: unknown },
    property: string,
    [configField, config]: readonly [string, unknown],
  ): Fields {
    const fields: Fields = {};
    context.constant(fields, "Resource", resource, `${property}.resource`);
    context.payload(fields, context.isJsonata ? "Arguments" : "Parameters", parameters, `${property}.parameters`);
    context.payload(
      fields,
      configField,
      config,
      `${property}.${configField === "ReaderConfig" ? "readerConfig" : "writerConfig"}`,
    );
    return fields;
  }
}
