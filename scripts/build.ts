// Builds lib/: declarations by tsc, and the files of code that parts.ts lists.
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { MODULES, PARTS, partOf } from "./parts";

const ROOT = path.resolve(__dirname, "..");
const LIB = path.join(ROOT, "lib");

/** A part loads the others from their files, so that each class exists once. */
const partsStandAlone: Plugin = {
  name: "parts-stand-alone",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\// }, ({ path: request, resolveDir, kind }) => {
      if (kind === "entry-point") return undefined;
      const from = partOf(resolveDir);
      const to = partOf(path.resolve(resolveDir, request));
      if (to === from) return undefined;
      const file = path.posix.join(path.posix.relative(from, to), "index.js");
      return { path: file.startsWith(".") ? file : `./${file}`, external: true };
    });
  },
};

/** `names` of what `load` gives, each taken from it when it is first used. */
const ON_DEMAND = `var __onDemand = (load, names) => {
  const taken = {};
  for (const name of names) {
    const take = () => {
      const value = load()[name];
      Object.defineProperty(taken, name, { value });
      return value;
    };
    Object.defineProperty(taken, name, { configurable: true, get: take });
  }
  return taken;
};
`;

/**
 * Loads another part, or a resource of the provider, when it is first used: a synth needs a third of the resources, and
 * pays for each file it opens.
 */
function onDemand(code: string): string {
  const changed = code.replace(
    /^var (import_\w+) = require\(("(?:@cdktf\/provider-aws\/lib\/[\w-]+|\.\.?\/[\w/.-]+)")\);$/gm,
    (_line, variable: string, module: string) => {
      const names = new Set([...code.matchAll(new RegExp(`\\b${variable}\\.(\\w+)`, "g"))].map(([, name]) => name));
      return `var ${variable} = __onDemand(() => require(${module}), ${JSON.stringify([...names])});`;
    },
  );
  return changed === code ? code : changed.replace(/^"use strict";\n/, `"use strict";\n${ON_DEMAND}`);
}

async function main(): Promise<void> {
  rmSync(LIB, { recursive: true, force: true });
  const common: BuildOptions = {
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    packages: "external",
    logLevel: "warning",
  };
  await Promise.all(
    PARTS.map(async (folder) => {
      const outfile = path.join(LIB, folder, "index.js");
      const entryPoints = [path.join(MODULES, folder, "index.ts")];
      await build({ ...common, entryPoints, outfile, plugins: [partsStandAlone] });
      writeFileSync(outfile, onDemand(readFileSync(outfile, "utf8")));
    }),
  );
  const tsc = require.resolve("typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { cwd: ROOT, stdio: "inherit" });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
