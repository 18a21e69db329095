import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";

const BENCH = resolve(__dirname, "..");
const CACHE = resolve(BENCH, "../.cache");

/** A thing to compare with, or why it is not there. */
export type Tool<T> = T | { readonly missing: string };

/** The measured programs as plain JavaScript, in a directory from which the built package is found by its name. */
export function compile(directory: string): string {
  const target = join(directory, "languages");
  mkdirSync(target, { recursive: true });
  for (const name of ["index-program", "single-program", "matchers", "shapes"]) {
    const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, esModuleInterop: true };
    const source = readFileSync(join(__dirname, `${name}.ts`), "utf8");
    writeFileSync(join(target, `${name}.js`), ts.transpileModule(source, { compilerOptions }).outputText);
  }
  return target;
}

/** Installs the packages of bench/peers at their exact versions. */
export function installPeers(): Tool<{ readonly directory: string }> {
  const directory = join(CACHE, "bench-peers");
  const manifest = join(BENCH, "peers", "package.json");
  const stamp = join(directory, "installed.json");
  const wanted = readFileSync(manifest, "utf8");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return { directory };
  mkdirSync(directory, { recursive: true });
  cpSync(manifest, join(directory, "package.json"));
  const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", directory];
  const { status } = spawnSync("npm", args, { cwd: directory, stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) return { missing: "the other npm packages could not be installed" };
  writeFileSync(stamp, wanted);
  return { directory };
}

/** Versions and licences of the installed packages. */
export function describePeers(directory: string): { readonly [name: string]: string } {
  const { dependencies } = JSON.parse(readFileSync(join(directory, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  const entries = Object.keys(dependencies).map((name) => {
    const file = join(directory, "node_modules", name, "package.json");
    const { version, license } = JSON.parse(readFileSync(file, "utf8")) as { version: string; license?: string };
    return [name, `${version}, ${license ?? "no licence named"}`] as const;
  });
  return Object.fromEntries(entries);
}

/** Fetches event-ruler from Maven Central and compiles the runner around it. */
export function buildRuler(): Tool<{ readonly classPath: string; readonly java: string }> {
  for (const tool of ["mvn", "javac", "java"]) {
    if (spawnSync(tool, ["-version"], { stdio: "ignore" }).status !== 0) return { missing: `there is no \`${tool}\`` };
  }
  const directory = join(CACHE, "bench-ruler");
  const jars = join(directory, "jars");
  mkdirSync(directory, { recursive: true });
  if (!existsSync(jars)) {
    const goal = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies";
    const args = ["-q", "-B", "-f", join(BENCH, "ruler", "pom.xml"), goal, `-DoutputDirectory=${jars}`];
    const { status } = spawnSync("mvn", args, { stdio: ["ignore", "ignore", "inherit"] });
    if (status !== 0) return { missing: "event-ruler could not be fetched" };
  }
  const source = join(BENCH, "ruler", "Runner.java");
  execFileSync("javac", ["-cp", join(jars, "*"), "-d", directory, source], { stdio: ["ignore", "ignore", "inherit"] });
  const { stderr } = spawnSync("java", ["-version"], { encoding: "utf8" });
  return { classPath: `${directory}:${join(jars, "*")}`, java: /version "([^"]+)"/.exec(stderr)?.[1] ?? "unknown" };
}
