import { Duration } from "../../core/duration";
import type { HttpMethod } from "../../events/api-destination";
import { Errors } from "../states/errors";
import { JitterType, type RetryOptions, type RetryProps } from "../states/retry";

/** Methods that may be sent twice with the effect of once. Source: RFC 9110, 9.2.2. */
const IDEMPOTENT_METHODS: readonly unknown[] = ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"];

/** Statuses after which the same request may succeed, though the first one may have been processed. */
const TRANSIENT_STATUSES = [408, 425, 500, 502, 503, 504];

/**
 * Retriers for HTTP Tasks. No error is in two of them, so that all can stand together. 400, 401, 403, 404, 409, 410 and 422
 * are in none: the same request fails again.
 */
export class HttpRetry {
  /** The API takes no more requests for now (429): up to 5 retries after 2 to 60 seconds. `Retry-After` is not seen. */
  public static throttled(options: RetryOptions = {}): readonly RetryProps[] {
    return [
      {
        errors: [Errors.httpStatusCode(429)],
        interval: Duration.seconds(2),
        maxAttempts: 5,
        backoffRate: 2,
        maxDelay: Duration.seconds(60),
        jitterStrategy: JitterType.FULL,
        ...options,
      },
    ];
  }

  /**
   * No answer, or one of 408, 425, 500, 502, 503 and 504: up to 4 retries. The API may have processed the request, so only
   * for requests that may be sent twice.
   */
  public static transient(options: RetryOptions = {}): readonly RetryProps[] {
    return [
      {
        errors: [...TRANSIENT_STATUSES.map(Errors.httpStatusCode), Errors.HTTP_SOCKET, Errors.TIMEOUT],
        interval: Duration.seconds(1),
        maxAttempts: 4,
        backoffRate: 2,
        jitterStrategy: JitterType.FULL,
        ...options,
      },
    ];
  }

  /** The connection is being authorized or changed. No request was sent. */
  public static connection(options: RetryOptions = {}): readonly RetryProps[] {
    return [
      {
        errors: [
          Errors.CONNECTION_AUTH_IN_PROGRESS,
          Errors.CONNECTION_CONCURRENT_MODIFICATION,
          Errors.CONNECTION_INTERNAL_ERROR,
        ],
        interval: Duration.seconds(2),
        maxAttempts: 4,
        backoffRate: 2,
        jitterStrategy: JitterType.FULL,
        ...options,
      },
    ];
  }

  /** The role's policy was made seconds ago and is not known everywhere yet. For machines that start right after apply. */
  public static bootstrap(options: RetryOptions = {}): readonly RetryProps[] {
    return [
      {
        errors: [Errors.HTTP_ACCESS_DENIED, Errors.CONNECTION_ACCESS_DENIED],
        interval: Duration.seconds(5),
        maxAttempts: 4,
        backoffRate: 2,
        ...options,
      },
    ];
  }

  /**
   * What an HttpInvoke has that is given no retrier: `throttled` and `connection`, and `transient` if the request may be
   * sent twice.
   *
   * @param options.idempotent whether it may be. Default: GET, HEAD, OPTIONS, PUT and DELETE may
   */
  public static forMethod(
    method: HttpMethod | undefined,
    options: { readonly idempotent?: boolean } = {},
  ): readonly RetryProps[] {
    const { idempotent = IDEMPOTENT_METHODS.includes(method) } = options;
    return [...HttpRetry.throttled(), ...(idempotent ? HttpRetry.transient() : []), ...HttpRetry.connection()];
  }
}
