import { readFileSync } from "node:fs";
import { extname, resolve } from "node:path";
import type * as Yaml from "yaml";
import type { Problems } from "../../core/validate";
import { parseDefinitionText } from "../../languages/asl";
import { JsonSyntaxError } from "../../languages/json";

type Parse = (text: string, problems: Problems) => unknown;

const PARSERS: { readonly [extension: string]: Parse } = {
  ".json": parseJsonText,
  ".yaml": parseYamlText,
  ".yml": parseYamlText,
};

/** What is wrong with a text, and where. */
class TextError extends Error {
  constructor(
    reason: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(reason);
  }
}

/**
 * Reads a definition. Reports what is wrong with the file, and then returns undefined.
 *
 * @param path absolute, or from the working directory of the synth
 */
export function readDefinitionFile(path: string, problems: Problems): object | undefined {
  const property = "definitionBody";
  if (typeof path !== "string") {
    problems.add("definition-file-unreadable", { property, detail: "no path is given" });
    return undefined;
  }
  const parse = PARSERS[extname(path).toLowerCase()];
  if (parse === undefined) {
    problems.add("definition-file-extension", { property, given: path });
    return undefined;
  }
  const place = resolve(path);
  let text: string;
  try {
    text = readFileSync(place, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    problems.add("definition-file-unreadable", { property, given: path, detail: `${code} at ${place}` });
    return undefined;
  }
  try {
    const value = parse(text, problems);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return value;
    }
    problems.add("definition-file-invalid", { property, given: path, detail: "it holds no object" });
  } catch (error) {
    if (!(error instanceof TextError)) {
      throw error;
    }
    const { message, line, column } = error;
    problems.add("definition-file-invalid", {
      property,
      given: path,
      detail: `${place}:${line}:${column}: ${message}`,
    });
  }
  return undefined;
}

function parseJsonText(text: string, problems: Problems): unknown {
  try {
    const { definition, duplicates } = parseDefinitionText(text);
    for (const { path, line, column, state } of duplicates) {
      problems.add(state === undefined ? "definition-key-twice" : "definition-state-twice", {
        property: `definition${path.slice(1)}`,
        detail: `it stands again in line ${line}, column ${column}`,
      });
    }
    return definition;
  } catch (error) {
    if (error instanceof JsonSyntaxError) {
      throw new TextError(error.reason, error.line, error.column);
    }
    throw error;
  }
}

/** YAML 1.2. Tags of CloudFormation such as `!Sub` mean nothing here, and would be dropped. */
function parseYamlText(text: string): unknown {
  // Loaded on demand: most synths read no YAML.
  const yaml = require("yaml") as typeof Yaml;
  const document = yaml.parseDocument(text, { prettyErrors: true, logLevel: "error" });
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem !== undefined) {
    const [reason = ""] = problem.message.split(/ at line \d+, column \d+/);
    const at = problem.linePos?.[0];
    throw new TextError(reason, at?.line ?? 1, at?.col ?? 1);
  }
  return document.toJS();
}
