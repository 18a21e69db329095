import { type ImportRun, medians, type Side, type SynthRun } from "./measure";
import { circumstances, duration, size, table, verdict } from "./report";

/** The runs of one size, by side. */
export interface SizeResult {
  readonly integrations: number;
  readonly runs: { readonly [side in Side]: readonly SynthRun[] };
}

export type ImportSide = "package" | "same L1s" | "only L1s used";

export interface SynthResults {
  readonly sizes: readonly SizeResult[];
  readonly imports: { readonly [side in ImportSide]: readonly ImportRun[] };
  readonly importedL1s: number;
}

/** Of the issue: wall time against L1 at a size, growth per integration from 1,000 to 10,000, import. */
const WALL_TARGETS = new Map([
  [1, 1.2],
  [1000, 1.0],
]);
const LINEAR = 1.5;
const IMPORT_TARGET = 1.15;

export function renderSynthReport(results: SynthResults, command: string): string {
  return [
    "## Synth and import",
    circumstances(command),
    "Every run is a process of its own on built JavaScript; the sides take turns in one session; medians. An integration is a connection, an API destination, a rule and its target, a dead-letter queue with policy, a role with policy; all share one bus. Both sides are checked to synthesize the same resources before anything is measured. L1 is hand-written cdktf code, flat in the stack, with `JSON.stringify` for policies.",
    "Wall time, from process start to exit (in brackets the fastest and the slowest run), and beside it the ratio of processor time, which other load on the machine disturbs less. 10,000 is run 3 times where a run takes more than a minute:",
    table(["Integrations", "runs", "modules", "L1", "ratio", "target", "ratio of CPU"], results.sizes.map(wallRow)),
    "Where the time goes: import, construct, synth:",
    table(["Integrations", "modules", "L1", "ratio of construct", "ratio of synth"], results.sizes.map(phaseRow)),
    "Peak memory and size of `cdk.tf.json`:",
    table(
      ["Integrations", "memory, modules", "memory, L1", "ratio", "JSON, modules", "JSON, L1", "ratio"],
      results.sizes.map(sizeRow),
    ),
    ...scaling(results.sizes),
    `Import: the package against cdktf and the same provider modules that it loads at once (${results.importedL1s}; the others when a resource is first made, which the table of wall times includes), and for orientation against those that the L1 program above needs:`,
    importTable(results),
  ].join("\n\n");
}

function wallRow({ integrations, runs }: SizeResult): string[] {
  const [ours, l1] = [medians(runs.modules), medians(runs.l1)];
  const ratio = ours.wall / l1.wall;
  const target = WALL_TARGETS.get(integrations);
  return [
    String(integrations),
    String(runs.l1.length),
    withSpread(runs.modules),
    withSpread(runs.l1),
    ratio.toFixed(2),
    target === undefined ? "none" : verdict(ratio, target),
    (ours.cpu / l1.cpu).toFixed(2),
  ];
}

function phaseRow({ integrations, runs }: SizeResult): string[] {
  const [ours, l1] = [medians(runs.modules), medians(runs.l1)];
  return [
    String(integrations),
    phases(ours),
    phases(l1),
    (ours.construct / l1.construct).toFixed(2),
    (ours.synth / l1.synth).toFixed(2),
  ];
}

function sizeRow({ integrations, runs }: SizeResult): string[] {
  const [ours, l1] = [medians(runs.modules), medians(runs.l1)];
  return [
    String(integrations),
    size(ours.peakMemory),
    size(l1.peakMemory),
    (ours.peakMemory / l1.peakMemory).toFixed(2),
    size(ours.json),
    size(l1.json),
    (ours.json / l1.json).toFixed(2),
  ];
}

/** Import, construct, synth. */
export function phases({ load, construct, synth }: SynthRun): string {
  return [load, construct, synth].map(duration).join(" + ");
}

/** Growth per integration between the two largest sizes of the issue. */
function scaling(sizes: readonly SizeResult[]): string[] {
  const perIntegration = sizes.map(({ integrations, runs }) => ({
    integrations,
    modules: medians(runs.modules).wall / integrations,
    l1: medians(runs.l1).wall / integrations,
  }));
  const rows = perIntegration.map((size) => [String(size.integrations), duration(size.modules), duration(size.l1), ""]);
  const [from, to] = [1000, 10_000].map((n) => perIntegration.find((size) => size.integrations === n));
  if (from !== undefined && to !== undefined) {
    const growth = to.modules / from.modules;
    rows.push(["10000 to 1000", growth.toFixed(2), (to.l1 / from.l1).toFixed(2), verdict(growth, LINEAR)]);
  }
  return ["Wall time per integration:", table(["Integrations", "modules", "L1", "target"], rows)];
}

function importTable({ imports }: SynthResults): string {
  const names = Object.keys(imports) as ImportSide[];
  const base = medians(imports["same L1s"]);
  const rows = names.map((name) => {
    const { wall, peakMemory } = medians(imports[name]);
    const ratios = [wall / base.wall, peakMemory / base.peakMemory];
    return [
      name,
      String(imports[name].length),
      withSpread(imports[name]),
      ...ratios.slice(0, 1).map((ratio) => ratio.toFixed(2)),
      size(peakMemory),
      ...ratios.slice(1).map((ratio) => ratio.toFixed(2)),
      name === "package"
        ? `time ${verdict(ratios[0] ?? 0, IMPORT_TARGET)}, memory ${verdict(ratios[1] ?? 0, IMPORT_TARGET)}`
        : "",
    ];
  });
  return table(["Import", "runs", "time", "ratio", "memory", "ratio", "target"], rows);
}

/** Median, and in brackets the fastest and the slowest run. */
export function withSpread(runs: readonly { readonly wall: number }[]): string {
  const walls = runs.map((run) => run.wall);
  return `${duration(medians(runs).wall)} (${duration(Math.min(...walls))}–${duration(Math.max(...walls))})`;
}
