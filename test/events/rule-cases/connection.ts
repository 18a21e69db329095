import { type TerraformStack, TerraformVariable } from "cdktf";
import {
  Authorization,
  Connection,
  type ConnectionProps,
  CredentialStorage,
  HttpMethod,
  HttpParameter,
  type HttpParameters,
  type OAuthAuthorizationProps,
  SecretValue,
} from "cdktf-aws-http-integrations";
import { token } from "../parts";
import type { Build, Cases } from "./case";

const ARN = "arn:aws:events:us-east-1:123456789012:connection/c/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
const SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:api-AbCdEf";
const RESOURCE = "arn:aws:vpc-lattice:us-east-1:123456789012:resourceconfiguration/rcfg-0123456789abcdef0";
const text = HttpParameter.fromString;

const connection =
  (props: Partial<ConnectionProps>): Build =>
  (stack) =>
    new Connection(stack, "C", { authorization: Authorization.none(), ...props });
const parameters = (given: HttpParameters) => connection(given);
const headers = (name: string) => parameters({ headerParameters: { [name]: text("1") } });
const body = (bytes: number) => parameters({ bodyParameters: { b: text("x".repeat(bytes - 1)) } });
const oauth =
  (props: Partial<OAuthAuthorizationProps>, more: Partial<ConnectionProps> = {}): Build =>
  (stack) =>
    connection({
      authorization: Authorization.oauth({
        authorizationEndpoint: "https://a.example/token",
        clientId: "id",
        clientSecret: token(stack),
        ...props,
      }),
      ...more,
    })(stack);
const cloudFormation = (secret: (stack: TerraformStack) => SecretValue, more: Partial<ConnectionProps> = {}): Build => {
  const credentialStorage = CredentialStorage.cloudFormation();
  return (stack) =>
    connection({ authorization: Authorization.bearerToken(secret(stack)), credentialStorage, ...more })(stack);
};
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`X-${i}`, text("1")]));

/** What breaks each rule about connections, and the nearest thing that does not. */
export const CONNECTION_CASES: Cases = {
  "connection-secret-arn-unknown": {
    bad: (stack) => Connection.fromConnectionArn(stack, "C", ARN).connectionSecretArn,
    good: (stack) => Connection.fromConnectionArn(stack, "C", ARN).connectionName,
  },
  "connection-dynamic-reference": {
    bad: connection({ description: "{{resolve:ssm:a}}" }),
    good: connection({ description: "{{resolve}}" }),
  },
  "connection-parameter-name-unknown": {
    bad: (stack) => headers(new TerraformVariable(stack, "v", {}).stringValue)(stack),
    good: (stack) =>
      parameters({ headerParameters: { X: text(new TerraformVariable(stack, "v", {}).stringValue) } })(stack),
  },
  "connection-parameter-name-invalid": {
    bad: parameters({ queryStringParameters: { "a\n": text("1") } }),
    good: parameters({ queryStringParameters: { "a b": text("1") } }),
  },
  "connection-parameter-value-invalid": {
    bad: parameters({ headerParameters: { X: text("ü") } }),
    good: parameters({ bodyParameters: { X: text("ü") } }),
  },
  "connection-parameter-not-an-http-parameter": {
    bad: parameters({ bodyParameters: { b: "1" as never } }),
    good: parameters({ bodyParameters: { b: text("1") } }),
  },
  "connection-parameter-credential": {
    bad: headers("X-Api-Key"),
    good: (stack) => parameters({ headerParameters: { "X-Api-Key": HttpParameter.fromSecret(token(stack)) } })(stack),
  },
  "connection-parameter-duplicate": {
    bad: parameters({ headerParameters: { "X-A": text("1"), "x-a": text("1") } }),
    good: parameters({ queryStringParameters: { "X-A": text("1"), "x-a": text("1") } }),
  },
  "connection-parameters-too-many": {
    bad: parameters({ headerParameters: many(101) }),
    good: parameters({ headerParameters: many(100) }),
  },
  "connection-parameters-too-large": { bad: body(65_537), good: body(65_536) },
  "connection-parameters-large": { bad: body(49_152), good: body(49_151) },
  "header-content-type-misspelt": { bad: headers("Content_Type"), good: headers("Content-Type") },
  "oauth-endpoint-invalid": {
    bad: oauth({ authorizationEndpoint: "http://a.example/token" }),
    good: oauth({ authorizationEndpoint: "https://a.example/token?x=1" }),
  },
  "oauth-method-invalid": {
    bad: oauth({ httpMethod: HttpMethod.PATCH as never }),
    good: oauth({ httpMethod: HttpMethod.PUT }),
  },
  "oauth-private-endpoint-unsupported": {
    bad: oauth({ resourceConfigurationArn: RESOURCE }),
    good: oauth(
      { resourceConfigurationArn: RESOURCE, clientSecret: SecretValue.secretsManager(SECRET) },
      { credentialStorage: CredentialStorage.cloudFormation() },
    ),
  },
  "resource-configuration-arn-invalid": {
    bad: connection({ resourceConfigurationArn: RESOURCE.slice(0, -1) }),
    good: connection({ resourceConfigurationArn: RESOURCE }),
  },
  "credential-storage-secret-unsupported": {
    bad: cloudFormation(() => SecretValue.ssmParameter("/a")),
    good: cloudFormation(() => SecretValue.secretsManager(SECRET)),
  },
  "credential-storage-secret-not-arn": {
    bad: cloudFormation(() => SecretValue.secretsManager("api")),
    good: cloudFormation(() => SecretValue.secretsManager(SECRET)),
  },
  "credential-storage-reference-invalid": {
    bad: cloudFormation(() => SecretValue.secretsManager(SECRET, { jsonField: "a:b" })),
    good: cloudFormation(() => SecretValue.secretsManager(SECRET, { jsonField: "a b" })),
  },
  "credential-storage-template-too-long": {
    bad: cloudFormation(() => SecretValue.secretsManager(SECRET), { bodyParameters: { b: text("x".repeat(51_200)) } }),
    good: cloudFormation(() => SecretValue.secretsManager(SECRET), { bodyParameters: { b: text("x".repeat(49_000)) } }),
  },
};
