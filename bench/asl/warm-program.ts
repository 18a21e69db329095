import { createInterface } from "node:readline";
import { definitionOf, type ShapeName } from "./definitions";
import { load, type Timed } from "./validators";

/** The measured program for calls after the first. Argument: what is timed. Commands on stdin, one answer per line. */

export interface WarmReport {
  /** Milliseconds of each call. */
  readonly walls: readonly number[];
  /** Milliseconds of processor time per call, all threads. */
  readonly cpu: number;
}

const validator = load(process.argv[2] as Timed);
let seed = 2;

/** `new`: each call gets a definition of which it has met no text; `same`: each gets a copy of one definition. */
function run(kind: string, shape: ShapeName, calls: number): WarmReport {
  // Made before anything is measured; asl-validator changes what it is given, so both get one of their own each time.
  const definitions = Array.from({ length: calls }, () => definitionOf(shape, kind === "new" ? seed++ : 1));
  const walls: number[] = [];
  const cpu = process.cpuUsage();
  for (const definition of definitions) {
    const start = performance.now();
    const { isValid, says } = validator.judge(definition);
    walls.push(performance.now() - start);
    if (!isValid) throw new Error(says.join("\n"));
  }
  const { user, system } = process.cpuUsage(cpu);
  return { walls, cpu: (user + system) / 1000 / calls };
}

createInterface({ input: process.stdin }).on("line", (line) => {
  const [kind, shape, calls] = JSON.parse(line) as [string, ShapeName, number];
  process.stdout.write(`${JSON.stringify(run(kind, shape, calls))}\n`);
});
