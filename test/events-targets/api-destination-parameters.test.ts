import type { TerraformStack } from "cdktf";
import { Authorization, Connection, EventField, Rule, targets } from "cdktf-aws-http-integrations";
import { destination, ruleTo, token } from "../events/parts";
import { codesOf, refusal, synth } from "../support/synth";

describe("the parameters of targets.ApiDestination", () => {
  it("warns of a parameter of the connection, whose value wins; headers are compared without case", () => {
    const stack = synth((scope) => {
      const authorization = Authorization.apiKey("X-Shop", token(scope));
      const connection = new Connection(scope, "Connection", { authorization });
      const target = new targets.ApiDestination(destination(scope, { connection }), {
        headerParameters: { "X-SHOP": "1", "x-shops": "1" },
        queryStringParameters: { "X-Shop": "1" },
      });
      new Rule(scope, "Rule", { eventPattern: { source: ["shop"] }, targets: { Api: target } });
    });

    expect(codesOf(stack.warnings)).toEqual(["http-parameter-of-connection"]);
    expect(stack.warnings.join()).toContain("`headerParameters.X-SHOP`");
  });

  it.each([
    ["Authorization", true],
    ["X-Api-Key", true],
    ["x_apikey", true],
    ["X-Session-Token", true],
    ["client_secret", true],
    ["X-Author", false],
    ["Content-Type", false],
  ])("warns that the parameter %s can be read by others: %s", (name, isCredential) => {
    for (const kind of ["headerParameters", "queryStringParameters"] as const) {
      const constant = synth((scope) => ruleTo(scope, { [kind]: { [name]: "value-1" } }));
      const field = synth((scope) => ruleTo(scope, { [kind]: { [name]: EventField.source } }));

      expect(codesOf(constant.warnings)).toEqual(isCredential ? ["http-parameter-credential"] : []);
      expect(constant.warnings.join()).not.toContain("value-1");
      expect(codesOf(field.warnings)).toEqual([]);
    }
  });

  it("warns of Content_Type, which is another header", () => {
    const stack = synth((scope) => ruleTo(scope, { headerParameters: { Content_Type: "text/plain" } }));

    expect(codesOf(stack.warnings)).toEqual(["header-content-type-misspelt"]);
  });

  it.each([
    ["", false],
    ["a b/c[]", true],
    ["x".repeat(512), true],
    ["x".repeat(513), false],
    ["a\n", false],
  ])("takes the query parameter name %j: %s", (name, isAllowed) => {
    const build = (scope: TerraformStack) => ruleTo(scope, { queryStringParameters: { [name]: "x" } });

    expect(isAllowed ? synth(build).errors : refusal(build).problems.map(({ code }) => code)).toEqual(
      isAllowed ? [] : ["query-parameter-name-invalid"],
    );
  });
});
