import type { JsonObject } from "../../support/terraform-json";

export interface Parameter {
  readonly Key: string;
  readonly Value: string;
}

export interface HttpParameters {
  readonly HeaderParameters?: readonly Parameter[];
  readonly QueryStringParameters?: readonly Parameter[];
  readonly BodyParameters?: readonly Parameter[];
}

/** A connection with its secrets, in the shape of EventBridge's CreateConnection. */
export interface TaskConnection {
  readonly AuthParameters: {
    readonly ApiKeyAuthParameters?: { readonly ApiKeyName: string; readonly ApiKeyValue: string };
    readonly BasicAuthParameters?: { readonly Username: string; readonly Password: string };
    readonly OAuthParameters?: {
      readonly AuthorizationEndpoint: string;
      readonly HttpMethod: string;
      readonly ClientParameters: { readonly ClientID: string; readonly ClientSecret: string };
      readonly OAuthHttpParameters?: HttpParameters;
    };
    readonly InvocationHttpParameters?: HttpParameters;
  };
}

/** A connection as Terraform's plan or state shows it: the values of an `aws_cloudwatch_event_connection`. */
export function connectionOf(values: JsonObject): TaskConnection {
  const auth = block(values.auth_parameters) ?? {};
  const [apiKey, basic, oauth] = [block(auth.api_key), block(auth.basic), block(auth.oauth)];
  const client = block(oauth?.client_parameters);
  return {
    AuthParameters: {
      ...(apiKey && { ApiKeyAuthParameters: { ApiKeyName: `${apiKey.key}`, ApiKeyValue: `${apiKey.value}` } }),
      ...(basic && { BasicAuthParameters: { Username: `${basic.username}`, Password: `${basic.password}` } }),
      ...(oauth && {
        OAuthParameters: {
          AuthorizationEndpoint: `${oauth.authorization_endpoint}`,
          HttpMethod: `${oauth.http_method}`,
          ClientParameters: { ClientID: `${client?.client_id}`, ClientSecret: `${client?.client_secret}` },
          OAuthHttpParameters: httpParameters(block(oauth.oauth_http_parameters)),
        },
      }),
      InvocationHttpParameters: httpParameters(block(auth.invocation_http_parameters)),
    },
  };
}

function httpParameters(from: JsonObject | undefined): HttpParameters {
  return {
    HeaderParameters: blocks(from?.header).map(parameter),
    QueryStringParameters: blocks(from?.query_string).map(parameter),
    BodyParameters: blocks(from?.body).map(parameter),
  };
}

const parameter = ({ key, value }: JsonObject): Parameter => ({ Key: `${key}`, Value: `${value}` });
const blocks = (value: unknown): JsonObject[] => (Array.isArray(value) ? value : []);
/** A nested block is a list of one in Terraform's JSON, or the object itself in cdktf's. */
const block = (value: unknown): JsonObject | undefined =>
  Array.isArray(value) ? value[0] : ((value ?? undefined) as JsonObject | undefined);
