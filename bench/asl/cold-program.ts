import { definitionOf, type ShapeName } from "./definitions";
import { load, type Timed } from "./validators";

/** The measured program for the first call of a process. Arguments: validator, shape. */

export interface ColdReport {
  /** Milliseconds to load the validator. */
  readonly load: number;
  /** Milliseconds of the first call. */
  readonly first: number;
  /** Processor time of both, all threads. */
  readonly loadCpu: number;
  readonly firstCpu: number;
}

const [, , tool, shape] = process.argv;
const definition = definitionOf(shape as ShapeName, 1);
const start = performance.now();
const startCpu = process.cpuUsage();
const validator = load(tool as Timed);
const loadedCpu = process.cpuUsage();
const loaded = performance.now();
const { isValid, says } = validator.judge(definition);
const end = performance.now();
const endCpu = process.cpuUsage();
if (!isValid) throw new Error(says.join("\n"));
const report: ColdReport = {
  load: loaded - start,
  first: end - loaded,
  loadCpu: total(loadedCpu) - total(startCpu),
  firstCpu: total(endCpu) - total(loadedCpu),
};
process.stdout.write(JSON.stringify(report));

function total({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}
