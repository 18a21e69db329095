import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { MODULES, PARTS, partOf } from "../../scripts/parts";
import { REPOSITORY } from "../support/paths";

/** What each folder may import, besides itself. Dependencies point one way: DESIGN.md, section 2. */
const SUPPORTING = ["iam", "kms", "sqs", "sns", "kinesis", "firehose", "logs", "lambda", "dynamodb"];
const ALLOWED: { readonly [folder: string]: readonly string[] } = {
  languages: [],
  core: ["languages"],
  ...Object.fromEntries(SUPPORTING.map((folder) => [folder, ["languages", "core", ...SUPPORTING]])),
  events: ["languages", "core", ...SUPPORTING],
  stepfunctions: ["languages", "core", ...SUPPORTING, "events"],
  apigateway: ["languages", "core", ...SUPPORTING, "events"],
  webhooks: ["languages", "core", ...SUPPORTING, "events", "apigateway"],
  "events-targets": ["languages", "core", ...SUPPORTING, "events", "stepfunctions", "apigateway", "webhooks"],
};
const BEFORE_PRESETS = Object.keys(ALLOWED);
const ALL: typeof ALLOWED = {
  ...ALLOWED,
  presets: BEFORE_PRESETS,
  monitoring: BEFORE_PRESETS,
  model: ["languages"],
  validator: ["languages", "model"],
  simulator: ["languages", "model"],
  "index.ts": [...BEFORE_PRESETS, "presets", "monitoring"],
};

/** Folders that load neither cdktf nor the provider. */
const PURE = ["languages", "model", "validator", "simulator"];

/** L1s are made in the folders of services only, and here: the data sources that read a credential. */
const L1_OUTSIDE_SERVICES: { readonly [file: string]: readonly string[] } = {
  "core/secret-value.ts": [
    "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret-version",
    "@cdktf/provider-aws/lib/data-aws-ssm-parameter",
  ],
};

/** Packages that are loaded, where they are needed, when they are needed. */
const ON_DEMAND: { readonly [file: string]: string } = {
  "languages/asl/jsonata/parse.ts": "jsonata",
  "stepfunctions/definition/definition-file.ts": "yaml",
};

interface Import {
  /** From `modules/`, with `/`. */
  readonly file: string;
  readonly specifier: string;
  /** The imported file of ours, from `modules/`. */
  readonly target?: string;
}

const files = readdirSync(MODULES, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => file.split(path.sep).join("/"))
  .sort();
const imports = files.flatMap((file) => importsOf(file, readFileSync(path.join(MODULES, file), "utf8")));

/** Every way to name another file: import and export, of values and of types, dynamic, `require`, `import("…")` types. */
function importsOf(file: string, text: string): Import[] {
  const specifiers: string[] = [];
  const visit = (node: ts.Node): void => {
    const named =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
        ? node.moduleSpecifier
        : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
          ? node.argument.literal
          : ts.isExternalModuleReference(node)
            ? node.expression
            : ts.isCallExpression(node) && /^(import|require)$/.test(node.expression.getText())
              ? node.arguments[0]
              : undefined;
    if (named !== undefined) {
      specifiers.push(ts.isStringLiteralLike(named) ? named.text : `computed: ${named.getText()}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true));
  return specifiers.map((specifier) => ({ file, specifier, target: resolve(file, specifier) }));
}

function resolve(file: string, specifier: string): string | undefined {
  if (!specifier.startsWith(".")) {
    return undefined;
  }
  const base = path.posix.join(path.posix.dirname(file), specifier);
  const found = [`${base}.ts`, `${base}/index.ts`, base].find(
    (candidate) => /\.\w+$/.test(candidate) && existsSync(path.join(MODULES, candidate)),
  );
  return found ?? `nothing at ${base}`;
}

/** The values that a file imports, each with the imported file. */
function importedValues(file: string): { readonly name: string; readonly target: string }[] {
  const text = readFileSync(path.join(MODULES, file), "utf8");
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022, isolatedModules: true },
  });
  const source = ts.createSourceFile(file, outputText, ts.ScriptTarget.ES2022, true);
  return source.statements.flatMap((statement) => {
    const isFrom = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
    if (!isFrom || statement.moduleSpecifier === undefined || !ts.isStringLiteral(statement.moduleSpecifier)) {
      return [];
    }
    const { text: specifier } = statement.moduleSpecifier;
    if (!specifier.startsWith(".")) return [];
    const target = path.posix.join(path.posix.dirname(file), specifier);
    const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : statement.exportClause;
    const isNamed = bindings !== undefined && (ts.isNamedImports(bindings) || ts.isNamedExports(bindings));
    const names = isNamed ? bindings.elements.map(({ name, propertyName }) => (propertyName ?? name).text) : ["*"];
    return names.map((name) => ({ name, target }));
  });
}

const folderOf = (file: string) => file.split("/")[0]!;
const shown = ({ file, specifier }: Import) => `${file} imports ${specifier}`;

/** Imports against the direction, of these or of the real files. */
function againstTheDirection(all: readonly Import[]): string[] {
  return all
    .filter(({ file, target }) => {
      if (target === undefined || folderOf(target) === folderOf(file)) {
        return false;
      }
      return !(ALL[folderOf(file)] ?? []).includes(folderOf(target));
    })
    .map(shown);
}

/** The files on the first cycle, or nothing. */
function cycleAmong(nodes: readonly string[], edges: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const done = new Set<string>();
  const walk = (node: string, trail: readonly string[]): string[] => {
    if (trail.includes(node)) {
      return [...trail.slice(trail.indexOf(node)), node];
    }
    if (done.has(node)) {
      return [];
    }
    for (const next of edges.get(node) ?? []) {
      const cycle = walk(next, [...trail, node]);
      if (cycle.length > 0) {
        return cycle;
      }
    }
    done.add(node);
    return [];
  };
  return nodes.reduce<string[]>((cycle, node) => (cycle.length > 0 ? cycle : walk(node, [])), []);
}

describe("imports in modules/", () => {
  it("are found: each kind that TypeScript has", () => {
    const text = [
      'import a from "a";',
      'import type { B } from "b";',
      'import { type C } from "c";',
      'export * from "d";',
      'export type { E } from "e";',
      'type F = import("f").F;',
      'const g = () => import("g");',
      'const h = require("h");',
      'import i = require("i");',
      'import "j";',
      "const k = import(`k${a}`);",
    ].join("\n");

    expect(importsOf("x.ts", text).map(({ specifier }) => specifier)).toEqual([..."abcdefghij", "computed: `k${a}`"]);
    expect(files.length).toBeGreaterThan(50);
    expect(imports.length).toBeGreaterThan(files.length);
  });

  it("are written out, and of files that exist", () => {
    const broken = imports.filter(
      ({ specifier, target }) => specifier.startsWith("computed") || target?.startsWith("nothing"),
    );

    expect(broken.map(shown)).toEqual([]);
  });

  it("come from folders that the design knows", () => {
    expect([...new Set(files.map(folderOf))].filter((folder) => !(folder in ALL))).toEqual([]);
  });

  it("point one way", () => {
    expect(againstTheDirection(imports)).toEqual([]);
  });

  it("would be found if one pointed the other way", () => {
    const wrong = [
      ...importsOf("languages/a.ts", 'import type { A } from "../core/errors";'),
      ...importsOf("core/a.ts", 'import "../events/rule";'),
      ...importsOf("events/a.ts", 'type T = import("../events-targets").T;'),
      ...importsOf("simulator/a.ts", 'import "../core/json";'),
      ...importsOf("sqs/a.ts", 'import "../index";'),
    ];

    expect(againstTheDirection(wrong)).toHaveLength(wrong.length);
  });

  it("make no cycle between folders", () => {
    const edges = new Map<string, Set<string>>();
    for (const { file, target } of imports) {
      if (target !== undefined && folderOf(target) !== folderOf(file)) {
        edges.set(folderOf(file), (edges.get(folderOf(file)) ?? new Set()).add(folderOf(target)));
      }
    }

    expect(cycleAmong([...edges.keys()], edges)).toEqual([]);
  });

  it("would be found if they did", () => {
    const edges = new Map([
      ["a", new Set(["b"])],
      ["b", new Set(["c"])],
      ["c", new Set(["b"])],
    ]);

    expect(cycleAmong(["a", "b", "c"], edges)).toEqual(["b", "c", "b"]);
  });

  it("make no cycle between files at run time: only types may refer to each other", () => {
    const edges = new Map<string, Set<string>>();
    for (const file of files) {
      const text = readFileSync(path.join(MODULES, file), "utf8");
      const { outputText } = ts.transpileModule(text, {
        compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022, isolatedModules: true },
      });
      const targets = importsOf(file, outputText).flatMap(({ target }) => (target === undefined ? [] : [target]));
      edges.set(file, new Set(targets));
    }

    expect(cycleAmong(files, edges)).toEqual([]);
  });

  it("name the framework only as cdktf, constructs and single resources of the provider, so that the fork works by alias", () => {
    const framework = imports.filter(({ specifier }) => /cdktf|cdktn|constructs/.test(specifier));
    const accepted = /^(cdktf|constructs|@cdktf\/provider-aws\/lib\/[a-z0-9-]+)$/;

    expect(framework.length).toBeGreaterThan(10);
    expect(framework.filter(({ specifier }) => !accepted.test(specifier)).map(shown)).toEqual([]);
  });

  it("load nothing but the framework, Node, and two packages on demand", () => {
    const others = imports.filter(
      ({ file, specifier }) =>
        !/^(\.|node:|cdktf$|constructs$|@cdktf\/provider-aws\/lib\/)/.test(specifier) && ON_DEMAND[file] !== specifier,
    );

    expect(others.map(shown)).toEqual([]);
  });

  it.each(Object.entries(ON_DEMAND))("in %s load %s in a function, and it is a dependency", (file, name) => {
    const { dependencies } = JSON.parse(readFileSync(path.join(REPOSITORY, "package.json"), "utf8"));
    const text = readFileSync(path.join(MODULES, file), "utf8");
    const { outputText } = ts.transpileModule(text, {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022, isolatedModules: true },
    });
    const calls = outputText.split("\n").filter((line) => line.includes(`"${name}"`));

    expect(dependencies).toHaveProperty(name);
    // Inside a function, and no import that stays after types are gone.
    expect(calls).toEqual([expect.stringMatching(/^\s+.*\brequire\("/)]);
  });

  it("take from another part of lib/ only what its index.ts exports: the built package has no other way in", () => {
    const entries = PARTS.map((folder) => path.join(MODULES, folder, "index.ts"));
    const program = ts.createProgram(entries, {
      module: ts.ModuleKind.Node16,
      target: ts.ScriptTarget.ES2022,
      types: [],
      skipLibCheck: true,
    });
    const checker = program.getTypeChecker();
    const exported = new Map(
      PARTS.map((folder) => {
        const entry = program.getSourceFile(path.join(MODULES, folder, "index.ts"))!;
        const symbols = checker.getExportsOfModule(checker.getSymbolAtLocation(entry)!);
        return [folder, new Set(symbols.map(({ name }) => name))];
      }),
    );
    const across = files.flatMap((file) =>
      importedValues(file)
        .map(({ name, target }) => ({ file, name, to: partOf(path.join(MODULES, target)) }))
        .filter(({ to }) => to !== partOf(path.join(MODULES, file))),
    );
    const missing = across.filter(({ name, to }) => !exported.get(to)?.has(name));

    expect(missing).toEqual([]);
    expect(across).toContainEqual({
      file: "stepfunctions/definition/definition-file.ts",
      name: "parseDefinitionText",
      to: "languages/asl",
    });
    expect(across).toContainEqual({ file: "core/validate.ts", name: "RULES", to: "core/rules" });
  });

  it("bring L1s into the folders of services only", () => {
    const l1 = imports.filter(({ specifier }) => specifier.startsWith("@cdktf/provider-aws"));
    const outside = l1.filter(
      ({ file, specifier }) =>
        ["core", ...PURE, "index.ts", "presets"].includes(folderOf(file)) &&
        !L1_OUTSIDE_SERVICES[file]?.includes(specifier),
    );

    expect(outside.map(shown)).toEqual([]);
    for (const [file, specifiers] of Object.entries(L1_OUTSIDE_SERVICES)) {
      expect(l1.filter((found) => found.file === file).map(({ specifier }) => specifier)).toEqual(specifiers);
    }
  });

  it("keep the pure folders free of the framework", () => {
    const impure = imports.filter(
      ({ file, specifier }) => PURE.includes(folderOf(file)) && /cdktf|constructs/.test(specifier),
    );

    expect(impure.map(shown)).toEqual([]);
  });

  it("keep the languages free of everything outside themselves", () => {
    const outside = imports.filter(
      ({ file, specifier, target }) =>
        folderOf(file) === "languages" &&
        ON_DEMAND[file] !== specifier &&
        (target === undefined || folderOf(target) !== "languages"),
    );

    expect(outside.map(shown)).toEqual([]);
  });
});
