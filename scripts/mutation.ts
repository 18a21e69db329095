import { spawnSync } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";

/**
 * Mutation testing, one language at a time: each is judged by its own tests only, which takes a tenth of the time of
 * running all tests for all. With arguments only the languages named.
 */

/** Which tests judge which directory of modules/languages. */
const TESTS: Readonly<Record<string, string>> = {
  "json-path": "json-path",
  schedule: "schedule",
  "input-transformer": "input-transformer",
  json: "event-pattern",
  "event-pattern": "event-pattern",
};

const BREAK = 85;

interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>;
}

const total = { detected: 0, valid: 0 };
const named = process.argv.slice(2);
for (const language of named.length > 0 ? named : Object.keys(TESTS)) {
  const files = [
    `modules/languages/${language}/*.ts`,
    "!modules/languages/**/index.ts",
    "!modules/languages/**/limits.ts",
  ];
  const args = ["run", "--mutate", files.join()];
  const { status } = spawnSync("stryker", [...args, "--incrementalFile", `.cache/stryker-${language}.json`], {
    stdio: "inherit",
    env: { ...process.env, MUTATION_TESTS: TESTS[language] },
  });
  if (status !== 0) process.exit(status ?? 1);
  const { detected, valid } = scoreOf(`modules/languages/${language}/`);
  cpSync("reports/mutation/index.html", `reports/mutation/${language}.html`);
  process.stdout.write(`${language}: ${percent(detected, valid)} of ${valid} mutants\n`);
  total.detected += detected;
  total.valid += valid;
}
process.stdout.write(`all: ${percent(total.detected, total.valid)} of ${total.valid} mutants\n`);
if (total.detected * 100 < total.valid * BREAK) process.exitCode = 1;

/** The report also holds older results of other directories. */
function scoreOf(directory: string): { detected: number; valid: number } {
  const report = JSON.parse(readFileSync("reports/mutation/mutation.json", "utf8")) as Report;
  const statuses = Object.entries(report.files)
    .filter(([file]) => file.startsWith(directory))
    .flatMap(([, { mutants }]) => mutants.map((mutant) => mutant.status));
  const count = (...wanted: string[]) => statuses.filter((status) => wanted.includes(status)).length;
  const detected = count("Killed", "Timeout");
  return { detected, valid: detected + count("Survived", "NoCoverage") };
}

function percent(part: number, whole: number): string {
  return `${((part * 100) / whole).toFixed(1)} %`;
}
