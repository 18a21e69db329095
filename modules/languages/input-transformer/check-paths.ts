import { positionAt } from "../json";
import { EVENT_JSON_PATH_MAX_LENGTH, EventJsonPath, JsonPathError } from "../json-path";
import { INPUT_PATH_KEY_MAX_LENGTH, INPUT_PATHS_MAX_COUNT } from "./limits";
import type { TargetInputProblem, TargetInputWarning } from "./problems";

const SCALAR_FIELDS = ["version", "id", "detail-type", "source", "account", "time", "region", "replay-name"];
const ENVELOPE_FIELDS = [...SCALAR_FIELDS, "resources", "detail"];

/** Checks `InputPathsMap`; a path that does not parse is left out, as AWS would never find anything there. */
export function checkInputPaths(
  inputPathsMap: Readonly<Record<string, string>>,
  problems: TargetInputProblem[],
  warnings: TargetInputWarning[],
): Map<string, EventJsonPath | undefined> {
  const entries = Object.entries(inputPathsMap);
  if (entries.length > INPUT_PATHS_MAX_COUNT) {
    problems.push({
      code: "too-many-paths",
      effect: "refused",
      message: `InputPathsMap has ${entries.length} entries; at most ${INPUT_PATHS_MAX_COUNT} are allowed.`,
      fix: "Select parent objects, or the whole event with <aws.events.event.json>.",
    });
  }
  const paths = new Map<string, EventJsonPath | undefined>();
  // The rest would only repeat the finding above, at any length.
  for (const [key, text] of entries.slice(0, INPUT_PATHS_MAX_COUNT)) {
    checkKey(key, problems);
    paths.set(key, parsePath(text, problems, key));
  }
  for (const [key, path] of paths) if (path !== undefined) warnings.push(...doubtsAboutPath(path, key));
  return paths;
}

/** Parses a path; reports instead of throwing. */
export function parsePath(text: string, problems: TargetInputProblem[], key?: string): EventJsonPath | undefined {
  try {
    return EventJsonPath.parse(text);
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    const shown = text.length > EVENT_JSON_PATH_MAX_LENGTH ? `${text.slice(0, 40)}...` : text;
    problems.push({
      code: "invalid-path",
      // AWS checks the length when the target is made, the rest not before an event arrives.
      effect: error.code === "too-long" || error.code === "empty" ? "refused" : "wrong-output",
      message: `${key === undefined ? "InputPath" : `InputPathsMap "${key}"`} "${shown}": ${error.reason}`,
      fix: error.fix,
      key,
      position: key === undefined ? positionAt(text, error.offset) : undefined,
    });
    return undefined;
  }
}

/** Warnings about a path that is well formed and may still find nothing. */
export function doubtsAboutPath(path: EventJsonPath, key?: string): TargetInputWarning[] {
  const warnings: TargetInputWarning[] = [];
  const name = key === undefined ? "InputPath" : `InputPathsMap "${key}"`;
  const doubt = resolutionDoubt(path);
  if (doubt !== undefined) {
    warnings.push({
      code: "path-may-not-resolve",
      message: `${name} "${path.text}": ${doubt.message}`,
      fix: doubt.fix,
      key,
    });
  }
  if (path.hasWildcard) {
    warnings.push({
      code: "path-with-wildcard",
      message: `${name} "${path.text}" has a wildcard: AWS allows it and does not document its value; a list is assumed.`,
      key,
    });
  }
  if (path.unlistedCharacters.length > 0) {
    warnings.push({
      code: "path-with-unlisted-character",
      message: `${name} "${path.text}" has ${path.unlistedCharacters.join(" ")}, which AWS does not list for paths.`,
      fix: "Select the parent object if the value is missing on AWS.",
      key,
    });
  }
  return warnings;
}

function resolutionDoubt(path: EventJsonPath): { message: string; fix?: string } | undefined {
  const [first, second] = path.segments;
  if (first === undefined || first.kind === "wildcard") return undefined;
  if (first.kind === "index") return { message: "an event is an object, not an array.", fix: undefined };
  if (!ENVELOPE_FIELDS.includes(first.name)) {
    const similar = ENVELOPE_FIELDS.find((field) => normalised(field) === normalised(first.name));
    const rest = path.text.slice(`$.${first.name}`.length);
    const fix = `Did you mean "$.${similar ?? `detail.${first.name}`}${rest}"?`;
    return { message: `events have no field "${first.name}" outside detail.`, fix };
  }
  if (second === undefined) return undefined;
  if (SCALAR_FIELDS.includes(first.name)) return { message: `"${first.name}" is a string and has no parts.` };
  if (first.name === "resources" && second.kind === "name") return { message: `"resources" is an array.` };
  if (first.name === "detail" && second.kind === "index") return { message: `"detail" is an object.` };
  return undefined;
}

function checkKey(key: string, problems: TargetInputProblem[]): void {
  const refuse = (message: string, fix?: string) =>
    problems.push({ code: "invalid-key", effect: "refused", message, fix, key: key.slice(0, 80) });
  const shown = JSON.stringify(key.length > 80 ? `${key.slice(0, 80)}...` : key);
  if (key.length === 0 || key.length > INPUT_PATH_KEY_MAX_LENGTH) {
    refuse(`The InputPathsMap key ${shown} has ${key.length} characters; 1-${INPUT_PATH_KEY_MAX_LENGTH} are allowed.`);
  } else if (!/^[A-Za-z0-9_-]+$/.test(key)) {
    const fix = key.startsWith("aws.") ? "Reserved variables need no entry." : undefined;
    refuse(`The InputPathsMap key ${shown} has characters other than A-Z, a-z, 0-9, _ and -.`, fix);
  } else if (key.startsWith("AWS")) {
    refuse(`The InputPathsMap key ${shown} starts with AWS, which is reserved.`, "Choose another name.");
  }
}

/** Names that differ only in case, dashes and underscores are taken for typing mistakes of each other. */
export function normalised(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, "");
}
