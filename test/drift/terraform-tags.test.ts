import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { RULES, type RuleDefinition } from "../../modules/core/rules";
import { REPOSITORY } from "../support/paths";

const MODULES = path.join(REPOSITORY, "modules");
const PROVIDER = path.join(REPOSITORY, "node_modules", "@cdktf", "provider-aws", "lib");

/** Words that stand alone: arguments of every resource, and of a Terraform variable. */
const META_ARGUMENTS = ["depends_on", "provider", "lifecycle", "variable.sensitive", "variable.default", "description"];

const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** The members of a resource's class and of the interfaces beside it, by interface name. */
const members = new Map<string, ReadonlyMap<string, ReadonlyMap<string, string>>>();

function declarationsOf(folder: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const known = members.get(folder);
  if (known !== undefined) {
    return known;
  }
  const dir = path.join(PROVIDER, folder);
  const result = new Map<string, Map<string, string>>();
  const texts = readdirSync(dir).filter((file) => file.endsWith(".d.ts"));
  for (const file of texts) {
    const source = ts.createSourceFile(file, readFileSync(path.join(dir, file), "utf8"), ts.ScriptTarget.ES2022, true);
    for (const statement of source.statements) {
      if ((ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name) {
        const named = result.get(statement.name.text) ?? new Map<string, string>();
        for (const member of statement.members) {
          if (member.name !== undefined && !ts.isConstructorDeclaration(member)) {
            const type = "type" in member ? (member.type as ts.TypeNode | undefined)?.getText() : undefined;
            named.set(member.name.getText(), named.get(member.name.getText()) ?? type ?? "");
          }
        }
        result.set(statement.name.text, named);
      }
    }
  }
  members.set(folder, result);
  return result;
}

/** What is wrong with a path such as `aws_sqs_queue.name`, or undefined. */
function fault(tag: string): string | undefined {
  if (META_ARGUMENTS.includes(tag)) {
    return undefined;
  }
  const match = /^(data\.)?aws_([a-z0-9_]+)((?:\.[a-z0-9_]+)*)$/.exec(tag);
  if (match === null) {
    return `${tag}: no path`;
  }
  const [, data, type, rest] = match;
  const folder = `${data === undefined ? "" : "data-aws-"}${type!.replaceAll("_", "-")}`;
  if (!existsSync(path.join(PROVIDER, folder))) {
    return `${tag}: the provider has no ${folder}`;
  }
  const declarations = declarationsOf(folder);
  const pascal = camel(`_${data === undefined ? "" : "data_aws_"}${type}`);
  let owners = [`${pascal}Config`, pascal];
  for (const argument of rest!.split(".").slice(1)) {
    const name = camel(argument);
    const declared = owners.flatMap((owner) => declarations.get(owner)?.get(name) ?? []);
    if (declared.length === 0) {
      return `${tag}: no ${argument} in ${owners.join(" or ")}`;
    }
    owners = declared.flatMap((text) => text.match(/\b[A-Z]\w+/g) ?? []);
  }
  return undefined;
}

/** Comma-separated paths; a part without `aws_` is a sibling of the one before it. */
function paths(tag: string): string[] {
  const found: string[] = [];
  for (const part of tag.split(",").map((text) => text.trim())) {
    const before = found.at(-1);
    const isPath = /^(data\.)?aws_|^variable\./.test(part) || before === undefined;
    found.push(isPath ? part : before.replace(/[^.]+$/, part));
  }
  return found;
}

function tagsOf(file: string): { readonly place: string; readonly tag: string }[] {
  const text = readFileSync(path.join(MODULES, file), "utf8");
  return [...text.matchAll(/@terraform[ \t]+(.*?)[ \t]*(?:\*\/|\n)/g)].map((match) => ({
    place: `${file}:${text.slice(0, match.index).split("\n").length}`,
    tag: match[1]!,
  }));
}

describe("@terraform tags", () => {
  const files = readdirSync(MODULES, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const tags = files.flatMap(tagsOf);

  it("are there", () => {
    expect(tags.length).toBeGreaterThan(30);
  });

  it("name arguments and attributes that the provider has", () => {
    const wrong = tags.flatMap(({ place, tag }) =>
      paths(tag).flatMap((one) => {
        const found = fault(one);
        return found === undefined ? [] : [`${place} ${found}`];
      }),
    );

    expect(wrong).toEqual([]);
  });

  it("of the rules as well name what the provider has", () => {
    const wrong = Object.entries(RULES as { [code: string]: RuleDefinition }).flatMap(([code, { terraform }]) =>
      terraform === undefined
        ? []
        : paths(terraform)
            .flatMap((one) => fault(one) ?? [])
            .map((found) => `${code} ${found}`),
    );

    expect(wrong).toEqual([]);
  });

  it.each<[string, boolean]>([
    ["aws_sqs_queue", true],
    ["aws_sqs_queue.arn", true],
    ["aws_sqs_queue.names", false],
    ["aws_sqs_queues", false],
    ["aws_cloudwatch_event_target.retry_policy.maximum_retry_attempts", true],
    ["aws_cloudwatch_event_target.retry_policy.maximum_retries", false],
    ["aws_cloudwatch_event_target.input_path.x", false],
    ["data.aws_ssm_parameter.value", true],
    ["data.aws_ssm_parameter.worth", false],
    ["aws_cloudwatch_event_connection.auth_parameters.api_key.key", true],
    ["aws_cloudwatch_event_connection.auth_parameters.api_key.name", false],
    ["retry_policy", false],
  ])("would be found if wrong: %s", (tag, isRight) => {
    expect(fault(tag) === undefined).toBe(isRight);
  });

  it("may list siblings", () => {
    expect(paths("aws_x.a.b, c, aws_y.d")).toEqual(["aws_x.a.b", "aws_x.a.c", "aws_y.d"]);
  });
});
