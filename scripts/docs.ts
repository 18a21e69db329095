import { readFileSync, writeFileSync } from "node:fs";
import { examplesInReadme } from "./readme-regions";
import { rulesPage } from "./rules-page";

/** Writes what is made from code: docs/rules.md, and the examples inside README.md. A test fails when they differ. */
writeFileSync("docs/rules.md", rulesPage());
writeFileSync("README.md", examplesInReadme(readFileSync("README.md", "utf8")));
