import { join, resolve, sep } from "node:path";
import { build } from "esbuild";

const LANGUAGES = resolve(__dirname, "../../modules/languages");

/**
 * Writes the measured programs into a directory from which the built package is found by its name, each as one file. What
 * the cases of the tests take from the sources, they take from the built package.
 */
export async function bundle(directory: string): Promise<{ readonly [program in Program]: string }> {
  const target = join(directory, "asl");
  await build({
    entryPoints: PROGRAMS.map((name) => join(__dirname, `${name}-program.ts`)),
    outdir: target,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    packages: "external",
    logLevel: "warning",
    plugins: [
      {
        name: "languages-from-the-package",
        setup({ onResolve }) {
          onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) =>
            `${resolve(resolveDir, path)}${sep}`.startsWith(LANGUAGES + sep)
              ? { path: "cdktf-aws-http-integrations/languages", external: true }
              : undefined,
          );
        },
      },
    ],
  });
  return Object.fromEntries(PROGRAMS.map((name) => [name, join(target, `${name}-program.js`)])) as {
    [program in Program]: string;
  };
}

const PROGRAMS = ["cold", "warm", "judge"] as const;
type Program = (typeof PROGRAMS)[number];
