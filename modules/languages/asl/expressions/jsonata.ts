import { JSONATA_FUNCTIONS, type JsonataFacts, jsonataFacts, parseJsonata, type StatesReference } from "../jsonata";
import { nearest } from "../nearest";
import { addFinding, checkContextMember, checkVariable, type Site } from "./site";

const ERROR_OUTPUT = "$states.errorOutput";
const STATES_MEMBERS: readonly string[] = ["context", "errorOutput", "input", "result"];

/** Judges the text of one JSONata expression. */
export function checkJsonata(site: Site, path: string, given: string): void {
  const { ast, error } = parseJsonata(given);
  if (error) {
    const detail = `${error.message} (character ${error.offset + 1})`;
    addFinding(site, "asl-jsonata-invalid", { path, given, detail });
    return;
  }
  const facts = jsonataFacts(ast);
  checkReferences(site, path, given, facts);
  for (const reference of facts.states) checkStates(site, path, given, reference, facts);
  for (const name of facts.topLevelReads) {
    const detail = refusalOf(name, site);
    if (detail !== undefined) addFinding(site, "asl-jsonata-unsupported-reference", { path, given, detail });
  }
  for (const name of facts.inputReads) {
    addFinding(site, "asl-jsonata-no-input", { path, given, detail: `"${name}" is read from no object` });
  }
  for (const operator of facts.newerOperators) {
    const detail = `"${operator}" is an operator of JSONata 2.1`;
    addFinding(site, "asl-jsonata-newer-operator", { path, given, detail });
  }
}

/** What AWS says of a reference at the top level, with quotes that tell what to hide; undefined if it is right here. */
function refusalOf(name: string, { hasErrorOutput }: Site): string | undefined {
  if (name === ERROR_OUTPUT) return hasErrorOutput ? undefined : `Field "${name}" does not exist.`;
  return `Reference to "${name}" ${name === "$$" ? "" : "at the top level "}is not supported.`;
}

function checkReferences(site: Site, path: string, given: string, { references, guarded }: JsonataFacts): void {
  for (const name of new Set(references.map(({ name }) => name))) {
    if (name === "eval") addFinding(site, "asl-jsonata-eval", { path, given });
    else if (!guarded.has(name)) checkVariable(site, path, given, name, JSONATA_FUNCTIONS);
  }
}

function checkStates(
  site: Site,
  path: string,
  given: string,
  { member, next }: StatesReference,
  { topLevelReads }: JsonataFacts,
): void {
  if (member === undefined) return;
  if (member === "errorOutput" && topLevelReads.includes(ERROR_OUTPUT)) return;
  if (!STATES_MEMBERS.includes(member)) {
    const meant = nearest(member, STATES_MEMBERS);
    const hint = meant === undefined ? `it has ${STATES_MEMBERS.join(", ")}` : `did you mean "${meant}"?`;
    addFinding(site, "asl-states-member-unknown", { path, given, detail: `$states has no "${member}": ${hint}` });
  } else if ((member === "result" && !site.hasResult) || (member === "errorOutput" && !site.hasErrorOutput)) {
    addFinding(site, "asl-states-member-unavailable", { path, given, detail: `$states.${member} has no value here` });
  } else if (member === "context" && next !== undefined) {
    checkContextMember(site, path, given, next);
  }
}
