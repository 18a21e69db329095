import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { EventPattern, RuleIndex } from "cdktf-aws-http-integrations/languages";

/** The measured program: RuleIndex and the loop over all patterns. Commands on stdin, one answer per line. */

const CLOCK_EVERY = 16;

let patterns: EventPattern[] = [];
let index = new RuleIndex<number>();
let texts: string[] = [];
let objects: object[] = [];
let matches = 0;

const lines = (file: string) => readFileSync(file, "utf8").trimEnd().split("\n");

/** Milliseconds that the index took to build from pattern texts. */
function load(rulesFile: string, eventsFile: string): number {
  const rules = lines(rulesFile);
  texts = lines(eventsFile);
  objects = texts.map((text) => JSON.parse(text) as object);
  const start = performance.now();
  patterns = rules.map((rule) => EventPattern.parse(rule));
  index = new RuleIndex();
  patterns.forEach((pattern, i) => {
    index.add(i, pattern);
  });
  return performance.now() - start;
}

function loop(event: object | string): number[] {
  const found: number[] = [];
  for (let i = 0; i < patterns.length; i++) if (patterns[i]!.matches(event)) found.push(i);
  return found;
}

/** The rules that each event matches; text, value and loop must agree. */
function sets(): number[][] {
  return texts.map((text, n) => {
    const found = index.match(text);
    for (const other of [index.match(objects[n]!), loop(objects[n]!)]) {
      if (found.join() !== other.join()) throw new Error(`event ${n}: ${found.join()} but ${other.join()}`);
    }
    return found;
  });
}

/** Nanoseconds of processor time, all threads, per event, over as many events as fit into the time. */
function time(form: string, milliseconds: number): number {
  const events: readonly (string | object)[] = form === "text" ? texts : objects;
  const match = form === "loop" ? loop : (event: string | object) => index.match(event);
  const clockEvery = form === "loop" ? 1 : CLOCK_EVERY;
  const cpu = process.cpuUsage();
  const end = performance.now() + milliseconds;
  let [count, next] = [0, 0];
  while (performance.now() < end) {
    for (let i = 0; i < clockEvery; i++) {
      matches += match(events[next]!).length;
      next = next + 1 === events.length ? 0 : next + 1;
    }
    count += clockEvery;
  }
  const { user, system } = process.cpuUsage(cpu);
  return ((user + system) * 1000) / count;
}

createInterface({ input: process.stdin }).on("line", (line) => {
  const [command, first = "", second = ""] = line.split(" ");
  const answer = command === "load" ? load(first, second) : command === "sets" ? sets() : time(first, Number(second));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
});

process.on("exit", () => {
  // Read, so that no engine may leave the matching out.
  if (matches < 0) throw new Error("unreachable");
});
