import { readFileSync, writeFileSync } from "node:fs";
import { examplesInReadme, PAGES } from "./readme-regions";
import { rulesPage } from "./rules-page";

/** Writes what is made from code: docs/rules.md, and the examples inside the pages. A test fails when they differ. */
writeFileSync("docs/rules.md", rulesPage());
for (const page of PAGES) {
  writeFileSync(page, examplesInReadme(readFileSync(page, "utf8")));
}
