import type { SecretValue } from "../core/secret-value";
import { Problems } from "../core/validate";
import { HttpMethod } from "./api-destination";
import type { AuthParameters, ConnectionBackend } from "./connection-backend";
import { RESOURCE_CONFIGURATION_ARN } from "./connection-limits";
import { checkPlainText, userName, userText } from "./connection-text";
import { checkEndpoint } from "./endpoint";
import { isAuthParameter } from "./headers";
import { HttpParameter, type HttpParameters } from "./http-parameter";
import { bindHttpParameters } from "./http-parameter-binding";

/** The methods with which a token can be asked for. */
export type OAuthHttpMethod = HttpMethod.GET | HttpMethod.POST | HttpMethod.PUT;

/** A client of an OAuth 2.0 server, with the client credentials grant. */
export interface OAuthAuthorizationProps extends HttpParameters {
  /**
   * An HTTPS URL of at most 2,048 characters, at which EventBridge gets a token.
   *
   * @terraform aws_cloudwatch_event_connection.auth_parameters.oauth.authorization_endpoint
   */
  readonly authorizationEndpoint: string;
  /**
   * 1 to 512 characters without `:`.
   *
   * @terraform aws_cloudwatch_event_connection.auth_parameters.oauth.client_parameters.client_id
   */
  readonly clientId: string | SecretValue;
  /**
   * 1 to 512 characters without `:`.
   *
   * @terraform aws_cloudwatch_event_connection.auth_parameters.oauth.client_parameters.client_secret
   */
  readonly clientSecret: SecretValue;
  /**
   * @default HttpMethod.POST
   * @terraform aws_cloudwatch_event_connection.auth_parameters.oauth.http_method
   */
  readonly httpMethod?: OAuthHttpMethod;
  /**
   * Parameters of the token request. AWS does not say that it sends the grant type, so it is added.
   *
   * @default - `grant_type=client_credentials`, unless `grant_type` is here or among the query string parameters
   * @terraform aws_cloudwatch_event_connection.auth_parameters.oauth.oauth_http_parameters
   */
  readonly bodyParameters?: { readonly [name: string]: HttpParameter };
  /**
   * The VPC Lattice resource configuration of a private authorization endpoint. Only with
   * `CredentialStorage.cloudFormation`: the provider has no argument for it.
   *
   * @default - the endpoint is public
   */
  readonly resourceConfigurationArn?: string;
}

const METHODS: readonly string[] = [HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT];
const GRANT_TYPE = "grant_type";
const CLIENT_CREDENTIALS = HttpParameter.fromString("client_credentials");

/** What OAuth becomes on a connection. */
export function bindOAuth(props: OAuthAuthorizationProps, backend: ConnectionBackend): AuthParameters {
  const { problems } = backend;
  const { authorizationEndpoint, clientId, httpMethod = HttpMethod.POST, resourceConfigurationArn } = props;
  checkAuthorizationEndpoint(backend, authorizationEndpoint);
  const id = userName(backend, clientId, { id: "ClientId", property: "authorization.clientId" });
  problems.string(httpMethod, (method) => METHODS.includes(method), "oauth-method-invalid", "authorization.httpMethod");
  if (resourceConfigurationArn !== undefined) {
    const property = "authorization.resourceConfigurationArn";
    problems.check(backend.hasPrivateAuthorization, "oauth-private-endpoint-unsupported", { property });
    problems.string(
      resourceConfigurationArn,
      (arn) => RESOURCE_CONFIGURATION_ARN.test(arn),
      "resource-configuration-arn-invalid",
      property,
    );
  }
  const property = "authorization.clientSecret";
  const secret = backend.secret(props.clientSecret, { id: "ClientSecret", property });
  checkPlainText(backend, secret.plainText, property, isAuthParameter, "authorization-parameter-invalid");
  const place = { property: "authorization.", id: "OAuth", isInvocation: false };
  return {
    oauth: {
      authorizationEndpoint: userText(backend, authorizationEndpoint, "authorization.authorizationEndpoint"),
      httpMethod,
      clientParameters: {
        clientId: id,
        clientSecret: secret.value,
      },
      // Never empty, since it holds the grant type.
      oauthHttpParameters: bindHttpParameters(backend, withGrantType(props), place) ?? {},
    },
  };
}

function withGrantType(props: OAuthAuthorizationProps): HttpParameters {
  const { headerParameters, queryStringParameters, bodyParameters = {} } = props;
  const isGiven = [bodyParameters, queryStringParameters ?? {}].some((names) => Object.hasOwn(names, GRANT_TYPE));
  return {
    headerParameters,
    queryStringParameters,
    bodyParameters: isGiven ? bodyParameters : { ...bodyParameters, [GRANT_TYPE]: CLIENT_CREDENTIALS },
  };
}

/** The grammar is that of an API destination's endpoint; the remedies are others. */
function checkAuthorizationEndpoint({ problems, scope }: ConnectionBackend, endpoint: string): void {
  const found = new Problems(scope);
  checkEndpoint(found, "", endpoint);
  if (!found.isEmpty) {
    const [first] = found.toError().problems;
    problems.add("oauth-endpoint-invalid", {
      property: "authorization.authorizationEndpoint",
      detail: `it ${first!.allowed}`,
    });
  }
}
