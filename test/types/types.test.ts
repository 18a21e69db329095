import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { REPOSITORY } from "../support/paths";

const FIXTURE = path.join(__dirname, "fixtures", "refused.ts");

/** The compiler options of the project, without what a type check of one file does not need. */
function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(path.join(REPOSITORY, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, REPOSITORY);
  const { tsBuildInfoFile: _file, ...rest } = options;
  return { ...rest, incremental: false, noEmit: true, types: ["node"], noUnusedLocals: false };
}

const INDEX = path.join(REPOSITORY, "modules", "index.ts");
const LANGUAGES = path.join(REPOSITORY, "modules", "languages", "index.ts");
const program = ts.createProgram([FIXTURE, INDEX, LANGUAGES], compilerOptions());
const checker = program.getTypeChecker();

describe("the types", () => {
  it("refuse exactly the marked lines of the fixture, each for the reason it names", () => {
    const source = program.getSourceFile(FIXTURE)!;
    const refused = ts
      .getPreEmitDiagnostics(program, source)
      .map(({ start, code }) => `${source.getLineAndCharacterOfPosition(start ?? 0).line + 1}: ${code}`);
    const marked = readFileSync(FIXTURE, "utf8")
      .split("\n")
      .flatMap((line, index) => {
        const code = /\/\/ refused (\d+)$/.exec(line)?.[1];
        return code === undefined ? [] : [`${index + 1}: ${code}`];
      });

    expect(refused).toEqual(marked);
    expect(marked.length).toBeGreaterThan(50);
  });

  it("hold no `any` in the public API", () => {
    expect(new AnyFinder(program.getSourceFile(INDEX)!).find()).toEqual([]);
  });

  it("hold no `any` in the API of the languages", () => {
    expect(new AnyFinder(program.getSourceFile(LANGUAGES)!).find()).toEqual([]);
  });

  it("would be found if there were one", () => {
    const name = path.join(REPOSITORY, "modules", "with-any.ts");
    const text = "export interface A { readonly b: { c(d: readonly any[]): void } }";
    const host = ts.createCompilerHost({});
    const { getSourceFile } = host;
    host.getSourceFile = (file, ...rest) =>
      file === name ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : getSourceFile(file, ...rest);
    const small = ts.createProgram([name], { lib: ["lib.es2022.d.ts"], types: [] }, host);

    expect(new AnyFinder(small.getSourceFile(name)!, small.getTypeChecker()).find()).toEqual(["A.b.c(d)[]"]);
  });
});

/** Walks everything exported and the types of its members, as far as they are declared in `modules/`. */
class AnyFinder {
  private readonly seen = new Set<ts.Type | ts.Symbol>();
  private readonly found: string[] = [];

  constructor(
    private readonly entry: ts.SourceFile,
    private readonly types: ts.TypeChecker = checker,
  ) {}

  public find(): string[] {
    const module = this.types.getSymbolAtLocation(this.entry)!;
    for (const symbol of this.types.getExportsOfModule(module)) {
      this.symbol(symbol, symbol.name);
    }
    return this.found;
  }

  private symbol(given: ts.Symbol, where: string): void {
    const symbol = given.flags & ts.SymbolFlags.Alias ? this.types.getAliasedSymbol(given) : given;
    if (this.seen.has(symbol) || !isOurs(symbol) || isHidden(symbol)) {
      return;
    }
    this.seen.add(symbol);
    if (symbol.flags & ts.SymbolFlags.Module) {
      for (const inner of this.types.getExportsOfModule(symbol)) {
        this.symbol(inner, `${where}.${inner.name}`);
      }
    }
    if (symbol.flags & (ts.SymbolFlags.Type | ts.SymbolFlags.Class)) {
      this.type(this.types.getDeclaredTypeOfSymbol(symbol), where);
    }
    if (symbol.flags & ts.SymbolFlags.Value && !(symbol.flags & ts.SymbolFlags.Module)) {
      this.type(this.types.getTypeOfSymbol(symbol), where);
    }
  }

  private type(type: ts.Type, where: string): void {
    if (type.flags & ts.TypeFlags.Any) {
      this.found.push(where);
      return;
    }
    if (this.seen.has(type)) {
      return;
    }
    this.seen.add(type);
    if (type.isUnionOrIntersection()) {
      for (const part of type.types) {
        this.type(part, where);
      }
      return;
    }
    for (const argument of this.types.getTypeArguments(type as ts.TypeReference) ?? []) {
      this.type(argument, `${where}[]`);
    }
    const name = type.aliasSymbol ?? type.symbol;
    if (name !== undefined && !isOurs(name)) {
      return;
    }
    for (const { type: value } of this.types.getIndexInfosOfType(type)) {
      this.type(value, `${where}[key]`);
    }
    for (const signature of [...type.getCallSignatures(), ...type.getConstructSignatures()]) {
      this.type(signature.getReturnType(), `${where}()`);
      for (const parameter of signature.getParameters()) {
        this.type(this.types.getTypeOfSymbol(parameter), `${where}(${parameter.name})`);
      }
    }
    for (const member of type.getProperties()) {
      if (isOurs(member) && !isHidden(member)) {
        this.type(this.types.getTypeOfSymbol(member), `${where}.${member.name}`);
      }
    }
  }
}

function isOurs(symbol: ts.Symbol): boolean {
  return (symbol.declarations ?? []).every((declaration) =>
    declaration.getSourceFile().fileName.startsWith(path.join(REPOSITORY, "modules")),
  );
}

/** Private, or left out of the declarations by `@internal`. */
function isHidden(symbol: ts.Symbol): boolean {
  // The compiler's own `prototype` of a generic class is that class of `any`.
  if (symbol.flags & ts.SymbolFlags.Prototype) {
    return true;
  }
  return (symbol.declarations ?? []).some(
    (declaration) =>
      (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Private) !== 0 ||
      ts.getJSDocTags(declaration).some((tag) => tag.tagName.text === "internal"),
  );
}
