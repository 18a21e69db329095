import { readFileSync } from "node:fs";
import path from "node:path";
import { examplesInReadme } from "../../scripts/readme-regions";
import { rulesPage } from "../../scripts/rules-page";
import { REPOSITORY } from "../support/paths";

const read = (file: string) => readFileSync(path.join(REPOSITORY, file), "utf8");

describe("documents made from code", () => {
  test("README.md shows the regions of the example files as they are now (npm run docs)", () => {
    expect(read("README.md")).toBe(examplesInReadme(read("README.md")));
  });

  test("every TypeScript block of README.md is a region of a compiled file", () => {
    const readme = read("README.md");
    const blocks = readme.match(/```(ts|typescript)\n/g) ?? [];
    const regions = readme.match(/<!-- code: \S+#\S+ -->\n```ts\n/g) ?? [];
    expect(regions).toHaveLength(blocks.length);
    expect(blocks.length).toBeGreaterThan(0);
  });

  test("docs/rules.md is what the rules say (npm run docs)", () => {
    expect(read("docs/rules.md")).toBe(rulesPage());
  });
});
