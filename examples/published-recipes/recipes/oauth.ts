import {
  ApiDestination,
  Authorization,
  Connection,
  type EventBus,
  HttpParameter,
  Key,
  RuleTargetInput,
  SecretValue,
  targets,
} from "cdktf-aws-http-integrations";
import type { Construct } from "constructs";
import { variable } from "./variables";

// Published: the name is Content_Type, which is another header.
const FORM = { "Content-Type": HttpParameter.fromString("application/x-www-form-urlencoded") };
const RESPONSE = RuleTargetInput.fromEventPath("$.detail.responsePayload");

/** Recipe 11: OAuth with the password grant. Its published test event has no responsePayload. */
export function oauthPassword(scope: Construct, bus: EventBus): void {
  const secret = (jsonField: string) => SecretValue.secretsManager("published-recipes/oauth", { jsonField });

  const connection = new Connection(scope, "OAuthPassword", {
    authorization: Authorization.oauth({
      authorizationEndpoint: variable(scope, "oauth_token_url", "Token endpoint"),
      clientId: variable(scope, "oauth_client_id", "Client id"),
      clientSecret: secret("ClientSecret"),
      headerParameters: FORM,
      bodyParameters: {
        grant_type: HttpParameter.fromString("password"),
        username: HttpParameter.fromSecret(secret("Username")),
        password: HttpParameter.fromSecret(secret("Password")),
      },
    }),
  });
  const api = new ApiDestination(scope, "OAuthPasswordApi", {
    connection,
    endpoint: variable(scope, "oauth_api_url", "URL of the API"),
    rateLimitPerSecond: 10,
  });
  bus.addRule("OAuthPassword", {
    eventPattern: { source: ["MyTestApp.oauth"], detailType: ["MyTestMessage"] },
    targets: { OAuthPassword: new targets.ApiDestination(api, { event: RESPONSE }) },
  });
}

/** Recipe 12: OAuth with the client credentials grant; a key of the customer encrypts the connection's secret. */
export function oauthEncrypted(scope: Construct, bus: EventBus): void {
  const connection = new Connection(scope, "OAuthEncrypted", {
    authorization: Authorization.oauth({
      authorizationEndpoint: variable(scope, "oauth_encrypted_token_url", "Token endpoint"),
      clientId: variable(scope, "oauth_encrypted_client_id", "Client id"),
      clientSecret: SecretValue.secretsManager("published-recipes/oauth-encrypted", { jsonField: "ClientSecret" }),
      headerParameters: FORM,
    }),
    kmsKey: new Key(scope, "OAuthEncryptedKey"),
  });
  const api = new ApiDestination(scope, "OAuthEncryptedApi", {
    connection,
    endpoint: variable(scope, "oauth_encrypted_api_url", "URL of the API"),
    rateLimitPerSecond: 10,
  });
  bus.addRule("OAuthEncrypted", {
    eventPattern: { source: ["com.demo-event-bus.cmk"], detailType: ["demo-event-type"] },
    targets: { OAuthEncrypted: new targets.ApiDestination(api, { event: RESPONSE }) },
  });
}
