import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { renderLanguagesReport, type SizeTimes } from "./languages/report";
import { eventsFor, rulesOf, SHAPES, type Shape, SIZES } from "./languages/shapes";
import { Side } from "./languages/side";
import type { SingleReport } from "./languages/single-program";
import { buildRuler, compile, describePeers, installPeers } from "./languages/tools";
import { median } from "./measure";
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

const ROUNDS = options.quick ? 3 : 5;
const WARM_UP = options.quick ? 200 : 800;
const MEASURE = options.quick ? 50 : 250;

const stage = makeStage(options.package);

async function main(): Promise<void> {
  try {
    const programs = compile(stage.directory);
    const peers = installPeers();
    const ruler = buildRuler();
    const single = measureSingle(programs, "missing" in peers ? "" : peers.directory);
    const ours = new Side(process.execPath, [join(programs, "index-program.js")], stage.directory);
    const theirs =
      "missing" in ruler ? undefined : new Side("java", ["-Xmx4g", "-cp", ruler.classPath, "Runner"], stage.directory);
    const times: SizeTimes[] = [];
    for (const shape of SHAPES) {
      for (const size of SIZES) times.push(await measureIndex(shape, size, ours, theirs));
    }
    ours.end();
    theirs?.end();
    const report = renderLanguagesReport({
      single,
      peers: "missing" in peers ? peers : describePeers(peers.directory),
      ruler: "missing" in ruler ? ruler : { java: ruler.java },
      times,
      rounds: ROUNDS,
      command: `node --import tsx bench/languages.ts${options.quick ? " --quick" : ""}`,
    });
    process.stdout.write(`${report}\n`);
    if (!options.quick && options.package === undefined) writeSection("languages", report);
  } finally {
    stage.remove();
  }
}

function measureSingle(directory: string, peers: string): { cases: number; report: SingleReport[] } {
  process.stderr.write("single patterns…\n");
  const file = resolve(__dirname, "../../shared/conformance/event-patterns.json");
  const args = [join(directory, "single-program.js"), peers, existsSync(file) ? file : "", String(MEASURE)];
  const env = { ...process.env, NODE_OPTIONS: "" };
  return JSON.parse(execFileSync(process.execPath, args, { env, encoding: "utf8", maxBuffer: 2 ** 26 }));
}

async function measureIndex(shape: Shape, size: number, ours: Side, theirs: Side | undefined): Promise<SizeTimes> {
  process.stderr.write(`${shape.name}, ${size} rules…\n`);
  const [rules, events] = [join(stage.directory, "rules.txt"), join(stage.directory, "events.txt")];
  writeFileSync(rules, `${rulesOf(shape, size).join("\n")}\n`);
  writeFileSync(
    events,
    `${eventsFor(size)
      .map((event) => JSON.stringify(event))
      .join("\n")}\n`,
  );
  const build = { ours: await ours.number("load", rules, events), theirs: await theirs?.number("load", rules, events) };
  const sets = await ours.ask("sets");
  if (theirs !== undefined && (await theirs.ask("sets")) !== sets) {
    throw new Error(`${shape.name}, ${size} rules: event-ruler matches other rules`);
  }
  const runs = {
    text: [] as number[],
    object: [] as number[],
    loop: [] as number[],
    rulerText: [] as number[],
    rulerObject: [] as number[],
  };
  const sides = [
    { times: runs.text, run: (ms: number) => ours.number("time", "text", ms) },
    { times: runs.rulerText, run: (ms: number) => theirs?.number("time", "text", ms) },
    { times: runs.object, run: (ms: number) => ours.number("time", "object", ms) },
    { times: runs.rulerObject, run: (ms: number) => theirs?.number("time", "object", ms) },
    { times: runs.loop, run: (ms: number) => ours.number("time", "loop", ms) },
  ];
  for (const { run } of sides) await run(WARM_UP);
  for (let round = 0; round < ROUNDS; round++) {
    for (const { times, run } of round % 2 === 0 ? sides : [...sides].reverse()) {
      const time = await run(MEASURE);
      if (time !== undefined) times.push(time);
    }
  }
  return {
    shape: shape.name,
    size,
    build,
    matched: (JSON.parse(sets) as number[][]).flat().length / eventsFor(size).length,
    text: median(runs.text),
    object: median(runs.object),
    loop: median(runs.loop),
    rulerText: theirs === undefined ? undefined : median(runs.rulerText),
    rulerObject: theirs === undefined ? undefined : median(runs.rulerObject),
  };
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
