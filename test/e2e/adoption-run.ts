import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type App, Testing } from "cdktf";
import { say, tempDir } from "../support/paths";
import { mustRun, run, workspace, writeVariables } from "../support/terraform";
import {
  type JsonObject,
  loosenProvider,
  type TerraformJson,
  type Variables,
  withLocalBackend,
  withProvider,
} from "../support/terraform-json";
import type { Account } from "./bus";
import type { BusEvent } from "./e2e-case";
import { emulatorProvider } from "./emulator";
import { type PlanJson, type ResourceChange, unexpectedChanges } from "./plan-changes";
import type { ThirdParties } from "./receiver";
import { redirect, refuseForeignHosts } from "./redirect";

const ARRIVAL_TIMEOUT_MS = 20_000;
const PARALLELISM = "-parallelism=10";
const STATE = "terraform.tfstate";
/** The id of the stack in all versions of the program. */
export const STACK_ID = "slack";

/** Where one recipe runs. */
export interface Surroundings {
  readonly url: string;
  readonly accountId: string;
  readonly account: Account;
  readonly parties: ThirdParties;
  readonly variables: Variables;
}

/** What a plan would do, by resource type: the recipes have one resource of each. */
export interface PlannedSteps {
  /** Old addresses that go on under a new one. */
  readonly moved: readonly string[];
  /** Type and import id. */
  readonly imported: readonly string[];
  /** Everything else, as `type action argument`. */
  readonly changes: readonly string[];
}

export const NO_STEPS: PlannedSteps = { moved: [], imported: [], changes: [] };

interface AdoptionChange extends ResourceChange {
  readonly previous_address?: string;
  readonly change: ResourceChange["change"] & { readonly importing?: { readonly id: string } };
}

interface State {
  readonly resources: readonly { readonly type: string; readonly instances: readonly { attributes: JsonObject }[] }[];
}

/** A program in its folder, with its state. */
export class Program {
  /** Synthesizes the program and initializes a folder for it. */
  public static async start(at: Surroundings, build: (app: App) => void): Promise<Program> {
    const { stack, json } = synthesize(build);
    const { dir } = await workspace(stack, json, (adapted) => forEmulator(at, adapted));
    writeVariables(dir, at.variables);
    return new Program(at, dir);
  }

  private constructor(
    private readonly at: Surroundings,
    private readonly dir: string,
  ) {}

  /** The next version of the program: another `cdk.tf.json` beside the same state. */
  public become(build: (app: App) => void): void {
    const { json } = synthesize(build);
    const adapted = forEmulator(this.at, withLocalBackend(loosenProvider(json), path.join(this.dir, STATE)));
    writeFileSync(path.join(this.dir, "cdk.tf.json"), JSON.stringify(adapted, null, 2));
  }

  public async plan(...options: readonly string[]): Promise<PlannedSteps> {
    const args = ["plan", "-detailed-exitcode", "-input=false", "-out=planned", ...options];
    const { code, stdout, stderr } = await run(this.dir, args);
    if (code === 0) return NO_STEPS;
    if (code !== 2) throw new Error(`terraform plan: exit code ${code}\n${stdout}${stderr}`);
    return stepsOf(JSON.parse(await mustRun(this.dir, ["show", "-json", "planned"])));
  }

  /** Applies what `plan` planned. */
  public async applyPlanned(): Promise<void> {
    await mustRun(this.dir, ["apply", "-input=false", PARALLELISM, "planned"]);
  }

  public async apply(): Promise<void> {
    await mustRun(this.dir, ["apply", "-auto-approve", "-input=false", PARALLELISM]);
  }

  /** An attribute of the one resource of a type. */
  public valueOf(type: string, attribute: string): string {
    const resource = this.state.resources.find((candidate) => candidate.type === type);
    return String(resource?.instances[0]?.attributes[attribute]);
  }

  /** What the state still holds afterwards. */
  public async destroy(): Promise<string[]> {
    await mustRun(this.dir, ["destroy", "-auto-approve", "-input=false", PARALLELISM]);
    return this.state.resources.map((resource) => JSON.stringify(resource));
  }

  private get state(): State {
    return JSON.parse(readFileSync(path.join(this.dir, STATE), "utf8"));
  }
}

function synthesize(build: (app: App) => void): { stack: string; json: TerraformJson } {
  const outdir = tempDir("adoption");
  const app = Testing.app({ outdir });
  build(app);
  app.synth();
  const stack = path.join(outdir, "stacks", STACK_ID);
  return { stack, json: JSON.parse(readFileSync(path.join(stack, "cdk.tf.json"), "utf8")) };
}

function forEmulator({ parties, url, accountId }: Surroundings, json: TerraformJson): TerraformJson {
  const redirected = { ...json, resource: redirect(json.resource ?? {}, parties.redirects) };
  refuseForeignHosts(redirected);
  return withProvider(redirected, emulatorProvider(url, accountId));
}

function stepsOf(plan: PlanJson): PlannedSteps {
  const resources = (plan.resource_changes ?? []) as readonly AdoptionChange[];
  return {
    moved: resources.flatMap(({ previous_address }) => previous_address ?? []).sort(),
    imported: resources
      .flatMap(({ type, change }) => (change.importing ? `${type} ${change.importing.id}` : []))
      .sort(),
    changes: resources.flatMap(changesOf).sort(),
  };
}

/** Also names an update of which no argument is seen to differ. */
function changesOf(resource: AdoptionChange): string[] {
  const { type, change } = resource;
  const found = unexpectedChanges({ resource_changes: [resource] }, []);
  const isChange = change.actions.some((action) => action !== "no-op" && action !== "read");
  if (isChange && found.length === 0) return [`${type} ${change.actions.join("+")}`];
  return found.map((text) => text.replace(resource.address, type));
}

/** Puts one event and waits for its request. */
export async function deliver({ account, parties }: Surroundings, bus: string, event: BusEvent): Promise<void> {
  await account.putEvents(bus, [event]);
  await parties.arrived(1, ARRIVAL_TIMEOUT_MS);
}

/** Says how long each part of a recipe took. */
export function stopwatch(title: string): (what: string) => void {
  const start = Date.now();
  return (what) => say(`${((Date.now() - start) / 1000).toFixed(1).padStart(6)} s  ${title}: ${what}`);
}
