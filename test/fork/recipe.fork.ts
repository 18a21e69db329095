import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { EXAMPLES, REPOSITORY, removeTempDirs, tempDir } from "../support/paths";
import { runCommand } from "../support/process";
import { synthExample } from "../support/synth-example";
import type { TerraformJson } from "../support/terraform-json";

const MINUTES = 60_000;

async function mustRun(cwd: string, command: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runCommand(command, args, { cwd, env: process.env, timeoutMs: 5 * MINUTES });
  if (code !== 0) {
    throw new Error(`${command} ${args.join(" ")}\n${stdout}\n${stderr}`);
  }
  return stdout;
}

/** The fork pins its own provider version and writes its own into the metadata; all else must be the same. */
function withoutVersions(json: TerraformJson): unknown {
  const { "//": _metadata, terraform: _terraform, ...rest } = json as TerraformJson & { "//": unknown };
  return rest;
}

afterAll(removeTempDirs);

test(
  "the README's command installs the packed package on cdktn, and the Slack example synthesizes the same JSON",
  async () => {
    const app = tempDir("fork");
    await mustRun(REPOSITORY, "npm", "run", "build");
    await mustRun(REPOSITORY, "npm", "pack", "--ignore-scripts", "--pack-destination", app);
    const recipe = /^npm install (cdktf-aws-http-integrations) (cdktf@npm:cdktn.*)$/m.exec(
      readFileSync(path.join(REPOSITORY, "README.md"), "utf8"),
    );
    const aliases = recipe?.[2]?.split(" ") ?? [];
    expect(aliases).toHaveLength(3);
    const { version } = JSON.parse(readFileSync(path.join(REPOSITORY, "package.json"), "utf8"));
    writeFileSync(path.join(app, "package.json"), JSON.stringify({ private: true }));
    const tools = ["typescript@5.9.3", "tsx@4", "@types/node@20"];
    const tarball = `./cdktf-aws-http-integrations-${version}.tgz`;
    await mustRun(app, "npm", "install", "--ignore-scripts", tarball, ...aliases, ...tools);

    copyFileSync(path.join(EXAMPLES, "slack", "main.ts"), path.join(app, "main.ts"));
    const strict = ["--strict", "--noEmit", "--skipLibCheck", "--target", "ES2022", "--module", "node16"];
    await mustRun(app, process.execPath, "node_modules/typescript/bin/tsc", ...strict, "main.ts");
    await mustRun(app, process.execPath, "--import", "tsx", "main.ts");
    const forked = JSON.parse(readFileSync(path.join(app, "cdktf.out/stacks/slack/cdk.tf.json"), "utf8"));

    const [stack] = await synthExample("slack");
    expect(withoutVersions(forked)).toEqual(withoutVersions((stack as { json: TerraformJson }).json));
  },
  10 * MINUTES,
);
