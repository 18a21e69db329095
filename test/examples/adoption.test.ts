import childProcess from "node:child_process";
import { type TerraformResource, TerraformStack, Testing } from "cdktf";
import { AdoptedStack } from "../../docs/snippets/adoption/adopted";
import { HandWrittenStack } from "../../docs/snippets/adoption/before";
import { addRuleBeside } from "../../docs/snippets/adoption/beside";
import { importExisting, moveFromHandWritten } from "../../docs/snippets/adoption/steps";
import { Role } from "../../modules/iam";
import { Queue } from "../../modules/sqs";
import { thrownBy } from "../support/synth";
import type { TerraformJson } from "../support/terraform-json";

interface Steps extends TerraformJson {
  readonly moved?: readonly { readonly from: string; readonly to: string }[];
  readonly import?: readonly { readonly id: string; readonly to: string }[];
}

const QUEUE_URL = "https://sqs.us-east-1.amazonaws.com/123456789012/slack-notification-dead-letters";
const RESOURCES = 9;

const handWritten = () => new HandWrittenStack(Testing.app(), "slack");
const adopted = () => new AdoptedStack(Testing.app(), "slack");
const jsonOf = (stack: TerraformStack): Steps => JSON.parse(Testing.synth(stack));

function addressesOf({ resource = {} }: TerraformJson): string[] {
  return Object.entries(resource)
    .flatMap(([type, blocks]) => Object.keys(blocks).map((name) => `${type}.${name}`))
    .sort();
}

/** Every resource of the adopted stack, with the id that it has in the hand-written one. */
function withOldIds(stack: AdoptedStack): readonly (readonly [TerraformResource, string])[] {
  return [
    [stack.connection.resource as TerraformResource, "Connection"],
    [stack.destination.resource, "Destination"],
    [stack.bus.resource, "Bus"],
    [stack.rule.resource, "Rule"],
    [stack.target.resource, "Target"],
    [stack.role.resource, "Role"],
    [stack.role.policy!, "RolePolicy"],
    [stack.queue.resource, "Queue"],
    [stack.queue.policy, "QueuePolicy"],
  ];
}

test("the adopted stack makes one resource of each type that was written by hand", () => {
  const types = (json: TerraformJson) => addressesOf(json).map((address) => address.split(".")[0]);
  expect(types(jsonOf(adopted()))).toEqual(types(jsonOf(handWritten())));
  expect(types(jsonOf(adopted()))).toHaveLength(RESOURCES);
});

test("each old address is moved to exactly one new one", () => {
  const stack = adopted();
  moveFromHandWritten(stack);
  const { moved = [], ...json } = jsonOf(stack);
  expect(moved.map(({ from }) => from).sort()).toEqual(addressesOf(jsonOf(handWritten())));
  expect(moved.map(({ to }) => to).sort()).toEqual(addressesOf(json));
});

test("each resource is imported once", () => {
  const stack = adopted();
  importExisting(stack, QUEUE_URL);
  const { import: imported = [], ...json } = jsonOf(stack);
  expect(imported.map(({ to }) => to).sort()).toEqual(addressesOf(json));
});

test("with overrideLogicalId the old addresses stay and every reference follows", () => {
  const stack = adopted();
  for (const [resource, id] of withOldIds(stack)) resource.overrideLogicalId(id);
  const json = jsonOf(stack);
  const old = addressesOf(jsonOf(handWritten()));
  expect(addressesOf(json)).toEqual(old);
  const references = JSON.stringify(json.resource).match(/\baws_\w+\.\w+/g) ?? [];
  expect([...new Set(references)].filter((reference) => !old.includes(reference))).toEqual([]);
  expect(references.length).toBeGreaterThan(RESOURCES);
});

test("a rule beside hand-written resources leaves each of them as it was", () => {
  const before = jsonOf(handWritten());
  const stack = handWritten();
  addRuleBeside(stack);
  const after = jsonOf(stack);
  for (const [type, blocks] of Object.entries(before.resource ?? {})) {
    expect(after.resource?.[type]).toMatchObject(blocks);
    for (const name of Object.keys(blocks)) expect(after.resource?.[type]?.[name]).toEqual(blocks[name]);
  }
  const added = addressesOf(after).filter((address) => !addressesOf(before).includes(address));
  expect(added.map((address) => address.split(".")[0])).toEqual([
    "aws_cloudwatch_event_rule",
    "aws_cloudwatch_event_target",
    "aws_iam_role",
    "aws_iam_role_policy",
    "aws_sqs_queue",
    "aws_sqs_queue_policy",
  ]);
});

test("what a target makes by itself is found under its id", () => {
  const stack = handWritten();
  addRuleBeside(stack);
  const path = ["ExistingBus", "Failure", "Slack", "DeadLetterQueue"];
  const queue = path.reduce((node, id) => node.findChild(id).node, stack.node);
  expect(queue.scopes.at(-1)).toBeInstanceOf(Queue);
});

test("a role has no policy before its first statement", () => {
  const role = new Role(new TerraformStack(Testing.app(), "slack"), "Role", {
    servicePrincipal: "events.amazonaws.com",
  });
  expect(role.policy).toBeUndefined();
  const policy = role.addToPolicy({ actions: ["events:PutEvents"], resources: ["*"] });
  expect(role.policy).toBe(policy);
});

describe("at synth", () => {
  const asked = jest.spyOn(childProcess, "execSync").mockReturnValue("Terraform v1.4.0");
  beforeEach(() => asked.mockClear());
  afterAll(() => asked.mockRestore());

  const synthWith = (step: (stack: AdoptedStack) => void) => () => {
    const app = Testing.app();
    step(new AdoptedStack(app, "slack"));
    app.synth();
  };

  test.each([
    { what: "moved", step: moveFromHandWritten, times: 1 },
    { what: "imported", step: (stack: AdoptedStack) => importExisting(stack, QUEUE_URL), times: RESOURCES },
  ])("fails when resources are $what and Terraform is older than 1.5, which cdktf runs it for", ({ step, times }) => {
    const error = thrownBy(synthWith(step));
    expect(String(error)).toMatch(/terraform version 1\.4\.0 is lower than the required version >=\s?1\.5/);
    expect(asked.mock.calls.map(([command]) => command)).toEqual(Array(times).fill("terraform version"));
  });
});
