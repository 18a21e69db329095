import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Fn, Lazy, TerraformLocal, type TerraformStack, TerraformVariable, Token } from "cdktf";
import { Authorization, Connection, SecretValue } from "cdktf-aws-http-integrations";
import { codesOf, findings, refusal, synth, thrownBy, validationFailure } from "../support/synth";
import { ruleTo, token } from "./parts";

const CANARY = "canary-7f3a";
const CONNECTION = "aws_cloudwatch_event_connection";

function bearer(stack: TerraformStack, secret: SecretValue): Connection {
  return new Connection(stack, "Connection", { authorization: Authorization.bearerToken(secret) });
}

function secretVariable(stack: TerraformStack, config: { sensitive?: boolean; default?: string }): SecretValue {
  return SecretValue.terraformVariable(new TerraformVariable(stack, "secret", { type: "string", ...config }));
}

describe("SecretValue", () => {
  it("reads a secret of Secrets Manager with a data source of the connection", () => {
    const stack = synth((scope) => bearer(scope, SecretValue.secretsManager("slack", { versionId: "v1" })));

    expect(stack.json.data).toEqual({
      aws_secretsmanager_secret_version: {
        Connection_ApiKeyValue_FC65E857: { secret_id: "slack", version_id: "v1" },
      },
    });
    expect(stack.resource(CONNECTION).auth_parameters).toEqual({
      api_key: {
        key: "Authorization",
        value: "Bearer ${data.aws_secretsmanager_secret_version.Connection_ApiKeyValue_FC65E857.secret_string}",
      },
    });
  });

  it("reads one field of a secret that holds JSON", () => {
    const stack = synth((scope) => bearer(scope, SecretValue.secretsManager("slack", { jsonField: "bot-token" })));

    expect(stack.resource(CONNECTION).auth_parameters).toMatchObject({
      api_key: {
        value:
          'Bearer ${jsondecode(data.aws_secretsmanager_secret_version.Connection_ApiKeyValue_FC65E857.secret_string)["bot-token"]}',
      },
    });
  });

  it("reads a parameter of the Parameter Store, decrypted", () => {
    const stack = synth((scope) => bearer(scope, SecretValue.ssmParameter("/slack/token")));

    expect(stack.data("aws_ssm_parameter")).toEqual({ name: "/slack/token", with_decryption: true });
  });

  it("reads it with the provider of the connection", () => {
    const stack = synth((scope) => {
      const provider = new AwsProvider(scope, "other", { alias: "other", region: "eu-central-1" });
      new Connection(scope, "C", {
        authorization: Authorization.bearerToken(SecretValue.ssmParameter("/slack/token")),
        provider,
      });
    });

    expect(stack.data("aws_ssm_parameter").provider).toBe("aws.other");
  });

  it("takes an attribute of another resource, and an expression over it", () => {
    const stack = synth((scope) => {
      const variable = new TerraformVariable(scope, "vault", { type: "string" });
      bearer(scope, SecretValue.resourceAttribute(Fn.trimspace(variable.stringValue)));
    });

    expect(stack.resource(CONNECTION).auth_parameters).toMatchObject({
      api_key: { value: "Bearer ${trimspace(var.vault)}" },
    });
  });

  it("accepts a credential in clear text with a warning that does not repeat it", () => {
    const stack = synth((scope) => bearer(scope, SecretValue.unsafePlainText(CANARY)));

    expect(stack.resource(CONNECTION).auth_parameters).toMatchObject({ api_key: { value: `Bearer ${CANARY}` } });
    expect(codesOf(stack.warnings)).toEqual(["secret-plain-text"]);
    expect(stack.warnings.join()).not.toContain(CANARY);
  });

  it("prints nothing of itself", () => {
    const secret = SecretValue.unsafePlainText(CANARY);

    expect([String(secret), `${secret}`, JSON.stringify({ secret }), JSON.stringify(Object.entries(secret))]).toEqual([
      "SecretValue(…)",
      "SecretValue(…)",
      '{"secret":"SecretValue(…)"}',
      '[["isPlainText",true]]',
    ]);
  });

  it("is told from anything that only looks like it", () => {
    expect(SecretValue.isSecretValue(SecretValue.unsafePlainText("x"))).toBe(true);
    for (const other of [CANARY, { isPlainText: true }, null, undefined, Object.create(SecretValue.prototype)]) {
      expect(SecretValue.isSecretValue(other)).toBe(false);
    }
  });

  it("fails when the variable is not sensitive", () => {
    const error = refusal((scope) => bearer(scope, secretVariable(scope, {})));

    expect(error.message).toBe(
      "[stack/Connection] secret-variable-not-sensitive\n" +
        '  `authorization.token` must be a Terraform variable with `sensitive: true`, got: "variable stack/secret".\n' +
        "  Terraform: variable.sensitive\n" +
        "  Fix: set `sensitive: true` on the variable. See docs/rules.md#secret-variable-not-sensitive",
    );
  });

  it.each(['a"b', "a\\b", "a$b", "a%b", ""])("fails when the JSON field is %j", (jsonField) => {
    const error = refusal((scope) => bearer(scope, SecretValue.secretsManager("s", { jsonField })));

    expect(findings(error)).toEqual(["authorization.token: secret-json-field-invalid"]);
  });
});

describe("a literal credential", () => {
  /** Ways in which code can give a literal, and the code each is refused with. */
  const EAGER: readonly [string, (stack: TerraformStack) => SecretValue, string][] = [
    ["cast to SecretValue", () => CANARY as never, "secret-not-a-secret-value"],
    ["in an object cast to SecretValue", () => ({ value: CANARY }) as never, "secret-not-a-secret-value"],
    [
      "as the default of a variable",
      (stack) => secretVariable(stack, { sensitive: true, default: CANARY }),
      "secret-variable-default",
    ],
  ];
  it.each(EAGER)("fails at once when it is %s, and is not printed", (_name, make, code) => {
    const error = refusal((scope) => bearer(scope, make(scope)));

    expect(findings(error)).toEqual([`authorization.token: ${code}`]);
    expect(`${error.message} ${JSON.stringify(error.problems)}`).not.toContain(CANARY);
  });

  const HIDDEN: readonly [string, (stack: TerraformStack) => string][] = [
    ["given as an attribute", () => CANARY],
    ["produced by a Lazy", () => Lazy.stringValue({ produce: () => CANARY })],
    ["a token of a literal", () => Token.asString({ resolve: () => CANARY, creationStack: [] } as never)],
    ["before a reference", (stack) => `${CANARY}${secretText(stack)}`],
    ["after a reference", (stack) => `${secretText(stack)}${CANARY}`],
    ["between two references", (stack) => `${secretText(stack)}${CANARY}${secretText(stack, "b")}`],
    ["text that Terraform escapes", () => `$\${${CANARY}}`],
  ];
  it.each(HIDDEN)("fails at synth when it is %s, and is not printed", (_name, make) => {
    const message = validationFailure((scope) => bearer(scope, SecretValue.resourceAttribute(make(scope))));

    expect(message).toContain("[stack/Connection] secret-hidden-literal");
    expect(message).toContain("`authorization.token` must be a reference, but holds text that is known at synth");
    expect(message).not.toContain(CANARY);
  });

  const IN_EXPRESSION: readonly [string, (stack: TerraformStack) => string][] = [
    ["an argument of a function", () => Fn.join("", [CANARY])],
    ["encoded by a function", () => Fn.base64encode(CANARY)],
    ["a local value", (stack) => new TerraformLocal(stack, "local", CANARY).asString],
  ];
  it.each(IN_EXPRESSION)("fails at synth when it is %s", (_name, make) => {
    validationFailure((scope) => bearer(scope, SecretValue.resourceAttribute(make(scope))));
  });

  it("stands in no error, warning or JSON, whatever else is wrong", () => {
    const texts = [
      () => refusal((scope) => bearer(scope, SecretValue.unsafePlainText(`${CANARY}:`))).message,
      () =>
        refusal(
          (scope) =>
            new Connection(scope, "C", {
              authorization: Authorization.basic("a:b", SecretValue.unsafePlainText(`${CANARY}\n`)),
            }),
        ).message,
      () => refusal((scope) => ruleTo(scope, {}, { endpoint: `http://user:${CANARY}@api.example.com` })).message,
      () => refusal((scope) => ruleTo(scope, {}, { endpoint: `https://user:${CANARY}@api.example.com` })).message,
      () => synth((scope) => ruleTo(scope, {}, { endpoint: `https://a.example/?token=${CANARY}` })).warnings.join(),
    ].map((text) => text());

    expect(texts).toHaveLength(5);
    for (const text of texts) {
      expect(text).not.toContain(CANARY);
    }
  });

  it.each([
    ["is not https", `http://a.example/?token=${CANARY}`],
    ["has no scheme", `user:${CANARY}@a.example`],
    ["has a forbidden character", `https://a.example/?token=${CANARY}#x`],
  ])("in the query or user name of an endpoint is not printed when it %s", (_name, endpoint) => {
    expect(refusal((scope) => ruleTo(scope, {}, { endpoint })).message).not.toContain(CANARY);
  });

  it("in the query of an endpoint is not printed by the warning about a `*` beside it", () => {
    const stack = synth((scope) => ruleTo(scope, {}, { endpoint: `https://a.example/?token=${CANARY}&id=*` }));

    expect(stack.warnings.join()).not.toContain(CANARY);
  });

  it("does not hinder a reference", () => {
    expect(thrownBy(() => synth((scope) => bearer(scope, token(scope))))).toBeUndefined();
  });
});

function secretText(stack: TerraformStack, id = "a"): string {
  return new TerraformVariable(stack, id, { type: "string", sensitive: true }).stringValue;
}
