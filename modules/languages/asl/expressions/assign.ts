import { jsonPathOf } from "../../json/ast";
import { VARIABLE_NAME_MAX_LENGTH } from "../limits";
import { isFields } from "../machine";
import { checkJsonataValue, checkTemplate } from "./payload";
import { addFinding, type Site } from "./site";
import { variableNameOf } from "./variables";

// An underscore may stand first too: AWS compares the rules with those of JavaScript.
const NAME = /^[\p{ID_Start}_]\p{ID_Continue}*$/u;

/** Judges `Assign`: the names of the variables, and their values as those of any payload. */
export function checkAssign(site: Site, path: string, value: unknown): void {
  if (value === undefined || site.report.isUnresolved(value)) return;
  const isJsonata = site.node.queryLanguage === "JSONata";
  if (!isFields(value)) {
    addFinding(site, "asl-assign-invalid", { path, given: value });
    return;
  }
  for (const key of Object.keys(value)) {
    const name = isJsonata ? key : variableNameOf(key);
    const detail = nameProblem(name);
    if (detail !== undefined && !site.report.isUnresolved(key)) {
      addFinding(site, "asl-variable-name-invalid", { path: jsonPathOf(path, key), given: key, detail });
    } else if (site.variables?.outer.has(name)) {
      addFinding(site, "asl-variable-of-outer-scope", { path: jsonPathOf(path, key), given: key });
    }
  }
  if (isJsonata) checkJsonataValue(site, path, value);
  else checkTemplate(site, path, value);
}

function nameProblem(name: string): string | undefined {
  if (name.length > VARIABLE_NAME_MAX_LENGTH) return `it has ${name.length} characters`;
  if (name === "states") return '"states" is reserved';
  if (name.startsWith("$")) return "the $ is written where the variable is read, not here";
  return NAME.test(name) ? undefined : "it is no identifier";
}
