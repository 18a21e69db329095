import { CloudwatchEventApiDestination } from "@cdktf/provider-aws/lib/cloudwatch-event-api-destination";
import { Token } from "cdktf";
import type { Construct } from "constructs";
import { AwsConstruct, type AwsConstructProps } from "../core/aws-construct";
import { renderText } from "../core/json";
import { physicalName } from "../core/names";
import { attributeOf } from "../core/reference";
import { Problems } from "../core/validate";
import { Grant, type IGrantable } from "../iam/grant";
import type { IConnection } from "./connection";
import { checkEndpoint, countPathWildcards } from "./endpoint";
import { DEFAULT_RATE, MAX_DESCRIPTION, MAX_NAME, MIN_RATE, NAME } from "./limits";

/** The methods an API destination may use. */
export enum HttpMethod {
  POST = "POST",
  GET = "GET",
  HEAD = "HEAD",
  OPTIONS = "OPTIONS",
  PUT = "PUT",
  PATCH = "PATCH",
  DELETE = "DELETE",
}

/** An API destination, made here or elsewhere. */
export interface IApiDestination {
  /** With the UUID at its end. @terraform aws_cloudwatch_event_api_destination.arn */
  readonly apiDestinationArn: string;
  /** The number of `*` in the endpoint's path; undefined where it is not known at synth. */
  readonly pathWildcards: number | undefined;
  /** The credentials of its requests, where they are known. */
  readonly connection?: IConnection;
  /** Lets an identity send requests through the destination (`events:InvokeApiDestination`). */
  grantInvoke(grantee: IGrantable): Grant;
}

export interface ApiDestinationProps extends AwsConstructProps {
  /** The credentials of its requests. */
  readonly connection: IConnection;
  /**
   * An HTTPS URL of at most 2,048 characters. A `*` in the path is filled from the target's `pathParameterValues`.
   *
   * @terraform aws_cloudwatch_event_api_destination.invocation_endpoint
   */
  readonly endpoint: string;
  /**
   * @default HttpMethod.POST
   * @terraform aws_cloudwatch_event_api_destination.http_method
   */
  readonly httpMethod?: HttpMethod;
  /**
   * Requests per second, at least 1. More than 300 needs a higher account quota. Events beyond it wait, and are lost to
   * the dead-letter queue once they are older than the target's `maxEventAge`.
   *
   * @default 300
   * @terraform aws_cloudwatch_event_api_destination.invocation_rate_limit_per_second
   */
  readonly rateLimitPerSecond?: number;
  /**
   * 1 to 64 letters, digits, `.`, `-` and `_`. Changing it replaces the destination.
   *
   * @default - made from the construct path
   * @terraform aws_cloudwatch_event_api_destination.name
   */
  readonly apiDestinationName?: string;
  /**
   * At most 512 characters.
   *
   * @terraform aws_cloudwatch_event_api_destination.description
   */
  readonly description?: string;
}

/**
 * An HTTP endpoint for rules. Makes `aws_cloudwatch_event_api_destination`. EventBridge waits 5 seconds for the answer and
 * retries 401, 407, 409, 429, 5xx and timeouts.
 *
 * @throws ValidationError
 */
export class ApiDestination extends AwsConstruct implements IApiDestination {
  /**
   * An existing API destination.
   *
   * @param apiDestinationArn with the UUID at its end
   */
  public static fromApiDestinationArn(scope: Construct, id: string, apiDestinationArn: string): IApiDestination {
    return new ImportedApiDestination(scope, id, apiDestinationArn);
  }

  public readonly resource: CloudwatchEventApiDestination;
  public readonly apiDestinationArn: string;
  public readonly pathWildcards: number | undefined;
  public readonly connection: IConnection;

  constructor(scope: Construct, id: string, props: ApiDestinationProps) {
    super(scope, id, props);
    const rate = props.rateLimitPerSecond ?? DEFAULT_RATE;
    const method = props.httpMethod ?? HttpMethod.POST;
    const problems = new Problems(this);
    problems.string(
      props.apiDestinationName,
      (name) => NAME.test(name),
      "api-destination-name-invalid",
      "apiDestinationName",
    );
    problems.string(props.description, (text) => text.length <= MAX_DESCRIPTION, "description-too-long", "description");
    problems.string(method, (name) => Object.hasOwn(HttpMethod, name), "http-method-invalid", "httpMethod");
    problems.integer(rate, [MIN_RATE, Number.MAX_SAFE_INTEGER], "rate-limit-out-of-range", "rateLimitPerSecond");
    if (!Token.isUnresolved(rate) && rate > DEFAULT_RATE) {
      problems.add("rate-limit-above-quota", { property: "rateLimitPerSecond", given: rate });
    }
    checkEndpoint(problems, "endpoint", props.endpoint);
    problems.throwIfAny();

    this.resource = this.make(CloudwatchEventApiDestination, "Resource", {
      name: props.apiDestinationName ?? physicalName(this, MAX_NAME),
      description: props.description && renderText(props.description),
      connectionArn: props.connection.connectionArn,
      invocationEndpoint: renderText(props.endpoint),
      httpMethod: method,
      invocationRateLimitPerSecond: rate,
    });
    this.apiDestinationArn = attributeOf(this.resource, "arn");
    this.connection = props.connection;
    this.pathWildcards = Token.isUnresolved(props.endpoint) ? undefined : countPathWildcards(props.endpoint);
  }

  public grantInvoke(grantee: IGrantable): Grant {
    return grantInvoke(grantee, this.apiDestinationArn);
  }
}

class ImportedApiDestination extends AwsConstruct implements IApiDestination {
  public readonly pathWildcards = undefined;

  constructor(
    scope: Construct,
    id: string,
    public readonly apiDestinationArn: string,
  ) {
    super(scope, id);
    const problems = new Problems(this);
    problems.required(
      apiDestinationArn,
      (arn) => /^arn:[\w-]+:events:[\w-]+:\d{12}:api-destination\/[.\-_A-Za-z0-9]+\/[-A-Za-z0-9]+$/.test(arn),
      "api-destination-arn-invalid",
      "apiDestinationArn",
    );
    problems.throwIfAny();
  }

  public grantInvoke(grantee: IGrantable): Grant {
    return grantInvoke(grantee, this.apiDestinationArn);
  }
}

function grantInvoke(grantee: IGrantable, apiDestinationArn: string): Grant {
  return Grant.addToPrincipal(grantee, { actions: ["events:InvokeApiDestination"], resources: [apiDestinationArn] });
}
