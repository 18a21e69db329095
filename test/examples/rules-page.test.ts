import { RULES } from "../../modules/core/rules";
import { rulesPage } from "../../scripts/rules-page";

const lines = rulesPage().split("\n");
const matches = (pattern: RegExp) => lines.flatMap((line) => pattern.exec(line)?.[1] ?? []);

describe("docs/rules.md", () => {
  test("has one section for each rule, under which messages link to it", () => {
    expect(matches(/^### (\S+)$/).sort()).toEqual(Object.keys(RULES).sort());
  });

  test("lists each rule once, in its part's table", () => {
    expect(matches(/^\| \[(\S+)\]\(#\1\) \| (?:error|warning) \| /).sort()).toEqual(Object.keys(RULES).sort());
  });

  test("begins with its parts, in their order, and with how many rules each has", () => {
    const parts = matches(/^## (.+)$/);
    expect(matches(/^- \[(.+)\]\(#[\w-]+\) \(\d+\)$/)).toEqual(parts);
    const counts = matches(/^- \[.+\]\(#[\w-]+\) \((\d+)\)$/).map(Number);
    expect(counts.reduce((all, count) => all + count, 0)).toBe(Object.keys(RULES).length);
  });

  test("has a part of its own for every rule", () => {
    expect(matches(/^## (.+)$/)).not.toContain("Others");
  });

  test("names the code that AWS itself gives, where it is known", () => {
    const start = lines.indexOf("### transition-target-missing");
    expect(lines.slice(start, start + 10)).toContain(`- AWS's code: \`${RULES["transition-target-missing"].awsCode}\``);
  });
});
