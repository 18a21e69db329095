import type { SecretValue } from "../core/secret-value";
import type { AuthParameters, ConnectionBackend } from "./connection-backend";
import { checkPlainText, userName } from "./connection-text";
import { isAuthParameter, isForbiddenHeader, isHttpToken } from "./headers";
import { bindOAuth, type OAuthAuthorizationProps } from "./oauth";

/** What an authorization becomes on a connection. */
export interface BoundAuthorization {
  /** @terraform aws_cloudwatch_event_connection.authorization_type */
  readonly authorizationType: "API_KEY" | "BASIC" | "OAUTH_CLIENT_CREDENTIALS";
  readonly authParameters: AuthParameters;
  /** The header it adds to each request. */
  readonly header: string;
}

/** How a connection authorizes its requests. */
export class Authorization {
  /**
   * A header with a secret value.
   *
   * @param apiKeyName the header's name, 1 to 512 characters
   * @param apiKeyValue 1 to 512 characters without `:` (AWS refuses it here)
   */
  public static apiKey(apiKeyName: string, apiKeyValue: SecretValue): Authorization {
    return new Authorization((backend) => bindApiKey(backend, apiKeyName, apiKeyValue, "apiKeyValue", ""));
  }

  /**
   * `Authorization: Bearer <token>`. AWS has no such type: it is an API key.
   *
   * @param token without the word Bearer, and without `:`
   */
  public static bearerToken(token: SecretValue): Authorization {
    return new Authorization((backend) => bindApiKey(backend, "Authorization", token, "token", "Bearer "));
  }

  /**
   * HTTP Basic.
   *
   * @param username 1 to 512 characters without `:`; a `SecretValue` where the API's key goes here
   * @param password 1 to 512 characters without `:` (AWS refuses it here)
   */
  public static basic(username: string | SecretValue, password: SecretValue): Authorization {
    return new Authorization((backend) => bindBasic(backend, username, password));
  }

  /**
   * OAuth 2.0 with the client credentials grant. EventBridge gets a token, sends it as `Authorization: Bearer`, and gets
   * another when it expires or is refused; a delivery may fail meanwhile, so let its target retry.
   */
  public static oauth(props: OAuthAuthorizationProps): Authorization {
    return new Authorization(
      (backend) => ({
        authorizationType: "OAUTH_CLIENT_CREDENTIALS",
        authParameters: bindOAuth(props, backend),
        header: "Authorization",
      }),
      props.resourceConfigurationArn,
    );
  }

  /**
   * For an endpoint that wants no authorization, or has its secret in the URL. AWS has no such type: every request
   * carries the header `X-No-Authorization: none`.
   */
  public static none(): Authorization {
    return new Authorization(() => NONE);
  }

  readonly #bind: (backend: ConnectionBackend) => BoundAuthorization;

  private constructor(
    bind: (backend: ConnectionBackend) => BoundAuthorization,
    /** @internal */
    public readonly resourceConfigurationArn?: string,
  ) {
    this.#bind = bind;
  }

  /** @internal */
  public bind(backend: ConnectionBackend): BoundAuthorization {
    return this.#bind(backend);
  }
}

const NONE: BoundAuthorization = {
  authorizationType: "API_KEY",
  authParameters: { apiKey: { key: "X-No-Authorization", value: "none" } },
  header: "X-No-Authorization",
};

function bindApiKey(
  backend: ConnectionBackend,
  key: string,
  secret: SecretValue,
  secretProperty: string,
  prefix: string,
): BoundAuthorization {
  const { problems } = backend;
  const name = "authorization.apiKeyName";
  const isAccepted = (text: string) => isAuthParameter(text) && !/\s/.test(text);
  problems.string(key, isAccepted, "header-name-invalid", name);
  problems.string(key, (text) => !isAccepted(text) || isHttpToken(text), "header-name-unusual", name);
  problems.string(key, (text) => !isForbiddenHeader(text), "header-forbidden", name);
  const property = `authorization.${secretProperty}`;
  const { value, plainText } = backend.secret(secret, { id: "ApiKeyValue", property, prefix });
  checkPlainText(backend, plainText, property, isAuthParameter, "authorization-parameter-invalid");
  return {
    authorizationType: "API_KEY",
    authParameters: { apiKey: { key: backend.text(key), value } },
    header: key,
  };
}

function bindBasic(
  backend: ConnectionBackend,
  username: string | SecretValue,
  secret: SecretValue,
): BoundAuthorization {
  const name = userName(backend, username, { id: "Username", property: "authorization.username" });
  const property = "authorization.password";
  const { value, plainText } = backend.secret(secret, { id: "Password", property });
  checkPlainText(backend, plainText, property, isAuthParameter, "authorization-parameter-invalid");
  return {
    authorizationType: "BASIC",
    authParameters: { basic: { username: name, password: value } },
    header: "Authorization",
  };
}
