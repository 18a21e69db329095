import { execFileSync } from "node:child_process";
import { parseArgs } from "node:util";
import { bundle } from "./asl/bundle";
import type { ColdReport } from "./asl/cold-program";
import { SHAPES, type ShapeName } from "./asl/definitions";
import type { JudgeReport } from "./asl/judge-program";
import { renderAslReport, type ShapeTimes } from "./asl/report";
import { TIMED, type Timed } from "./asl/validators";
import type { WarmReport } from "./asl/warm-program";
import { Side } from "./languages/side";
import { alternate } from "./measure";
import { writeSection } from "./report";
import { makeStage } from "./stage";

const { values: options } = parseArgs({
  options: {
    /** A short look that writes nothing. */
    quick: { type: "boolean", default: false },
    /** A built package in another directory, to compare two versions of the modules; writes nothing. */
    package: { type: "string" },
  },
});

const COLD_RUNS = options.quick ? 3 : 9;
const ROUNDS = options.quick ? 3 : 7;

/** Calls before anything is measured, and calls in a round; asl-validator takes many times longer for each. */
const CALLS: { readonly [tool in Timed]: { readonly warmUp: number; readonly round: number } } = {
  validateDefinition: { warmUp: 200, round: 20 },
  "asl-validator": { warmUp: 20, round: 3 },
  jsonata: { warmUp: 100, round: 10 },
};

const stage = makeStage(options.package);

async function main(): Promise<void> {
  try {
    const programs = await bundle(stage.directory);
    process.stderr.write("cases…\n");
    const judged = runNode<JudgeReport>(programs.judge);
    const times: ShapeTimes[] = [];
    for (const shape of SHAPES) {
      times.push(await measureShape(shape, programs));
    }
    const report = renderAslReport({
      judged,
      times,
      runs: { cold: COLD_RUNS, rounds: ROUNDS },
      command: `node --import tsx bench/asl.ts${options.quick ? " --quick" : ""}`,
    });
    process.stdout.write(`${report}\n`);
    if (!options.quick && options.package === undefined) writeSection("asl", report);
  } finally {
    stage.remove();
  }
}

async function measureShape(
  shape: ShapeName,
  programs: { readonly cold: string; readonly warm: string },
): Promise<ShapeTimes> {
  process.stderr.write(`${shape}…\n`);
  const cold = alternate(TIMED, COLD_RUNS, (tool) => runNode<ColdReport>(programs.cold, tool, shape));
  const fresh = emptyRuns();
  const again = emptyRuns();
  const sides = TIMED.map((tool) => {
    const side = new Side(process.execPath, [programs.warm, tool], stage.directory);
    const ask = async (kind: "new" | "same", calls: number): Promise<WarmReport> =>
      JSON.parse(await side.ask(JSON.stringify([kind, shape, calls])));
    return { tool, side, ask };
  });
  for (const { tool, ask } of sides) await ask("new", CALLS[tool].warmUp);
  for (let round = 0; round < ROUNDS; round++) {
    for (const { tool, ask } of round % 2 === 0 ? sides : [...sides].reverse()) {
      fresh[tool].push(await ask("new", CALLS[tool].round));
      again[tool].push(await ask("same", CALLS[tool].round));
    }
  }
  for (const { side } of sides) side.end();
  return { shape, cold, fresh, again };
}

function emptyRuns(): { readonly [tool in Timed]: WarmReport[] } {
  return { validateDefinition: [], "asl-validator": [], jsonata: [] };
}

function runNode<T>(program: string, ...args: readonly string[]): T {
  // The parent's loader (tsx) must not run in the child, and a user's own options must not decide the result.
  const env = { ...process.env, NODE_OPTIONS: "" };
  const output = execFileSync(process.execPath, [program, ...args], {
    cwd: stage.directory,
    env,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(output) as T;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
