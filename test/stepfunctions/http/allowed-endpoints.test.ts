/** What HTTP Tasks may call where their author lists it. */
import { Fn, type TerraformStack, TerraformVariable } from "cdktf";
import { type DefinitionBodyOptions, JsonPath } from "cdktf-aws-http-integrations";
import { stringToken } from "../../events/parts";
import { codesOf, findings, refusal, synth, thrownBy } from "../../support/synth";
import { get, machineOf } from "../chains";
import { API, definitionOf, httpTask, machine, mayCall, roleStatements, synthTasks } from "../parts";

describe("allowedEndpoints", () => {
  const dynamic = httpTask({ ApiEndpoint: undefined, "ApiEndpoint.$": "$.url" });
  const refusedFor = (task: object, allowed?: readonly string[], state = "Get") =>
    findings(
      refusal((stack) =>
        machine(stack, {}, definitionOf({ Get: task }), allowed && { allowedEndpoints: { [state]: allowed } }),
      ),
    );

  it("must be given where the host is known only at run time", () => {
    expect(refusedFor(dynamic)).toEqual(["definition.States.Get: http-task-endpoint-dynamic"]);
  });

  it("takes the place of what is not known", async () => {
    const statements = await roleStatements(
      synthTasks(
        { Get: dynamic },
        { allowedEndpoints: { Get: ["https://eu.example.com/", "https://us.example.com/v1/*"] } },
      ),
    );

    expect(mayCall(statements, "GET", "https://us.example.com/v1/orders")).toBe(true);
    expect(mayCall(statements, "GET", "https://us.example.com/v2/orders")).toBe(false);
    expect(mayCall(statements, "GET", "https://us.example.com.evil.tld/v1/orders")).toBe(false);
  });

  it.each([
    "https://api.example.com*",
    "https://api.example.com",
    "https://*.example.com/*",
    "https://api?.example.com/*",
    "https://*/",
    "https:///v1",
    "http://api.example.com/*",
    "https://user@api.example.com/*",
    "https://api.example.com:*/",
    "https://api.example.com/a?b=*",
    "https://api.example.com/#a",
    "*",
    "",
  ])("fails when it is %j", (pattern) => {
    expect(refusedFor(dynamic, [pattern])).toEqual(["allowedEndpoints.Get: allowed-endpoint-invalid"]);
  });

  it.each(["https://api.example.com/", "https://api.example.com:8443/a/*/b*", "https://API-1.example.com/*"])(
    "may be %j",
    (pattern) => {
      expect(codesOf(synthTasks({ Get: dynamic }, { allowedEndpoints: { Get: [pattern] } }).warnings)).toEqual([]);
    },
  );

  it.each([
    [(host: string) => `https://${host}/v1/*`, true],
    [(host: string) => `https://api.${host}:8443/*`, true],
    [(host: string) => host, true],
    [(host: string) => `${host}/v1/*`, true],
    [(host: string) => `https://${host}*`, false],
    [(host: string) => `http://${host}/`, false],
    [(host: string) => `https://*.${host}/`, false],
  ])("is judged around a token: %#", (patternOf, isRight) => {
    const build = () =>
      synthTasks({ Get: dynamic }, (stack) => ({ allowedEndpoints: { Get: [patternOf(stringToken(stack))] } }));

    if (isRight) {
      expect(codesOf(build().warnings)).toEqual([]);
    } else {
      expect(build).toThrow("allowed-endpoint-invalid");
    }
  });

  it.each([
    ["https://api.example.com/v1/*", true],
    [API, true],
    ["https://api.example.com/*orders", true],
    ["https://api.example.com/v2/*", false],
    ["https://api.example.com/v1/", false],
    ["https://eu.example.com/*", false],
  ])("fails unless it lets the task call what the definition says: %s %s", (pattern, isCovered) => {
    const build = () => synthTasks({ Get: httpTask() }, { allowedEndpoints: { Get: [pattern] } });

    if (isCovered) {
      expect(codesOf(build().warnings)).toEqual([]);
    } else {
      expect(refusedFor(httpTask(), [pattern])).toEqual(["definition.States.Get: http-task-endpoint-not-allowed"]);
    }
  });

  it("may overlap with an endpoint of which a part is known only at run time, but not miss it", () => {
    const byId = httpTask({
      ApiEndpoint: undefined,
      "ApiEndpoint.$": "States.Format('https://api.example.com/v1/{}', $.id)",
    });

    expect(refusedFor(byId, ["https://api.example.com/v2/*"])).toEqual([
      "definition.States.Get: http-task-endpoint-not-allowed",
    ]);
    expect(
      codesOf(synthTasks({ Get: byId }, { allowedEndpoints: { Get: ["https://api.example.com/v1/a*"] } }).warnings),
    ).toEqual([]);
  });

  it("fails for a name that no HTTP Task has, with the name that was likely meant", () => {
    const error = refusal((stack) =>
      machine(stack, {}, definitionOf({ GetOrder: httpTask() }), { allowedEndpoints: { GetOrders: [API] } }),
    );

    expect(findings(error)).toEqual(["allowedEndpoints.GetOrders: allowed-endpoints-of-no-task"]);
    expect(error.message).toContain("write GetOrder, or remove it.");
  });

  it("must be allowed where an endpoint has a token of a sensitive variable, which a policy would not hide", async () => {
    const hook = (stack: TerraformStack, options: object = {}) =>
      new TerraformVariable(stack, "hook", { type: "string", sensitive: true, ...options }).stringValue;
    const allowed = { allowedEndpoints: { Get: ["https://hooks.slack.com/services/*"] } };
    const direct = (build: (value: string) => string, options?: DefinitionBodyOptions) => (stack: TerraformStack) =>
      machine(stack, {}, definitionOf({ Get: httpTask({ ApiEndpoint: build(hook(stack)) }) }), options);

    for (const build of [
      direct((value) => value),
      direct((value) => `https://hooks.slack.com/services/${value}`),
      direct((value) => Fn.join("", ["https://hooks.slack.com/services/", value])),
      (stack: TerraformStack) => machineOf(stack, get("Get", { apiEndpoint: hook(stack) })),
      (stack: TerraformStack) =>
        machineOf(stack, get("Get", { apiEndpoint: `https://a.b/${hook(stack)}/${JsonPath.stringAt("$.id")}` })),
      (stack: TerraformStack) =>
        machine(stack, {}, definitionOf({ Get: httpTask({ ApiEndpoint: "${Hook}" }) }), {
          substitutions: { Hook: hook(stack) },
        }),
    ]) {
      expect(findings(refusal(build))).toEqual(["allowedEndpoints.Get: http-invoke-secret-endpoint-not-allowed"]);
    }
    const stack = synth(direct((value) => value, allowed));
    expect(JSON.stringify(stack.resources("aws_iam_role_policy"))).not.toContain("var.hook");
    expect(mayCall(await roleStatements(stack), "GET", "https://hooks.slack.com/services/T/B/x")).toBe(true);
    expect(
      codesOf(
        synth((one) =>
          machine(one, {}, definitionOf({ Get: httpTask({ ApiEndpoint: hook(one, { sensitive: false }) }) })),
        ).warnings,
      ),
    ).toEqual([]);
  });

  it("is warned of where it holds a credential, and prints none", () => {
    const hook = "https://hooks.slack.com/services/T01234567/B01234567/aBcDeFgHiJkLmNoPqRsTuVwX";
    const warned = (pattern: (stack: TerraformStack) => string) =>
      synth((stack) =>
        machine(stack, {}, definitionOf({ Get: dynamic }), { allowedEndpoints: { Get: [pattern(stack)] } }),
      ).warnings;
    const secret = (stack: TerraformStack) =>
      new TerraformVariable(stack, "hook", { type: "string", sensitive: true }).stringValue;

    expect(codesOf(warned(() => hook))).toEqual(["allowed-endpoint-secret"]);
    expect(codesOf(warned((stack) => `https://a.b/${secret(stack)}/*`))).toEqual(["allowed-endpoint-secret"]);
    expect(warned(() => hook).join()).not.toContain("aBcDeFgH");
  });

  it.each([
    ["https://user:hush@api.example.com/", []],
    ["https://api.example.com/a?key=hush", []],
    ["https://hooks.slack.com/services/T01234567/B01234567/hushAbCdEf0123456789", ["https://x/#a"]],
  ])("says nothing of what is secret in %s", (pattern, others) => {
    const error = refusal((stack) =>
      machine(stack, {}, definitionOf({ Get: httpTask() }), { allowedEndpoints: { Get: [pattern, ...others] } }),
    );
    const missed = thrownBy(() => synthTasks({ Get: httpTask() }, { allowedEndpoints: { Get: [pattern] } }));

    expect(error.message).not.toContain("hush");
    expect(String(missed)).not.toContain("hush");
  });

  it("is looked up by the name of the state alone, whatever objects are born with", () => {
    const states = { constructor: httpTask(), toString: httpTask() };

    expect(codesOf(synthTasks(states).warnings)).toEqual([]);
  });
});
