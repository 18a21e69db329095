import { type TerraformStack, TerraformVariable } from "cdktf";
import {
  Chain,
  Choice,
  Condition,
  Duration,
  EventField,
  HttpMethod,
  JsonataExpression,
  JsonPath,
  Map as MapState,
  Parallel,
  Pass,
  RequestBodyEncoding,
  SecretValue,
  Succeed,
} from "cdktf-aws-http-integrations";
import { get, type MakeChain, machineOf } from "../../stepfunctions/chains";
import { token } from "../parts";
import type { Build, Cases } from "./case";

const machine =
  (chain: MakeChain): Build =>
  (stack) =>
    machineOf(stack, chain);
const parameters = (value: { readonly [name: string]: unknown }) => machine(new Pass("P", { parameters: value }));
const secret = (allowedEndpoints?: readonly string[]) =>
  machine((stack: TerraformStack) =>
    get("Notify", { method: HttpMethod.POST, apiEndpoint: token(stack), allowedEndpoints }),
  );
const create = (headers?: { readonly [name: string]: string } | JsonPath) =>
  get("Create", { method: HttpMethod.POST, headers, idempotencyHeader: "Idempotency-Key" });
const form = (headers: { readonly [name: string]: string } | JsonPath) =>
  get("Pay", {
    method: HttpMethod.POST,
    headers,
    requestBody: { a: 1 },
    requestBodyEncoding: RequestBodyEncoding.URL_ENCODED,
  });
const variable = (stack: TerraformStack, sensitive: boolean) =>
  new TerraformVariable(stack, "token", { type: "string", sensitive }).stringValue;

const id = JsonPath.stringAt("$.id");
const HOOKS = ["https://hooks.slack.com/services/*"];

/** Two states after one. */
function continuedTwice(): Pass {
  const first = new Pass("First");
  first.next(new Pass("Second"));
  first.next(new Pass("Third"));
  return first;
}

export const STATE_CASES: Cases = {
  "state-in-two-scopes": {
    bad: (stack) => {
      const after = new Pass("After");
      return machineOf(stack, new Parallel("Both").branch(new Pass("Branch").next(after)).next(after));
    },
    good: machine(new Parallel("Both").branch(new Pass("Branch").next(new Pass("Last"))).next(new Pass("After"))),
  },
  "state-next-twice": { bad: machine(continuedTwice()), good: machine(new Pass("First").next(new Pass("Second"))) },
  "state-next-impossible": {
    bad: machine(Chain.start(new Succeed("Done")).next(new Pass("Lost"))),
    good: machine(
      new Choice("Which").when(Condition.isPresent("$.a"), new Pass("A")).otherwise(new Pass("B")).afterwards(),
    ),
  },
  "state-expression-of-other-language": {
    bad: parameters({ a: JsonataExpression.of("$states.input.a") }),
    good: machine(Pass.jsonata("P", { outputs: { a: JsonataExpression.of("$states.input.a") } })),
  },
  "state-value-not-static": {
    bad: machine(new Pass("P", { result: { id } })),
    good: machine(new Pass("P", { result: { id: "7" } })),
  },
  "state-payload-not-an-object": {
    bad: machine(new Pass("P", { parameters: id as unknown as { [name: string]: unknown } })),
    good: parameters({ id }),
  },
  "state-list-not-expressible": {
    bad: parameters({ list: [id, { a: 1 }] }),
    good: parameters({ list: [{ id }, { a: 1 }] }),
  },
  "state-key-not-static": { bad: parameters({ [`x${id}`]: 1 }), good: parameters({ x: id }) },
  "state-key-twice": { bad: parameters({ a: id, "a.$": "$.b" }), good: parameters({ a: id, "b.$": "$.b" }) },
  "state-property-invalid": {
    bad: machine(get("Get", { timeout: 30 as never })),
    good: machine(get("Get", { timeout: Duration.seconds(30) })),
  },
  "state-value-not-json": { bad: parameters({ at: new Date(0) }), good: parameters({ at: new Date(0).toISOString() }) },
  "state-value-event-field": { bad: parameters({ id: EventField.eventId }), good: parameters({ id }) },
  "secret-in-request": {
    bad: machine(get("Get", { requestBody: { key: SecretValue.ssmParameter("/key") }, method: HttpMethod.PUT })),
    good: machine(get("Get", { requestBody: { key: "public" }, method: HttpMethod.PUT })),
  },
  "secret-in-definition": { bad: secret(HOOKS), good: machine(get()) },
  "http-invoke-secret-endpoint-not-allowed": { bad: secret(), good: secret(HOOKS) },
  "http-invoke-sensitive-value": {
    bad: (stack) => machineOf(stack, get("Get", { headers: { "X-Token": variable(stack, true) } })),
    good: (stack) => machineOf(stack, get("Get", { headers: { "X-Token": variable(stack, false) } })),
  },
  "http-invoke-form-without-content-type": {
    bad: machine(form(JsonPath.objectAt("$.headers"))),
    good: machine(form({ "X-A": "b" })),
  },
  "http-invoke-idempotency-header-invalid": {
    bad: machine(get("Create", { idempotencyHeader: "Idempotency Key" })),
    good: machine(get("Create", { idempotencyHeader: "Idempotency-Key" })),
  },
  "http-invoke-idempotency-key-empty": {
    bad: machine(get("Create", { idempotencyKey: "" })),
    good: machine(get("Create", { idempotencyKey: id })),
  },
  "http-invoke-idempotency-key-constant": {
    bad: machine(get("Create", { idempotencyKey: "order" })),
    good: machine(get("Create", { idempotencyKey: `order-${id}` })),
  },
  "http-invoke-timeout-too-long": {
    bad: machine(get("Get", { timeout: Duration.seconds(61) })),
    good: machine(get("Get", { timeout: Duration.seconds(60) })),
  },
  "http-invoke-idempotency-header-lost": {
    bad: machine(create(JsonPath.objectAt("$.headers"))),
    good: machine(create({ "X-A": "b" })),
  },
  "http-invoke-idempotency-key-twice": {
    bad: machine(get("Create", { idempotencyKey: id, headers: { "Idempotency-Key": "7" } })),
    good: machine(get("Create", { idempotencyKey: id, headers: { "X-A": "b" } })),
  },
  "http-invoke-idempotency-key-repeats": {
    bad: machine(new MapState("Outer").itemProcessor(new MapState("Inner").itemProcessor(create()))),
    good: machine(new MapState("Outer").itemProcessor(create())),
  },
};
