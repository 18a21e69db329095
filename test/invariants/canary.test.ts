/** S1: a credential that is given in the wrong way is refused, and one given in clear text stays where it belongs. */
import { Lazy, TerraformLocal, TerraformOutput, type TerraformStack, TerraformVariable } from "cdktf";
import {
  Authorization,
  Connection,
  CredentialStorage,
  Duration,
  HttpInvoke,
  HttpMethod,
  HttpParameter,
  SecretValue,
  StateMachine,
} from "cdktf-aws-http-integrations";
import fc from "fast-check";
import { synth, thrownBy } from "../support/synth";
import { assertInvariants } from "./assert-invariants";
import { build, expectationsOf } from "./build-plan";
import { HOOKS } from "./build-task";
import { literalsOf } from "./expressions";
import { plans } from "./plan";

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

const STORAGES = {
  native: () => CredentialStorage.native(),
  cloudFormation: () => CredentialStorage.cloudFormation(),
};

/** Every property of a connection that takes a credential. */
const OF_CONNECTIONS: {
  readonly [property: string]: (secret: SecretValue) => ConstructorParameters<typeof Connection>[2];
} = {
  "authorization.token": (secret) => ({ authorization: Authorization.bearerToken(secret) }),
  "authorization.apiKeyValue": (secret) => ({ authorization: Authorization.apiKey("X-Key", secret) }),
  "authorization.password": (secret) => ({ authorization: Authorization.basic("user", secret) }),
  "authorization.username": (secret) => ({ authorization: Authorization.basic(secret, reference) }),
  "authorization.clientId": (secret) => ({
    authorization: Authorization.oauth({
      authorizationEndpoint: "https://auth.example.com/token",
      clientId: secret,
      clientSecret: reference,
    }),
  }),
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

type Storage = keyof typeof STORAGES;
type Place = (stack: TerraformStack, secret: SecretValue, storage: Storage) => unknown;

/** Every property that takes a credential. */
const PLACES: { readonly [property: string]: Place } = {
  ...Object.fromEntries(
    Object.entries(OF_CONNECTIONS).map(([property, props]): [string, Place] => [
      property,
      (stack, secret, storage) =>
        new Connection(stack, "C", { ...props(secret), credentialStorage: STORAGES[storage]() }).connectionSecretArn,
    ]),
  ),
  apiEndpoint: (stack, secret) => machine(stack, { apiEndpoint: secret }).stateMachineArn,
};

/** Where text that is no credential may stand as well. */
const TAKES_TEXT = ["authorization.username", "authorization.clientId", "apiEndpoint"];

/** A machine with one HTTP Task. */
function machine(stack: TerraformStack, request: object): StateMachine {
  const task = new HttpInvoke("Call", {
    connection: new Connection(stack, "C", { authorization: none }),
    method: HttpMethod.POST,
    apiEndpoint: `${HOOKS}a`,
    allowedEndpoints: [`${HOOKS}*`],
    ...request,
  });
  return new StateMachine(stack, "M", { definition: task });
}

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

function variable(stack: TerraformStack, config: object = {}): TerraformVariable {
  return new TerraformVariable(stack, "v", { type: "string", sensitive: true, ...config });
}

const CASES = Object.keys(PLACES).flatMap((place) =>
  Object.keys(STORAGES)
    .filter((storage) => place !== "apiEndpoint" || storage === "native")
    .flatMap((storage) => Object.keys(WRONG_WAYS).map((way) => [place, storage, way] as const))
    .filter(([, , way]) => way !== "a string behind a cast" || !TAKES_TEXT.includes(place)),
);

/** Every kind of credential that is none in clear text. */
const KINDS: { readonly [kind: string]: (stack: TerraformStack) => SecretValue } = {
  "a variable": (stack) => SecretValue.terraformVariable(variable(stack)),
  "a secret": () => SecretValue.secretsManager("api"),
  "a field of a secret": () => SecretValue.secretsManager("api", { jsonField: "key" }),
  "a parameter": () => SecretValue.ssmParameter("/api/key"),
  "an attribute": (stack) => SecretValue.resourceAttribute(variable(stack).stringValue),
};

/** A plain-text credential that fits the place. */
const plain = (place: string) => SecretValue.unsafePlainText(place === "apiEndpoint" ? `${HOOKS}${CANARY}` : CANARY);

/** How a credential in a definition begins: a value of its own, or a text with nothing before it. */
const ENDPOINT = /"ApiEndpoint":("?)(.*?)\1,"Method"/s;

describe("a literal credential", () => {
  it.each(CASES)("%s with %s: fails when it is %s, and the error does not show it", (place, storage, way) => {
    const error = thrownBy(() =>
      synth((stack) => PLACES[place]!(stack, WRONG_WAYS[way]!(stack) as SecretValue, storage as Storage)),
    );

    expect(error).toBeDefined();
    expect(`${(error as Error).message}${(error as Error).stack}`).not.toContain(CANARY);
  });

  it.each(Object.keys(PLACES))("%s: stays where it was given when it is said to be in clear text", async (place) => {
    const { json, warnings } = synth((stack) => {
      const arn = PLACES[place]!(stack, plain(place), "native");
      new TerraformOutput(stack, "arn", { value: arn });
    });

    expect(JSON.stringify(json)).toContain(CANARY);
    expect(warnings.join()).not.toContain(CANARY);
    await assertInvariants(json, { canaries: [CANARY], endpoints: { Call: [HOOKS, null] } });
  });

  it.each<[string, object]>([
    ["no endpoints are allowed", { allowedEndpoints: undefined }],
    ["an allowed endpoint is none", { allowedEndpoints: ["*"] }],
    ["the timeout is too long", { timeout: Duration.seconds(61) }],
    ["another credential is in the request", { headers: { "X-Key": SecretValue.unsafePlainText(CANARY) } }],
  ])("is not in the error of a task with a secret endpoint of which %s", (_, request) => {
    const error = thrownBy(() => synth((stack) => machine(stack, { apiEndpoint: plain("apiEndpoint"), ...request })));

    expect(error).toBeDefined();
    expect(`${(error as Error).message}${(error as Error).stack}`).not.toContain(CANARY);
  });

  it.each(["headers", "queryStringParameters", "requestBody"])("fails in the %s of a task", (property) => {
    const given = { [property]: { key: SecretValue.unsafePlainText(CANARY) } };
    const error = thrownBy(() => synth((stack) => machine(stack, given)));

    expect(String(error)).toContain("secret-in-request");
    expect(`${(error as Error).message}${(error as Error).stack}`).not.toContain(CANARY);
  });

  it("is in no name, tag, description, output, policy or warning of a random stack", async () => {
    const canaries = fc.stringMatching(/^canary-[a-z0-9]{8,20}$/);
    await fc.assert(
      fc.asyncProperty(plans, canaries, async (plan, canary) => {
        const native = {
          ...plan,
          connections: plan.connections.map((one) => ({ ...one, storage: "native" as const })),
        };
        const secret = SecretValue.unsafePlainText(canary);
        const secretEndpoint = SecretValue.unsafePlainText(`${HOOKS}${canary}`);
        const { json, warnings } = synth((stack) => build(stack, native, { secret, secretEndpoint }));
        expect(warnings.join()).not.toContain(canary);
        await assertInvariants(json, { canaries: [canary], ...expectationsOf(native) });
      }),
      { seed: 20_261_121, numRuns: 30 },
    );
  }, 60_000);
});

describe("a credential that is none in clear text", () => {
  it.each(Object.keys(PLACES).flatMap((place) => Object.keys(KINDS).map((kind) => [place, kind] as const)))(
    "%s: is a reference when it is %s",
    async (place, kind) => {
      const { json, resources } = synth((stack) => PLACES[place]!(stack, KINDS[kind]!(stack), "native"));

      await assertInvariants(json, { endpoints: { Call: [HOOKS, null] } });
      const [connection] = Object.values(resources("aws_cloudwatch_event_connection"));
      const { basic, oauth: client } = connection!.auth_parameters as { [type: string]: { [field: string]: never } };
      const name = { username: basic?.username, clientId: client?.client_parameters?.["client_id"] };
      const [of, field] = place.split(".") as [string, "username" | "clientId" | undefined];
      if (field === "username" || field === "clientId") {
        expect(literalsOf(String(name[field]))).toBe("");
      }
      if (of === "apiEndpoint") {
        const [made] = Object.values(resources("aws_sfn_state_machine"));
        expect(literalsOf(ENDPOINT.exec(String(made!.definition))![2]!)).toBe("");
      }
    },
  );
});
