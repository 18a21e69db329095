import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export const REPOSITORY = path.resolve(__dirname, "..", "..");
export const EXAMPLES = path.join(REPOSITORY, "examples");
/** Kept between runs and ignored by git. */
export const CACHE = path.join(REPOSITORY, ".cache");

/** Every folder of `examples/` that holds a program; `EXAMPLE=slack` in the environment narrows it to one. */
export function exampleNames(): string[] {
  if (!existsSync(EXAMPLES)) return [];
  return readdirSync(EXAMPLES)
    .filter((name) => existsSync(path.join(EXAMPLES, name, "main.ts")))
    .filter((name) => (process.env.EXAMPLE ?? name) === name)
    .sort();
}

const created = new Set<string>();

/** A fresh folder, removed by `removeTempDirs`. */
export function tempDir(label: string): string {
  const dir = mkdtempSync(path.join(tmpdir(), `${label}-`));
  created.add(dir);
  return dir;
}

export function removeTempDirs(): void {
  for (const dir of created) rmSync(dir, { recursive: true, force: true });
  created.clear();
}

/** A line for the reader of the run. `console.log` under jest adds a stack to each. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
