import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { REPOSITORY, removeTempDirs, say, tempDir } from "../support/paths";
import { runCommand } from "../support/process";

/**
 * The package as a user gets it: built by its own `prepare`, packed, installed from the tarball into an empty project,
 * type-checked against its declarations and run.
 *
 * cdktf, constructs and the provider are links to this repository's copies, since the provider alone is 392 MB. So this
 * does not prove that npm resolves the peer ranges, nor that other versions of the peers work.
 */

const NAME = "cdktf-aws-http-integrations";
const PEERS = ["cdktf", "constructs", "@cdktf/provider-aws"];

const PROGRAM = `
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack, TerraformVariable } from "cdktf";
import {
  ApiDestination, Authorization, Connection, Duration, EventBus, EventField, HttpMethod, Match, RuleTargetInput,
  SecretValue, targets, ValidationError,
} from "${NAME}";
import { EventJsonPath } from "${NAME}/languages";

const app = new App({ outdir: process.argv[2] });
const stack = new TerraformStack(app, "orders");
new AwsProvider(stack, "aws", { region: "us-east-1" });
const token = new TerraformVariable(stack, "token", { type: "string", sensitive: true });
const connection = new Connection(stack, "Api", {
  authorization: Authorization.bearerToken(SecretValue.terraformVariable(token)),
});
const api = new ApiDestination(stack, "Orders", {
  connection, endpoint: "https://api.example.com/orders", httpMethod: HttpMethod.POST,
});
const path: string = EventJsonPath.parse("$.detail.orderId").text;
new EventBus(stack, "Bus").addRule("Placed", {
  eventPattern: { source: ["shop"], detail: { amount: Match.greaterThan(100) } },
  targets: {
    Api: new targets.ApiDestination(api, {
      event: RuleTargetInput.fromObject({ id: EventField.fromPath(path as "$") }),
      maxEventAge: Duration.hours(1),
    }),
  },
});
try {
  new Connection(stack, "Wrong", { authorization: Authorization.none(), connectionName: "a b" });
} catch (error) {
  if (!(error instanceof ValidationError) || error.code !== "connection-name-invalid") throw error;
}
app.synth();
`;

const environment = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  npm_config_update_notifier: "false",
  npm_config_audit: "false",
  npm_config_fund: "false",
});

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

let consumer: string;
let packed: Packed;

async function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  const { code, stdout, stderr } = await runCommand(command, args, { cwd, env: environment(), timeoutMs: 60_000 });
  if (code !== 0) {
    throw new Error(`${command} ${args.join(" ")}: exit code ${code}\n${stdout}\n${stderr}`);
  }
  return stdout;
}

/** Builds and packs a copy: the work tree's own lib/ stays as it is. */
async function pack(): Promise<string> {
  const copy = tempDir("consumer-pack");
  const wanted = [
    "modules",
    "scripts",
    "docs",
    "test",
    "bench",
    "package.json",
    "tsconfig.json",
    "tsconfig.build.json",
  ];
  for (const entry of [...wanted, "README.md", "LICENSE", "CHANGELOG.md"]) {
    if (existsSync(path.join(REPOSITORY, entry))) {
      cpSync(path.join(REPOSITORY, entry), path.join(copy, entry), { recursive: true });
    }
  }
  symlinkSync(path.join(REPOSITORY, "node_modules"), path.join(copy, "node_modules"));
  const output = await run("npm", ["pack", "--json", "--loglevel=error"], copy);
  // The build script that runs first says its name on standard output.
  packed = JSON.parse(output.slice(output.indexOf("[\n")))[0];
  return path.join(copy, packed.filename);
}

async function install(tarball: string): Promise<string> {
  const project = tempDir("consumer");
  writeFileSync(path.join(project, "package.json"), JSON.stringify({ name: "consumer", private: true }));
  await run("npm", ["install", "--offline", "--legacy-peer-deps", "--loglevel=error", tarball], project);
  mkdirSync(path.join(project, "node_modules", "@cdktf"));
  for (const peer of PEERS) {
    symlinkSync(path.join(REPOSITORY, "node_modules", peer), path.join(project, "node_modules", peer));
  }
  return project;
}

beforeAll(async () => {
  consumer = await install(await pack());
}, 90_000);

afterAll(removeTempDirs);

describe("the packed package", () => {
  it("holds the built library and what a reader needs, and nothing of the tests", () => {
    const unexpected = packed.files
      .map(({ path: file }) => file)
      .filter(
        (file) =>
          !/^(lib\/.*(\.js|\.d\.ts)|docs\/rules\.md|package\.json|(README|LICENSE|CHANGELOG)(\.md)?)$/.test(file),
      );

    expect(unexpected).toEqual([]);
    expect(packed.files.filter(({ path: file }) => /test|bench|fixture|spec/.test(file))).toEqual([]);
    say(
      `npm pack: ${packed.files.length} files, ${kilobytes(packed.size)} packed, ${kilobytes(packed.unpackedSize)} unpacked`,
    );
  });

  it("brings no package along but the parsers of JSONata and YAML, which are loaded when they are needed", () => {
    expect(readdirSync(path.join(consumer, "node_modules")).filter((name) => !name.startsWith("."))).toEqual(
      ["@cdktf", "cdktf", NAME, "constructs", "jsonata", "yaml"].sort(),
    );
  });

  it("has every file that its package.json names", () => {
    const root = path.join(consumer, "node_modules", NAME);
    const text = readFileSync(path.join(root, "package.json"), "utf8");
    const named = [...text.matchAll(/"((?:\.\/)?lib\/[^"*]+)"/g)].map((match) => match[1]!);

    expect(named.length).toBeGreaterThanOrEqual(6);
    expect(named.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });
});

describe("a consumer", () => {
  it("compiles strictly, its declarations checked as well, however it resolves modules", () => {
    const main = path.join(consumer, "main.ts");
    writeFileSync(main, PROGRAM);
    // TypeScript 5.9 warns of nothing here: node10 is what old projects still use.
    for (const [module, moduleResolution] of [
      [ts.ModuleKind.Node16, ts.ModuleResolutionKind.Node16],
      [ts.ModuleKind.ESNext, ts.ModuleResolutionKind.Bundler],
      [ts.ModuleKind.CommonJS, ts.ModuleResolutionKind.Node10],
    ] as const) {
      expect({ moduleResolution, diagnostics: diagnosticsOf(main, { module, moduleResolution }) }).toEqual({
        moduleResolution,
        diagnostics: [],
      });
    }
  }, 60_000);

  it("synthesizes what it describes", async () => {
    const main = ts.transpileModule(PROGRAM, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ES2022 } });
    writeFileSync(path.join(consumer, "main.js"), main.outputText);
    await run(process.execPath, ["main.js", path.join(consumer, "out")], consumer);
    const json = JSON.parse(readFileSync(path.join(consumer, "out", "stacks", "orders", "cdk.tf.json"), "utf8"));

    expect(Object.keys(json.resource).sort()).toEqual([
      "aws_cloudwatch_event_api_destination",
      "aws_cloudwatch_event_bus",
      "aws_cloudwatch_event_connection",
      "aws_cloudwatch_event_rule",
      "aws_cloudwatch_event_target",
      "aws_iam_role",
      "aws_iam_role_policy",
      "aws_sqs_queue",
      "aws_sqs_queue_policy",
    ]);
  });

  it("can require and import every subpath, with the same names", async () => {
    writeFileSync(
      path.join(consumer, "names.mjs"),
      `import { createRequire } from "node:module";
      import * as main from "${NAME}";
      import { Connection, targets } from "${NAME}";
      import * as languages from "${NAME}/languages";
      const require = createRequire(import.meta.url);
      const names = (module) => Object.keys(module).filter((name) => !/^(default|module\\.exports|__esModule)$/.test(name)).sort();
      console.log(JSON.stringify({
        imported: [names(main), names(languages)],
        required: [names(require("${NAME}")), names(require("${NAME}/languages"))],
        values: [typeof Connection, typeof targets.ApiDestination],
        manifest: require("${NAME}/package.json").name,
      }));`,
    );
    const { imported, required, values, manifest } = JSON.parse(await run(process.execPath, ["names.mjs"], consumer));

    expect(imported).toEqual(required);
    expect(imported[0]).toEqual(expect.arrayContaining(["ApiDestination", "Connection", "Rule", "targets"]));
    expect(imported[1]).toEqual(expect.arrayContaining(["EventJsonPath"]));
    expect(values).toEqual(["function", "function"]);
    expect(manifest).toBe(NAME);
  });

  it("can use the languages without loading cdktf", async () => {
    const script = `require("${NAME}/languages"); console.log(JSON.stringify(Object.keys(require.cache)));`;
    const loaded: string[] = JSON.parse(await run(process.execPath, ["-e", script], consumer));

    expect(loaded).not.toEqual([]);
    expect(loaded.filter((file) => !file.includes(path.join(NAME, "lib", "languages")))).toEqual([]);
  });

  it("loads of itself and of the provider what a program uses, when it uses it", async () => {
    const script = `
      const loaded = () => Object.keys(require.cache).map((file) => file.split("node_modules/").pop())
        .filter((file) => /^(${NAME}|@cdktf)/.test(file));
      const { DefinitionBody, EventBus, StateMachine } = require("${NAME}");
      const result = { imported: loaded() };
      const { App, TerraformStack } = require("cdktf");
      const stack = new TerraformStack(new App({ outdir: ".", skipValidation: true }), "stack");
      const attempt = (make) => { try { make(); } catch (error) { return error.message; } };
      new EventBus(stack, "Bus").addRule("Rule", { eventPattern: { source: ["a"] } });
      result.rule = loaded();
      const machine = (id, definition) => () =>
        new StateMachine(stack, id, { definitionBody: DefinitionBody.fromObject(definition) });
      machine("Good", { StartAt: "A", States: { A: { Type: "Succeed" } } })();
      result.problem = attempt(machine("Bad", { StartAt: "A", States: { A: { Type: "Pass", Next: "B" } } }));
      result.all = loaded();
      console.log(JSON.stringify(result));`;
    const { imported, rule, problem, all } = JSON.parse(await run(process.execPath, ["-e", script], consumer));
    const ours = (files: string[]) =>
      files.filter((file) => file.startsWith(NAME)).map((file) => file.slice(NAME.length));

    expect(imported).toEqual([`${NAME}/lib/index.js`]);
    expect(ours(rule)).toEqual(["/lib/index.js", "/lib/languages/index.js", "/lib/languages/json/index.js"]);
    expect(ours(all).sort()).toEqual([
      "/lib/core/rules/index.js",
      "/lib/index.js",
      "/lib/languages/asl/index.js",
      "/lib/languages/index.js",
      "/lib/languages/json/index.js",
      "/lib/languages/secrets/index.js",
    ]);
    expect(problem).toContain("stack/Bad");
    expect(problem).toContain("MISSING_TRANSITION_TARGET");
  });

  it("cannot reach into the package", async () => {
    const script = `try { require("${NAME}/lib/core/json"); } catch (error) { console.log(error.code); }`;

    expect((await run(process.execPath, ["-e", script], consumer)).trim()).toBe("ERR_PACKAGE_PATH_NOT_EXPORTED");
  });
});

const ES2022 = ts.ScriptTarget.ES2022;

/** Errors in the consumer's program and in our declarations; those of the peers are not ours to judge. */
function diagnosticsOf(main: string, options: ts.CompilerOptions): string[] {
  const program = ts.createProgram([main], {
    target: ES2022,
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    types: ["node"],
    typeRoots: [path.join(REPOSITORY, "node_modules", "@types")],
    ...options,
  });
  const ours = program
    .getSourceFiles()
    .filter(({ fileName }) => fileName === main || fileName.includes(`/node_modules/${NAME}/`));
  expect(ours.length).toBeGreaterThan(10);
  return [
    ...program.getOptionsDiagnostics(),
    ...ours.flatMap((file) => [...ts.getPreEmitDiagnostics(program, file)]),
  ].map(({ file, messageText }) => `${file?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} kB`;
}
