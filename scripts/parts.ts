/**
 * The files of code that lib/ consists of. A file for each module would cost every user's synth about 40 ms of opening
 * files, and one file for everything the time to read what most stacks never use (bench/RESULTS.md, import). A part is
 * everything below a folder of modules/ that is in no other part; the others reach what its index.ts exports, when it is
 * first used.
 */
import path from "node:path";

export const MODULES = path.resolve(__dirname, "..", "modules");

/** Folders of modules/, the deepest first. In lib/ each is an index.js in the same place. */
export const PARTS = ["languages/asl", "languages/json", "languages/secrets", "languages", "core/rules", ""];

/** The part that a module belongs to, by its path or that of an import of it. */
export function partOf(module: string): string {
  const inside = path.relative(MODULES, module).split(path.sep).join("/");
  return PARTS.find((folder) => folder === "" || inside === folder || inside.startsWith(`${folder}/`))!;
}
