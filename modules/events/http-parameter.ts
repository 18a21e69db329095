import type { SecretValue } from "../core/secret-value";
import type { ConnectionBackend, SecretPlace } from "./connection-backend";
import { checkPlainText, userText } from "./connection-text";

/** Text before a secret value. */
export interface SecretHttpParameterOptions {
  /**
   * Text before the secret, such as `Bearer `. It is stored as a part of the secret.
   *
   * @default - none
   */
  readonly prefix?: string;
}

/** The value of a header, query string or body parameter that a connection adds to each request. */
export class HttpParameter {
  /** A value that is no secret: whoever may describe the connection can read it. */
  public static fromString(value: string): HttpParameter {
    return new HttpParameter(value, false);
  }

  /** A value that EventBridge keeps in the connection's secret (`is_value_secret`). May hold a `:`. */
  public static fromSecret(value: SecretValue, options: SecretHttpParameterOptions = {}): HttpParameter {
    return new HttpParameter(value, true, options.prefix);
  }

  /** Tells an HttpParameter from anything else, whatever its type claims. */
  public static isHttpParameter(value: unknown): value is HttpParameter {
    return typeof value === "object" && value !== null && #value in value;
  }

  readonly #value: string | SecretValue;
  /** As the user said, whatever the value is: a string given as a secret is refused, not sent in clear text. */
  readonly #isSecret: boolean;
  readonly #prefix: string;

  private constructor(value: string | SecretValue, isSecret: boolean, prefix = "") {
    this.#value = value;
    this.#isSecret = isSecret;
    this.#prefix = prefix;
  }

  /** @internal */
  public get isSecret(): boolean {
    return this.#isSecret;
  }

  /**
   * @returns the value as Terraform takes it, and the bytes of it that are known
   * @internal
   */
  public bind(
    backend: ConnectionBackend,
    place: SecretPlace,
    holds: (value: string) => boolean,
  ): { readonly value: string; readonly text: string } {
    const { property } = place;
    const value = this.#value;
    if (!this.#isSecret) {
      return this.bindPlain(backend, value as string, property, holds);
    }
    const bound = backend.secret(value as SecretValue, { ...place, prefix: this.#prefix });
    checkPlainText(backend, bound.plainText, property, holds, "connection-parameter-value-invalid");
    return { value: bound.value, text: bound.plainText ?? this.#prefix };
  }

  private bindPlain(backend: ConnectionBackend, value: string, property: string, holds: (value: string) => boolean) {
    backend.problems.string(value, holds, "connection-parameter-value-invalid", property);
    return { value: userText(backend, value, property), text: value };
  }

  /** Never the value. */
  public toString(): string {
    return "HttpParameter(…)";
  }

  public toJSON(): string {
    return this.toString();
  }
}

/** Parameters by name. */
export interface HttpParameters {
  /**
   * At most 100. AWS removes some headers from requests: they are refused.
   *
   * @default - none
   * @terraform aws_cloudwatch_event_connection.auth_parameters
   */
  readonly headerParameters?: { readonly [name: string]: HttpParameter };
  /**
   * At most 100.
   *
   * @default - none
   * @terraform aws_cloudwatch_event_connection.auth_parameters
   */
  readonly queryStringParameters?: { readonly [name: string]: HttpParameter };
  /**
   * At most 100. Members that are added to the JSON object of the body.
   *
   * @default - none
   * @terraform aws_cloudwatch_event_connection.auth_parameters
   */
  readonly bodyParameters?: { readonly [name: string]: HttpParameter };
}
