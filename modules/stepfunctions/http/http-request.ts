import type { Duration } from "../../core/duration";
import type { SecretValue } from "../../core/secret-value";
import type { HttpMethod } from "../../events/api-destination";
import type { IConnection } from "../../events/connection";

/** How a request body is written. */
export enum RequestBodyEncoding {
  /** As JSON; a text as it is. */
  NONE = "NONE",
  /** As a form: `application/x-www-form-urlencoded`. */
  URL_ENCODED = "URL_ENCODED",
}

/** How lists are written in a form. */
export enum ArrayFormat {
  /** `items[0]=a&items[1]=b` */
  INDICES = "INDICES",
  /** `items=a&items=b` */
  REPEAT = "REPEAT",
  /** `items=a,b` */
  COMMAS = "COMMAS",
  /** `items[]=a&items[]=b` */
  BRACKETS = "BRACKETS",
}

/** The value of a header or a query parameter. How AWS sends a list is not documented. */
export type HttpValue<Expression> = HttpScalar<Expression> | readonly HttpScalar<Expression>[];
type HttpScalar<Expression> = string | number | boolean | null | Expression;

/** The request of an HTTP Task. Of what the connection adds too, the connection's value is sent. */
export interface HttpRequestProps<Expression> {
  /** The credentials. The role is given what it needs to read them. */
  readonly connection: IConnection;
  /** @asl Parameters.Method */
  readonly method: HttpMethod | Expression;
  /**
   * An HTTPS URL, without a query. Text with expressions in its path, such as
   * `` `https://api.example.com/orders/${JsonPath.stringAt("$.id")}` ``, allows the role every path of the host that
   * begins the same. An expression in it that has no value is an error of the run. For an endpoint that is secret, or
   * whose host is not known here, say `allowedEndpoints`.
   *
   * @asl Parameters.ApiEndpoint
   */
  readonly apiEndpoint: string | SecretValue | Expression;
  /**
   * The endpoints that the role may call for this task, with `*` for any text: `https://hooks.slack.com/services/*`.
   *
   * @default - those that follow from `apiEndpoint`
   */
  readonly allowedEndpoints?: readonly string[];
  /**
   * By name, or all of them as one expression. AWS refuses some, such as Authorization: that is for the connection.
   *
   * @default - none but those of the connection and of AWS
   * @asl Parameters.Headers
   */
  readonly headers?: { readonly [name: string]: HttpValue<Expression> } | Expression;
  /**
   * By name, or all of them as one expression. AWS encodes them.
   *
   * @default - none but those of the connection
   * @asl Parameters.QueryParameters
   */
  readonly queryStringParameters?: { readonly [name: string]: HttpValue<Expression> } | Expression;
  /**
   * Any JSON, with expressions in it, or a text. A connection that adds to the body needs an object.
   *
   * @default - no body
   * @asl Parameters.RequestBody
   */
  readonly requestBody?: unknown;
  /**
   * With URL_ENCODED the `Content-Type` header is set too, unless `headers` is one expression: that must then hold it, and
   * a warning says so.
   *
   * @default RequestBodyEncoding.NONE
   * @asl Parameters.Transform.RequestBodyEncoding
   */
  readonly requestBodyEncoding?: RequestBodyEncoding;
  /**
   * With RequestBodyEncoding.URL_ENCODED only.
   *
   * @default ArrayFormat.INDICES
   * @asl Parameters.Transform.RequestEncodingOptions.ArrayFormat
   */
  readonly arrayFormat?: ArrayFormat;
  /**
   * The header by which the API knows a repeated request.
   *
   * @default - `Idempotency-Key` if there is an `idempotencyKey`, else none
   */
  readonly idempotencyHeader?: string;
  /**
   * Its value. An event may come twice and start two executions: what is unique to the business, such as the id of an
   * order, is better than the default. One without an expression is the same for all executions: it turns on no retries.
   *
   * @default - the execution's name, the state's name and, in a Map, the item's index, unless `headers` has a value. It
   *   stays the same in retries and in a second round of a loop
   */
  readonly idempotencyKey?: string | Expression;
  /**
   * Whether a task that is given no retrier has those of HttpRetry.forMethod.
   *
   * @default true
   */
  readonly defaultRetry?: boolean;
  /**
   * In whole seconds, 1 to 60.
   *
   * @default - 60 seconds
   * @asl TimeoutSeconds
   */
  readonly timeout?: Duration | Expression;
}
