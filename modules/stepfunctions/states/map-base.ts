import type { JsonPath } from "../expressions/json-path";
import type { JsonataExpression } from "../expressions/jsonata-expression";
import { type IChainable, RetryableState, type State, type StateProps } from "./state";
import type { Fields, Place, StateContext } from "./state-context";
import { type JsonataResultProps, type JsonPathResultProps, renderInput, renderOutput } from "./state-fields";

/** Properties of both kinds of Map in both languages. */
export interface MapBaseProps {
  /**
   * What every item's states get instead of the item: `$$.Map.Item.Value`, or `$states.context.Map.Item.Value`, is the item.
   *
   * @default - the item
   * @asl ItemSelector
   */
  readonly itemSelector?: { readonly [name: string]: unknown };
}

export interface MapBaseJsonPathProps extends MapBaseProps, JsonPathResultProps {
  /**
   * The list in the input.
   *
   * @default - the input itself
   * @asl ItemsPath
   */
  readonly itemsPath?: string | JsonPath;
  /**
   * Items at the same time. 0 for as many as there can be, which an API with a rate limit does not bear.
   *
   * @default 0
   * @asl MaxConcurrency
   */
  readonly maxConcurrency?: number | JsonPath;
}

export interface MapBaseJsonataProps extends MapBaseProps, JsonataResultProps {
  /**
   * The list.
   *
   * @default - the input itself
   * @asl Items
   */
  readonly items?: readonly unknown[] | JsonataExpression;
  /**
   * Items at the same time. 0 for as many as there can be, which an API with a rate limit does not bear.
   *
   * @default 0
   * @asl MaxConcurrency
   */
  readonly maxConcurrency?: number | JsonataExpression;
}

/** Runs the same states for each item of a list. */
export abstract class MapBase extends RetryableState {
  protected readonly type = "Map";
  #processor: State | undefined;

  constructor(
    id: string,
    private readonly mapProps: StateProps & Partial<MapBaseJsonPathProps | MapBaseJsonataProps>,
  ) {
    super(id, mapProps);
  }

  /** The states that run for each item. They are a scope of their own: none leads out of it. */
  public itemProcessor(processor: IChainable): this {
    if (!this.accepts(processor, "itemProcessor")) {
      return this;
    }
    const { startState } = processor;
    if (this.#processor !== undefined && this.#processor !== startState) {
      this.refuseSecondNext(this.#processor, startState);
    }
    this.#processor ??= startState;
    return this;
  }

  /** `ProcessorConfig` in the definition. */
  protected abstract get processorConfig(): Fields;

  /**
   * Where the states that run for each item are.
   *
   * @internal
   */
  protected abstract placeOfItems(context: StateContext): Place;

  /**
   * Adds what only this kind of Map has.
   *
   * @internal
   */
  protected renderItemFields(_fields: Fields, _context: StateContext): void {}

  /** @internal */
  protected renderFields(fields: Fields, context: StateContext): void {
    const props: Partial<MapBaseJsonPathProps & MapBaseJsonataProps> = this.mapProps as object;
    renderInput(fields, context, props);
    context.pathField(fields, "ItemsPath", props.itemsPath, "itemsPath");
    context.field(fields, "Items", props.items, "items");
    this.renderItemFields(fields, context);
    context.payload(fields, "ItemSelector", props.itemSelector, "itemSelector");
    context.field(fields, "MaxConcurrency", props.maxConcurrency, "maxConcurrency");
    if (this.#processor !== undefined) {
      fields.ItemProcessor = {
        ProcessorConfig: this.processorConfig,
        ...context.scope(this.#processor, "ItemProcessor", this.placeOfItems(context)),
      };
    }
    renderOutput(fields, context, props);
  }
}
