import type { BoundHttpParameter, BoundHttpParameters, ConnectionSpec } from "./connection-backend";

/** The one resource of the template. */
const CONNECTION = "Connection";

/** A CloudFormation template for a connection. `Fn::Sub` has no place in it: Terraform would evaluate its `${}`. */
export function connectionTemplate(spec: ConnectionSpec) {
  const { apiKey, basic, oauth, invocationHttpParameters } = spec.authParameters;
  return {
    AWSTemplateFormatVersion: "2010-09-09",
    Resources: {
      [CONNECTION]: {
        Type: "AWS::Events::Connection",
        Properties: {
          Name: spec.name,
          Description: spec.description,
          AuthorizationType: spec.authorizationType,
          AuthParameters: {
            ApiKeyAuthParameters: apiKey && { ApiKeyName: apiKey.key, ApiKeyValue: apiKey.value },
            BasicAuthParameters: basic && { Username: basic.username, Password: basic.password },
            OAuthParameters: oauth && {
              AuthorizationEndpoint: oauth.authorizationEndpoint,
              HttpMethod: oauth.httpMethod,
              ClientParameters: {
                ClientID: oauth.clientParameters.clientId,
                ClientSecret: oauth.clientParameters.clientSecret,
              },
              OAuthHttpParameters: httpParameters(oauth.oauthHttpParameters),
            },
            InvocationHttpParameters: invocationHttpParameters && httpParameters(invocationHttpParameters),
            ConnectivityParameters: connectivity(spec.authorizationResourceConfigurationArn),
          },
          InvocationConnectivityParameters: connectivity(spec.resourceConfigurationArn),
          KmsKeyIdentifier: spec.kmsKey?.keyArn,
        },
      },
    },
    Outputs: {
      Arn: { Value: { "Fn::GetAtt": [CONNECTION, "Arn"] } },
      Name: { Value: { Ref: CONNECTION } },
      SecretArn: { Value: { "Fn::GetAtt": [CONNECTION, "SecretArn"] } },
    },
  };
}

function connectivity(resourceConfigurationArn: string | undefined) {
  return resourceConfigurationArn === undefined
    ? undefined
    : { ResourceParameters: { ResourceConfigurationArn: resourceConfigurationArn } };
}

function httpParameters({ header, queryString, body }: BoundHttpParameters) {
  return {
    HeaderParameters: header?.map(httpParameter),
    QueryStringParameters: queryString?.map(httpParameter),
    BodyParameters: body?.map(httpParameter),
  };
}

function httpParameter({ key, value, isValueSecret }: BoundHttpParameter) {
  return { Key: key, Value: value, IsValueSecret: isValueSecret };
}
