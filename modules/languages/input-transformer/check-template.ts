import { JsonSyntaxError, parseJson, positionAt } from "../json";
import type { EventJsonPath } from "../json-path";
import { normalised } from "./check-paths";
import type { TargetInputProblem, TargetInputWarning } from "./problems";
import type { ScannedTemplate, TemplatePlaceholder } from "./scan";
import { BARE_ONLY_VARIABLES, isReservedVariable, placeholder, RESERVED_VARIABLES } from "./syntax";

/** How a template is delivered: one JSON document, or quoted strings. */
export type TemplateForm = "json" | "text";

interface Context {
  readonly template: string;
  readonly scanned: ScannedTemplate;
  readonly paths: ReadonlyMap<string, EventJsonPath | undefined>;
  readonly targetId: string;
  readonly problems: TargetInputProblem[];
  readonly warnings: TargetInputWarning[];
}

/** Checks a scanned template; the form is `undefined` when it is neither JSON nor quoted strings. */
export function checkTemplate(context: Context): TemplateForm | undefined {
  const form = formOf(context);
  const seen = new Set<string>();
  for (const found of context.scanned.placeholders) {
    // The same name in the same role has the same fault: once is enough.
    const role = `${found.name} ${found.inString} ${found.objectKey}`;
    if (!seen.has(role)) checkPlaceholder(context, form, found);
    seen.add(role);
  }
  checkEscaped(context);
  checkUnused(context);
  checkBrackets(context, form);
  if (form === "text") checkStrings(context);
  return form;
}

function formOf({ template, scanned, problems, warnings }: Context): TemplateForm | undefined {
  const start = template.trimStart()[0];
  if (start === '"' && scanned.firstOutside === undefined && scanned.unclosed === undefined) return "text";
  const fault = jsonFault(scanned.skeleton);
  if (fault === undefined) {
    if (start !== "{" && start !== "[") {
      warnings.push({
        code: "scalar-template",
        message: "The template is one value without an object, array or quotes around it; AWS does not document that.",
      });
    }
    return "json";
  }
  const structured = start === "{" || start === "[";
  const offset = scanned.unclosed ?? (structured ? fault.offset : (scanned.firstOutside ?? 0));
  problems.push({
    code: "template-not-json",
    effect: "dropped",
    message: messageFor(start, scanned, fault.reason),
    fix: fixFor(start, template),
    position: positionAt(template, offset),
  });
  return undefined;
}

function messageFor(start: string | undefined, { unclosed, skeleton }: ScannedTemplate, fault: string): string {
  const effect = "AWS accepts the template and delivers nothing.";
  if (unclosed !== undefined) return `A quoted string is never closed. ${effect}`;
  if (start === "{" || start === "[") {
    return `With its placeholders filled in, the template is not valid JSON (${fault}). ${effect}`;
  }
  if (skeleton.trim() === "") return `The template is blank. ${effect}`;
  return `The template is neither a JSON object or array nor quoted strings: plain text stands outside quotes. ${effect}`;
}

function fixFor(start: string | undefined, template: string): string | undefined {
  if (start === "{" || start === "[" || start === '"' || start === undefined) return undefined;
  const line = template.trim().split("\n", 1)[0]!.slice(0, 60);
  return `Put each line of text in double quotes, such as ${JSON.stringify(line)}.`;
}

function checkPlaceholder(context: Context, form: TemplateForm | undefined, found: TemplatePlaceholder): void {
  const { template, paths, problems, targetId } = context;
  const { name, inString } = found;
  const position = positionAt(template, found.offset);
  if (!paths.has(name) && !isReservedVariable(name)) {
    problems.push({
      code: "undeclared-placeholder",
      effect: "refused",
      message: `InputTemplate for target ${targetId} contains invalid placeholder ${name}.`,
      fix: declareFix(name, [...paths.keys()]),
      position,
    });
    return;
  }
  if (found.objectKey && form !== "text") {
    problems.push({
      code: "placeholder-as-key",
      effect: "refused",
      message: `The placeholder ${placeholder(name)} is used in the key of a JSON object, which AWS does not allow.`,
      fix: "Write the key as literal text.",
      position,
    });
    return;
  }
  if (!inString) return;
  if ((BARE_ONLY_VARIABLES as readonly string[]).includes(name)) {
    problems.push({
      code: "reserved-variable-in-string",
      effect: "dropped",
      message: `${placeholder(name)} is only allowed as a whole JSON value: AWS does not escape its contents.`,
      fix: form === "text" ? `Use a JSON template such as {"event": ${placeholder(name)}}.` : "Remove the quotes.",
      position,
    });
  } else if (form === "json" && isAlwaysObject(paths.get(name))) {
    problems.push({
      code: "object-in-string",
      effect: "dropped",
      message: `${placeholder(name)} is an object (${paths.get(name)?.text}) inside quotes: AWS delivers nothing.`,
      fix: `Remove the quotes: ${placeholder(name)} as the whole value.`,
      position,
    });
  }
}

function isAlwaysObject(path: EventJsonPath | undefined): boolean {
  return path?.text === "$" || path?.text === "$.detail";
}

function declareFix(name: string, keys: readonly string[]): string {
  if (name.startsWith("aws.")) return `Reserved variables are ${RESERVED_VARIABLES.join(", ")}.`;
  const similar = keys.find((key) => normalised(key) === normalised(name));
  return similar === undefined
    ? `Add "${name}" to InputPathsMap; literal text in angle brackets cannot be written in a plain-text template.`
    : `Did you mean ${placeholder(similar)}?`;
}

function checkEscaped({ template, scanned, paths, problems }: Context): void {
  for (const { name, offset } of scanned.escaped) {
    // Any other \u003c is literal text that somebody escaped on purpose.
    if (!paths.has(name) && !isReservedVariable(name)) continue;
    problems.push({
      code: "escaped-placeholder",
      effect: "wrong-output",
      message: `\\u003c${name}\\u003e is not a placeholder: AWS would deliver it as text.`,
      fix: `Terraform's jsonencode escapes < and >: write the template as text, with ${placeholder(name)}.`,
      position: positionAt(template, offset),
    });
  }
}

function checkUnused({ scanned, paths, warnings }: Context): void {
  const used = new Set(scanned.placeholders.map(({ name }) => name));
  const escaped = new Set(scanned.escaped.map(({ name }) => name));
  for (const key of paths.keys()) {
    if (used.has(key) || escaped.has(key)) continue;
    warnings.push({
      code: "unused-path",
      message: `InputPathsMap declares "${key}", which the template never uses.`,
      key,
    });
  }
}

function checkBrackets({ template, scanned, warnings }: Context, form: TemplateForm | undefined): void {
  const offset = scanned.literalBrackets[0];
  if (offset === undefined) return;
  const shown = template.slice(offset, offset + 20).split("\n", 1)[0];
  warnings.push({
    code: "literal-angle-bracket",
    message: `"${shown}" has a < or > of no placeholder: AWS says neither can be escaped; what it makes of it is not recorded.`,
    fix:
      form === "json"
        ? "Write \\u003c and \\u003e for literal text."
        : "Avoid < and > in a plain-text template, or use a JSON template with \\u003c and \\u003e.",
    position: positionAt(template, offset),
  });
}

function checkStrings({ template, scanned, warnings }: Context): void {
  const bad = scanned.strings.find(({ start, end }) => jsonFault(scanned.skeleton.slice(start, end)) !== undefined);
  if (bad === undefined) return;
  warnings.push({
    code: "text-not-json-string",
    message:
      "A quoted string holds a line break, tab or escape that JSON does not allow; AWS does not document the result.",
    fix: "Write \\n, or one quoted string per line.",
    position: positionAt(template, bad.start),
  });
}

/** Why and where a text is not JSON, or `undefined` when it is. */
export function jsonFault(text: string, maxDepth?: number): JsonSyntaxError | undefined {
  try {
    parseJson(text, { maxDepth });
    return undefined;
  } catch (error) {
    if (error instanceof JsonSyntaxError) return error;
    throw error;
  }
}
