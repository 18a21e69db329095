// Builds lib/: declarations by tsc, and one file of code for each entry point. A file for each module would cost every
// user's synth about 40 ms of opening files (bench/RESULTS.md, import).
const { execFileSync } = require("node:child_process");
const path = require("node:path");
const { rmSync } = require("node:fs");
const { build } = require("esbuild");

const ROOT = path.resolve(__dirname, "..");
const LIB = path.join(ROOT, "lib");
const LANGUAGES = path.join(ROOT, "modules", "languages");

/** The root loads the languages from their own entry point, so that each class exists once. */
const languagesStandAlone = {
  name: "languages-stand-alone",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\// }, ({ path: request, resolveDir }) => {
      const isInside = (file) => file === LANGUAGES || file.startsWith(LANGUAGES + path.sep);
      const leavesRoot = !isInside(resolveDir) && isInside(path.resolve(resolveDir, request));
      return leavesRoot ? { path: "./languages/index.js", external: true } : undefined;
    });
  },
};

async function main() {
  rmSync(LIB, { recursive: true, force: true });
  const common = {
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    packages: "external",
    logLevel: "warning",
  };
  await Promise.all([
    build({
      ...common,
      entryPoints: [path.join(ROOT, "modules", "index.ts")],
      outfile: path.join(LIB, "index.js"),
      plugins: [languagesStandAlone],
    }),
    build({
      ...common,
      entryPoints: [path.join(LANGUAGES, "index.ts")],
      outfile: path.join(LIB, "languages", "index.js"),
    }),
  ]);
  const tsc = require.resolve("typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { cwd: ROOT, stdio: "inherit" });
}

main().catch((error) => {
  process.stderr.write(`${error.message ?? error}\n`);
  process.exit(1);
});
