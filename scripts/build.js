// Builds lib/: declarations by tsc, and one file of code for each entry point. A file for each module would cost every
// user's synth about 40 ms of opening files (bench/RESULTS.md, import).
const { execFileSync } = require("node:child_process");
const path = require("node:path");
const { readFileSync, rmSync, writeFileSync } = require("node:fs");
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

/**
 * Loads a resource of the provider when it is first used: a synth needs a third of them, and pays for each file it opens.
 * `var import_x = require("@cdktf/provider-aws/lib/x")` becomes an object with a getter for each name taken from it.
 */
function providerOnDemand(code) {
  return code.replace(
    /^var (import_\w+) = require\(("@cdktf\/provider-aws\/lib\/[\w-]+")\);$/gm,
    (_line, variable, module) => {
      const names = new Set([...code.matchAll(new RegExp(`\\b${variable}\\.(\\w+)`, "g"))].map(([, name]) => name));
      const getters = [...names].map((name) => `get ${name}() { return require(${module}).${name}; }`);
      return `var ${variable} = { ${getters.join(", ")} };`;
    },
  );
}

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
  const root = path.join(LIB, "index.js");
  writeFileSync(root, providerOnDemand(readFileSync(root, "utf8")));
  const tsc = require.resolve("typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { cwd: ROOT, stdio: "inherit" });
}

main().catch((error) => {
  process.stderr.write(`${error.message ?? error}\n`);
  process.exit(1);
});
