import { parseArgs } from "node:util";
import { assertSameResources } from "./equivalence";
import { alternate, loadedL1s, runImport, runSynth, type SynthRun } from "./measure";
import { writeSection } from "./report";
import { makeStage, type Stage } from "./stage";
import { type ImportSide, renderSynthReport, type SizeResult } from "./synth-report";

const SIZES = [1, 10, 100, 1000, 10_000];
const QUICK_SIZES = [1, 10, 100];

/** A run longer than this is repeated 3 times instead of 5. */
const LONG_RUN = 60_000;

const PACKAGE = "cdktf-aws-http-integrations";

const { values: options } = parseArgs({
  options: {
    /** A short look that writes nothing. */
    quick: { type: "boolean", default: false },
    /** Other sizes, comma-separated; writes nothing. */
    sizes: { type: "string" },
    /** A built package in another directory, to compare two versions of the modules; writes nothing. */
    package: { type: "string" },
  },
});

const stage = makeStage(options.package);
try {
  assertSameResources(stage, "integrations", 2);
  const sizes = options.sizes?.split(",").map(Number) ?? (options.quick ? QUICK_SIZES : SIZES);
  const isFull = !options.quick && options.sizes === undefined && options.package === undefined;
  const importedL1s = loadedL1s(stage);
  // First: the peak memory of a process begins with that of the one that started it, which reads large results later.
  const imports = measureImports(stage, importedL1s, options.quick ? 3 : 9);
  const report = renderSynthReport(
    {
      imports,
      sizes: sizes.map((integrations) => measureSize(stage, integrations, options.quick ? 3 : 5)),
      importedL1s: importedL1s.length,
    },
    ["npm run bench", ...(isFull ? [] : ["--", ...process.argv.slice(2)])].join(" "),
  );
  process.stdout.write(`${report}\n`);
  if (isFull) {
    writeSection("synth", report);
  }
} finally {
  stage.remove();
}

function measureSize(stage: Stage, integrations: number, times: number): SizeResult {
  process.stderr.write(`synth of ${integrations}…\n`);
  const sides = ["modules", "l1"] as const;
  const once = (side: (typeof sides)[number]): SynthRun => runSynth(stage, "integrations", side, integrations);
  if (integrations < 10_000) {
    sides.map(once); // fills the file cache
    return { integrations, runs: alternate(sides, times, once) };
  }
  const first = alternate(sides, 3, once);
  if (times <= 3 || Math.max(...[...first.modules, ...first.l1].map((run) => run.wall)) > LONG_RUN) {
    return { integrations, runs: first };
  }
  const rest = alternate(sides, times - 3, once);
  return { integrations, runs: { modules: [...first.modules, ...rest.modules], l1: [...first.l1, ...rest.l1] } };
}

function measureImports(
  stage: Stage,
  importedL1s: readonly string[],
  times: number,
): ReturnType<typeof alternate<ImportSide, ReturnType<typeof runImport>>> {
  process.stderr.write("import…\n");
  const used = [
    "cloudwatch-event-api-destination",
    "cloudwatch-event-bus",
    "cloudwatch-event-connection",
    "cloudwatch-event-rule",
    "cloudwatch-event-target",
    "iam-role",
    "iam-role-policy",
    "sqs-queue",
    "sqs-queue-policy",
  ].map((name) => `@cdktf/provider-aws/lib/${name}`);
  const specifiers: { readonly [side in ImportSide]: readonly string[] } = {
    package: [PACKAGE],
    "same L1s": ["cdktf", ...importedL1s],
    "only L1s used": ["cdktf", ...used],
  };
  return alternate(Object.keys(specifiers) as ImportSide[], times, (side) => runImport(stage, specifiers[side]));
}
