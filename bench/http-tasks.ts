import { parseArgs } from "node:util";
import { assertSameResources } from "./equivalence";
import { alternate, medians, runSynth, type Side, type SynthRun } from "./measure";
import { circumstances, size, table, verdict, writeSection } from "./report";
import { makeStage, type Stage } from "./stage";
import { phases, withSpread } from "./synth-report";

/** What is made: so many machines of so many HTTP Tasks, one after the other. */
const SHAPES: readonly { readonly machines: number; readonly tasks: number; readonly target?: number }[] = [
  { machines: 1, tasks: 1 },
  { machines: 100, tasks: 1 },
  { machines: 1000, tasks: 1, target: 1.1 },
  { machines: 10, tasks: 100, target: 1.1 },
];

const { values: options } = parseArgs({
  options: {
    /** A short look that writes nothing. */
    quick: { type: "boolean", default: false },
    /** A built package in another directory, to compare two versions of the modules; writes nothing. */
    package: { type: "string" },
  },
});

interface Result {
  readonly shape: (typeof SHAPES)[number];
  readonly runs: { readonly [side in Side]: readonly SynthRun[] };
}

const stage = makeStage(options.package);
try {
  assertSameResources(stage, "http-tasks", 12, 3);
  assertSameResources(stage, "http-tasks", 2, 12);
  const results = SHAPES.map((shape) => measureShape(stage, shape, options.quick ? 3 : 9));
  const report = render(results, `node --import tsx bench/http-tasks.ts${options.quick ? " --quick" : ""}`);
  process.stdout.write(`${report}\n`);
  if (!options.quick && options.package === undefined) writeSection("http-tasks", report);
} finally {
  stage.remove();
}

function measureShape(stage: Stage, shape: Result["shape"], times: number): Result {
  const { machines, tasks } = shape;
  process.stderr.write(`${machines} machines of ${tasks}…\n`);
  const sides = ["modules", "l1"] as const;
  const once = (side: Side): SynthRun => runSynth(stage, "http-tasks", side, machines, tasks);
  sides.map(once); // fills the file cache
  return { shape, runs: alternate(sides, times, once) };
}

function render(results: readonly Result[], command: string): string {
  return [
    "## Synth of HTTP Tasks",
    circumstances(command),
    "Every run is a process of its own on built JavaScript; the sides take turns in one session; medians, in brackets the fastest and the slowest run. Each state machine has its role with policy, its log group, and so many HTTP Tasks in a row, with a body, an idempotency key and three retriers each; ten connections are shared. Both sides are checked to synthesize the same resources. The modules validate every definition and derive its policy; L1 is hand-written cdktf code with `JSON.stringify` for definitions and policies, which checks nothing.",
    table(["Machines × tasks", "runs", "modules", "L1", "ratio", "ratio of CPU", "target"], results.map(wallRow)),
    "Where the time goes: import, construct, synth; peak memory and size of `cdk.tf.json`:",
    table(
      ["Machines × tasks", "modules", "L1", "ratio of construct", "ratio of synth", "memory", "L1", "JSON", "L1"],
      results.map(phaseRow),
    ),
  ].join("\n\n");
}

function wallRow({ shape, runs }: Result): string[] {
  const [ours, l1] = [medians(runs.modules), medians(runs.l1)];
  const ratio = ours.wall / l1.wall;
  return [
    nameOf(shape),
    String(runs.l1.length),
    withSpread(runs.modules),
    withSpread(runs.l1),
    ratio.toFixed(2),
    (ours.cpu / l1.cpu).toFixed(2),
    shape.target === undefined ? "none" : verdict(ratio, shape.target),
  ];
}

function phaseRow({ shape, runs }: Result): string[] {
  const [ours, l1] = [medians(runs.modules), medians(runs.l1)];
  return [
    nameOf(shape),
    phases(ours),
    phases(l1),
    (ours.construct / l1.construct).toFixed(2),
    (ours.synth / l1.synth).toFixed(2),
    size(ours.peakMemory),
    size(l1.peakMemory),
    size(ours.json),
    size(l1.json),
  ];
}

function nameOf({ machines, tasks }: Result["shape"]): string {
  return `${machines} × ${tasks}`;
}
