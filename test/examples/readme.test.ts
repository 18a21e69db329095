import { readFileSync } from "node:fs";
import path from "node:path";
import { examplesInReadme, PAGES } from "../../scripts/readme-regions";
import { rulesPage } from "../../scripts/rules-page";
import { REPOSITORY } from "../support/paths";

const read = (file: string) => readFileSync(path.join(REPOSITORY, file), "utf8");

describe("documents made from code", () => {
  describe.each(PAGES)("%s", (page) => {
    test("shows the regions of the example files, and what they print, as they are now (npm run docs)", () => {
      expect(read(page)).toBe(examplesInReadme(read(page)));
    });

    test("has no TypeScript block that is not a region of a compiled file", () => {
      const blocks = read(page).match(/```(ts|typescript)\n/g) ?? [];
      const regions = read(page).match(/<!-- code: \S+#\S+ -->\n```ts\n/g) ?? [];
      expect(regions).toHaveLength(blocks.length);
      expect(blocks.length).toBeGreaterThan(0);
    });

    test("has no block that begins inside another", () => {
      const fences = read(page)
        .split("\n")
        .filter((line) => line.startsWith("```"));
      expect(fences.filter((_, index) => index % 2 === 1)).toEqual(fences.filter((line) => line === "```"));
      expect(fences.length % 2).toBe(0);
    });
  });

  test("docs/rules.md is what the rules say (npm run docs)", () => {
    expect(read("docs/rules.md")).toBe(rulesPage());
  });
});
