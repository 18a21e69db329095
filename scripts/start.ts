import { summary, warningLines } from "./summary";
import { readSynthesized } from "./synthesized";

/**
 * Synthesizes main.ts and says what was made. With `--warnings-only`, as `npm run synth` calls it, it says only what the
 * cdktf CLI would: where the result is, and the warnings.
 */
const outdir = process.env.CDKTF_OUTDIR ?? "cdktf.out";
try {
  require("../main");
} catch (error) {
  // A refusal says where it is itself; the stack of the synth says nothing more.
  const message = error instanceof Error ? error.message : String(error);
  const isRefusal =
    error instanceof Error && (error.name === "ValidationError" || message.startsWith("Validation failed"));
  process.stderr.write(`${isRefusal ? message : (error as Error).stack}\n`);
  process.exit(1);
}

for (const stack of readSynthesized(outdir)) {
  if (process.argv.includes("--warnings-only")) {
    const lines = [`Synthesized ${stack.name} into ${stack.directory}`, ...warningLines(stack.warnings)];
    process.stdout.write(`${lines.join("\n").trimEnd()}\n`);
  } else {
    process.stdout.write(`${summary(stack)}\n`);
  }
}
