import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { REPOSITORY } from "../support/paths";
import { APPLICABILITY } from "./applicability";
import { INVARIANTS } from "./assert-invariants";

interface Row {
  readonly rule: string;
  readonly types: readonly string[];
  readonly metBy: string;
  readonly exception: string;
}

const read = (file: string) => readFileSync(path.join(REPOSITORY, file), "utf8");
const PAGE = read("docs/scanner-exceptions.md");
const ROWS: readonly Row[] = [...PAGE.matchAll(/^\| ((?:CKV|AWS-)\S+) +\|(.*)\|$/gm)].map(([, rule, rest]) => {
  const [types, , metBy, exception] = rest!.split("|").map((cell) => cell.trim()) as [string, string, string, string];
  return { rule: rule!, types: types.split(", "), metBy, exception };
});
const EXCEPTIONS = ROWS.filter(({ exception }) => exception !== "");

/** Resources that the package imports, by Terraform's names. */
const MADE = new Set(
  readdirSync(path.join(REPOSITORY, "modules"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => [...read(path.join("modules", file)).matchAll(/"@cdktf\/provider-aws\/lib\/([\w-]+)"/g)])
    .map(([, name]) => name!)
    .filter((name) => !name.startsWith("data-") && name !== "provider")
    .map((name) => `aws_${name.replaceAll("-", "_")}`),
);

test("each rule is met by an invariant that ports it, or is an exception with a reason, and not both", () => {
  expect(ROWS.length).toBeGreaterThan(30);
  expect(ROWS.filter(({ metBy, exception }) => (metBy === "") === (exception === ""))).toEqual([]);
  const ported = ROWS.filter(({ metBy }) => metBy !== "").map(({ rule, metBy }) => `${rule} ${metBy}`);
  const inCode = INVARIANTS.flatMap(({ id, scannerRules = [] }) => scannerRules.map((rule) => `${rule} ${id}`));
  expect(ported.sort()).toEqual(inCode.sort());
});

test("the exceptions are those of .checkov.yaml and .trivyignore", () => {
  const skipped = [...read(".checkov.yaml").matchAll(/^ {2}- (CKV\S+)$/gm)].map(([, rule]) => rule);
  const ignored = [...read(".trivyignore").matchAll(/^(AWS-\d+)\nAVD-\1$/gm)].map(([, rule]) => rule);

  expect(EXCEPTIONS.map(({ rule }) => rule).sort()).toEqual([...skipped, ...ignored].sort());
});

test("every resource that the package makes has its rules on the page, or none", () => {
  const withRules = new Set(ROWS.flatMap(({ types }) => types));
  const without = new Set(PAGE.slice(PAGE.indexOf("No rule of either names these")).match(/\baws_\w+/g));
  const both = [...withRules].filter((type) => without.has(type));

  expect(both).toEqual([]);
  expect([...withRules, ...without].sort()).toEqual([...MADE].sort());
});

describe("the invariants of the design", () => {
  it.each(Object.entries(APPLICABILITY))("%s is asserted, or not yet needed", (id, applicability) => {
    const isAsserted = INVARIANTS.some((invariant) => invariant.id === id);
    expect(isAsserted).toBe(applicability.status === "asserted");
    if (applicability.status === "test") {
      const file = path.join(__dirname, applicability.file);
      expect(existsSync(file) && readFileSync(file, "utf8")).toContain(`(${id})`);
    }
    if (applicability.status === "later") {
      expect(applicability.types.filter((type) => MADE.has(type))).toEqual([]);
    }
  });
});
