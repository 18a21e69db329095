import { readFileSync } from "node:fs";
import { type Matcher, OURS, peers } from "./matchers";
import { eventsFor, SHAPES, type ShapeName } from "./shapes";

/** The measured program for single patterns. Arguments: directory of the peers or "", conformance file or "", time in ms. */

export interface SingleReport {
  readonly name: string;
  readonly failures: number | undefined;
  /** Matches per second, each the median; undefined where the package throws or gives another answer than ours. */
  readonly perSecond: { readonly [shape in ShapeName]?: number };
}

interface Case {
  readonly pattern: unknown;
  readonly pattern_text?: string;
  readonly event: object | string;
  readonly event_text?: string;
  readonly expected: boolean | "exception" | "valid";
}

const [, , peersDirectory = "", conformance = "", milliseconds = "200"] = process.argv;
const ROUNDS = 5;
const CLOCK_EVERY = 64;
const RULES = 100;

const matchers = [OURS, ...(peersDirectory === "" ? [] : peers(peersDirectory))];
const cases = conformance === "" ? [] : (JSON.parse(readFileSync(conformance, "utf8")) as Case[]);
const events = eventsFor(RULES);

function passes(matcher: Matcher, one: Case): boolean {
  const pattern = one.pattern_text ?? (typeof one.pattern === "string" ? one.pattern : JSON.stringify(one.pattern));
  const text = one.event_text ?? (typeof one.event === "string" ? one.event : JSON.stringify(one.event));
  let answer: boolean | "exception" | "valid";
  try {
    const match = matcher.prepare(pattern);
    answer = one.expected === "valid" ? "valid" : match(matcher.takesText ? text : (JSON.parse(text) as object));
  } catch {
    answer = "exception";
  }
  return answer === one.expected;
}

/** The patterns of one shape that are measured in turn. */
const prepared = (matcher: Matcher, shape: (typeof SHAPES)[number]) =>
  Array.from({ length: RULES }, (_, i) => matcher.prepare(shape.rule(i)));

/** Matches per second of processor time. */
function rate(matches: readonly ((event: object) => boolean)[]): number {
  const cpu = process.cpuUsage();
  const end = performance.now() + Number(milliseconds);
  let count = 0;
  for (let n = 0; performance.now() < end; count = n) {
    for (let i = 0; i < CLOCK_EVERY; i++, n++) matches[n % RULES]!(events[n % events.length]!);
  }
  const { user, system } = process.cpuUsage(cpu);
  return (count * 1e6) / (user + system);
}

function agree(matches: readonly ((event: object) => boolean)[], ours: typeof matches): boolean {
  try {
    return matches.every((match, i) => events.every((event) => match(event) === ours[i]!(event)));
  } catch {
    return false;
  }
}

const rates = new Map<Matcher, { [shape in ShapeName]?: number }>(matchers.map((matcher) => [matcher, {}]));
for (const shape of SHAPES) {
  const ours = prepared(OURS, shape);
  const entrants = matchers
    .map((matcher) => ({ matcher, matches: prepared(matcher, shape), runs: [] as number[] }))
    .filter(({ matches }) => agree(matches, ours));
  for (const { matches } of entrants) rate(matches); // warms up
  for (let round = 0; round < ROUNDS; round++) {
    for (const entrant of round % 2 === 0 ? entrants : [...entrants].reverse())
      entrant.runs.push(rate(entrant.matches));
  }
  for (const { matcher, runs } of entrants) rates.get(matcher)![shape.name] = runs.sort((a, b) => a - b)[ROUNDS >> 1]!;
}

const report: SingleReport[] = matchers.map((matcher) => ({
  name: matcher.name,
  failures: cases.length === 0 ? undefined : cases.filter((one) => !passes(matcher, one)).length,
  perSecond: rates.get(matcher)!,
}));
process.stdout.write(JSON.stringify({ cases: cases.length, report }));
