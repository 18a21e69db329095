import { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import type { TerraformStack } from "cdktf";
import {
  ApiDestination,
  Authorization,
  type CloudFormationCredentialStorageProps,
  Connection,
  type ConnectionProps,
  CredentialStorage,
  HttpMethod,
  HttpParameter,
  Key,
  Role,
  SecretValue,
} from "cdktf-aws-http-integrations";
import { findings, refusal, synth } from "../support/synth";
import { token } from "./parts";

const STACK = "aws_cloudformation_stack";
const SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:api-AbCdEf";
const REFERENCE = `{{resolve:secretsmanager:${SECRET}:SecretString`;
const RESOURCE_CONFIGURATION =
  "arn:aws:vpc-lattice:us-east-1:123456789012:resourceconfiguration/rcfg-0123456789abcdef0";
const secret = (options = {}) => SecretValue.secretsManager(SECRET, options);

function connection(props: Partial<ConnectionProps> = {}, storage: CloudFormationCredentialStorageProps = {}) {
  return (stack: TerraformStack) =>
    new Connection(stack, "C", {
      authorization: Authorization.bearerToken(secret()),
      credentialStorage: CredentialStorage.cloudFormation(storage),
      ...props,
    });
}
function propertiesOf(props: Partial<ConnectionProps>) {
  const { template_body } = synth(connection(props)).resource(STACK);
  return JSON.parse(String(template_body)).Resources.Connection.Properties;
}

describe("CredentialStorage.cloudFormation", () => {
  it("refers to a user name that is a credential, as to any other", () => {
    const name = SecretValue.secretsManager(SECRET, { jsonField: "key" });

    expect(propertiesOf({ authorization: Authorization.basic(name, secret({ jsonField: "password" })) })).toMatchObject(
      {
        AuthParameters: {
          BasicAuthParameters: { Username: `${REFERENCE}:key}}`, Password: `${REFERENCE}:password}}` },
        },
      },
    );
  });

  it("makes one stack that refers to the secret, and reads nothing", () => {
    const stack = synth(connection({ connectionName: "orders", description: "To orders" }));
    const { template_body, ...resource } = stack.resource(STACK);

    expect(Object.keys(stack.json.resource ?? {})).toEqual([STACK]);
    expect(stack.json.data).toBeUndefined();
    expect(stack.warnings).toEqual([]);
    expect(resource).toEqual({ name: "stack-C-6f5dc72f", on_failure: "DELETE" });
    expect(JSON.parse(String(template_body))).toEqual({
      AWSTemplateFormatVersion: "2010-09-09",
      Resources: {
        Connection: {
          Type: "AWS::Events::Connection",
          Properties: {
            Name: "orders",
            Description: "To orders",
            AuthorizationType: "API_KEY",
            AuthParameters: {
              ApiKeyAuthParameters: { ApiKeyName: "Authorization", ApiKeyValue: `Bearer ${REFERENCE}}}` },
            },
          },
        },
      },
      Outputs: {
        Arn: { Value: { "Fn::GetAtt": ["Connection", "Arn"] } },
        Name: { Value: { Ref: "Connection" } },
        SecretArn: { Value: { "Fn::GetAtt": ["Connection", "SecretArn"] } },
      },
    });
  });

  it("hands the outputs of the stack on", () => {
    const stack = synth((scope) => {
      const made = connection()(scope);
      new ApiDestination(scope, "D", { connection: made, endpoint: "https://a.example/" });
      new SqsQueue(scope, "Reader", { tags: { name: made.connectionName, secret: made.connectionSecretArn } });
      expect(made.resource.terraformResourceType).toBe(STACK);
    });
    const [id] = Object.keys(stack.resources(STACK));
    const output = (name: string) => `\${aws_cloudformation_stack.${id}.outputs["${name}"]}`;

    expect(stack.resource("aws_cloudwatch_event_api_destination").connection_arn).toBe(output("Arn"));
    expect(stack.resource("aws_sqs_queue").tags).toEqual({ name: output("Name"), secret: output("SecretArn") });
  });

  it("knows every kind of authorization and parameter", () => {
    expect(
      propertiesOf({ authorization: Authorization.basic("u${x}", secret({ jsonField: "password" })) }),
    ).toMatchObject({
      AuthorizationType: "BASIC",
      AuthParameters: { BasicAuthParameters: { Username: "u$${x}", Password: `${REFERENCE}:password}}` } },
    });
    const authorization = Authorization.oauth({
      authorizationEndpoint: "https://a.example/token",
      clientId: "id",
      clientSecret: secret({ jsonField: "client", versionId: "v1" }),
      httpMethod: HttpMethod.GET,
      bodyParameters: { scope: HttpParameter.fromString("s") },
    });
    const parameters = {
      headerParameters: { "X-S": HttpParameter.fromSecret(secret({ versionId: "v1" }), { prefix: "Key " }) },
      queryStringParameters: { q: HttpParameter.fromString("%{1}") },
    };
    expect(propertiesOf({ authorization, ...parameters, resourceConfigurationArn: RESOURCE_CONFIGURATION })).toEqual({
      Name: "stack-C-6f5dc72f-cfn",
      AuthorizationType: "OAUTH_CLIENT_CREDENTIALS",
      AuthParameters: {
        OAuthParameters: {
          AuthorizationEndpoint: "https://a.example/token",
          HttpMethod: "GET",
          ClientParameters: { ClientID: "id", ClientSecret: `${REFERENCE}:client::v1}}` },
          OAuthHttpParameters: {
            BodyParameters: [
              { Key: "grant_type", Value: "client_credentials", IsValueSecret: false },
              { Key: "scope", Value: "s", IsValueSecret: false },
            ],
          },
        },
        InvocationHttpParameters: {
          HeaderParameters: [{ Key: "X-S", Value: `Key ${REFERENCE}:::v1}}`, IsValueSecret: true }],
          QueryStringParameters: [{ Key: "q", Value: "%%{1}", IsValueSecret: false }],
        },
      },
      InvocationConnectivityParameters: { ResourceParameters: { ResourceConfigurationArn: RESOURCE_CONFIGURATION } },
    });
  });

  it("follows a version that Terraform makes", () => {
    const stack = synth((scope) => {
      const version = new SecretsmanagerSecretVersion(scope, "V", {
        secretId: SECRET,
        secretStringWo: "${ephemeral.x}",
      });
      const authorization = Authorization.bearerToken(
        SecretValue.secretsManager(version.arn, { versionId: version.versionId }),
      );
      connection({ authorization })(scope);
    });

    expect(stack.resource(STACK).template_body).toContain(
      'Bearer {{resolve:secretsmanager:${aws_secretsmanager_secret_version.V.arn}:SecretString:::${trimsuffix(trimprefix(jsonencode(tostring(aws_secretsmanager_secret_version.V.version_id)), "\\""), "\\"")}}}',
    );
  });

  it("gives the role what making the connection needs, and waits for it", () => {
    const stack = synth((scope) => {
      const role = new Role(scope, "R", { servicePrincipal: "cloudformation.amazonaws.com" });
      const secretKeys = [Key.fromKeyArn(scope, "K", "arn:aws:kms:us-east-1:123456789012:key/k")];
      connection(
        { connectionName: "orders", resourceConfigurationArn: RESOURCE_CONFIGURATION },
        { role, secretKeys },
      )(scope);
    });
    const [policyName] = Object.keys(stack.resources("aws_iam_role_policy"));

    expect(stack.resource(STACK)).toMatchObject({
      iam_role_arn: expect.stringMatching(/^\$\{aws_iam_role\.\w+\.arn\}$/),
      depends_on: [`aws_iam_role_policy.${policyName}`],
    });
    const statements = String(stack.resource("aws_iam_role_policy").policy);
    for (const part of [
      `"Action":["secretsmanager:GetSecretValue"],"Resource":["${SECRET}"]`,
      '"Action":["kms:Decrypt"],"Resource":["arn:aws:kms:us-east-1:123456789012:key/k"]',
      "vpc-lattice:AssociateViaAWSService-EventsAndStates",
    ]) {
      expect(statements).toContain(part);
    }
  });

  it("names the connection so that a change of the storage meets no taken name", () => {
    const native = synth((scope) => new Connection(scope, "C", { authorization: Authorization.none() }));

    expect(native.resource("aws_cloudwatch_event_connection").name).toBe("stack-C-6f5dc72f");
    expect(propertiesOf({ authorization: Authorization.none() }).Name).toBe("stack-C-6f5dc72f-cfn");
  });

  it("starts the stack's name with a letter", () => {
    const stack = synth(connection(), { stackId: "1st" });

    expect(stack.resource(STACK).name).toMatch(/^c1st-C-[0-9a-f]{8}$/);
  });

  it.each<[string, (scope: TerraformStack) => SecretValue]>([
    ["a variable", (scope) => token(scope)],
    ["a parameter of the Parameter Store", () => SecretValue.ssmParameter("/a")],
    ["an attribute", () => SecretValue.resourceAttribute("canary-1")],
    ["clear text", () => SecretValue.unsafePlainText("canary-1")],
  ])("fails when the credential is %s, naming the way out", (_name, make) => {
    const error = refusal((scope) => connection({ authorization: Authorization.bearerToken(make(scope)) })(scope));

    expect(findings(error)).toEqual(["authorization.token: credential-storage-secret-unsupported"]);
    expect(error.message).toContain("put the credential in Secrets Manager, or use CredentialStorage.native()");
    expect(error.message).not.toContain("canary");
  });

  const BAD: readonly [string, SecretValue, string][] = [
    ["is named", SecretValue.secretsManager("api"), "credential-storage-secret-not-arn"],
    [
      "has an ARN of another service",
      SecretValue.secretsManager(RESOURCE_CONFIGURATION),
      "credential-storage-secret-not-arn",
    ],
    ["has a field with a colon", secret({ jsonField: "a:b" }), "credential-storage-reference-invalid"],
    ["has a field with a brace", secret({ jsonField: "a}" }), "credential-storage-reference-invalid"],
    ["has a field that ends with a backslash", secret({ jsonField: "a\\" }), "credential-storage-reference-invalid"],
    ["has a version with a colon", secret({ versionId: "a:b" }), "credential-storage-reference-invalid"],
    ["is a string", "canary" as never, "secret-not-a-secret-value"],
  ];
  it.each(BAD)("fails when the secret %s", (_name, value, code) => {
    const error = refusal(connection({ authorization: Authorization.bearerToken(value) }));

    expect(findings(error)).toEqual([`authorization.token: ${code}`]);
  });

  it("fails when the template would be longer than CloudFormation takes, and leaves nothing", () => {
    const ofBytes = (bytes: number) =>
      connection({ bodyParameters: { b: HttpParameter.fromString("x".repeat(bytes)) } });
    const length = (bytes: number) => String(synth(ofBytes(bytes)).resource(STACK).template_body).length;
    const around = length(100) - 100;

    expect(length(51_200 - around)).toBe(51_200);
    expect(findings(refusal(ofBytes(51_201 - around)))).toEqual([
      "credentialStorage: credential-storage-template-too-long",
    ]);
  });
});

describe("a connection's key", () => {
  it("has the tag and the statements that EventBridge asks for, once for all connections", () => {
    const stack = synth((scope) => {
      const kmsKey = new Key(scope, "K");
      for (const id of ["First", "Second"]) {
        new Connection(scope, id, { authorization: Authorization.none(), kmsKey });
      }
    });
    const [keyName] = Object.keys(stack.resources("aws_kms_key"));
    const key = stack.resource("aws_kms_key");

    expect(stack.resource("aws_cloudwatch_event_connection", "First")).toMatchObject({
      kms_key_identifier: `\${aws_kms_key.${keyName}.arn}`,
      depends_on: [`aws_kms_key.${keyName}`],
    });
    expect(key.tags).toEqual({ EventBridgeApiDestinations: "true" });
    expect(String(key.policy).match(/kms:GenerateDataKey/g)).toHaveLength(1);
  });

  it("of elsewhere gets a warning for each thing to add", () => {
    const stack = synth((scope) => {
      const kmsKey = Key.fromKeyArn(scope, "K", "arn:aws:kms:us-east-1:123456789012:key/k");
      new Connection(scope, "C", { authorization: Authorization.none(), kmsKey });
    });

    expect(stack.warnings.map((text) => text.split("\n")[0])).toEqual([
      "key-imported-without-tag",
      "key-imported-without-statement",
      "key-imported-without-statement",
    ]);
    expect(stack.warnings[2]).toContain("kms:EncryptionContext:SecretARN");
  });

  it("is allowed to the role of CloudFormation", () => {
    const stack = synth((scope) => {
      const role = new Role(scope, "R", { servicePrincipal: "cloudformation.amazonaws.com" });
      connection({ kmsKey: new Key(scope, "K") }, { role })(scope);
    });

    expect(stack.resource("aws_iam_role_policy").policy).toContain(
      '"Action":["kms:Decrypt","kms:DescribeKey","kms:GenerateDataKey"],"Resource":["${aws_kms_key.',
    );
    expect(String(stack.resource(STACK).template_body)).toContain('"KmsKeyIdentifier":"${aws_kms_key.');
  });
});
