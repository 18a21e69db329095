import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { ApiDestination, HttpMethod, Role } from "cdktf-aws-http-integrations";
import { codesOf, findings, refusal, synth } from "../support/synth";
import { connection, destination, numberToken, stringToken } from "./parts";

const DESTINATION = "aws_cloudwatch_event_api_destination";
const ARN = "arn:aws:events:us-east-1:123456789012:api-destination/slack/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";

describe("ApiDestination", () => {
  it("is one destination that uses POST and AWS's default rate", () => {
    const stack = synth(
      (scope) =>
        new ApiDestination(scope, "Orders", { connection: connection(scope), endpoint: "https://api.example.com/x" }),
    );

    expect(stack.resources(DESTINATION)).toEqual({
      Orders_A9B65338: {
        name: "stack-Orders-ca735fd7",
        connection_arn: "${aws_cloudwatch_event_connection.Connection_89AD5CF5.arn}",
        invocation_endpoint: "https://api.example.com/x",
        http_method: "POST",
        invocation_rate_limit_per_second: 300,
      },
    });
  });

  it("takes every argument", () => {
    const stack = synth((scope) => {
      const provider = new AwsProvider(scope, "other", { alias: "other", region: "eu-central-1" });
      const first = new SqsQueue(scope, "First");
      new ApiDestination(scope, "Orders", {
        connection: connection(scope),
        endpoint: "https://api.example.com:8443/v1/*/x?a=b",
        httpMethod: HttpMethod.PATCH,
        rateLimitPerSecond: 1,
        apiDestinationName: "orders.API_1-x",
        description: "Orders",
        provider,
        dependsOn: [first],
      });
    });

    expect(stack.resource(DESTINATION)).toEqual({
      name: "orders.API_1-x",
      description: "Orders",
      connection_arn: "${aws_cloudwatch_event_connection.Connection_89AD5CF5.arn}",
      invocation_endpoint: "https://api.example.com:8443/v1/*/x?a=b",
      http_method: "PATCH",
      invocation_rate_limit_per_second: 1,
      provider: "aws.other",
      depends_on: ["aws_sqs_queue.First"],
    });
  });

  it.each(Object.values(HttpMethod))("takes the method %s", (httpMethod) => {
    expect(synth((scope) => destination(scope, { httpMethod })).resource(DESTINATION).http_method).toBe(httpMethod);
  });

  it.each(["post", "TRACE", ""])("fails when the method is %j", (method) => {
    expect(findings(refusal((scope) => destination(scope, { httpMethod: method as HttpMethod })))).toEqual([
      "httpMethod: http-method-invalid",
    ]);
  });

  it.each(["toString", "constructor"])("fails when the method is %j, a name that every object has", (method) => {
    refusal((scope) => destination(scope, { httpMethod: method as HttpMethod }));
  });

  it.each<[string, number | undefined]>([
    ["https://a.example", 0],
    ["https://a.example/", 0],
    ["https://a.example/*", 1],
    ["https://a.example/v1/*/x/*", 2],
  ])("counts the wildcards in the path of %s", (endpoint, wildcards) => {
    synth((scope) => expect(destination(scope, { endpoint }).pathWildcards).toBe(wildcards));
  });

  it("does not count wildcards that only Terraform knows", () => {
    synth((scope) => expect(destination(scope, { endpoint: stringToken(scope) }).pathWildcards).toBeUndefined());
  });

  it("escapes what Terraform would evaluate in the description", () => {
    const stack = synth((scope) => destination(scope, { description: "${a} %{b}" }));

    expect(stack.resource(DESTINATION).description).toBe("$${a} %%{b}");
  });

  it("lets an identity send requests through it", () => {
    const stack = synth((scope) => {
      const role = new Role(scope, "Role", { servicePrincipal: "events.amazonaws.com" });
      const grant = destination(scope).grantInvoke(role);
      expect(grant.success).toBe(true);
    });

    expect(stack.resource("aws_iam_role_policy").policy).toBe(
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: ["events:InvokeApiDestination"],
            Resource: ["${aws_cloudwatch_event_api_destination.Destination_920A3C57.arn}"],
          },
        ],
      }),
    );
  });

  it("does not judge what only Terraform knows", () => {
    const stack = synth((scope) => {
      const arn = stringToken(scope, "arn");
      destination(scope, {
        endpoint: `https://${stringToken(scope, "host")}/x y`,
        apiDestinationName: stringToken(scope, "name"),
        description: stringToken(scope, "text"),
        rateLimitPerSecond: numberToken(scope),
      });
      ApiDestination.fromApiDestinationArn(scope, "Imported", arn);
    });

    expect(stack.resource(DESTINATION)).toMatchObject({
      invocation_endpoint: "https://${var.host}/x y",
      name: "${var.name}",
      description: "${var.text}",
      invocation_rate_limit_per_second: "${var.number}",
    });
    expect(stack.warnings).toEqual([]);
  });

  it("fails with one message that says where, what is allowed, what was given, which argument and what to do", () => {
    const error = refusal((scope) =>
      destination(scope, { endpoint: "http://api.example.com", rateLimitPerSecond: 0, apiDestinationName: "a b" }),
    );

    expect(error.message).toBe(
      [
        "[stack/Destination] api-destination-name-invalid",
        '  `apiDestinationName` must have 1 to 64 letters, digits, `.`, `-` or `_`, got: "a b".',
        "  Terraform: aws_cloudwatch_event_api_destination.name",
        "  Fix: rename it, or leave it out. See docs/rules.md#api-destination-name-invalid",
        "",
        "[stack/Destination] rate-limit-out-of-range",
        "  `rateLimitPerSecond` must be an integer of at least 1, got: 0.",
        "  Terraform: aws_cloudwatch_event_api_destination.invocation_rate_limit_per_second",
        "  Fix: raise it, or leave it out for 300. See docs/rules.md#rate-limit-out-of-range",
        "",
        "[stack/Destination] endpoint-not-https",
        '  `endpoint` must start with https://, got: "http://api.example.com".',
        "  Terraform: aws_cloudwatch_event_api_destination.invocation_endpoint",
        "  Fix: use the API's HTTPS URL. See docs/rules.md#endpoint-not-https",
      ].join("\n"),
    );
    expect(error.name).toBe("ValidationError");
    expect(error.code).toBe("api-destination-name-invalid");
    expect(error.problems[1]).toEqual({
      code: "rate-limit-out-of-range",
      property: "rateLimitPerSecond",
      allowed: "must be an integer of at least 1",
      given: "0",
      terraform: "aws_cloudwatch_event_api_destination.invocation_rate_limit_per_second",
      fix: "raise it, or leave it out for 300.",
    });
  });

  it.each<[string, string]>([
    ["http://a.example", "endpoint-not-https"],
    ["a.example", "endpoint-not-https"],
    ["", "endpoint-not-https"],
    ["https://", "endpoint-invalid"],
    ["https:///path", "endpoint-invalid"],
    ["https://a.example/a b", "endpoint-invalid"],
    ["https://a.example/#x", "endpoint-invalid"],
    ["https://a.example/{id}", "endpoint-invalid"],
    ["https://a.example/%zz", "endpoint-invalid"],
    ["https://a.example:port/", "endpoint-invalid"],
    ["https://user:password@a.example/", "endpoint-credentials"],
  ])("fails when the endpoint is %j", (endpoint, code) => {
    expect(findings(refusal((scope) => destination(scope, { endpoint })))).toEqual([`endpoint: ${code}`]);
  });

  it("fails when the literal part before a token is not https", () => {
    const error = refusal((scope) => destination(scope, { endpoint: `http://${stringToken(scope)}` }));

    expect(error.problems.map(({ code, given }) => [code, given])).toEqual([["endpoint-not-https", '"http://…"']]);
  });

  it.each<[string, string[]]>([
    ["https://a.example/*", []],
    ["https://*.a.example/", ["endpoint-wildcard-outside-path"]],
    ["https://a.example/?id=*", ["endpoint-wildcard-outside-path"]],
    ["https://a.example/?sig=8f14e45f", ["endpoint-secret"]],
    ["https://a.example/?x=1&api_key=8f14e45f", ["endpoint-secret"]],
    ["https://hooks.slack.com/services/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", ["endpoint-secret"]],
    ["https://discord.com/api/webhooks/81384788765712384/a8Fq2LmN9pRs7TuVwXyZ0bCd", ["endpoint-secret"]],
    ["https://a.example/?monkey=8f14e45f", []],
    ["https://a.example/?token=YOUR_TOKEN", []],
    ["https://hooks.slack.com/services/*", []],
  ])("warns as fits of the endpoint %s", (endpoint, codes) => {
    expect(codesOf(synth((scope) => destination(scope, { endpoint })).warnings)).toEqual(codes);
  });
});

it("shows no credential of an endpoint that is wrong or holds one", () => {
  const hook = "hooks.slack.com/services/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";
  const wrong = refusal((scope) => destination(scope, { endpoint: `http://${hook}` }));
  const risky = synth((scope) => destination(scope, { endpoint: `https://${hook}` }));
  const query = refusal((scope) => destination(scope, { endpoint: "https://a.example/a b?token=8f14e45fceea" }));

  expect(wrong.problems[0]?.given).toBe('"http://hooks.slack.com/services/…"');
  expect(risky.warnings.join()).toContain("https://hooks.slack.com/services/…");
  expect(query.problems[0]?.given).toBe('"https://a.example/a b?…"');
  expect(`${wrong.message}${risky.warnings}${query.message}`).not.toMatch(/a8Fq2LmN9pRs7TuVwXyZ0bCd|8f14e45fceea/);
});

describe("ApiDestination.fromApiDestinationArn", () => {
  it("makes nothing, and can be granted", () => {
    const stack = synth((scope) => {
      const role = new Role(scope, "Role", { servicePrincipal: "events.amazonaws.com" });
      const imported = ApiDestination.fromApiDestinationArn(scope, "Imported", ARN);
      expect(imported.pathWildcards).toBeUndefined();
      imported.grantInvoke(role);
    });

    expect(stack.resources(DESTINATION)).toEqual({});
    expect(stack.resource("aws_iam_role_policy").policy).toContain(`"Resource":["${ARN}"]`);
  });

  it.each([ARN.replace(/\/[^/]*$/, ""), "slack", ARN.replace(":events:", ":sqs:")])(
    "fails when the ARN is %s",
    (arn) => {
      const error = refusal((scope) => ApiDestination.fromApiDestinationArn(scope, "Imported", arn));
      expect(findings(error)).toEqual(["apiDestinationArn: api-destination-arn-invalid"]);
    },
  );
});
