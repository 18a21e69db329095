import { QueryLanguage } from "../expressions/query-language";
import { MapBase, type MapBaseJsonataProps, type MapBaseJsonPathProps } from "./map-base";
import type { EitherLanguage } from "./state";
import type { Fields, Place, StateContext } from "./state-context";

export interface MapJsonPathProps extends MapBaseJsonPathProps {}

export interface MapJsonataProps extends MapBaseJsonataProps {}

export type MapProps = EitherLanguage<MapJsonPathProps, MapJsonataProps>;

/** Runs the same states for each item of a list, in this execution: up to 40 at the same time. */
export class MapState extends MapBase {
  /** One whose expressions are JSONPath. */
  public static jsonPath(id: string, props: MapJsonPathProps = {}): MapState {
    return new MapState(id, { ...props, queryLanguage: QueryLanguage.JSON_PATH });
  }

  /** One whose expressions are JSONata. Those of the states inside it stay what they are. */
  public static jsonata(id: string, props: MapJsonataProps = {}): MapState {
    return new MapState(id, { ...props, queryLanguage: QueryLanguage.JSONATA });
  }

  constructor(id: string, props: MapProps = {}) {
    super(id, props);
  }

  protected get processorConfig(): Fields {
    return { Mode: "INLINE" };
  }

  /** @internal */
  protected placeOfItems(context: StateContext): Place {
    return context.inside(context.place.inlineMaps + 1);
  }
}
