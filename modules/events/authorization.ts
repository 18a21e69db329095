import type { CloudwatchEventConnectionAuthParameters } from "@cdktf/provider-aws/lib/cloudwatch-event-connection";
import { Token } from "cdktf";
import type { Construct } from "constructs";
import { type BoundSecret, bindSecret, type SecretValue } from "../core/secret-value";
import type { Problems } from "../core/validate";
import { isAuthParameter, isForbiddenHeader, isHttpToken } from "./headers";

/** What an authorization becomes on a connection. */
export interface BoundAuthorization {
  /** @terraform aws_cloudwatch_event_connection.authorization_type */
  readonly authorizationType: "API_KEY" | "BASIC" | "OAUTH_CLIENT_CREDENTIALS";
  readonly authParameters: CloudwatchEventConnectionAuthParameters;
  /** The credentials in it, by property, for the check of the resolved output. */
  readonly secrets: { readonly [property: string]: BoundSecret };
}

/** How a connection authorizes its requests. */
export abstract class Authorization {
  /**
   * A header with a secret value.
   *
   * @param apiKeyName the header's name, 1 to 512 characters
   * @param apiKeyValue 1 to 512 characters without `:` (AWS refuses it here)
   */
  public static apiKey(apiKeyName: string, apiKeyValue: SecretValue): Authorization {
    return new ApiKeyAuthorization(apiKeyName, apiKeyValue, "apiKeyValue");
  }

  /**
   * `Authorization: Bearer <token>`. AWS has no such type: it is an API key.
   *
   * @param token without the word Bearer, and without `:`
   */
  public static bearerToken(token: SecretValue): Authorization {
    return new ApiKeyAuthorization("Authorization", token, "token", "Bearer ");
  }

  /**
   * HTTP Basic.
   *
   * @param username 1 to 512 characters without `:`
   * @param password 1 to 512 characters without `:` (AWS refuses it here)
   */
  public static basic(username: string, password: SecretValue): Authorization {
    return new BasicAuthorization(username, password);
  }

  /**
   * For an endpoint that wants no authorization, or has its secret in the URL. AWS has no such type: every request
   * carries the header `X-No-Authorization: none`.
   */
  public static none(): Authorization {
    return new NoAuthorization();
  }

  /** @internal */
  public abstract bind(scope: Construct, problems: Problems): BoundAuthorization;
}

class ApiKeyAuthorization extends Authorization {
  constructor(
    private readonly key: string,
    private readonly secret: SecretValue,
    private readonly property: string,
    private readonly prefix = "",
  ) {
    super();
  }

  public bind(scope: Construct, problems: Problems): BoundAuthorization {
    const isAccepted = (name: string) => isAuthParameter(name) && !/\s/.test(name);
    problems.string(this.key, isAccepted, "header-name-invalid", "authorization.apiKeyName");
    problems.string(
      this.key,
      (name) => !isAccepted(name) || isHttpToken(name),
      "header-name-unusual",
      "authorization.apiKeyName",
    );
    problems.string(this.key, (name) => !isForbiddenHeader(name), "header-forbidden", "authorization.apiKeyName");
    const property = `authorization.${this.property}`;
    const value = bindSecret(scope, this.secret, { id: "ApiKeyValue", property, prefix: this.prefix, problems });
    checkPlainSecret(problems, value, property);
    return {
      authorizationType: "API_KEY",
      authParameters: { apiKey: { key: this.key, value: value.value } },
      secrets: { [property]: value },
    };
  }
}

class BasicAuthorization extends Authorization {
  constructor(
    private readonly username: string,
    private readonly password: SecretValue,
  ) {
    super();
  }

  public bind(scope: Construct, problems: Problems): BoundAuthorization {
    problems.string(this.username, isAuthParameter, "authorization-parameter-invalid", "authorization.username");
    const property = "authorization.password";
    const password = bindSecret(scope, this.password, { id: "Password", property, problems });
    checkPlainSecret(problems, password, property);
    return {
      authorizationType: "BASIC",
      authParameters: { basic: { username: this.username, password: password.value } },
      secrets: { [property]: password },
    };
  }
}

class NoAuthorization extends Authorization {
  public bind(): BoundAuthorization {
    return {
      authorizationType: "API_KEY",
      authParameters: { apiKey: { key: "X-No-Authorization", value: "none" } },
      secrets: {},
    };
  }
}

/** The grammar of a credential that is known at synth; the credential is not printed. */
function checkPlainSecret(problems: Problems, secret: BoundSecret, property: string): void {
  if (secret.isPlainText && !Token.isUnresolved(secret.value)) {
    problems.check(isAuthParameter(secret.value), "authorization-parameter-invalid", { property });
  }
}
