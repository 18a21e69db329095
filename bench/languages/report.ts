import { circumstances, table } from "../report";
import { SHAPES, SIZES } from "./shapes";
import type { SingleReport } from "./single-program";

/** Nanoseconds of processor time per event, medians, and milliseconds to build. */
export interface SizeTimes {
  readonly shape: string;
  readonly size: number;
  readonly build: { readonly ours: number; readonly theirs: number | undefined };
  /** Rules that an event matches, on average. */
  readonly matched: number;
  readonly text: number;
  readonly object: number;
  readonly loop: number;
  readonly rulerText: number | undefined;
  readonly rulerObject: number | undefined;
}

interface Missing {
  readonly missing: string;
}

export interface LanguagesResult {
  readonly single: { readonly cases: number; readonly report: readonly SingleReport[] };
  readonly peers: Missing | { readonly [name: string]: string };
  readonly ruler: Missing | { readonly java: string };
  readonly times: readonly SizeTimes[];
  readonly rounds: number;
  readonly command: string;
}

/** Share of the recorded cases that makes a package comparable. */
const COMPARABLE = 0.8;
const MOST_GROWTH = 5;
const MOST_OF_RULER = 3;

export function renderLanguagesReport(result: LanguagesResult): string {
  const java = "missing" in result.ruler ? "" : `, Java ${result.ruler.java}`;
  return [
    "## Event patterns",
    `${circumstances(result.command)}${java}`,
    `Events of about 1,000 characters, three quarters made for one of the rules. The sides take turns in one session after a warm-up; medians of ${result.rounds}. Times are of the processor, all threads of a process (so also collecting garbage, and for Java compiling), which other load on the machine disturbs less than the wall time.`,
    ...singleSection(result),
    ...indexSection(result),
  ].join("\n\n");
}

function singleSection({ single, peers }: LanguagesResult): string[] {
  const names = SHAPES.map((shape) => shape.name);
  const ours = single.report[0]!;
  const rows = single.report.map(({ name, failures, perSecond }) => [
    name === ours.name ? "`EventPattern`" : `\`${name}\` ${licenceOf(name, peers)}`,
    failures === undefined ? "not run" : `${failures} of ${single.cases}`,
    ...names.map((shape) => {
      const rate = perSecond[shape];
      return rate === undefined ? "other answers" : thousands(rate);
    }),
  ]);
  const comparable = single.report
    .slice(1)
    .filter(({ failures }) => failures !== undefined && failures <= single.cases * (1 - COMPARABLE));
  const slower = comparable.filter(({ perSecond }) =>
    names.some((shape) => (perSecond[shape] ?? 0) >= (ours.perSecond[shape] ?? 0)),
  );
  const target = "faster than every npm package that passes at least 80 % of the recorded cases";
  const left = "missing" in peers ? [`Other npm packages were left out: ${peers.missing}.`] : [];
  const verdict =
    comparable.length === 0
      ? `Target, ${target}: nothing to compare with, since no package measured here passes so many.`
      : `Target, ${target}: ${slower.length === 0 ? "met" : `**missed** against ${slower.map(({ name }) => name).join(", ")}`}.`;
  return [
    "One pattern, parsed once, against one event given as an object: thousands of matches per second, beside the failures on the recorded cases. “Other answers”: the package does not match this kind of pattern as AWS does, so its speed says nothing.",
    table(["Package", "failures", ...names], rows),
    ...left,
    verdict,
  ];
}

function indexSection({ times, ruler }: LanguagesResult): string[] {
  const rows = times.map((time) => [
    `${time.shape}, ${time.size}`,
    time.matched.toFixed(1),
    micro(time.loop),
    micro(time.object),
    micro(time.rulerObject),
    ratio(time.object, time.rulerObject),
    micro(time.text),
    micro(time.rulerText),
    ratio(time.text, time.rulerText),
    `${Math.round(time.build.ours)}`,
    time.build.theirs === undefined ? "" : `${Math.round(time.build.theirs)}`,
  ]);
  const header = [
    "Rules",
    "matched",
    "loop",
    "object",
    "ruler, tree",
    "ratio",
    "text",
    "ruler, text",
    "ratio",
    "build, ms",
    "ruler build, ms",
  ];
  const shapes = SHAPES.map(({ name, example }) => `${name}: ${example}`).join("; ");
  const against =
    "missing" in ruler
      ? `AWS's own engine, event-ruler, was left out: ${ruler.missing}.`
      : "AWS's own engine, event-ruler 2.0.1, gets the same rules and events; before anything is measured, both, and the loop, are checked to match the same rules for each event.";
  return [
    `\`RuleIndex\` by number of rules, microseconds of processor time per event, against a loop over \`EventPattern.matches\`. ${against} Rules: ${shapes}.`,
    table(header, rows),
    `Target, time per event at 10,000 rules at most ${MOST_GROWTH} times that at 100:`,
    growthTable(times),
    ...("missing" in ruler ? [] : [rulerVerdict(times)]),
  ];
}

function growthTable(times: readonly SizeTimes[]): string {
  const rows = SHAPES.map(({ name }) => {
    const at = (size: number) => times.find((time) => time.shape === name && time.size === size)!;
    const [few, many] = [at(100), at(SIZES[SIZES.length - 1]!)];
    const [object, text] = [many.object / few.object, many.text / few.text];
    return [name, object.toFixed(2), text.toFixed(2), Math.max(object, text) <= MOST_GROWTH ? "met" : "**missed**"];
  });
  return table(["Rules", "object", "text", "target"], rows);
}

function rulerVerdict(times: readonly SizeTimes[]): string {
  const missed = times.filter(
    (time) => time.object > MOST_OF_RULER * time.rulerObject! || time.text > MOST_OF_RULER * time.rulerText!,
  );
  const list = missed.map((time) => `${time.shape} at ${time.size}`).join(", ");
  const result = missed.length === 0 ? `met for all ${times.length}` : `**missed** for ${list}; met for the others`;
  return `Target, within ${MOST_OF_RULER} times event-ruler's time per event, as object and as text: ${result}.`;
}

function licenceOf(name: string, peers: LanguagesResult["peers"]): string {
  return "missing" in peers ? "" : `(${(peers as Record<string, string>)[name] ?? ""})`;
}

const thousands = (rate: number) => three(rate / 1000);
const micro = (nanoseconds: number | undefined) => (nanoseconds === undefined ? "" : three(nanoseconds / 1000));
const ratio = (a: number, b: number | undefined) => (b === undefined ? "" : (a / b).toFixed(2));
const three = (value: number) => (value >= 100 ? Math.round(value).toString() : value.toPrecision(3));
