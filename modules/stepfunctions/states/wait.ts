import type { Duration } from "../../core/duration";
import type { JsonPath } from "../expressions/json-path";
import type { JsonataExpression } from "../expressions/jsonata-expression";
import { QueryLanguage } from "../expressions/query-language";
import { EXPECTED } from "./property-types";
import { type AssignProps, type EitherLanguage, type JsonataProps, type JsonPathProps, NextableState } from "./state";
import type { Fields, StateContext } from "./state-context";
import { renderInput, renderOutput } from "./state-fields";

/** How long to wait, or until when. */
export class WaitTime {
  /** A fixed time, in whole seconds. @asl Seconds */
  public static duration(duration: Duration): WaitTime {
    return new WaitTime("Seconds", duration, "duration");
  }

  /** A number of seconds that JSONata calculates. @asl Seconds */
  public static seconds(seconds: JsonataExpression): WaitTime {
    return new WaitTime("Seconds", seconds, "seconds");
  }

  /** A number of seconds of the input. @asl SecondsPath */
  public static secondsPath(path: string | JsonPath): WaitTime {
    return new WaitTime("SecondsPath", path, "secondsPath");
  }

  /** @param timestamp such as 2027-03-14T01:59:00Z. @asl Timestamp */
  public static timestamp(timestamp: string | JsonataExpression): WaitTime {
    return new WaitTime("Timestamp", timestamp, "timestamp");
  }

  /** A timestamp of the input. @asl TimestampPath */
  public static timestampPath(path: string | JsonPath): WaitTime {
    return new WaitTime("TimestampPath", path, "timestampPath");
  }

  private constructor(
    private readonly field: string,
    private readonly value: Duration | string | JsonPath | JsonataExpression,
    private readonly property: string,
  ) {}

  /** @internal */
  public render(fields: Fields, context: StateContext): void {
    const { field, value, property } = this;
    if (field.endsWith("Path")) {
      context.pathField(fields, field, value as string | JsonPath, `time.${property}`);
    } else if (property === "duration") {
      context.time(fields, field, value, `time.${property}`);
    } else {
      context.field(fields, field, value, `time.${property}`);
    }
  }
}

export interface WaitJsonPathProps extends JsonPathProps, AssignProps {
  readonly time: WaitTime;
}

export interface WaitJsonataProps extends JsonataProps, AssignProps {
  readonly time: WaitTime;
}

export type WaitProps = EitherLanguage<WaitJsonPathProps, WaitJsonataProps>;

/** Waits for a time, or until one. */
export class Wait extends NextableState {
  /** One whose expressions are JSONPath. */
  public static jsonPath(id: string, props: WaitJsonPathProps): Wait {
    return new Wait(id, { ...props, queryLanguage: QueryLanguage.JSON_PATH });
  }

  /** One whose expressions are JSONata. */
  public static jsonata(id: string, props: WaitJsonataProps): Wait {
    return new Wait(id, { ...props, queryLanguage: QueryLanguage.JSONATA });
  }

  protected readonly type = "Wait";

  constructor(
    id: string,
    private readonly props: WaitProps,
  ) {
    super(id, props);
  }

  /** @internal */
  protected renderFields(fields: Fields, context: StateContext): void {
    renderInput(fields, context, this.props);
    const { time } = this.props;
    if (time instanceof WaitTime) {
      time.render(fields, context);
    } else {
      context.refuseProperty("time", EXPECTED.waitTime, time);
    }
    renderOutput(fields, context, this.props);
  }
}
