import { RULES } from "../../modules/core/rules";

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** The project's list of checks about state machines and HTTP Tasks, by number. */
const CHECKS = [...numbers(1, 22), ...numbers(30, 43), ...numbers(50, 57)].map((number) => `V${number}`);

/** Checks that no definition can break, with where they are kept instead. */
const KEPT_ELSEWHERE: { readonly [check: string]: string } = {
  V50: "the renderer escapes; test/stepfunctions/definitions.terraform.ts evaluates it with Terraform",
  V52: "the blocks are always written; the invariants demand it of every stack",
  V57: "a permission of whoever deploys; docs/workflows.md",
};

test("every check of the list is the source of a rule, or kept elsewhere", () => {
  const named = new Set(Object.values(RULES).flatMap(({ source }) => source.match(/\bV\d+\b/g) ?? []));

  expect(CHECKS.filter((check) => !named.has(check))).toEqual(Object.keys(KEPT_ELSEWHERE));
  expect([...named].filter((check) => !CHECKS.includes(check))).toEqual([]);
});
