import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";

/** What a measured program reports of itself. All times in milliseconds. */
export interface ProgramReport {
  /** From the start of the process until everything is imported. */
  readonly load: number;
  readonly construct: number;
  readonly synth: number;
  /** Processor time of all threads, which another program on the machine disturbs less than the wall time. */
  readonly cpu: number;
  /** Peak resident memory in bytes. */
  readonly peakMemory: number;
}

/** Arguments of a measured program: the output directory, and numbers that say how much to make. */
export function run(build: (stack: TerraformStack, ...counts: number[]) => void): void {
  const loaded = performance.now();
  const [, , outdir, ...counts] = process.argv;
  const app = new App({ outdir });
  const stack = new TerraformStack(app, "bench");
  new AwsProvider(stack, "aws", { region: "us-east-1" });
  build(stack, ...counts.map(Number));
  const constructed = performance.now();
  app.synth();
  const synthesized = performance.now();
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const report: ProgramReport = {
    load: loaded,
    construct: constructed - loaded,
    synth: synthesized - constructed,
    cpu: (userCPUTime + systemCPUTime) / 1000,
    peakMemory: maxRSS * 1024,
  };
  process.stdout.write(JSON.stringify(report));
}
