import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import ts from "typescript";

const ROOT = resolve(__dirname, "..");

/** The programs that are measured, as plain JavaScript beside the built package they import by its name. */
export interface Stage {
  readonly directory: string;
  program(name: "modules" | "l1"): string;
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
  for (const name of ["run", "modules", "l1"]) {
    const source = readFileSync(join(__dirname, "programs", `${name}.ts`), "utf8");
    const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, esModuleInterop: true };
    const { outputText } = ts.transpileModule(source, { compilerOptions });
    writeFileSync(join(directory, "programs", `${name}.js`), outputText);
  }
  return {
    directory,
    program: (name) => join(directory, "programs", `${name}.js`),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
