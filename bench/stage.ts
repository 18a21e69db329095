import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, parse, resolve } from "node:path";
import ts from "typescript";
import type { Pair, Side } from "./measure";

const ROOT = resolve(__dirname, "..");

/** The programs that are measured, as plain JavaScript beside the built package they import by its name. */
export interface Stage {
  readonly directory: string;
  program(pair: Pair, side: Side): string;
  remove(): void;
}

/**
 * Builds the package and copies what would be published to a temporary directory, so that no TypeScript loader runs in a
 * measured process and a rebuild of `lib/` meanwhile changes nothing.
 *
 * @param built the directory of a package that is built already, to compare two versions of the modules
 */
export function makeStage(built?: string): Stage {
  if (built === undefined) {
    execFileSync("npm", ["run", "build", "--silent"], { cwd: ROOT, stdio: "inherit" });
  }
  const from = built ?? ROOT;
  const directory = mkdtempSync(join(tmpdir(), "bench-"));
  cpSync(join(from, "lib"), join(directory, "lib"), { recursive: true });
  cpSync(join(from, "package.json"), join(directory, "package.json"));
  symlinkSync(join(ROOT, "node_modules"), join(directory, "node_modules"));
  mkdirSync(join(directory, "programs"));
  for (const file of readdirSync(join(__dirname, "programs"))) {
    const source = readFileSync(join(__dirname, "programs", file), "utf8");
    const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, esModuleInterop: true };
    const { outputText } = ts.transpileModule(source, { compilerOptions });
    writeFileSync(join(directory, "programs", `${parse(file).name}.js`), outputText);
  }
  return {
    directory,
    program: (pair, side) => join(directory, "programs", `${pair}-${side}.js`),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
