/**
 * Connections against Terraform and the real AWS provider: every expression evaluated against a mocked AWS, and a plan
 * in which the secret could be read, were it asked for. What CloudFormation makes of the template is not proven here.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TerraformStack } from "cdktf";
import {
  ApiDestination,
  Authorization,
  Connection,
  CredentialStorage,
  HttpMethod,
  HttpParameter,
  Key,
  Role,
  SecretValue,
} from "cdktf-aws-http-integrations";
import { hasTerraform, offlineProvider } from "../support/checked-stack";
import { type EvaluatedResource, evaluate } from "../support/evaluate";
import { ACCOUNT, REGION } from "../support/mock-attributes";
import { startPlanEndpoint } from "../support/plan-endpoint";
import { synth } from "../support/synth";
import { mustRun, workspace, writeVariables } from "../support/terraform";
import { type JsonObject, type TerraformJson, type Variables, withProvider } from "../support/terraform-json";
import { token } from "./parts";

// The mocks know no stack's outputs, which CloudFormation computes.
jest.mock("../support/mock-attributes", () => {
  const actual = jest.requireActual("../support/mock-attributes");
  const outputs = {
    Arn: "arn:aws:events:us-east-1:123456789012:connection/orders/11111111-2222-3333-4444-555555555555",
    Name: "orders",
    SecretArn: "arn:aws:secretsmanager:us-east-1:123456789012:secret:events!connection/orders/1-AbCdEf",
  };
  return {
    ...actual,
    mockResource: (type: string, name: string, body: object) =>
      type === "aws_cloudformation_stack" ? { outputs } : actual.mockResource(type, name, body),
  };
});

const CANARY = "canary-5e1f";
const SECRET = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:api-AbCdEf`;
const SECRETS = { api: JSON.stringify({ client: CANARY, header: CANARY }) };
const RESOURCE = `arn:aws:vpc-lattice:${REGION}:${ACCOUNT}:resourceconfiguration/rcfg-0123456789abcdef0`;
const field = (jsonField: string) => SecretValue.secretsManager(SECRET, { jsonField });

/** A connection with everything, and a destination that uses it. */
function build(credentialStorage: (stack: TerraformStack) => CredentialStorage) {
  return (stack: TerraformStack) => {
    const connection = new Connection(stack, "Orders", {
      connectionName: "orders",
      description: '${a} "b" %{c} {d}',
      authorization: Authorization.oauth({
        authorizationEndpoint: "https://auth.example.com/token",
        clientId: "client",
        clientSecret: field("client"),
        httpMethod: HttpMethod.POST,
        headerParameters: { "Content-Type": HttpParameter.fromString("application/x-www-form-urlencoded") },
        bodyParameters: { scope: HttpParameter.fromString("a ${b}") },
      }),
      headerParameters: { "X-Key": HttpParameter.fromSecret(field("header"), { prefix: "Key " }) },
      queryStringParameters: { version: HttpParameter.fromString("2") },
      kmsKey: new Key(stack, "Key"),
      resourceConfigurationArn: RESOURCE,
      credentialStorage: credentialStorage(stack),
    });
    new ApiDestination(stack, "Destination", { connection, endpoint: "https://api.example.com/orders" });
  };
}
const native = synth(build(() => CredentialStorage.native()));
const cloudFormation = synth(
  build((stack) =>
    CredentialStorage.cloudFormation({
      role: new Role(stack, "Role", { servicePrincipal: "cloudformation.amazonaws.com", roleName: "cfn" }),
    }),
  ),
);

const dirs: string[] = [];
afterAll(() => {
  for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
});

async function initialized(json: TerraformJson, endpoint = "http://127.0.0.1:9"): Promise<string> {
  const empty = mkdtempSync(path.join(tmpdir(), "connection-"));
  const { dir } = await workspace(empty, json, (synthesized) =>
    withProvider(synthesized, offlineProvider(endpoint, ["sts", "secretsmanager", "cloudformation", "events"])),
  );
  dirs.push(empty, dir);
  return dir;
}
const one = (resources: readonly EvaluatedResource[], type: string): JsonObject => {
  const found = resources.filter((resource) => resource.type === type);
  expect(found).toHaveLength(1);
  return found[0]!.values;
};

let available = false;
beforeAll(async () => {
  available = await hasTerraform("evaluation of connections");
}, 600_000);

test("neither storage writes a secret or a way to read it into the JSON that it does not need", () => {
  expect(native.text).not.toContain(CANARY);
  expect(cloudFormation.text).not.toContain(CANARY);
  expect(Object.keys(native.json.data ?? {})).toContain("aws_secretsmanager_secret_version");
  expect(Object.keys(cloudFormation.json.data ?? {}).sort()).toEqual([
    "aws_caller_identity",
    "aws_partition",
    "aws_region",
  ]);
});

test("the native connection has its credentials in place", async () => {
  if (!available) return;
  const evaluated = await evaluate(await initialized(native.json), native.json, SECRETS);
  const connection = one(evaluated, "aws_cloudwatch_event_connection");

  expect(connection).toMatchObject({
    name: "orders",
    description: '${a} "b" %{c} {d}',
    authorization_type: "OAUTH_CLIENT_CREDENTIALS",
    kms_key_identifier: one(evaluated, "aws_kms_key").arn,
    invocation_connectivity_parameters: [{ resource_parameters: [{ resource_configuration_arn: RESOURCE }] }],
    auth_parameters: [
      {
        oauth: [
          {
            authorization_endpoint: "https://auth.example.com/token",
            http_method: "POST",
            client_parameters: [{ client_id: "client", client_secret: CANARY }],
            oauth_http_parameters: [
              {
                header: [{ key: "Content-Type", value: "application/x-www-form-urlencoded", is_value_secret: false }],
                body: [
                  { key: "grant_type", value: "client_credentials", is_value_secret: false },
                  { key: "scope", value: "a ${b}", is_value_secret: false },
                ],
              },
            ],
          },
        ],
        invocation_http_parameters: [
          {
            header: [{ key: "X-Key", value: `Key ${CANARY}`, is_value_secret: true }],
            query_string: [{ key: "version", value: "2", is_value_secret: false }],
          },
        ],
      },
    ],
  });
  expect(one(evaluated, "aws_cloudwatch_event_api_destination").connection_arn).toBe(connection.arn);
}, 300_000);

test("the template that CloudFormation gets refers to the secret, and its role may do what it takes", async () => {
  if (!available) return;
  const evaluated = await evaluate(await initialized(cloudFormation.json), cloudFormation.json);
  const stack = one(evaluated, "aws_cloudformation_stack");
  const { Properties } = JSON.parse(String(stack.template_body)).Resources.Connection;
  const key = one(evaluated, "aws_kms_key");

  expect(Properties).toEqual({
    Name: "orders",
    Description: '${a} "b" %{c} {d}',
    AuthorizationType: "OAUTH_CLIENT_CREDENTIALS",
    AuthParameters: {
      OAuthParameters: {
        AuthorizationEndpoint: "https://auth.example.com/token",
        HttpMethod: "POST",
        ClientParameters: {
          ClientID: "client",
          ClientSecret: `{{resolve:secretsmanager:${SECRET}:SecretString:client}}`,
        },
        OAuthHttpParameters: {
          HeaderParameters: [{ Key: "Content-Type", Value: "application/x-www-form-urlencoded", IsValueSecret: false }],
          BodyParameters: [
            { Key: "grant_type", Value: "client_credentials", IsValueSecret: false },
            { Key: "scope", Value: "a ${b}", IsValueSecret: false },
          ],
        },
      },
      InvocationHttpParameters: {
        HeaderParameters: [
          { Key: "X-Key", Value: `Key {{resolve:secretsmanager:${SECRET}:SecretString:header}}`, IsValueSecret: true },
        ],
        QueryStringParameters: [{ Key: "version", Value: "2", IsValueSecret: false }],
      },
    },
    InvocationConnectivityParameters: { ResourceParameters: { ResourceConfigurationArn: RESOURCE } },
    KmsKeyIdentifier: key.arn,
  });
  expect(one(evaluated, "aws_cloudwatch_event_api_destination").connection_arn).toBe((stack.outputs as JsonObject).Arn);
  expect(stack).toMatchObject({ on_failure: "DELETE", iam_role_arn: one(evaluated, "aws_iam_role").arn });

  const statements = JSON.parse(String(one(evaluated, "aws_iam_role_policy").policy)).Statement;
  const arn = (service: string, resource: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
  expect(statements.map(({ Resource }: JsonObject) => Resource)).toEqual([
    [arn("events", "connection/orders"), arn("events", "connection/orders/*")],
    [arn("secretsmanager", "secret:events!connection/orders/*")],
    [
      `arn:aws:iam::${ACCOUNT}:role/aws-service-role/apidestinations.events.amazonaws.com/AWSServiceRoleForAmazonEventBridgeApiDestinations`,
    ],
    [SECRET],
    [key.arn],
    ["*"],
  ]);
  expect(JSON.parse(String(key.policy)).Statement.slice(1)).toEqual([
    {
      Effect: "Allow",
      Principal: { AWS: [`arn:aws:iam::${ACCOUNT}:root`] },
      Action: ["kms:DescribeKey"],
      Resource: ["*"],
    },
    {
      Effect: "Allow",
      Principal: { AWS: [`arn:aws:iam::${ACCOUNT}:root`] },
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: ["*"],
      Condition: {
        StringEquals: { "kms:ViaService": `secretsmanager.${REGION}.amazonaws.com` },
        StringLike: { "kms:EncryptionContext:SecretARN": arn("secretsmanager", "secret:events!connection/*") },
      },
    },
  ]);
}, 300_000);

/** The whole plan as JSON, against an AWS that would tell the secret. */
async function planned(json: TerraformJson, variables: Variables = {}) {
  const endpoint = await startPlanEndpoint(SECRETS);
  try {
    const dir = await initialized(json, endpoint.url);
    writeVariables(dir, variables);
    await mustRun(dir, ["plan", "-input=false", "-lock=false", "-out=plan"]);
    return { plan: await mustRun(dir, ["show", "-json", "plan"]), refused: endpoint.refused };
  } finally {
    await endpoint.close();
  }
}

test("a plan holds the secret with the native storage, and nothing of it with CloudFormation", async () => {
  if (!available) return;
  const withVariable = synth((stack) => {
    new Connection(stack, "C", { authorization: Authorization.bearerToken(token(stack)) });
  });
  expect((await planned(withVariable.json, { token: CANARY })).plan).toContain(CANARY);

  const { plan, refused } = await planned(cloudFormation.json);
  expect(plan).toContain("{{resolve:secretsmanager:");
  expect(plan).not.toContain(CANARY);
  expect(refused).toEqual([]);
}, 300_000);
