import type { Problems } from "../../core/validate";
import { EXPECTED, isConnection } from "../states/property-types";
import type { DefinitionBodyOptions } from "./definition-body";

/** Reports what a definition is told in values of wrong types, as programs in JavaScript may; false if there is any. */
export function areOptions(options: DefinitionBodyOptions, problems: Problems): boolean {
  let areAll = true;
  const check = (holds: boolean, property: string, allowed: string) => {
    areAll &&= holds;
    problems.check(holds, "state-machine-property-invalid", { property: `definitionBody.${property}`, allowed });
  };

  if (!isObject(options)) {
    check(false, "options", "must be an object with `substitutions`, `connections` or `allowedEndpoints`");
    return areAll;
  }
  const { substitutions = {}, connections = [], allowedEndpoints = {} } = options;
  check(isObject(substitutions), "substitutions", "must be an object of values by name");
  check(isListOf(connections, isConnection), "connections", `${EXPECTED.connection}, in a list`);
  check(
    isObject(allowedEndpoints) && Object.values(allowedEndpoints).every((patterns) => isListOf(patterns, isText)),
    "allowedEndpoints",
    "must be an object of lists of patterns by the name of the state",
  );
  return areAll;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isListOf(value: unknown, isOne: (element: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isOne);
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}
