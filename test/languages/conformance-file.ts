import { existsSync } from "node:fs";
import path from "node:path";

/** A file of recorded cases beside this repository, or beside a directory above it that a copy of it lies in. */
export function conformanceFile(name: string): string | undefined {
  for (let directory = path.resolve(__dirname, "../.."); ; directory = path.dirname(directory)) {
    const file = path.resolve(directory, "../shared/conformance", name);
    if (existsSync(file)) return file;
    if (directory === path.dirname(directory)) return undefined;
  }
}
