import { readFileSync } from "node:fs";
import path from "node:path";
import type { EvaluatedResource } from "../support/evaluate";
import { say } from "../support/paths";
import { type SynthesizedStack, synthExample } from "../support/synth-example";
import { mustRun, run, type Workspace, workspace, writeVariables } from "../support/terraform";
import { type Json, type Variables, withProvider } from "../support/terraform-json";
import { type TargetWiring, targetWiring } from "../support/wiring";
import { Account } from "./bus";
import { EMULATOR_DEPARTURES } from "./departures";
import type { E2eCase, ReceivedRequest } from "./e2e-case";
import { emulatorProvider } from "./emulator";
import type { EndedExecution } from "./executions";
import { type PlanJson, unexpectedChanges } from "./plan-changes";
import { startThirdParties, type ThirdParties } from "./receiver";
import { redirect, refuseForeignHosts, withHosts } from "./redirect";
import { type AppliedExample, runScenarios, type WorkflowOutcome } from "./workflows/run-scenarios";

const ARRIVAL_TIMEOUT_MS = 20_000;
/** Most resources wait for AWS to settle (25 s for a queue). With 30 at once a loaded machine saw a request repeated that had got through. */
const PARALLELISM = "-parallelism=10";

export interface StepOutcome {
  /** The requests that arrived until as many were there as expected. */
  readonly requests: readonly ReceivedRequest[];
  /** The executions that were started, as they had ended. */
  readonly executions: readonly EndedExecution[];
}

/** What happened to one example, as plain data for the tests to judge. */
export interface CaseOutcome {
  readonly steps: readonly StepOutcome[];
  /** Everything that arrived from `apply` to the end of `destroy`. */
  readonly received: readonly ReceivedRequest[];
  /** Every execution from `apply` until before `destroy`. */
  readonly executions: readonly EndedExecution[];
  /** For each workflow of the case, its run. */
  readonly workflows: readonly WorkflowOutcome[];
  /** The events that the workflows put on the bus. */
  readonly published: readonly unknown[];
  /** What each target with a role needs, read from the state. The emulator itself would not miss it. */
  readonly wiring: readonly TargetWiring[];
  /** Changes in the second plan outside the list of known departures. */
  readonly unexpectedChanges: readonly string[];
  readonly emulatorBefore: object;
  readonly emulatorAfter: object;
  /** Resources in the state after `destroy`. */
  readonly stateAfter: readonly string[];
  readonly leftOut: readonly string[];
}

export async function runCase(name: string, testCase: E2eCase, url: string, accountId: string): Promise<CaseOutcome> {
  const parties = await startThirdParties(testCase);
  const account = new Account(url, accountId);
  const progress = stopwatch(name);
  try {
    const stacks = await synthExample(name);
    const deployment = await Deployment.prepare(stacks, testCase.variables, url, accountId, parties);
    progress("synthesized, initialized");
    const emulatorBefore = await account.inventory();
    await account.createSecrets(testCase.secrets ?? {});
    const steps = await runSteps(testCase, deployment, account, parties, progress);
    const resources = await deployment.resources();
    const executions = await account.executions(0, ARRIVAL_TIMEOUT_MS);
    const applied = { emulator: url, account: accountId, resources, redirects: parties.redirects };
    const { workflows, published } = await runWorkflows(testCase, deployment, account, {
      ...applied,
      input: executions[0]?.input,
    });
    if (workflows.length > 0) progress(`${workflows.length} workflows`);
    const changes = await deployment.unexpectedChanges();
    progress("planned again");
    const stateAfter = await deployment.destroy();
    await account.removeSecrets(testCase.secrets ?? {});
    progress("destroyed");
    return {
      steps,
      received: parties.received,
      executions,
      workflows,
      published,
      wiring: targetWiring(resources),
      unexpectedChanges: changes,
      emulatorBefore,
      emulatorAfter: await account.inventory(),
      stateAfter,
      leftOut: deployment.leftOut,
    };
  } finally {
    account.close();
    await parties.close();
  }
}

async function runSteps(
  { steps, variables, bus }: E2eCase,
  deployment: Deployment,
  account: Account,
  parties: ThirdParties,
  progress: (what: string) => void,
): Promise<StepOutcome[]> {
  const outcomes: StepOutcome[] = [];
  const executions: EndedExecution[] = [];
  let applied: string | undefined;
  for (const step of steps) {
    const wanted = { ...variables, ...step.variables };
    if (JSON.stringify(wanted) !== applied) {
      await deployment.apply(wanted);
      applied = JSON.stringify(wanted);
      progress("applied");
    }
    const before = parties.received.length;
    if (step.events.length > 0) await account.putEvents(bus ?? deployment.onlyBus, step.events);
    await parties.arrived(before + step.arrives.length, ARRIVAL_TIMEOUT_MS);
    const expected = executions.length + (step.executions?.length ?? 0);
    const started = (await account.executions(expected, ARRIVAL_TIMEOUT_MS)).slice(executions.length);
    executions.push(...started);
    outcomes.push({ requests: parties.received.slice(before), executions: started });
    progress(`step "${step.title}"`);
  }
  return outcomes;
}

async function runWorkflows(
  testCase: E2eCase,
  deployment: Deployment,
  account: Account,
  applied: AppliedExample,
): Promise<Pick<CaseOutcome, "workflows" | "published">> {
  const { workflows = [], bus } = testCase;
  if (workflows.length === 0) return { workflows: [], published: [] };
  const watch = await account.watchBus(bus ?? deployment.onlyBus);
  try {
    const outcomes = await runScenarios(testCase, applied);
    const expected = workflows.flatMap(({ publishes = [] }) => publishes);
    return { workflows: outcomes, published: await watch.events(expected.length, ARRIVAL_TIMEOUT_MS) };
  } finally {
    await watch.stop();
  }
}

/** The stacks of one example in one account of the emulator. */
class Deployment {
  public static async prepare(
    stacks: readonly SynthesizedStack[],
    variables: Variables,
    url: string,
    account: string,
    parties: ThirdParties,
  ): Promise<Deployment> {
    const workspaces: Workspace[] = [];
    for (const stack of stacks) {
      const prepared = await workspace(stack.dir, stack.json, (json) => {
        const { resource = {} } = json;
        const redirected = { ...json, resource: redirect(withHosts(resource, variables), parties.redirects) };
        refuseForeignHosts(redirected);
        return withProvider(redirected, emulatorProvider(url, account));
      });
      workspaces.push(prepared);
    }
    return new Deployment(workspaces, parties);
  }

  private constructor(
    private readonly workspaces: readonly Workspace[],
    private readonly parties: ThirdParties,
  ) {}

  public get leftOut(): string[] {
    return this.workspaces.flatMap((stack) => stack.leftOut);
  }

  /** The name of the example's bus, or that of the account's own if it makes none. */
  public get onlyBus(): string {
    const buses = this.workspaces.flatMap(({ json }) => Object.values(json.resource?.aws_cloudwatch_event_bus ?? {}));
    if (buses.length > 1) throw new Error("an example with several buses: its case must name one as `bus`");
    return String(buses[0]?.name ?? "default");
  }

  public async apply(variables: Variables): Promise<void> {
    for (const { dir } of this.workspaces) {
      writeVariables(dir, redirect(variables as Record<string, Json>, this.parties.redirects));
      await mustRun(dir, ["apply", "-auto-approve", "-input=false", PARALLELISM]);
    }
  }

  /** Everything in the states, with the values that the emulator gave. */
  public async resources(): Promise<EvaluatedResource[]> {
    const found: EvaluatedResource[] = [];
    for (const { dir } of this.workspaces) {
      const state = JSON.parse(await mustRun(dir, ["show", "-json"])) as {
        values?: { root_module?: { resources?: EvaluatedResource[] } };
      };
      found.push(...(state.values?.root_module?.resources ?? []));
    }
    return found;
  }

  public async unexpectedChanges(): Promise<string[]> {
    const found: string[] = [];
    for (const { dir } of this.workspaces) {
      const { code, stdout, stderr } = await run(dir, ["plan", "-detailed-exitcode", "-input=false", "-out=second"]);
      if (code === 0) continue;
      if (code !== 2) throw new Error(`second plan: exit code ${code}\n${stdout}${stderr}`);
      const plan = JSON.parse(await mustRun(dir, ["show", "-json", "second"])) as PlanJson;
      found.push(...unexpectedChanges(plan, EMULATOR_DEPARTURES));
    }
    return found;
  }

  public async destroy(): Promise<string[]> {
    const left: string[] = [];
    for (const { dir } of [...this.workspaces].reverse()) {
      await mustRun(dir, ["destroy", "-auto-approve", "-input=false", PARALLELISM]);
      const state = JSON.parse(readFileSync(path.join(dir, "terraform.tfstate"), "utf8")) as { resources: object[] };
      left.push(...state.resources.map((resource) => JSON.stringify(resource)));
    }
    return left;
  }
}

function stopwatch(name: string): (what: string) => void {
  const start = Date.now();
  return (what) => say(`${((Date.now() - start) / 1000).toFixed(1).padStart(6)} s  ${name}: ${what}`);
}
