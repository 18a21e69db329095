import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import type { TerraformStack } from "cdktf";
import { Authorization, Connection, type ConnectionProps, SecretValue } from "cdktf-aws-http-integrations";
import { codesOf, findings, refusal, synth } from "../support/synth";
import { stringToken, token } from "./parts";

const CONNECTION = "aws_cloudwatch_event_connection";
const ARN = "arn:aws:events:us-east-1:123456789012:connection/slack/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";

function connectionWith(authorization: (stack: Parameters<typeof token>[0]) => Authorization) {
  return synth((scope) => new Connection(scope, "Connection", { authorization: authorization(scope) }));
}

describe("Connection", () => {
  it("is one connection with a name made from its path", () => {
    const stack = synth((scope) => new Connection(scope, "Slack", { authorization: Authorization.none() }));

    expect(stack.json.resource).toEqual({
      [CONNECTION]: {
        Slack_738A1058: {
          name: "stack-Slack-135707db",
          authorization_type: "API_KEY",
          auth_parameters: { api_key: { key: "X-No-Authorization", value: "none" } },
        },
      },
    });
    expect(stack.warnings).toEqual([]);
  });

  it("takes a name, a description, a provider and what comes before it", () => {
    const stack = synth((scope) => {
      const provider = new AwsProvider(scope, "other", { alias: "other", region: "eu-central-1" });
      const first = new SqsQueue(scope, "First");
      new Connection(scope, "Slack", {
        authorization: Authorization.none(),
        connectionName: "slack.Orders_1-x",
        description: "Posts to Slack",
        provider,
        dependsOn: [first],
      });
    });

    expect(stack.resource(CONNECTION)).toMatchObject({
      name: "slack.Orders_1-x",
      description: "Posts to Slack",
      provider: "aws.other",
      depends_on: ["aws_sqs_queue.First"],
    });
  });

  it("refers to its ARN, name and secret by attribute", () => {
    const stack = synth((scope) => {
      const connection = new Connection(scope, "Slack", { authorization: Authorization.none() });
      new SqsQueue(scope, "Reader", {
        tags: {
          arn: connection.connectionArn,
          name: connection.connectionName,
          secret: connection.connectionSecretArn,
        },
      });
    });

    expect(stack.resource("aws_sqs_queue").tags).toEqual({
      arn: "${aws_cloudwatch_event_connection.Slack_738A1058.arn}",
      name: "${aws_cloudwatch_event_connection.Slack_738A1058.name}",
      secret: "${aws_cloudwatch_event_connection.Slack_738A1058.secret_arn}",
    });
  });

  it("escapes what Terraform would evaluate in the description", () => {
    const stack = synth(
      (scope) => new Connection(scope, "C", { authorization: Authorization.none(), description: "${a} %{b}" }),
    );

    expect(stack.resource(CONNECTION).description).toBe("$${a} %%{b}");
  });

  it("warns once per stack that Terraform's state holds the credentials", () => {
    const stack = synth((scope) => {
      new Connection(scope, "None", { authorization: Authorization.none() });
      new Connection(scope, "A", { authorization: Authorization.bearerToken(token(scope, "a")) });
      new Connection(scope, "B", { authorization: Authorization.bearerToken(token(scope, "b")) });
    });

    expect(stack.warnings).toEqual([
      "secret-in-state\n" +
        "  `authorization` holds a credential, which Terraform keeps in its state and plan in clear text.\n" +
        "  Terraform: aws_cloudwatch_event_connection.auth_parameters\n" +
        "  Fix: use CredentialStorage.cloudFormation, or keep the state in an encrypted backend that few may read. Said once per stack. See docs/rules.md#secret-in-state",
    ]);
  });

  it("fails when several properties are wrong, with all of them in one error", () => {
    const error = refusal(
      (scope) =>
        new Connection(scope, "Slack", {
          connectionName: "a b",
          description: "x".repeat(513),
          authorization: Authorization.basic("user:name", "literal" as never),
        }),
    );

    expect(findings(error)).toEqual([
      "connectionName: connection-name-invalid",
      "description: description-too-long",
      "authorization.username: authorization-parameter-invalid",
      "authorization.password: secret-not-a-secret-value",
    ]);
    expect(error.constructPath).toBe("stack/Slack");
  });

  it.each<[string, unknown]>([
    ["missing", undefined],
    ["a plain object", { authorizationType: "API_KEY" }],
    ["a string, which may be the credential", "Bearer x"],
  ])("fails when the authorization is %s", (_name, authorization) => {
    const props = { authorization } as ConnectionProps;

    const error = refusal((scope) => new Connection(scope, "Slack", props));

    expect(findings(error)).toEqual(["authorization: authorization-missing"]);
    expect(error.problems[0]).not.toHaveProperty("given", expect.anything());
  });
});

describe("Authorization", () => {
  it("apiKey is a header with a secret value", () => {
    expect(connectionWith((scope) => Authorization.apiKey("X-Api-Key", token(scope))).resource(CONNECTION)).toEqual({
      name: "stack-Connection-85f50685",
      authorization_type: "API_KEY",
      auth_parameters: { api_key: { key: "X-Api-Key", value: "${var.token}" } },
    });
  });

  it("bearerToken is an API key in the header Authorization", () => {
    expect(connectionWith((scope) => Authorization.bearerToken(token(scope))).resource(CONNECTION)).toEqual({
      name: "stack-Connection-85f50685",
      authorization_type: "API_KEY",
      auth_parameters: { api_key: { key: "Authorization", value: "Bearer ${var.token}" } },
    });
  });

  it("basic is a user name and a password", () => {
    expect(connectionWith((scope) => Authorization.basic("user", token(scope))).resource(CONNECTION)).toEqual({
      name: "stack-Connection-85f50685",
      authorization_type: "BASIC",
      auth_parameters: { basic: { username: "user", password: "${var.token}" } },
    });
  });

  it("takes a user name and a client id that are credentials, for APIs whose key goes there", () => {
    const stack = synth((scope) => {
      const authorization = Authorization.basic(token(scope, "key"), SecretValue.unsafePlainText("X"));
      new Connection(scope, "Basic", { authorization });
      new Connection(scope, "OAuth", {
        authorization: Authorization.oauth({
          authorizationEndpoint: "https://auth.example.com/token",
          clientId: token(scope, "id"),
          clientSecret: token(scope, "secret"),
        }),
      });
    });

    expect(stack.resource(CONNECTION, "Basic").auth_parameters).toEqual({
      basic: { username: "${var.key}", password: "X" },
    });
    expect(stack.resource(CONNECTION, "OAuth").auth_parameters).toMatchObject({
      oauth: { client_parameters: { client_id: "${var.id}", client_secret: "${var.secret}" } },
    });
  });

  it("fails when a user name in clear text holds a colon, without showing it", () => {
    const error = refusal(
      (scope) =>
        new Connection(scope, "C", {
          authorization: Authorization.basic(SecretValue.unsafePlainText("key:1"), token(scope)),
        }),
    );

    expect(findings(error)).toEqual(["authorization.username: authorization-parameter-invalid"]);
    expect(error.message).not.toContain("key:1");
  });

  it("escapes what Terraform would evaluate in a user name, a header name and a password in clear text", () => {
    const stack = synth((scope) => {
      const password = SecretValue.unsafePlainText("p${a}%{b}");
      new Connection(scope, "Basic", { authorization: Authorization.basic("u${a}", password) });
      new Connection(scope, "Key", { authorization: Authorization.apiKey("X-%{a}", token(scope)) });
    });

    expect(stack.resource(CONNECTION, "Basic").auth_parameters).toEqual({
      basic: { username: "u$${a}", password: "p$${a}%%{b}" },
    });
    expect(stack.resource(CONNECTION, "Key").auth_parameters).toMatchObject({ api_key: { key: "X-%%{a}" } });
  });

  it("does not judge names that only Terraform knows", () => {
    const stack = synth((scope) => {
      new Connection(scope, "Basic", { authorization: Authorization.basic(stringToken(scope), token(scope)) });
      new Connection(scope, "Key", { authorization: Authorization.apiKey(stringToken(scope, "k"), token(scope, "t")) });
    });

    expect(stack.resource(CONNECTION, "Basic").auth_parameters).toMatchObject({ basic: { username: "${var.string}" } });
    expect(stack.resource(CONNECTION, "Key").auth_parameters).toMatchObject({ api_key: { key: "${var.k}" } });
  });

  it.each(["Host", "host", "Content-Length", "User-Agent", "cache-control", "Range"])(
    "fails when EventBridge removes or overwrites the header %s",
    (name) => {
      const error = refusal(
        (scope) => new Connection(scope, "C", { authorization: Authorization.apiKey(name, token(scope)) }),
      );
      expect(findings(error)).toEqual(["authorization.apiKeyName: header-forbidden"]);
    },
  );

  it.each(["", " ", "X Key", "X-Key:", "X\nKey", "x".repeat(513)])("fails when the header is %j", (name) => {
    const error = refusal(
      (scope) => new Connection(scope, "C", { authorization: Authorization.apiKey(name, token(scope)) }),
    );

    expect(findings(error)).toEqual(["authorization.apiKeyName: header-name-invalid"]);
  });

  it("warns of a header name that HTTP does not know", () => {
    const stack = connectionWith((scope) => Authorization.apiKey("X-(Key)", token(scope)));

    expect(codesOf(stack.warnings)).toEqual(["header-name-unusual"]);
  });
});

describe("Connection.fromConnectionAttributes", () => {
  it("makes nothing and hands the attributes on", () => {
    const attributes = { connectionArn: ARN, connectionName: "slack", connectionSecretArn: "arn:secret" };
    const stack = synth((scope) => {
      const { connectionArn, connectionName, connectionSecretArn } = Connection.fromConnectionAttributes(
        scope,
        "Slack",
        attributes,
      );
      expect({ connectionArn, connectionName, connectionSecretArn }).toEqual(attributes);
    });

    expect(stack.json.resource).toBeUndefined();
  });

  it.each([ARN.replace(/\/[^/]*$/, ""), "slack", ARN.replace(":connection/", ":api-destination/")])(
    "fails when the ARN is %s",
    (connectionArn) => {
      const error = refusal((scope) =>
        Connection.fromConnectionAttributes(scope, "Slack", {
          connectionArn,
          connectionName: "slack",
          connectionSecretArn: "arn:secret",
        }),
      );
      expect(findings(error)).toEqual(["connectionArn: connection-arn-invalid"]);
    },
  );
});

describe("Connection.fromConnectionArn", () => {
  it("knows the name, and neither the parameters nor the kind of authorization", () => {
    synth((scope) => {
      const connection = Connection.fromConnectionArn(scope, "Slack", ARN);

      expect(connection.connectionArn).toBe(ARN);
      expect(connection.connectionName).toBe("slack");
      expect(connection.isOAuth).toBeUndefined();
      expect(connection.parameterNames).toBeUndefined();
    });
  });

  it("takes the name out of an ARN that only Terraform knows", () => {
    const stack = synth((scope) => {
      const connection = Connection.fromConnectionArn(scope, "Slack", stringToken(scope));
      new SqsQueue(scope, "Reader", { tags: { name: connection.connectionName } });
    });

    expect(stack.resource("aws_sqs_queue").tags).toEqual({ name: '${element(split("/", var.string), 1)}' });
  });

  it("fails when the ARN has no UUID", () => {
    const error = refusal((scope) => Connection.fromConnectionArn(scope, "Slack", ARN.replace(/\/[^/]*$/, "")));

    expect(findings(error)).toEqual(["connectionArn: connection-arn-invalid"]);
  });

  it("fails when the secret is asked for", () => {
    const error = refusal((scope) => Connection.fromConnectionArn(scope, "Slack", ARN).connectionSecretArn);

    expect(findings(error)).toEqual(["connectionSecretArn: connection-secret-arn-unknown"]);
  });
});

describe("a private endpoint", () => {
  const RESOURCE = "arn:aws:vpc-lattice:us-east-1:123456789012:resourceconfiguration/rcfg-0123456789abcdef0";
  const toPrivate = (resourceConfigurationArn: string) => (scope: TerraformStack) =>
    new Connection(scope, "C", { authorization: Authorization.none(), resourceConfigurationArn });

  it("is reached through a resource configuration", () => {
    expect(synth(toPrivate(RESOURCE)).resource(CONNECTION).invocation_connectivity_parameters).toEqual({
      resource_parameters: { resource_configuration_arn: RESOURCE },
    });
    const unknown = synth((scope) => toPrivate(stringToken(scope))(scope));
    expect(unknown.resource(CONNECTION)).toMatchObject({
      invocation_connectivity_parameters: { resource_parameters: { resource_configuration_arn: "${var.string}" } },
    });
  });

  it.each(["", "rcfg-0123456789abcdef0", RESOURCE.slice(0, -1), `${RESOURCE}0`, RESOURCE.toUpperCase()])(
    "fails when the resource configuration is %j",
    (arn) => {
      expect(findings(refusal(toPrivate(arn)))).toEqual([
        "resourceConfigurationArn: resource-configuration-arn-invalid",
      ]);
    },
  );
});
