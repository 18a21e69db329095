import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { ProgramReport } from "./programs/run";
import type { Stage } from "./stage";

export type Side = "modules" | "l1";

/** Programs that make the same with the modules and with L1. */
export type Pair = "integrations" | "http-tasks";

/** One run of a program in a process of its own. Times in milliseconds, sizes in bytes. */
export interface SynthRun extends ProgramReport {
  /** From the start of the process to its end. */
  readonly wall: number;
  readonly json: number;
}

/** One run of a process that only imports. */
export interface ImportRun {
  readonly wall: number;
  readonly peakMemory: number;
}

/** The middle value; of an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The median of each field by itself. */
export function medians<T extends object>(runs: readonly T[]): T {
  const keys = Object.keys(runs[0] ?? {}) as (keyof T)[];
  return Object.fromEntries(keys.map((key) => [key, median(runs.map((run) => Number(run[key])))])) as T;
}

/** Runs the sides in turn, changing which comes first, so that a slow spell of the machine falls on all of them. */
export function alternate<Name extends string, T>(
  names: readonly Name[],
  times: number,
  once: (name: Name) => T,
): { readonly [name in Name]: readonly T[] } {
  const runs = Object.fromEntries(names.map((name) => [name, [] as T[]])) as { [name in Name]: T[] };
  for (let i = 0; i < times; i++) {
    for (const name of i % 2 === 0 ? names : [...names].reverse()) {
      runs[name].push(once(name));
    }
  }
  return runs;
}

/** @param counts what the program is to make */
export function runSynth(stage: Stage, pair: Pair, side: Side, ...counts: readonly number[]): SynthRun {
  const outdir = join(stage.directory, "out");
  rmSync(outdir, { recursive: true, force: true });
  const { wall, stdout } = runNode(stage, [stage.program(pair, side), outdir, ...counts.map(String)]);
  const report = JSON.parse(stdout) as ProgramReport;
  return { wall, ...report, json: readJson(stage).length };
}

/** What the last run wrote. */
export function readJson(stage: Stage): Buffer {
  return readFileSync(join(stage.directory, "out", "stacks", "bench", "cdk.tf.json"));
}

export function runImport(stage: Stage, specifiers: readonly string[]): ImportRun {
  const requires = specifiers.map((specifier) => `require(${JSON.stringify(specifier)});`).join("");
  const code = `${requires}process.stdout.write(String(process.resourceUsage().maxRSS * 1024))`;
  const { wall, stdout } = runNode(stage, ["-e", code]);
  return { wall, peakMemory: Number(stdout) };
}

/** The provider modules that the package loads, for a baseline that loads the same. */
export function loadedL1s(stage: Stage): readonly string[] {
  const code = `require("cdktf-aws-http-integrations");
    const loaded = Object.keys(require.cache).map((file) => /@cdktf\\/provider-aws\\/lib\\/([\\w-]+)\\//.exec(file)?.[1]);
    process.stdout.write(JSON.stringify([...new Set(loaded)].filter(Boolean).sort()))`;
  const names = JSON.parse(runNode(stage, ["-e", code]).stdout) as string[];
  return names.map((name) => `@cdktf/provider-aws/lib/${name}`);
}

function runNode(stage: Stage, args: readonly string[]): { wall: number; stdout: string } {
  // The parent's loader (tsx) must not run in the child, and a user's own options must not decide the result.
  const env = { ...process.env, NODE_OPTIONS: "" };
  const start = performance.now();
  const child = spawnSync(process.execPath, args, { cwd: stage.directory, env, encoding: "utf8" });
  const wall = performance.now() - start;
  if (child.status !== 0) {
    throw new Error(`node ${args.join(" ")} failed (${child.status ?? child.signal}):\n${child.stderr}`);
  }
  return { wall, stdout: child.stdout };
}
