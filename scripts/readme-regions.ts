import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** The pages with code in them. */
export const PAGES = ["README.md", "docs/adoption.md", "docs/languages.md", "docs/secrets.md", "docs/workflows.md"];

/** `<!-- code: file#region -->` before a code block: the block is that region of that file. */
const BLOCK = /(<!-- code: (\S+?)#(\S+) -->\n```\w+\n)(?:[\s\S]*?\n)??(```)/g;

/** `<!-- file: file -->` before a code block: the block is the whole file. */
const WHOLE = /(<!-- file: (\S+) -->\n```\w+\n)(?:[\s\S]*?\n)??(```)/g;

/** `<!-- output: file -->` before a block: the block is what the program prints. */
const OUTPUT = /(<!-- output: (\S+) -->\n```\w+\n)(?:[\s\S]*?\n)??(```)/g;

/** The text with each such block replaced by what the file holds, or prints, now. */
export function examplesInReadme(markdown: string): string {
  const withCode = markdown.replace(BLOCK, (_all, open: string, file: string, region: string, close: string) => {
    return `${open}${regionOf(readFileSync(file, "utf8"), region, file)}\n${close}`;
  });
  const withFiles = withCode.replace(WHOLE, (_all, open: string, file: string, close: string) => {
    return `${open}${readFileSync(file, "utf8")}${close}`;
  });
  return withFiles.replace(OUTPUT, (_all, open: string, file: string, close: string) => {
    return `${open}${execFileSync(process.execPath, ["--import", "tsx", file], { encoding: "utf8" })}${close}`;
  });
}

/** The lines between `// region <name>` and the next `// endregion`, without their common indentation. */
function regionOf(source: string, region: string, file: string): string {
  const lines = source.split("\n");
  const start = lines.findIndex((line) => line.trim() === `// region ${region}`);
  const length = lines.slice(start + 1).findIndex((line) => line.trim() === "// endregion");
  if (start === -1 || length === -1) {
    throw new Error(`${file} has no region ${region}`);
  }
  const body = lines.slice(start + 1, start + 1 + length);
  const indent = Math.min(
    ...body.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length),
  );
  return body.map((line) => line.slice(indent)).join("\n");
}
