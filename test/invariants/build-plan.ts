import { type TerraformStack, TerraformVariable } from "cdktf";
import {
  ApiDestination,
  Authorization,
  Connection,
  DeliveryStream,
  Duration,
  EventBus,
  EventBusLogLevel,
  EventField,
  type IConnection,
  type IEventBus,
  type IQueue,
  type IRuleTarget,
  type IStateMachine,
  LogGroup,
  Pass,
  Queue,
  Role,
  RuleTargetInput,
  Schedule,
  StateMachine,
  Stream,
  Topic,
  targets,
} from "cdktf-aws-http-integrations";
import { makeConnection } from "./build-connection";
import { BuildContext, type BuildOptions, lazy, pick } from "./build-context";
import { machineExpectations, makeMachine } from "./build-machine";
import type { Expectations } from "./model";
import {
  type BusPlan,
  type DestinationPlan,
  type Plan,
  type QueuePlan,
  type RulePlan,
  type TargetPlan,
  targetId,
  targetsWithoutDeadLetterQueue,
  type WithKey,
} from "./plan";
import type { TaskPlan } from "./plan-machine";

const AT = "us-east-1:123456789012";
const UUID = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";

/** Makes the stack of a plan. */
export function build(stack: TerraformStack, plan: Plan, options: BuildOptions = {}): void {
  new Builder(stack, plan, options).build();
}

/** What only the author of a plan knows of its stack. */
export function expectationsOf(plan: Plan): Expectations {
  return { withoutDeadLetterQueue: targetsWithoutDeadLetterQueue(plan), ...machineExpectations(plan) };
}

class Builder {
  readonly #context: BuildContext;
  readonly #queues: readonly Queue[];
  readonly #topics: readonly Topic[];
  readonly #logGroups: readonly LogGroup[];
  readonly #connections: readonly Connection[];
  readonly #destinations: readonly ApiDestination[];
  readonly #buses: readonly EventBus[];
  readonly #machines: readonly IStateMachine[];
  readonly #deadLetters: Queue;
  readonly #shared: { readonly [role in "shared" | "existing"]: () => targets.RoleTargetProps["eventRole"] };

  constructor(
    private readonly stack: TerraformStack,
    private readonly plan: Plan,
    options: BuildOptions,
  ) {
    this.#context = new BuildContext(stack, plan.keys, options);
    this.#deadLetters = new Queue(stack, "SharedDeadLetters");
    this.#shared = { shared: lazy(() => this.role("SharedRole")), existing: lazy(() => this.existingRole()) };
    this.#queues = plan.queues.map((one, i) => this.queue(one, i));
    this.#topics = plan.topics.map((one, i) => this.topic(one, i));
    this.#logGroups = plan.logGroups.map((one, i) => this.logGroup(one, i));
    this.#connections = plan.connections.map((one, i) => makeConnection(this.#context, one, i));
    this.#destinations = plan.destinations.map((one, i) => this.destination(one, i));
    this.#buses = plan.buses.map((one, i) => this.bus(one, i));
    this.#machines = plan.machines.map((one, i) => makeMachine(this.#context, this.machineParts, one, i));
  }

  public build(): void {
    this.plan.rules.forEach((rule, i) => {
      this.rule(rule, i);
    });
  }

  private queue(plan: QueuePlan, i: number): Queue {
    const sameKind = plan.fifo
      ? () => new Queue(this.stack, `FifoDeadLetters${i}`, { fifo: true })
      : () => this.#deadLetters;
    return new Queue(
      this.#context.at(plan),
      `${plan.id}_q${i}`,
      this.#context.order({
        queueName: this.#context.name(plan),
        encryptionMasterKey: this.#context.keyOf(plan),
        fifo: plan.fifo,
        deadLetterQueue: plan.deadLetterQueue ? { queue: sameKind(), maxReceiveCount: 3 } : undefined,
      }),
    );
  }

  private topic(plan: WithKey, i: number): Topic {
    const props = { topicName: this.#context.name(plan), masterKey: this.#context.keyOf(plan) };
    return new Topic(this.#context.at(plan), `${plan.id}_t${i}`, this.#context.order(props));
  }

  private logGroup(plan: WithKey, i: number): LogGroup {
    const name = this.#context.name(plan);
    const props = { logGroupName: name && `/aws/events/${name}`, encryptionKey: this.#context.keyOf(plan) };
    return new LogGroup(this.#context.at(plan), `${plan.id}_l${i}`, this.#context.order(props));
  }

  private bus(plan: BusPlan, i: number): EventBus {
    const kmsKey = this.#context.keyOf(plan);
    const bus = new EventBus(
      this.#context.at(plan),
      `${plan.id}_b${i}`,
      this.#context.order({
        eventBusName: this.#context.name(plan),
        kmsKey,
        deadLetterQueue: kmsKey && this.#deadLetters,
        logConfig: plan.logs === "no" ? undefined : { level: EventBusLogLevel[plan.logs] },
      }),
    );
    const grant = {
      account: () => bus.grantPutEventsToAccount("Account", "111122223333", { sources: ["shop"] }),
      organization: () => bus.grantPutEventsToOrganization("Organization", "o-1a2b3c4d5e"),
      rule: () => bus.grantPutEventsToRule("Rule", "arn:aws:events:eu-central-1:111122223333:rule/other/rule"),
      grantee: () => bus.grantPutEvents(this.role(`Producer${i}`), { sources: ["shop"] }),
    };
    for (const grantee of plan.grants) {
      grant[grantee]();
    }
    plan.archives.forEach((one, j) => {
      bus.archive(
        `${one.id}_a${j}`,
        this.#context.order({
          archiveName: this.#context.name(one),
          kmsKey: this.#context.keyOf(one),
          eventPattern: one.withPattern ? { source: ["shop"] } : undefined,
        }),
      );
    });
    return bus;
  }

  /** A role with which some service acts on behalf of something that is not of the stack. */
  private role(id: string): Role {
    return new Role(this.stack, id, {
      servicePrincipal: "events.amazonaws.com",
      sourceArns: [`arn:aws:events:${AT}:rule/elsewhere`],
    });
  }

  private readonly machineRoles = {
    shared: lazy(() => new Role(this.stack, "MachineRole", { servicePrincipal: "states.amazonaws.com" })),
    existing: lazy(() =>
      Role.fromRoleArn(this.stack, "ExistingMachineRole", "arn:aws:iam::123456789012:role/existing-machine"),
    ),
  };
  private readonly existingConnections = {
    arn: lazy(() =>
      Connection.fromConnectionArn(this.stack, "ConnectionOfArn", `arn:aws:events:${AT}:connection/one/${UUID}`),
    ),
    attributes: lazy(() =>
      Connection.fromConnectionAttributes(this.stack, "ConnectionOfAttributes", {
        connectionArn: `arn:aws:events:${AT}:connection/other/${UUID}`,
        connectionName: "other",
        connectionSecretArn: `arn:aws:secretsmanager:${AT}:secret:events!connection/other/${UUID}-AbCdEf`,
      }),
    ),
  };
  private readonly machineParts = {
    connection: ({ connection, imports }: TaskPlan): IConnection =>
      imports === "no"
        ? (pick(this.#connections, connection) ?? this.connectionWithoutSecret())
        : this.existingConnections[imports](),
    role: (kind: "shared" | "existing") => this.machineRoles[kind](),
  };

  private existingRole() {
    return Role.fromRoleArn(this.stack, "ExistingRole", "arn:aws:iam::123456789012:role/existing");
  }

  private destination(plan: DestinationPlan, i: number): ApiDestination {
    const endpoint = {
      literal: () => "https://api.example.com/v1/orders",
      token: () => this.#context.variable().stringValue,
      mixed: () => `https://${this.#context.variable().stringValue}.example.com/orders`,
    };
    const number = () => new TerraformVariable(this.stack, `rate${i}`, { type: "number" }).numberValue;
    return new ApiDestination(
      this.#context.at(plan),
      `${plan.id}_d${i}`,
      this.#context.order({
        apiDestinationName: this.#context.name(plan),
        connection: pick(this.#connections, plan.connection) ?? this.connectionWithoutSecret(),
        endpoint: endpoint[plan.endpoint](),
        rateLimitPerSecond: plan.rate === "token" ? number() : plan.rate,
      }),
    );
  }

  private readonly connectionWithoutSecret = lazy(
    () => new Connection(this.stack, "NoSecret", { authorization: Authorization.none() }),
  );
  private readonly plainDestination = lazy(
    () =>
      new ApiDestination(this.stack, "Plain", {
        connection: this.connectionWithoutSecret(),
        endpoint: "https://api.example.com/",
      }),
  );
  private readonly plainQueue = lazy(() => new Queue(this.stack, "PlainQueue"));
  private readonly plainTopic = lazy(() => new Topic(this.stack, "PlainTopic"));
  private readonly plainMachine = lazy(
    (): IStateMachine => new StateMachine(this.stack, "PlainMachine", { definition: new Pass("Nothing") }),
  );
  private readonly plainLogGroup = lazy(() => new LogGroup(this.stack, "PlainLogGroup"));
  /** Receives from other buses and so has no rule that sends on. */
  private readonly sink = lazy(() => new EventBus(this.stack, "Sink"));
  private readonly defaultBus = lazy(() => EventBus.defaultBus(this.stack, "DefaultBus"));
  private readonly existingBus = lazy(() => EventBus.fromEventBusName(this.stack, "ExistingBus", "existing"));
  private readonly existingQueue = lazy(
    (): IQueue => Queue.fromQueueArn(this.stack, "ExistingQueue", `arn:aws:sqs:${AT}:q`),
  );

  private rule(plan: RulePlan, i: number): void {
    const isScheduled = plan.trigger === "schedule";
    // A schedule stands on the default bus only.
    const bus: IEventBus | undefined =
      isScheduled || plan.bus === "default"
        ? this.defaultBus()
        : ((plan.bus === "existing" ? undefined : pick(this.#buses, plan.bus)) ?? this.existingBus());
    const made = plan.targets.map((one, j) => [targetId(one, i, j), this.target(one)] as const);
    bus.addRule(
      `${plan.id}_r${i}`,
      this.#context.order({
        ruleName: this.#context.name(plan),
        enabled: plan.enabled,
        eventPattern: isScheduled ? undefined : this.#context.order({ source: ["shop"], detailType: ["a", "b"] }),
        schedule: isScheduled ? Schedule.rate(Duration.minutes(5)) : undefined,
        excludeReplays: !isScheduled && plan.excludeReplays,
        targets: Object.fromEntries(made),
      }),
    );
  }

  private target(plan: TargetPlan): IRuleTarget {
    const queues = {
      own: () => ({}),
      shared: () => ({ deadLetterQueue: this.#deadLetters }),
      existing: () => ({ deadLetterQueue: this.existingQueue() }),
      none: () => ({ withoutDeadLetterQueue: "not needed" }),
    };
    const base = {
      ...queues[plan.deadLetterQueue](),
      retryAttempts: plan.retry?.attempts,
      maxEventAge: plan.retry && Duration.seconds(plan.retry.age),
    };
    const withInput = { ...base, event: this.input(plan) };
    const eventRole = plan.role === "own" ? undefined : this.#shared[plan.role]();
    const made = <T>(all: readonly T[], plain: () => T) => pick(all, plan.of) ?? plain();
    const to = {
      destination: () =>
        plan.isExisting ? this.existing.destination() : made(this.#destinations, this.plainDestination),
      queue: () => (plan.isExisting ? this.existingQueue() : made(this.#queues, this.plainQueue)),
      topic: () => (plan.isExisting ? this.existing.topic() : made(this.#topics, this.plainTopic)),
      logGroup: () => (plan.isExisting ? this.existing.logGroup() : made(this.#logGroups, this.plainLogGroup)),
      bus: () => (plan.isExisting ? this.existing.bus() : this.sink()),
      machine: () => (plan.isExisting ? this.existing.machine() : made(this.#machines, this.plainMachine)),
    };
    const make: { readonly [kind in TargetPlan["kind"]]: () => IRuleTarget } = {
      apiDestination: () => {
        const headerParameters = this.#context.order({ "X-A": "a", "X-B": EventField.eventId });
        return new targets.ApiDestination(
          to.destination(),
          this.#context.order({ ...withInput, eventRole, headerParameters }),
        );
      },
      queue: () => {
        const queue = to.queue();
        return new targets.SqsQueue(
          queue,
          this.#context.order({ ...withInput, messageGroupId: queue.fifo ? "group" : undefined }),
        );
      },
      logGroup: () => new targets.CloudWatchLogGroup(to.logGroup(), this.#context.order(base)),
      topic: () => new targets.SnsTopic(to.topic(), this.#context.order(withInput)),
      eventBus: () => new targets.EventBus(to.bus(), this.#context.order({ ...base, eventRole })),
      stateMachine: () => new targets.SfnStateMachine(to.machine(), this.#context.order({ ...withInput, eventRole })),
      stream: () => new targets.KinesisStream(this.existing.stream(), this.#context.order({ ...withInput, eventRole })),
      deliveryStream: () =>
        new targets.FirehoseDeliveryStream(
          this.existing.deliveryStream(),
          this.#context.order({ ...withInput, eventRole }),
        ),
    };
    return make[plan.kind]();
  }

  /** What is made elsewhere. */
  private readonly existing = {
    destination: lazy(() =>
      ApiDestination.fromApiDestinationArn(
        this.stack,
        "ExistingApi",
        `arn:aws:events:${AT}:api-destination/api/${UUID}`,
      ),
    ),
    topic: lazy(() => Topic.fromTopicArn(this.stack, "ExistingTopic", `arn:aws:sns:${AT}:topic`)),
    logGroup: lazy(() => LogGroup.fromLogGroupName(this.stack, "ExistingLogs", "/aws/events/existing")),
    bus: lazy(() =>
      EventBus.fromEventBusArn(this.stack, "OtherBus", "arn:aws:events:eu-central-1:111122223333:event-bus/o"),
    ),
    machine: lazy(() =>
      StateMachine.fromStateMachineArn(this.stack, "OtherMachine", `arn:aws:states:${AT}:stateMachine:other:live`),
    ),
    stream: lazy(() => Stream.fromStreamArn(this.stack, "Stream", `arn:aws:kinesis:${AT}:stream/s`)),
    deliveryStream: lazy(() =>
      DeliveryStream.fromDeliveryStreamArn(this.stack, "Delivery", `arn:aws:firehose:${AT}:deliverystream/d`),
    ),
  };

  private input({ input, text }: TargetPlan): RuleTargetInput | undefined {
    const make = {
      event: () => undefined,
      object: () => RuleTargetInput.fromObject({ text, id: EventField.fromPath("$.detail.id") }),
      path: () => RuleTargetInput.fromEventPath("$.detail"),
      text: () => RuleTargetInput.fromObject({ rule: `${EventField.ruleName} fired` }),
    };
    return make[input]();
  }
}
