import { Token } from "cdktf";
import { MAX_HTTP_TASK_SECONDS } from "../../languages/asl";
import type { JsonPath } from "../expressions/json-path";
import type { JsonataExpression } from "../expressions/jsonata-expression";
import { QueryLanguage } from "../expressions/query-language";
import { EXPECTED, isConnection } from "../states/property-types";
import type { RetryProps } from "../states/retry";
import { type EitherLanguage, RetryableState } from "../states/state";
import type { Fields, StateContext } from "../states/state-context";
import { type JsonataResultProps, type JsonPathResultProps, renderInput, renderOutput } from "../states/state-fields";
import type { HttpRequestProps } from "./http-request";
import { HttpRetry } from "./http-retry";
import { isIdempotent } from "./idempotency-key";
import { renderEndpoint } from "./request-endpoint";
import { isDynamic, requestHeaders } from "./request-headers";

export interface HttpInvokeJsonPathProps extends HttpRequestProps<JsonPath>, JsonPathResultProps {}

export interface HttpInvokeJsonataProps extends HttpRequestProps<JsonataExpression>, JsonataResultProps {}

export type HttpInvokeProps = EitherLanguage<HttpInvokeJsonPathProps, HttpInvokeJsonataProps>;

/**
 * Sends an HTTP request and waits up to 60 seconds for the answer. The result has `StatusCode`, `StatusText`, `Headers`
 * (lists of texts) and, if there is one, `ResponseBody`. A status that is not 2xx is the error
 * `States.Http.StatusCode.<status>`: the body is lost then.
 *
 * Without `addRetry` it has the retriers of HttpRetry.forMethod.
 */
export class HttpInvoke extends RetryableState {
  /** One whose expressions are JSONPath. */
  public static jsonPath(id: string, props: HttpInvokeJsonPathProps): HttpInvoke {
    return new HttpInvoke(id, { ...props, queryLanguage: QueryLanguage.JSON_PATH });
  }

  /** One whose expressions are JSONata. */
  public static jsonata(id: string, props: HttpInvokeJsonataProps): HttpInvoke {
    return new HttpInvoke(id, { ...props, queryLanguage: QueryLanguage.JSONATA });
  }

  protected readonly type = "Task";

  constructor(
    id: string,
    private readonly props: HttpInvokeProps,
  ) {
    super(id, props);
  }

  protected override get defaultRetries(): readonly RetryProps[] {
    const { defaultRetry = true, method } = this.props;
    if (!defaultRetry) {
      return [];
    }
    return HttpRetry.forMethod(
      isDynamic(method) ? undefined : method,
      isIdempotent(this.props) ? { idempotent: true } : {},
    );
  }

  /** @internal */
  protected renderFields(fields: Fields, context: StateContext): void {
    const { props } = this;
    fields.Resource = context.httpInvokeArn;
    renderInput(fields, context, props);
    fields[context.isJsonata ? "Arguments" : "Parameters"] = this.request(context);
    renderOutput(fields, context, props);
    context.time(fields, "TimeoutSeconds", props.timeout, "timeout");
    const seconds = fields.TimeoutSeconds;
    if (typeof seconds === "number" && !Token.isUnresolved(seconds) && seconds > MAX_HTTP_TASK_SECONDS) {
      context.problem("http-invoke-timeout-too-long", "timeout", { given: seconds });
    }
    if (props.defaultRetry === false) {
      context.leaveOutRetry();
    }
  }

  private request(context: StateContext): Fields {
    const { connection, method, queryStringParameters, requestBody } = this.props;
    const request: Fields = {};
    renderEndpoint(request, context, this.props);
    context.member(request, "Method", method, "method");
    if (isConnection(connection)) {
      request.InvocationConfig = { ConnectionArn: connection.connectionArn };
      context.useConnection(connection);
    } else {
      context.refuseProperty("connection", EXPECTED.connection, connection);
    }
    context.member(request, "Headers", requestHeaders(context, this.props), "headers");
    context.member(request, "QueryParameters", queryStringParameters, "queryStringParameters");
    context.member(request, "RequestBody", requestBody, "requestBody");
    this.renderTransform(request);
    return request;
  }

  private renderTransform(request: Fields): void {
    const { requestBodyEncoding, arrayFormat } = this.props;
    if (requestBodyEncoding === undefined && arrayFormat === undefined) {
      return;
    }
    request.Transform = {
      ...(requestBodyEncoding === undefined ? {} : { RequestBodyEncoding: requestBodyEncoding }),
      ...(arrayFormat === undefined ? {} : { RequestEncodingOptions: { ArrayFormat: arrayFormat } }),
    };
  }
}
