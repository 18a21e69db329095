import { accessSync, constants, cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { version as bindingsProviderVersion } from "./bindings";
import { CACHE, say, tempDir } from "./paths";
import { asPluginMirror, findPluginMirror, type PluginMirror } from "./plugin-mirror";
import { type CommandResult, runCommand } from "./process";
import {
  loosenProvider,
  type TerraformJson,
  type Variables,
  withLocalBackend,
  withoutProvider6Arguments,
} from "./terraform-json";

/** Generous: commands start a provider of 700 MB several times each, and several cases share two cores. */
const TIMEOUT_MS = 300_000;

export type Availability =
  | { readonly available: true; readonly providerVersion: string }
  | { readonly available: false; readonly reason: string };

interface Setup {
  readonly terraform: string;
  readonly cliConfig: string;
  readonly mirror: PluginMirror;
}

let setup: Promise<Setup> | undefined;
const theSetup = () => {
  setup ??= findSetup();
  return setup;
};

/** Whether Terraform and an AWS provider are at hand, or why not: for a caller that prints what it leaves out. */
export async function terraformAvailability(): Promise<Availability> {
  try {
    return { available: true, providerVersion: (await theSetup()).mirror.version };
  } catch (error) {
    return { available: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** `terraform <args>` in `dir`. The exit code is the caller's to judge. */
export async function run(dir: string, args: readonly string[], timeoutMs = TIMEOUT_MS): Promise<CommandResult> {
  const { terraform, cliConfig } = await theSetup();
  return runCommand(terraform, args, { cwd: dir, env: terraformEnvironment(cliConfig), timeoutMs });
}

/** The same, for a command that has to succeed. */
export async function mustRun(dir: string, args: readonly string[], timeoutMs = TIMEOUT_MS): Promise<string> {
  const { code, stdout, stderr } = await run(dir, args, timeoutMs);
  if (code !== 0) throw new Error(`terraform ${args.join(" ")}: exit code ${code}\n${stdout}\n${stderr}`);
  return stdout;
}

/** What a case's folder was made from, and what the provider at hand made us leave out. */
export interface Workspace {
  readonly dir: string;
  readonly json: TerraformJson;
  readonly leftOut: readonly string[];
}

/**
 * One initialized folder of its own: the synthesized stack with its assets, and an adapted copy of its JSON.
 * Two cases never share a folder, since they would share state and `.terraform`.
 */
export async function workspace(
  stackDir: string,
  synthesized: TerraformJson,
  adapt: (json: TerraformJson) => TerraformJson,
): Promise<Workspace> {
  const { mirror } = await theSetup();
  const dir = tempDir("terraform");
  cpSync(stackDir, dir, { recursive: true });
  const local = withLocalBackend(loosenProvider(synthesized), path.join(dir, "terraform.tfstate"));
  const olderThan6 = Number.parseInt(mirror.version, 10) < 6;
  const { json, leftOut } = olderThan6 ? withoutProvider6Arguments(local) : { json: local, leftOut: [] };
  const adapted = adapt(json);
  writeFileSync(path.join(dir, "cdk.tf.json"), JSON.stringify(adapted, null, 2));
  await mustRun(dir, ["init", "-input=false"]);
  return { dir, json: adapted, leftOut };
}

/** Values of the Terraform variables, where every later command of the folder finds them. */
export function writeVariables(dir: string, variables: Variables): void {
  writeFileSync(path.join(dir, "terraform.tfvars.json"), JSON.stringify(variables, null, 2));
}

/** What is left out is not checked, and that is said. */
export function sayLeftOut(example: string, addresses: readonly string[]): void {
  for (const address of addresses) say(`LEFT OUT of ${example}: ${address}, which the provider at hand does not know.`);
}

async function findSetup(): Promise<Setup> {
  const terraform = findTerraform();
  const named = process.env.TF_PLUGIN_MIRROR;
  const mirror = named === undefined ? findPluginMirror() : asPluginMirror(named);
  if (mirror) return { terraform, mirror, cliConfig: writeCliConfig(mirror.dir) };
  if (named !== undefined) throw new Error("TF_PLUGIN_MIRROR names a folder without a mirror of hashicorp/aws");
  const downloaded = await download(terraform);
  return { terraform, mirror: downloaded, cliConfig: writeCliConfig(downloaded.dir) };
}

function findTerraform(): string {
  for (const dir of (process.env.PATH ?? "").split(path.delimiter)) {
    const candidate = path.join(dir, process.platform === "win32" ? "terraform.exe" : "terraform");
    try {
      accessSync(candidate, constants.X_OK);
      return candidate;
    } catch {
      // next
    }
  }
  throw new Error("terraform is not on the PATH");
}

/**
 * No mirror on this machine: one `terraform init` downloads, as it does for everybody, the version the bindings were
 * made from. The folder it leaves has the layout of a mirror, so all cases use it and later runs find it again.
 */
async function download(terraform: string): Promise<PluginMirror> {
  const dir = path.join(CACHE, "terraform-provider");
  const providers = path.join(dir, ".terraform", "providers");
  const earlier = asPluginMirror(providers);
  if (earlier) return earlier;
  mkdirSync(dir, { recursive: true });
  const aws = { source: "hashicorp/aws", version: bindingsProviderVersion };
  writeFileSync(path.join(dir, "main.tf.json"), JSON.stringify({ terraform: { required_providers: { aws } } }));
  const cliConfig = path.join(dir, "empty.tfrc");
  writeFileSync(cliConfig, "");
  const env = terraformEnvironment(cliConfig);
  const { code, stderr } = await runCommand(terraform, ["init", "-input=false"], {
    cwd: dir,
    env,
    timeoutMs: TIMEOUT_MS,
  });
  const mirror = code === 0 ? asPluginMirror(providers) : undefined;
  if (mirror) return mirror;
  rmSync(dir, { recursive: true, force: true });
  throw new Error(`no mirror of the AWS provider was found, and it could not be downloaded: ${stderr.trim()}`);
}

function writeCliConfig(mirrorDir: string): string {
  const file = path.join(tempDir("terraform-cli"), "cli.tfrc");
  const aws = '["hashicorp/aws"]';
  const mirror = `filesystem_mirror {\n    path    = ${JSON.stringify(mirrorDir)}\n    include = ${aws}\n  }`;
  writeFileSync(file, `provider_installation {\n  ${mirror}\n  direct {\n    exclude = ${aws}\n  }\n}\n`);
  return file;
}

/** The caller's environment without what would lead Terraform or the provider elsewhere: settings, credentials, profiles. */
function terraformEnvironment(cliConfig: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(TF_|AWS_|CHECKPOINT_)/.test(name));
  return {
    ...Object.fromEntries(inherited),
    TF_CLI_CONFIG_FILE: cliConfig,
    TF_CLI_ARGS: "-no-color",
    TF_IN_AUTOMATION: "1",
    TF_REGISTRY_DISCOVERY_RETRY: "0",
    CHECKPOINT_DISABLE: "1",
    AWS_EC2_METADATA_DISABLED: "true",
    // The provider builds a very large schema at each start; collecting less often saves a third of the CPU time.
    GOGC: "400",
  };
}
