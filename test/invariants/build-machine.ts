import {
  Chain,
  Condition,
  DistributedMap,
  Duration,
  Fail,
  HttpInvoke,
  HttpMethod,
  HttpRetry,
  type IChainable,
  type IStateMachine,
  JsonataExpression,
  JsonPath,
  LogGroup,
  LogLevel,
  type LogOptions,
  Map as MapState,
  notifyOnFailure,
  Parallel,
  Pass,
  paginate,
  QueryLanguage,
  RequestBodyEncoding,
  SecretValue,
  StateMachine,
  type StateMachineProps,
  StateMachineType,
  saga,
  startAndPoll,
  Task,
} from "cdktf-aws-http-integrations";
import type { BuildContext } from "./build-context";
import { objectBody } from "./build-machine-object";
import { endpointKnown, endpointOf, HOOKS, type MachineParts, needsAllowedEndpoints, usedTasks } from "./build-task";
import type { Expectations } from "./model";
import type { Plan } from "./plan";
import { type MachinePlan, type TaskPlan, taskName } from "./plan-machine";

const AUDIT = "arn:aws:events:us-east-1:123456789012:event-bus/audit";
const PUT_EVENTS = "arn:aws:states:::events:putEvents";

/** What only the author of the machines knows. */
export function machineExpectations({ machines }: Pick<Plan, "machines">): Expectations {
  const tasks = machines.flatMap((machine, i) =>
    usedTasks(machine).map((task, j) => ({ task, name: stateName(machine, i, j) })),
  );
  return {
    endpoints: Object.fromEntries(
      tasks.flatMap(({ task, name }) => {
        const endpoint = endpointKnown(task);
        return endpoint === undefined ? [] : [[name, endpoint]];
      }),
    ),
    withoutRetry: tasks.filter(({ task }) => task.retry === "none").map(({ name }) => name),
    withoutTracing: machines.some(({ isTraced }) => !isTraced),
    withExecutionData: machines.some(({ logs }) => logs === "withData"),
  };
}

/** The machine of a plan, or an alias of it. */
export function makeMachine(context: BuildContext, parts: MachineParts, plan: MachinePlan, i: number): IStateMachine {
  const definition: Partial<StateMachineProps> =
    plan.body === "object"
      ? { definitionBody: objectBody(context, parts, plan, i) }
      : { definition: new States(context, parts, plan, i).definition() };
  const name = context.name(plan);
  const machine = new StateMachine(
    context.at(plan),
    `${plan.id}_m${i}`,
    context.order({
      ...definition,
      stateMachineName: name,
      stateMachineType: StateMachineType[plan.type],
      queryLanguage: plan.language === "JSONata" ? QueryLanguage.JSONATA : undefined,
      kmsKey: context.keyOf(plan),
      role: plan.role === "own" ? undefined : parts.role(plan.role),
      logs: logsOf(context, plan, i),
      tracingEnabled: plan.isTraced,
      publishVersion: plan.versions !== "no",
    }),
  );
  return plan.versions === "alias" ? machine.addAlias("Live") : machine;
}

function logsOf(context: BuildContext, { logs }: MachinePlan, i: number): LogOptions | undefined {
  const make: { readonly [kind in MachinePlan["logs"]]: () => LogOptions | undefined } = {
    own: () => undefined,
    given: () => ({
      destination: new LogGroup(context.stack, `MachineLogs${i}`, {
        logGroupName: `/aws/vendedlogs/states/given-${i}`,
      }),
    }),
    errors: () => ({ level: LogLevel.ERROR }),
    off: () => ({ level: LogLevel.OFF }),
    withData: () => ({ includeExecutionData: true }),
  };
  return make[logs]();
}

/** The first task of `paginate` is one that it makes. */
function stateName({ shape, body }: MachinePlan, machine: number, task: number): string {
  return shape === "paginate" && body === "states" && task === 0 ? `Pages${machine}Page` : taskName(machine, task);
}

class States {
  readonly #isJsonata: boolean;
  readonly #tasks: readonly HttpInvoke[];

  constructor(
    private readonly context: BuildContext,
    private readonly parts: MachineParts,
    private readonly plan: MachinePlan,
    private readonly i: number,
  ) {
    this.#isJsonata = plan.language === "JSONata";
    this.#tasks = plan.tasks.map((task, j) => this.task(task, j));
  }

  public definition(): IChainable {
    const all = this.shaped();
    return this.plan.putsEvents ? Chain.start(all).next(this.putEvents()) : all;
  }

  private shaped(): IChainable {
    const [first, ...others] = this.#tasks as [HttpInvoke, ...HttpInvoke[]];
    const { i } = this;
    const make: { readonly [shape in MachinePlan["shape"]]: () => IChainable } = {
      chain: () => chained([first, ...others]),
      parallel: () => new Parallel(`Parallel${i}`).branch(...this.#tasks),
      map: () => new MapState(`Map${i}`, this.items()).itemProcessor(chained(this.#tasks)),
      // Express machines have no child executions.
      distributedMap: () =>
        this.plan.type === "EXPRESS"
          ? make.map()
          : new DistributedMap(`Items${i}`, this.items()).itemProcessor(chained(this.#tasks)),
      startAndPoll: () => {
        const [poll = this.pass("Poll"), ...after] = others;
        const job = startAndPoll(`Job${i}`, {
          start: first,
          poll,
          isDone: this.#isJsonata
            ? Condition.jsonata("$states.input.ResponseBody.status = 'done'")
            : Condition.stringEquals("$.ResponseBody.status", "done"),
          interval: Duration.seconds(5),
          maxPolls: 10,
        });
        return after.reduce((chain, task) => chain.next(task), job);
      },
      saga: () => {
        const steps = this.#tasks.flatMap((action, j) =>
          j % 2 === 0 ? [{ action, compensate: this.#tasks[j + 1] }] : [],
        );
        return saga(`Saga${i}`, {
          steps: steps.map((step) => ({ ...step, compensateUnknownOutcome: step.compensate !== undefined })),
        });
      },
      notifyOnFailure: () =>
        notifyOnFailure(`Told${i}`, {
          workflow: others.length === 0 ? this.pass("Work") : chained(others),
          notify: first,
        }),
      paginate: () => {
        const [task] = this.plan.tasks as [TaskPlan];
        return paginate(`Pages${i}`, {
          ...this.request(task, 0, true),
          method: HttpMethod[task.method],
          cursorParameter: "after",
          nextCursor: JsonataExpression.of("$states.result.ResponseBody.next"),
          items: JsonataExpression.of("$states.result.ResponseBody.items"),
          maxPages: 3,
          onPage: others.length === 0 ? undefined : chained(others),
        });
      },
    };
    return make[this.plan.shape]();
  }

  private items() {
    return this.#isJsonata ? { items: JsonataExpression.of("$states.input.items") } : { itemsPath: "$.items" };
  }

  private pass(name: string): Pass {
    return new Pass(`${name}${this.i}`);
  }

  private putEvents(): Task {
    const Entries = [{ EventBusName: AUDIT, Source: "orders", DetailType: "Done", Detail: {} }];
    return new Task(`PutEvents${this.i}`, {
      resource: PUT_EVENTS,
      ...(this.#isJsonata ? { arguments: { Entries } } : { parameters: { Entries } }),
      policyStatements: [{ actions: ["events:PutEvents"], resources: [AUDIT] }],
    });
  }

  private task(plan: TaskPlan, j: number): HttpInvoke {
    const isJsonata = this.#isJsonata;
    const task = new HttpInvoke(
      taskName(this.i, j),
      this.context.order({
        ...this.request(plan, j, isJsonata),
        method: HttpMethod[plan.method],
        requestBodyEncoding: plan.isForm ? RequestBodyEncoding.URL_ENCODED : undefined,
        defaultRetry: plan.retry !== "none",
        queryStringParameters: { q: plan.text, id: this.expression(isJsonata) },
      }) as ConstructorParameters<typeof HttpInvoke>[1],
    );
    if (plan.retry === "more") {
      task.addRetry([...HttpRetry.forMethod(HttpMethod[plan.method]), ...HttpRetry.bootstrap()]);
    }
    if (plan.catches) {
      task.addCatch(new Fail(`Failed ${this.i}.${j}`, { error: "NotFound", cause: "gone" }), {
        errors: ["States.Http.StatusCode.404"],
      });
    }
    return task;
  }

  private expression(isJsonata: boolean, name = "id"): JsonPath | JsonataExpression {
    return isJsonata ? JsonataExpression.of(`$states.input.${name}`) : JsonPath.stringAt(`$.${name}`);
  }

  /** What a task and `paginate` have in common. */
  private request(plan: TaskPlan, j: number, isJsonata: boolean) {
    const { before, isDynamic } = endpointOf(this.context, plan);
    const expression = this.expression(isJsonata);
    const apiEndpoint =
      plan.endpoint === "secret"
        ? this.secretEndpoint(plan)
        : plan.endpoint === "dynamic"
          ? expression
          : isDynamic
            ? `${before}${expression}`
            : before;
    return {
      connection: this.parts.connection(plan),
      apiEndpoint: apiEndpoint as string,
      allowedEndpoints: needsAllowedEndpoints(plan) ? [`${HOOKS}*`] : undefined,
      headers: { "X-Text": `task ${j}`, "X-Id": `id ${expression}` },
      requestBody: { text: plan.text, ["${key}"]: `${plan.text} ${expression}`, list: [1, null, true] },
      idempotencyHeader: plan.isIdempotent ? "Idempotency-Key" : undefined,
    };
  }

  private secretEndpoint({ path }: TaskPlan): SecretValue {
    const { context } = this;
    const make = [
      () => SecretValue.terraformVariable(context.variable({ sensitive: true })),
      () => SecretValue.secretsManager("hook", { jsonField: "url" }),
      () => SecretValue.ssmParameter("/hook"),
    ];
    return context.secretEndpoint ?? make[path % make.length]!();
  }
}

function chained([first, ...others]: readonly IChainable[]): Chain {
  return others.reduce((chain: Chain, task) => chain.next(task), Chain.start(first!));
}
