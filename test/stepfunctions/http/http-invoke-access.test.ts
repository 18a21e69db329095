import { HttpInvoke, HttpMethod, JsonataExpression, JsonPath, SecretValue } from "cdktf-aws-http-integrations";
import { stringToken, token } from "../../events/parts";
import { codesOf, findings, refusal, validationFailure } from "../../support/synth";
import { get, machineOf, synthChain, warningsOf } from "../chains";
import { mayCall, roleStatements, stubConnection } from "../parts";

const id = JsonPath.stringAt("$.id");

describe("a secret endpoint", () => {
  const allowedEndpoints = ["https://hooks.slack.com/services/*"];
  const notify = (apiEndpoint: SecretValue, name = "Notify") =>
    get(name, { method: HttpMethod.POST, apiEndpoint, allowedEndpoints });

  it("stands in the definition, and in no policy", async () => {
    const stack = synthChain((scope) => notify(token(scope)));

    expect(stack.resource("aws_sfn_state_machine").definition).toContain('"ApiEndpoint":${jsonencode(var.token)}');
    expect(JSON.stringify(stack.resources("aws_iam_role_policy"))).not.toContain("var.token");
    const statements = await roleStatements(stack);
    expect(mayCall(statements, "POST", "https://hooks.slack.com/services/T/B/x")).toBe(true);
    expect(mayCall(statements, "POST", "https://hooks.slack.com.evil.tld/services/T/B/x")).toBe(false);
  });

  it("is warned of, since the definition can be read", () => {
    expect(warningsOf((scope) => notify(token(scope)))).toEqual(["secret-in-definition"]);
  });

  it("is read from where it lies", () => {
    const stack = synthChain(() =>
      notify(SecretValue.secretsManager("slack"), "Notify Slack").next(
        notify(SecretValue.ssmParameter("/slack"), "Again"),
      ),
    );

    expect(stack.data("aws_secretsmanager_secret_version", "NotifySlackEndpoint")).toEqual({ secret_id: "slack" });
    expect(stack.data("aws_ssm_parameter", "AgainEndpoint")).toEqual({ name: "/slack", with_decryption: true });
  });

  it("keeps what is given in clear text out of messages", () => {
    const secret = SecretValue.unsafePlainText("http://not https hush-hush ${x}");
    const stack = synthChain(notify(secret));

    expect(stack.resource("aws_sfn_state_machine").definition).toContain('"http://not https hush-hush $${x}"');
    expect(stack.warnings.join()).not.toContain("hush");
  });

  it("fails without the endpoints that the role may call", () => {
    const error = refusal((scope) =>
      machineOf(scope, get("N", { method: HttpMethod.POST, apiEndpoint: token(scope) })),
    );

    expect(findings(error)).toContain("definition.N.allowedEndpoints: http-invoke-secret-endpoint-not-allowed");
  });

  it("fails where a token hides a text that is known", () => {
    const message = validationFailure((scope) =>
      machineOf(scope, notify(SecretValue.resourceAttribute("https://a/hush"))),
    );

    expect(message).toContain("secret-hidden-literal");
    expect(message).not.toContain("hush");
  });
});

const GET = { connection: stubConnection(), method: HttpMethod.GET };

describe("the role", () => {
  it("may send the method that a token is, and no other", () => {
    const stack = synthChain((scope) => get("S", { method: stringToken(scope) as HttpMethod }));

    expect(codesOf(stack.warnings)).toEqual([]);
    expect(stack.resource("aws_iam_role_policy").policy).toContain('"states:HTTPMethod":[${jsonencode(var.string)}]');
  });

  it("may call an endpoint with values of Terraform as they are, however the expression around them escapes them", () => {
    const [a, b] = [JsonPath.stringAt("$.a"), JsonataExpression.of("$a")];
    for (const chain of [
      (host: string) => HttpInvoke.jsonPath("S", { ...GET, apiEndpoint: `https://${host}/v1/${a}` }),
      (host: string) => HttpInvoke.jsonata("S", { ...GET, apiEndpoint: `https://${host}/v1/${b}` }),
    ]) {
      const stack = synthChain((scope) => chain(stringToken(scope)));

      expect(stack.resource("aws_iam_role_policy").policy).toContain(
        '"https://${trimsuffix(trimprefix(jsonencode(tostring(var.string)), "\\""), "\\"")}/v1/*"',
      );
      expect(stack.resource("aws_sfn_state_machine").definition).toMatch(
        /replace\(var\.string|jsonencode\(tostring\(trim/,
      );
    }
  });

  it.each([
    ["https://api.example.com/v1/orders/1", true],
    ["https://api.example.com/v1/customers", false],
    ["https://api.example.com.evil.tld/v1/orders/1", false],
  ])("may call what a text with a path in it can become: %s: %s", async (endpoint, isAllowed) => {
    for (const chain of [
      get("S", { apiEndpoint: `https://api.example.com/v1/orders/${id}` }),
      HttpInvoke.jsonata("S", {
        connection: stubConnection(),
        method: HttpMethod.GET,
        apiEndpoint: `https://api.example.com/v1/orders/${JsonataExpression.of("$states.input.id")}`,
      }),
    ]) {
      expect(mayCall(await roleStatements(synthChain(chain)), "GET", endpoint)).toBe(isAllowed);
    }
  });
});
