/** Values that Terraform hides, where a definition or a policy would show them. */
import { DataAwsSecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret-version";
import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { Fn, TerraformLocal, TerraformResource, type TerraformStack, TerraformVariable, Token } from "cdktf";
import { DefinitionBody, HttpMethod, JsonPath, QueryLanguage, StateMachine } from "cdktf-aws-http-integrations";
import { codesOf, findings, refusal, synth } from "../../support/synth";
import { get, machineOf } from "../chains";
import { definitionOf, httpTask, machine } from "../parts";

const variable = (stack: TerraformStack, sensitive = true) =>
  new TerraformVariable(stack, "token", { type: "string", sensitive }).stringValue;
const secretVersion = (stack: TerraformStack) =>
  new DataAwsSecretsmanagerSecretVersion(stack, "Secret", { secretId: "crm" }).secretString;
const parameter = (stack: TerraformStack) => new DataAwsSsmParameter(stack, "Parameter", { name: "/crm" });

/** A password of the provider `random`, which has no bindings here. */
function password(stack: TerraformStack): string {
  class RandomPassword extends TerraformResource {
    protected override synthesizeAttributes() {
      return { length: 20 };
    }
  }
  const resource = new RandomPassword(stack, "Password", { terraformResourceType: "random_password" });
  return resource.getStringAttribute("result");
}

const SENSITIVE: [string, (stack: TerraformStack) => string][] = [
  ["a sensitive variable", (stack) => variable(stack)],
  ["a secret's value", secretVersion],
  ["a field of a secret's value", (stack) => Fn.lookupNested(Fn.jsondecode(secretVersion(stack)), ["url"])],
  ["a random password", password],
  ["a local of one", (stack) => new TerraformLocal(stack, "Local", secretVersion(stack)).asString],
  [
    "a local of a local of one",
    (stack) => {
      const local = new TerraformLocal(stack, "Local", { url: [variable(stack)] });
      return new TerraformLocal(stack, "Other", `x${Fn.lookupNested(local.expression, ["url"])}`).asString;
    },
  ],
  ["one beside what is none", (stack) => `${Fn.nonsensitive(parameter(stack).value)}${variable(stack)}`],
  ["what the user calls sensitive", (stack) => Fn.sensitive(variable(stack, false))],
];

const PARAMETER: (typeof SENSITIVE)[number] = ["a parameter's value", (stack) => parameter(stack).value];

const PUBLIC: [string, (stack: TerraformStack) => string][] = [
  ["another variable", (stack) => variable(stack, false)],
  ["a parameter's value that is no secret", (stack) => parameter(stack).insecureValue],
  ["the version of a parameter", (stack) => Token.asString(parameter(stack).version)],
  ["what the user calls no secret", (stack) => Fn.nonsensitive(variable(stack))],
  [
    "what the user calls no secret of a secret",
    (stack) => Fn.trimspace(Fn.nonsensitive(Fn.lookupNested(Fn.jsondecode(secretVersion(stack)), ["url"]))),
  ],
  ["a local", (stack) => new TerraformLocal(stack, "Local", "https://api.example.com").asString],
  ["a local that leads to itself", (stack) => new TerraformLocal(stack, "Local", "${local.Local}").asString],
];

describe("in an endpoint", () => {
  const call = (value: (stack: TerraformStack) => string) => (stack: TerraformStack) =>
    machineOf(stack, get("Get", { apiEndpoint: value(stack) }));

  it.each(SENSITIVE)("%s fails without `allowedEndpoints`, and is in no policy with them", (_, value) => {
    expect(findings(refusal(call(value)))).toEqual(["allowedEndpoints.Get: http-invoke-secret-endpoint-not-allowed"]);
    const { resources, warnings } = synth((stack) =>
      machineOf(stack, get("Get", { apiEndpoint: value(stack), allowedEndpoints: ["https://a.example.com/*"] })),
    );
    expect(Object.keys(resources("aws_sfn_state_machine"))).toHaveLength(1);
    expect(JSON.stringify(resources("aws_iam_role_policy"))).not.toMatch(/secret_string|var\.token|random_password/);
    expect(codesOf(warnings)).toEqual([]);
  });

  it.each([...PUBLIC, PARAMETER])("%s is taken", (_, value) => {
    expect(codesOf(synth(call(value)).warnings)).toEqual([]);
  });
});

describe("in a request", () => {
  const WARNED = "http-invoke-sensitive-value";
  const post = (props: object) => get("Post", { method: HttpMethod.POST, ...props });

  it.each([...SENSITIVE, PARAMETER])("%s is warned of", (_, value) => {
    const { warnings } = synth((stack) => machineOf(stack, post({ headers: { "X-Token": value(stack) } })));

    expect(codesOf(warnings)).toEqual([WARNED]);
    expect(warnings[0]).toContain("`definition.States.Post.Parameters.Headers`");
  });

  it.each(PUBLIC)("%s is taken", (_, value) => {
    const { warnings } = synth((stack) => machineOf(stack, post({ headers: { "X-Token": value(stack) } })));

    expect(codesOf(warnings)).toEqual([]);
  });

  it.each<[string, (value: string) => object]>([
    ["Headers", (value) => ({ headers: { "X-Token": `Token ${value} ${JsonPath.stringAt("$.id")}` } })],
    ["QueryParameters", (value) => ({ queryStringParameters: { key: [value] } })],
    ["RequestBody", (value) => ({ requestBody: { deep: [{ value }] } })],
    ["RequestBody", (value) => ({ requestBody: value })],
    ['["RequestBody.$"]', (value) => ({ requestBody: `a ${value} ${JsonPath.stringAt("$.id")}` })],
    ["RequestBody", (value) => ({ requestBody: { map: Fn.merge([{ a: value }]) } })],
  ])("%s names where it stands: %#", (field, props) => {
    const { warnings } = synth((stack) => machineOf(stack, post(props(variable(stack)))));

    expect(codesOf(warnings)).toContain(WARNED);
    expect(warnings.join("\n")).toContain(
      `\`definition.States.Post.Parameters${field.startsWith("[") ? "" : "."}${field}\``,
    );
  });

  it("it is found in JSONata, in an object, in a Map, in a branch, and by way of a substitution", () => {
    const jsonata = synth((stack) =>
      machineOf(stack, post({ headers: { "X-Token": variable(stack) } }), { queryLanguage: QueryLanguage.JSONATA }),
    );
    const inMap = synth((stack) => {
      const inner = definitionOf({ A: httpTask({ Method: "POST", RequestBody: { key: variable(stack) } }) });
      const ItemProcessor = { ProcessorConfig: { Mode: "INLINE" }, ...inner };
      machine(stack, {}, definitionOf({ M: { Type: "Map", MaxConcurrency: 1, ItemProcessor, End: true } }));
    });
    const inBranch = synth((stack) => {
      const inner = definitionOf({ A: httpTask({ Headers: { "X-Token": variable(stack) } }) });
      machine(stack, {}, definitionOf({ P: { Type: "Parallel", Branches: [inner], End: true } }));
    });
    const substituted = synth((stack) => {
      const definition = definitionOf({ A: httpTask({ Headers: { "X-Token": "${Token}" } }) });
      new StateMachine(stack, "Machine", {
        definitionBody: DefinitionBody.fromObject(definition, { substitutions: { Token: variable(stack) } }),
      });
    });

    expect(codesOf(jsonata.warnings)).toEqual([WARNED]);
    expect(codesOf(inMap.warnings)).toEqual([WARNED]);
    expect(codesOf(inBranch.warnings)).toEqual([WARNED]);
    expect(inBranch.warnings[0]).toContain("`definition.States.P.Branches[0].States.A.Parameters.Headers`");
    expect(codesOf(substituted.warnings)).toEqual([WARNED]);
  });
});
