import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { EXAMPLES, REPOSITORY, tempDir } from "./paths";
import { runCommand } from "./process";
import type { TerraformJson } from "./terraform-json";

export interface SynthesizedStack {
  readonly name: string;
  /** The folder with `cdk.tf.json` and the stack's assets. */
  readonly dir: string;
  readonly json: TerraformJson;
}

/** Runs `examples/<name>/main.ts` as the program it is, and reads what it wrote. */
export async function synthExample(name: string): Promise<SynthesizedStack[]> {
  const outdir = tempDir(`synth-${name}`);
  const main = path.join(EXAMPLES, name, "main.ts");
  const { code, stdout, stderr } = await runCommand(process.execPath, ["--import", "tsx", main], {
    cwd: REPOSITORY,
    env: { ...process.env, CDKTF_OUTDIR: outdir },
    timeoutMs: 60_000,
  });
  if (code !== 0) throw new Error(`examples/${name}/main.ts: exit code ${code}\n${stdout}\n${stderr}`);
  const stacks = path.join(outdir, "stacks");
  return readdirSync(stacks)
    .sort()
    .map((stack) => {
      const dir = path.join(stacks, stack);
      return { name: stack, dir, json: JSON.parse(readFileSync(path.join(dir, "cdk.tf.json"), "utf8")) };
    });
}
