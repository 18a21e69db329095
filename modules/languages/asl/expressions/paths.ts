import { callsIn, findingsIn, type IntrinsicCall, parseIntrinsic } from "../intrinsics";
import { isJsonataText } from "../jsonata";
import { INTRINSIC_MAX_NESTING } from "../limits";
import { isReferencePath, parseStatesPath, type StatesPath } from "../paths";
import { addFinding, awsLocation, checkContextMember, checkVariable, type Site } from "./site";

/** What a field takes besides a path. */
export interface PathFieldOptions {
  /** @default false */
  readonly isNullable?: boolean;
  /** True where the path must select one node. @default false */
  readonly isReference?: boolean;
  /** True where the call of an intrinsic function may stand too. @default false */
  readonly takesIntrinsic?: boolean;
}

/** Judges a field whose value is a path. */
export function checkPathField(site: Site, path: string, value: unknown, options: PathFieldOptions = {}): void {
  if (value === undefined || site.report.isUnresolved(value)) return;
  if (value === null && options.isNullable) return;
  if (typeof value !== "string") {
    addFinding(site, "asl-path-invalid", { path, given: value, detail: "it is no text" });
  } else if (isJsonataText(value)) {
    const detail = "it is JSONata, and the state's language is JSONPath";
    addFinding(site, "asl-path-invalid", { path, given: value, detail });
  } else if (options.takesIntrinsic && looksLikeCall(value)) {
    checkCall(site, path, value, (detail) => addFinding(site, "asl-path-invalid", { path, given: value, detail }));
  } else {
    const { path: parsed, error } = parseStatesPath(value);
    if (error) {
      const detail = `${error.reason} (character ${error.offset + 1})`;
      addFinding(site, "asl-path-invalid", { path, given: value, detail });
      return;
    }
    checkParsedPath(site, path, value, parsed);
    if (options.isReference && !isReferencePath(parsed)) {
      addFinding(site, "asl-reference-path-expected", { path, given: value });
    }
  }
}

/** Judges `ResultPath`, which says where in the state's input the result goes. */
export function checkResultPath(site: Site, path: string, value: unknown): void {
  checkPathField(site, path, value, { isNullable: true });
  if (typeof value !== "string" || site.report.isUnresolved(value)) return;
  const { path: parsed } = parseStatesPath(value);
  if (parsed === undefined) return;
  if (!isReferencePath(parsed)) {
    addFinding(site, "asl-result-path-invalid", { path, given: value, detail: "it can select more than one node" });
  } else if (parsed.root.kind === "context") {
    addFinding(site, "asl-result-path-invalid", { path, given: value, detail: "the context object cannot be written" });
  } else if (parsed.root.kind === "variable") {
    const detail = "a variable is set with Assign, not with ResultPath";
    addFinding(site, "asl-reference-path-expected", { path, given: value, detail });
  }
}

/** Judges the value of a payload's key that ends with `.$`. */
export function checkDynamicValue(site: Site, path: string, parent: string, key: string, value: unknown): void {
  const refuse = (reason: string) => {
    const message = `The value for the field '${key}' must be a valid JSONPath or a valid intrinsic function call at ${awsLocation(parent)}`;
    addFinding(site, "asl-payload-value-invalid", { path, given: value, detail: `${message}: ${reason}` });
  };
  if (typeof value !== "string") {
    refuse("it is no text");
    return;
  }
  if (isJsonataText(value)) {
    addFinding(site, "asl-jsonata-in-jsonpath", { path, given: value });
    refuse("it is JSONata");
    return;
  }
  if (!value.startsWith("$")) {
    if (looksLikeCall(value)) {
      checkCall(site, path, value, refuse);
      return;
    }
    refuse("it starts neither with $ nor with States.");
    return;
  }
  const { path: parsed, error } = parseStatesPath(value);
  if (error) {
    refuse(`${error.reason} (character ${error.offset + 1})`);
    return;
  }
  checkParsedPath(site, path, value, parsed);
}

/** True for text that AWS would take as a path or a call, if it stood where one is read. */
export function looksLikeExpression(value: string, site: Site): boolean {
  if (value.startsWith("$")) {
    const { path } = parseStatesPath(value);
    if (path === undefined || path.doubts.length > 0) return false;
    return path.root.kind === "variable" ? site.variables?.names.has(path.root.name) === true : path.steps.length > 0;
  }
  return looksLikeCall(value) && parseIntrinsic(value).call !== undefined;
}

function looksLikeCall(value: string): boolean {
  return value.startsWith("States.");
}

function checkParsedPath(site: Site, path: string, given: string, { root, steps, doubts }: StatesPath): void {
  for (const detail of doubts) addFinding(site, "asl-path-doubtful", { path, given, detail });
  const [first] = steps;
  if (root.kind === "variable") checkVariable(site, path, given, root.name);
  else if (root.kind === "context" && first?.kind === "name") checkContextMember(site, path, given, first.name);
}

function checkCall(site: Site, path: string, given: string, refuse: (reason: string) => void): void {
  const { call, error } = parseIntrinsic(given);
  if (error) {
    if (error.kind === "nesting") addFinding(site, "asl-intrinsic-nesting", { path, given, detail: error.reason });
    else refuse(`${error.reason} (character ${error.offset + 1})`);
    return;
  }
  const calls = callsIn(call);
  if (calls.length > INTRINSIC_MAX_NESTING) {
    addFinding(site, "asl-intrinsic-count", { path, given, detail: `it has ${calls.length} calls` });
  }
  for (const inner of calls) checkCallValues(site, path, given, inner);
}

const FINDING_CODES = {
  argument: "asl-intrinsic-argument",
  escape: "asl-intrinsic-escape",
  format: "asl-format-arguments",
} as const;

function checkCallValues(site: Site, path: string, given: string, call: IntrinsicCall): void {
  for (const { kind, detail } of findingsIn(call)) addFinding(site, FINDING_CODES[kind], { path, given, detail });
  for (const value of call.arguments) if (value.kind === "path") checkParsedPath(site, path, given, value.path);
}
