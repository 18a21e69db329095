import type { TerraformStack } from "cdktf";
import {
  Authorization,
  Connection,
  CredentialStorage,
  HttpMethod,
  HttpParameter,
  type OAuthAuthorizationProps,
  SecretValue,
} from "cdktf-aws-http-integrations";
import { codesOf, findings, refusal, synth } from "../support/synth";
import { stringToken, token } from "./parts";

const CONNECTION = "aws_cloudwatch_event_connection";
const ENDPOINT = "https://auth.example.com/oauth/token";
const RESOURCE_CONFIGURATION =
  "arn:aws:vpc-lattice:us-east-1:123456789012:resourceconfiguration/rcfg-0123456789abcdef0";
const text = HttpParameter.fromString;

function oauth(props: Partial<OAuthAuthorizationProps> = {}) {
  return (stack: TerraformStack) =>
    new Connection(stack, "C", {
      authorization: Authorization.oauth({
        authorizationEndpoint: ENDPOINT,
        clientId: "client",
        clientSecret: token(stack),
        ...props,
      }),
    });
}
const refused = (props: Partial<OAuthAuthorizationProps>) => findings(refusal(oauth(props)));
const parameters = (props: Partial<OAuthAuthorizationProps>) =>
  (synth(oauth(props)).resource(CONNECTION).auth_parameters as { oauth: { oauth_http_parameters: unknown } }).oauth
    .oauth_http_parameters;

describe("Authorization.oauth", () => {
  it("is the client credentials grant, said in the body", () => {
    const stack = synth(oauth());

    expect(stack.resource(CONNECTION)).toEqual({
      name: "stack-C-6f5dc72f",
      authorization_type: "OAUTH_CLIENT_CREDENTIALS",
      auth_parameters: {
        oauth: {
          authorization_endpoint: ENDPOINT,
          http_method: "POST",
          client_parameters: { client_id: "client", client_secret: "${var.token}" },
          oauth_http_parameters: {
            body: [{ key: "grant_type", value: "client_credentials", is_value_secret: false }],
          },
        },
      },
    });
    expect(codesOf(stack.warnings)).toEqual([]);
  });

  it("takes parameters of the token request beside those of each request", () => {
    const stack = synth(
      (scope) =>
        new Connection(scope, "C", {
          authorization: Authorization.oauth({
            authorizationEndpoint: ENDPOINT,
            clientId: "a${b}",
            clientSecret: token(scope),
            httpMethod: HttpMethod.PUT,
            headerParameters: { "Content-Type": text("application/x-www-form-urlencoded") },
            queryStringParameters: { tenant: text("t") },
            bodyParameters: { scope: text("write"), assertion: HttpParameter.fromSecret(token(scope, "assertion")) },
          }),
          headerParameters: { "X-A": text("1") },
        }),
    );

    expect(stack.resource(CONNECTION).auth_parameters).toEqual({
      oauth: {
        authorization_endpoint: ENDPOINT,
        http_method: "PUT",
        client_parameters: { client_id: "a$${b}", client_secret: "${var.token}" },
        oauth_http_parameters: {
          header: [{ key: "Content-Type", value: "application/x-www-form-urlencoded", is_value_secret: false }],
          query_string: [{ key: "tenant", value: "t", is_value_secret: false }],
          body: [
            { key: "assertion", value: "${var.assertion}", is_value_secret: true },
            { key: "grant_type", value: "client_credentials", is_value_secret: false },
            { key: "scope", value: "write", is_value_secret: false },
          ],
        },
      },
      invocation_http_parameters: { header: [{ key: "X-A", value: "1", is_value_secret: false }] },
    });
  });

  it("leaves a grant type alone that is given in the body or in the query", () => {
    const given = { grant_type: text("password") };
    const bound = [{ key: "grant_type", value: "password", is_value_secret: false }];

    expect(parameters({ bodyParameters: given })).toEqual({ body: bound });
    expect(parameters({ queryStringParameters: given })).toEqual({ query_string: bound });
  });

  it("tells that a first request may fail, and that it sets the header Authorization", () => {
    synth((scope) => {
      const connection = oauth({ bodyParameters: { scope: text("a") } })(scope);
      const basic = new Connection(scope, "Basic", { authorization: Authorization.none() });

      expect([connection.isOAuth, basic.isOAuth]).toEqual([true, false]);
      expect(connection.parameterNames).toEqual({ headers: ["Authorization"], queryStrings: [], body: [] });
    });
  });

  it("does not judge what only Terraform knows", () => {
    const build = (scope: TerraformStack) =>
      oauth({ authorizationEndpoint: stringToken(scope), clientId: stringToken(scope, "id") })(scope);

    expect(synth(build).resource(CONNECTION).auth_parameters).toMatchObject({
      oauth: { authorization_endpoint: "${var.string}", client_parameters: { client_id: "${var.id}" } },
    });
  });

  const LONGEST = `https://a.example/${"x".repeat(2048 - 18)}`;
  it.each([LONGEST.slice(0, -1), LONGEST, "https://a.example:8443/t?x=1"])(
    "takes a valid endpoint",
    (authorizationEndpoint) => {
      expect(codesOf(synth(oauth({ authorizationEndpoint })).warnings)).toEqual([]);
    },
  );

  it.each([
    "http://a.example/token",
    "a.example/token",
    `${LONGEST}x`,
    "https://a.example/a b",
    "https://a.example/#x",
    "https://user:canary@a.example/token",
    undefined as never,
  ])("fails when the endpoint is %s", (authorizationEndpoint) => {
    const error = refusal(oauth({ authorizationEndpoint }));

    expect(findings(error)).toEqual(["authorization.authorizationEndpoint: oauth-endpoint-invalid"]);
    expect(error.message).not.toContain("canary");
  });

  it("fails when several properties are wrong, with all of them in one error", () => {
    const props = {
      clientId: "a:b",
      clientSecret: "literal" as never,
      httpMethod: HttpMethod.DELETE as never,
      headerParameters: { Host: text("a") },
      bodyParameters: { b: text("") },
    };

    expect(refused(props)).toEqual([
      "authorization.clientId: authorization-parameter-invalid",
      "authorization.httpMethod: oauth-method-invalid",
      "authorization.clientSecret: secret-not-a-secret-value",
      "authorization.headerParameters.Host: header-forbidden",
      "authorization.bodyParameters.b: connection-parameter-value-invalid",
    ]);
  });

  it.each([undefined as never, "", "x".repeat(513), "a\n"])("fails when the client id is %j", (clientId) => {
    expect(refused({ clientId })).toEqual(["authorization.clientId: authorization-parameter-invalid"]);
  });

  it("fails when a client secret in clear text is malformed", () => {
    expect(refused({ clientSecret: SecretValue.unsafePlainText("a:b") })).toEqual([
      "authorization.clientSecret: authorization-parameter-invalid",
    ]);
  });

  it("fails when its endpoint is private and Terraform makes the connection, naming the way out", () => {
    const error = refusal(oauth({ resourceConfigurationArn: RESOURCE_CONFIGURATION }));

    expect(findings(error)).toEqual(["authorization.resourceConfigurationArn: oauth-private-endpoint-unsupported"]);
    expect(error.message).toContain("CredentialStorage.cloudFormation()");
  });

  it("reaches a private endpoint when CloudFormation makes the connection", () => {
    const stack = synth(
      (scope) =>
        new Connection(scope, "C", {
          authorization: Authorization.oauth({
            authorizationEndpoint: ENDPOINT,
            clientId: "client",
            clientSecret: SecretValue.secretsManager("arn:aws:secretsmanager:us-east-1:123456789012:secret:s-AbCdEf"),
            resourceConfigurationArn: RESOURCE_CONFIGURATION,
          }),
          credentialStorage: CredentialStorage.cloudFormation(),
        }),
    );
    const template = JSON.parse(String(stack.resource("aws_cloudformation_stack").template_body));

    expect(template.Resources.Connection.Properties.AuthParameters.ConnectivityParameters).toEqual({
      ResourceParameters: { ResourceConfigurationArn: RESOURCE_CONFIGURATION },
    });
  });
});
