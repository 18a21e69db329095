/** Values of a type that TypeScript would refuse: each is refused by name, and nothing is left in the tree. */
import type { TerraformStack } from "cdktf";
import {
  Chain,
  Choice,
  Condition,
  DistributedMap,
  Duration,
  HttpInvoke,
  HttpRetry,
  Map as MapState,
  Parallel,
  Pass,
  Rule,
  SecretValue,
  Task,
  targets,
  Wait,
  WaitTime,
} from "cdktf-aws-http-integrations";
import { ValidationError } from "../../../modules/core/errors";
import { findings, synth, thrownBy } from "../../support/synth";
import { get, machineOf } from "../chains";
import { definitionOf, httpTask, machine, stubConnection } from "../parts";

const wrong = (value: unknown) => value as never;
const chain =
  (...args: Parameters<typeof get>) =>
  (stack: TerraformStack) =>
    machineOf(stack, get(...args));
const object = (options: object) => (stack: TerraformStack) =>
  machine(stack, {}, definitionOf({ A: httpTask() }), options);

/** What a build is refused with, and what it leaves behind besides the data sources that all constructs share. */
function outcome(build: (stack: TerraformStack) => unknown) {
  let result = { found: [] as string[], left: [] as string[] };
  synth((stack) => {
    const before = new Set(stack.node.findAll());
    const error = thrownBy(() => build(stack));
    if (!(error instanceof ValidationError)) {
      throw error ?? new Error("nothing was refused");
    }
    const left = stack.node.findAll().filter((node) => !before.has(node) && !node.node.path.includes("AwsAccount"));
    result = { found: findings(error), left: left.map(({ node }) => node.path) };
  });
  return result;
}

describe("a state machine", () => {
  it.each<[string, (stack: TerraformStack) => unknown, readonly string[]]>([
    [
      "a connection that is missing",
      chain("A", { connection: wrong(undefined) }),
      ["definition.A.connection: state-property-invalid"],
    ],
    [
      "the ARN of a connection for it",
      chain("A", { connection: wrong(stubConnection().connectionArn) }),
      ["definition.A.connection: state-property-invalid"],
    ],
    ["a number for a timeout", chain("A", { timeout: wrong(30) }), ["definition.A.timeout: state-property-invalid"]],
    [
      "numbers for the timeout and heartbeat of a task",
      (stack) =>
        machineOf(stack, new Task("T", { resource: "arn:aws:states:::x:y", timeout: wrong(9), heartbeat: wrong(3) })),
      ["definition.T.timeout: state-property-invalid", "definition.T.heartbeat: state-property-invalid"],
    ],
    [
      "numbers for the waits of a retrier",
      (stack) => machineOf(stack, get("A").addRetry({ interval: wrong(5), maxDelay: wrong("1m") })),
      [
        "definition.A.retry[0].interval: state-property-invalid",
        "definition.A.retry[0].maxDelay: state-property-invalid",
      ],
    ],
    [
      "a Wait without a time",
      (stack) => machineOf(stack, new Wait("W", wrong({}))),
      ["definition.W.time: state-property-invalid"],
    ],
    [
      "a Wait of a number",
      (stack) => machineOf(stack, new Wait("W", { time: WaitTime.duration(wrong(5)) })),
      ["definition.W.time.duration: state-property-invalid"],
    ],
    [
      "a number for its own timeout",
      (stack) => machineOf(stack, new Pass("P"), { timeout: wrong(60) }),
      ["timeout: state-machine-property-invalid"],
    ],
    [
      "a role, a log group and a period that are none",
      (stack) =>
        machineOf(stack, new Pass("P"), {
          role: wrong({}),
          logs: { destination: wrong("arn:aws:logs:…") },
          kmsKey: wrong(null),
          dataKeyReusePeriod: wrong(300),
        }),
      [
        "role: state-machine-property-invalid",
        "logs.destination: state-machine-property-invalid",
        "kmsKey: state-machine-key-not-a-key",
        "dataKeyReusePeriod: state-machine-property-invalid",
      ],
    ],
    [
      "allowed endpoints that are no list",
      chain("A", { allowedEndpoints: wrong("https://api.example.com/*") }),
      ["allowedEndpoints.A: allowed-endpoint-invalid"],
    ],
    [
      "no allowed endpoints at all",
      chain("A", { allowedEndpoints: wrong(null) }),
      ["allowedEndpoints.A: allowed-endpoint-invalid"],
    ],
    [
      "allowed endpoints that are no texts",
      chain("A", { allowedEndpoints: [wrong(null), wrong({}), wrong(7)] }),
      Array.from({ length: 3 }, () => "allowedEndpoints.A: allowed-endpoint-invalid"),
    ],
    [
      "a list of allowed endpoints for no state",
      object({ allowedEndpoints: ["https://api.example.com/*"] }),
      ["definitionBody.allowedEndpoints: state-machine-property-invalid"],
    ],
    [
      "null for them",
      object({ allowedEndpoints: null }),
      ["definitionBody.allowedEndpoints: state-machine-property-invalid"],
    ],
    [
      "a text for them of a state",
      object({ allowedEndpoints: { A: "https://api.example.com/*" } }),
      ["definitionBody.allowedEndpoints: state-machine-property-invalid"],
    ],
  ])("fails when it is given %s", (_, build, found) => {
    expect(outcome(build)).toEqual({ found, left: [] });
  });

  const RESOURCE = "arn:aws:states:::events:putEvents";
  const task = (props: object) => new Task("T", { resource: RESOURCE, ...props });
  const reading = (props: object) => new DistributedMap("M", props).itemProcessor(new Pass("P"));
  const next = () => new Pass("Next");
  const invalid = (property: string) => `definition.${property}: state-property-invalid`;

  it.each<[string, () => Parameters<typeof machineOf>[1], readonly string[]]>([
    ["nothing to continue with", () => new Pass("P").next(wrong(undefined)).next(next()), [invalid("P.next")]],
    ["an object to continue with", () => new Pass("P").next(wrong({ id: "P" })), [invalid("P.next")]],
    ["nothing to continue a chain with", () => Chain.start(new Pass("P")).next(wrong(null)), [invalid("P.next")]],
    ["no handler", () => get("A").addCatch(wrong(undefined)), [invalid("A.catch[0]")]],
    ["null for a catcher", () => get("A").addCatch(next(), wrong(null)), [invalid("A.catch[0]")]],
    [
      "a text for a catcher's errors",
      () => get("A").addCatch(next(), { errors: wrong("States.ALL") }),
      [invalid("A.catch[0].errors")],
    ],
    [
      "null for a catcher's errors",
      () => get("A").addCatch(next(), { errors: wrong(null) }),
      [invalid("A.catch[0].errors")],
    ],
    ["null for a retrier", () => get("A").addRetry(wrong(null)), [invalid("A.retry[0]")]],
    ["a list of lists of retriers", () => get("A").addRetry([wrong(HttpRetry.throttled())]), [invalid("A.retry[0]")]],
    [
      "a text for a retrier's errors",
      () => get("A").addRetry({ errors: wrong("States.ALL") }),
      [invalid("A.retry[0].errors")],
    ],
    ["no branch", () => new Parallel("B").branch(wrong(undefined), new Pass("P")), [invalid("B.branches[0]")]],
    ["a list of branches", () => new Parallel("B").branch(wrong([new Pass("P")])), [invalid("B.branches[0]")]],
    ["no processor", () => new MapState("M").itemProcessor(wrong(undefined)), [invalid("M.itemProcessor")]],
    [
      "no way for a condition",
      () => new Choice("C").when(Condition.isNull("$.a"), wrong(undefined)).otherwise(next()),
      [invalid("C.choices[0].next")],
    ],
    [
      "no way for all else",
      () => new Choice("C").when(Condition.isNull("$.a"), next()).otherwise(wrong(undefined)),
      [invalid("C.otherwise")],
    ],
    [
      "no condition",
      () => new Choice("C").when(wrong(undefined), next()).otherwise(new Pass("P")),
      [invalid("C.choices[0]")],
    ],
    ...([Condition.and, Condition.or, Condition.not] as const).map(
      (combined): [string, () => Choice, readonly string[]] => [
        `no condition in Condition.${combined.name}`,
        () => new Choice("C").when(combined(wrong(undefined)), next()).otherwise(new Pass("P")),
        [invalid("C.choices[0]")],
      ],
    ),
    [
      "no expression for a condition",
      () =>
        Choice.jsonata("C")
          .when(Condition.jsonata(wrong(undefined)), next())
          .otherwise(new Pass("P")),
      [invalid("C.choices[0]")],
    ],
    ["a list of headers", () => get("A", { headers: wrong(["x"]) }), [invalid("A.headers")]],
    ["a text of headers", () => get("A", { headers: wrong("X-A: b") }), [invalid("A.headers")]],
    ["null for headers", () => get("A", { headers: wrong(null) }), [invalid("A.headers")]],
    [
      "a secret for headers",
      () => get("A", { headers: wrong(SecretValue.ssmParameter("/x")) }),
      [invalid("A.headers")],
    ],
    ["null for credentials", () => task({ credentials: null }), [invalid("T.credentials")]],
    ["an object of statements", () => task({ policyStatements: {} }), [invalid("T.policyStatements")]],
    ["a statement that is none", () => task({ policyStatements: [undefined] }), [invalid("T.policyStatements")]],
    ["a statement that is none for a Map", () => reading({ policyStatements: null }), [invalid("M.policyStatements")]],
    ["null for a reader", () => reading({ itemReader: null }), [invalid("M.itemReader")]],
    [
      "null for a batcher and a writer",
      () => reading({ itemBatcher: null, resultWriter: "x" }),
      [invalid("M.itemBatcher"), invalid("M.resultWriter")],
    ],
    [
      "no properties of an HTTP Task",
      () => new (HttpInvoke as unknown as new (id: string) => HttpInvoke)("X"),
      [invalid("X.props")],
    ],
    [
      "no properties of a task",
      () => new (Task as unknown as new (id: string) => Task)("X").addCatch(next()),
      [invalid("X.props")],
    ],
    ["null for properties", () => new Pass("X", wrong(null)), [invalid("X.props")]],
    ["a text for properties", () => new Wait("X", wrong("5s")), [invalid("X.props")]],
  ])("fails when its states are given %s", (_, make, found) => {
    expect(outcome((stack) => machineOf(stack, make()))).toEqual({ found, left: [] });
  });

  it("tells all of several at once", () => {
    const states = get("A").addRetry(wrong(null)).addCatch(wrong(undefined)).next(wrong(undefined));

    expect(outcome((stack) => machineOf(stack, states)).found).toEqual([
      invalid("A.catch[0]"),
      invalid("A.next"),
      invalid("A.retry[0]"),
    ]);
  });

  it("shows numbers, whose unit is missing, and nothing that may be a credential", () => {
    const message = (build: (stack: TerraformStack) => unknown) => {
      let text = "";
      synth((stack) => {
        text = String(thrownBy(() => build(stack)));
      });
      return text;
    };

    expect(message(chain("A", { timeout: wrong(30) }))).toContain(
      "`definition.A.timeout` must be a Duration, such as Duration.seconds(30), or an expression, got: 30.",
    );
    expect(message(chain("A", { connection: wrong("hush-hush") }))).not.toContain("hush");
    expect(message(chain("A", { allowedEndpoints: [wrong({ toJSON: () => "hush" })] }))).not.toContain("hush");
  });

  it("takes an expression for a timeout, and a Duration from a token", () => {
    const { warnings } = synth((stack) => machineOf(stack, get("A", { timeout: Duration.seconds(30) })));

    expect(warnings).toEqual([]);
  });
});

describe("a rule", () => {
  it.each([["an ARN"], [undefined], [null], [{}], [7]])("fails when it shall start %p", (target) => {
    const build = (stack: TerraformStack) =>
      new Rule(stack, "Rule", {
        eventPattern: { source: ["shop"] },
        targets: { Start: new targets.SfnStateMachine(wrong(target)) },
      });

    expect(outcome(build)).toEqual({ found: ["targets.Start.stateMachine: target-not-a-state-machine"], left: [] });
  });
});
