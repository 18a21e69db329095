import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { parse as parseYaml } from "yaml";
import { parseDefinitionText, validateDefinition } from "../modules/languages/asl";

/**
 * Judges every definition below a folder (docs/asl-corpus.md), and says what asl-validator thinks of it:
 * `node --import tsx scripts/asl-corpus.ts <folder> [--warnings] [--surprises] [--express]`.
 *
 * A file whose name begins with `invalid` is one that its source says is wrong. With `--surprises` only files are
 * printed of which we think otherwise than their source.
 */

/** Its package has no types. */
type AslValidator = (definition: unknown) => { readonly isValid: boolean; readonly errorsText: () => string };

interface Verdict {
  readonly file: string;
  readonly isMeantInvalid: boolean;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly milliseconds: number;
  /** Why asl-validator refuses it; undefined if it does not. */
  readonly peer: string | undefined;
}

const peer = require("asl-validator") as AslValidator;
const [folder, ...flags] = process.argv.slice(2);
if (folder === undefined) throw new Error("name a folder of definitions");
const type = flags.includes("--express") ? "EXPRESS" : "STANDARD";
const verdicts = filesBelow(folder).flatMap((file) => judge(file) ?? []);
for (const verdict of verdicts) {
  const lines = [...verdict.errors, ...(flags.includes("--warnings") ? verdict.warnings : [])];
  const isWanted = flags.includes("--surprises") ? isSurprise(verdict) : lines.length > 0;
  if (isWanted) {
    say(`${path.relative(folder, verdict.file)}${verdict.isMeantInvalid ? " (meant to be invalid)" : ""}`);
    for (const line of lines) say(`  ${line}`);
  }
}
summary();

function isSurprise({ errors, isMeantInvalid }: Verdict): boolean {
  return errors.length > 0 !== isMeantInvalid;
}

function judge(file: string): Verdict | undefined {
  const definition = read(file);
  if (definition === undefined) return undefined;
  const start = performance.now();
  const { diagnostics } = validateDefinition(definition, { type });
  const milliseconds = performance.now() - start;
  const line = (severity: string) =>
    diagnostics
      .filter((diagnostic) => diagnostic.severity === severity)
      .map(
        ({ code, path: at, given, allowed, detail }) =>
          `${severity} ${code} ${at}: ${JSON.stringify(given)} ${detail ?? allowed}`,
      );
  return {
    file,
    isMeantInvalid: path.basename(file).startsWith("invalid"),
    errors: line("error"),
    warnings: line("warning"),
    milliseconds,
    peer: judgeOfPeer(definition),
  };
}

/** The definition in a file, or undefined where it holds something else. */
function read(file: string): unknown {
  const text = readFileSync(file, "utf8");
  const isYaml = /\.ya?ml$/.test(file);
  const definition: unknown = isYaml ? parseYaml(text) : parseDefinitionText(text).definition;
  const isDefinition =
    typeof definition === "object" && definition !== null && "StartAt" in definition && "States" in definition;
  return isDefinition ? definition : undefined;
}

/** It changes what it is given, and throws on some definitions. */
function judgeOfPeer(definition: unknown): string | undefined {
  try {
    const { isValid, errorsText } = peer(structuredClone(definition));
    return isValid ? undefined : errorsText();
  } catch (error) {
    return `throws ${error}`;
  }
}

function filesBelow(directory: string): string[] {
  return readdirSync(directory)
    .sort()
    .map((name) => path.join(directory, name))
    .flatMap((file) =>
      statSync(file).isDirectory() ? filesBelow(file) : /\.(json|asl|ya?ml)$/.test(file) ? file : [],
    );
}

function summary(): void {
  const sources = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    const source = path.relative(folder ?? "", verdict.file).split(path.sep)[0] ?? "";
    sources.set(source, [...(sources.get(source) ?? []), verdict]);
  }
  say(
    "",
    "| source | definitions | we reject | of those meant invalid | asl-validator rejects | of those meant invalid |",
  );
  say("|---|---|---|---|---|---|");
  for (const [source, found] of [...sources, ["all", verdicts] as const]) {
    const ours = found.filter(({ errors }) => errors.length > 0);
    const theirs = found.filter((verdict) => verdict.peer !== undefined);
    const meant = (list: readonly Verdict[]) => list.filter(({ isMeantInvalid }) => isMeantInvalid).length;
    say(`| ${source} | ${found.length} | ${ours.length} | ${meant(ours)} | ${theirs.length} | ${meant(theirs)} |`);
  }
  const codes = new Map<string, number>();
  for (const line of verdicts.flatMap(({ errors, warnings }) => [...errors, ...warnings])) {
    const code = line.split(" ", 2).join(" ");
    codes.set(code, (codes.get(code) ?? 0) + 1);
  }
  say("", ...[...codes].sort(([, a], [, b]) => b - a).map(([code, count]) => `${String(count).padStart(6)} ${code}`));
  const slowest = Math.max(...verdicts.map(({ milliseconds }) => milliseconds));
  say("", `slowest: ${slowest.toFixed(1)} ms`);
}

function say(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}
