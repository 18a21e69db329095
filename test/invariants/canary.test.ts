/** S1: a credential that is given in the wrong way is refused, and one given in clear text stays where it belongs. */
import { Lazy, TerraformLocal, TerraformOutput, type TerraformStack, TerraformVariable } from "cdktf";
import { Authorization, Connection, CredentialStorage, HttpParameter, SecretValue } from "cdktf-aws-http-integrations";
import fc from "fast-check";
import { synth, thrownBy } from "../support/synth";
import { assertInvariants } from "./assert-invariants";
import { build } from "./build-plan";
import { plans, targetsWithoutDeadLetterQueue } from "./plan";

const CANARY = "canary-hunter2";

const fromSecret = (secret: SecretValue) => HttpParameter.fromSecret(secret);
const reference = SecretValue.secretsManager("arn:aws:secretsmanager:us-east-1:123456789012:secret:api-AbCdEf");
const oauth = (parameters: (secret: HttpParameter) => object) => (secret: SecretValue) => ({
  authorization: Authorization.oauth({
    authorizationEndpoint: "https://auth.example.com/token",
    clientId: "client",
    clientSecret: reference,
    ...parameters(fromSecret(secret)),
  }),
});
const none = Authorization.none();

/** Every property that takes a credential. */
const PLACES: { readonly [property: string]: (secret: SecretValue) => ConstructorParameters<typeof Connection>[2] } = {
  "authorization.token": (secret) => ({ authorization: Authorization.bearerToken(secret) }),
  "authorization.apiKeyValue": (secret) => ({ authorization: Authorization.apiKey("X-Key", secret) }),
  "authorization.password": (secret) => ({ authorization: Authorization.basic("user", secret) }),
  "authorization.clientSecret": (secret) => ({
    authorization: Authorization.oauth({
      authorizationEndpoint: "https://auth.example.com/token",
      clientId: "client",
      clientSecret: secret,
    }),
  }),
  "authorization.headerParameters": oauth((X) => ({ headerParameters: { X } })),
  "authorization.queryStringParameters": oauth((x) => ({ queryStringParameters: { x } })),
  "authorization.bodyParameters": oauth((x) => ({ bodyParameters: { x } })),
  headerParameters: (secret) => ({ authorization: none, headerParameters: { "X-Tenant": fromSecret(secret) } }),
  queryStringParameters: (secret) => ({ authorization: none, queryStringParameters: { x: fromSecret(secret) } }),
  bodyParameters: (secret) => ({ authorization: none, bodyParameters: { x: fromSecret(secret) } }),
};

/** Ways in which a literal could get past the type. */
const WRONG_WAYS: { readonly [way: string]: (stack: TerraformStack) => unknown } = {
  "a string behind a cast": () => CANARY,
  "an object that looks like a SecretValue": () => ({ bind: () => CANARY, isPlainText: false }),
  "an attribute that is none": () => SecretValue.resourceAttribute(CANARY),
  "a token that hides it": () => SecretValue.resourceAttribute(Lazy.stringValue({ produce: () => CANARY })),
  "text around a reference": (stack) => SecretValue.resourceAttribute(`${CANARY}${variable(stack).stringValue}`),
  "a local value": (stack) =>
    SecretValue.resourceAttribute(new TerraformLocal(stack, "local", CANARY).asString as unknown as string),
  "the default of a variable": (stack) => SecretValue.terraformVariable(variable(stack, { default: CANARY })),
};

const STORAGES = {
  native: () => CredentialStorage.native(),
  cloudFormation: () => CredentialStorage.cloudFormation(),
};

function variable(stack: TerraformStack, config: object = {}): TerraformVariable {
  return new TerraformVariable(stack, "v", { type: "string", sensitive: true, ...config });
}

const CASES = Object.keys(PLACES).flatMap((place) =>
  Object.keys(STORAGES).flatMap((storage) => Object.keys(WRONG_WAYS).map((way) => [place, storage, way] as const)),
);

describe("a literal credential", () => {
  it.each(CASES)("%s with %s: fails when it is %s, and the error does not show it", (place, storage, way) => {
    const error = thrownBy(() =>
      synth((stack) => {
        const props = PLACES[place]!(WRONG_WAYS[way]!(stack) as SecretValue);
        new Connection(stack, "C", { ...props, credentialStorage: STORAGES[storage as keyof typeof STORAGES]() });
      }),
    );

    expect(error).toBeDefined();
    expect(`${(error as Error).message}${(error as Error).stack}`).not.toContain(CANARY);
  });

  it.each(Object.keys(PLACES))("%s: stays where it was given when it is said to be in clear text", async (place) => {
    const { json, warnings } = synth((stack) => {
      const connection = new Connection(stack, "C", PLACES[place]!(SecretValue.unsafePlainText(CANARY)));
      new TerraformOutput(stack, "secret", { value: connection.connectionSecretArn });
    });

    expect(JSON.stringify(json)).toContain(CANARY);
    expect(warnings.join()).not.toContain(CANARY);
    await assertInvariants(json, { canaries: [CANARY] });
  });

  it("is in no name, tag, description, output, policy or warning of a random stack", async () => {
    const canaries = fc.stringMatching(/^canary-[a-z0-9]{8,20}$/);
    await fc.assert(
      fc.asyncProperty(plans, canaries, async (plan, canary) => {
        const native = {
          ...plan,
          connections: plan.connections.map((one) => ({ ...one, storage: "native" as const })),
        };
        const { json, warnings } = synth((stack) =>
          build(stack, native, { secret: SecretValue.unsafePlainText(canary) }),
        );
        expect(warnings.join()).not.toContain(canary);
        await assertInvariants(json, {
          canaries: [canary],
          withoutDeadLetterQueue: targetsWithoutDeadLetterQueue(native),
        });
      }),
      { seed: 20_261_121, numRuns: 30 },
    );
  }, 60_000);
});
