import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { REPOSITORY } from "../support/paths";

const MODULES = path.join(REPOSITORY, "modules");

/** Where JSON may be written: the one renderer of Terraform strings, and parts that never write Terraform. */
const MAY_STRINGIFY = /^(core\/json(-writer)?\.ts|(languages|simulator|validator|model)\/.*)$/;

/** Calls of `JSON.stringify` and of Terraform's `jsonencode`, by line. */
function rendersJson(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isPropertyAccessExpression(node) &&
      /^(JSON\.stringify|.*\bjsonencode|.*\brawString)$/.test(node.getText())
    ) {
      found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${node.getText()}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe("JSON for Terraform", () => {
  const files = readdirSync(MODULES, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.split(path.sep).join("/"));

  it("is rendered in core/json.ts only", () => {
    const found = files
      .filter((file) => !MAY_STRINGIFY.test(file))
      .flatMap((file) => rendersJson(file, readFileSync(path.join(MODULES, file), "utf8")));

    expect(found).toEqual([]);
  });

  it("would be found elsewhere, and not in a comment", () => {
    const text = "// JSON.stringify(x)\nconst a = JSON.stringify(x);\nconst b = [x].map(Fn.jsonencode);";

    expect(rendersJson("x.ts", text)).toEqual(["x.ts:2 JSON.stringify", "x.ts:3 Fn.jsonencode"]);
    expect(rendersJson("core/json.ts", readFileSync(path.join(MODULES, "core/json.ts"), "utf8"))).not.toEqual([]);
  });
});
