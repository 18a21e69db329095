import { jsonPathOf } from "../../json/ast";
import { isJsonataText } from "../jsonata";
import { isFields } from "../machine";
import { checkJsonata } from "./jsonata";
import { checkDynamicValue, looksLikeExpression } from "./paths";
import { addFinding, type Site } from "./site";

/** Judges a payload of a JSONPath state: an object in which keys that end with `.$` have paths and calls as values. */
export function checkTemplate(site: Site, path: string, value: unknown): void {
  if (site.report.isUnresolved(value)) return;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) checkTemplate(site, jsonPathOf(path, index), item);
  } else if (isFields(value)) {
    for (const [key, item] of Object.entries(value)) {
      const at = jsonPathOf(path, key);
      if (!key.endsWith(".$")) {
        checkTemplate(site, at, item);
        continue;
      }
      if (Object.hasOwn(value, key.slice(0, -2))) {
        addFinding(site, "asl-payload-key-duplicate", {
          path: at,
          given: item,
          detail: `"${key.slice(0, -2)}" stands beside it`,
        });
      }
      if (!site.report.isUnresolved(item)) checkDynamicValue(site, at, path, key, item);
    }
  } else if (typeof value === "string") {
    if (isJsonataText(value)) addFinding(site, "asl-jsonata-in-jsonpath", { path, given: value });
    else if (looksLikeExpression(value, site)) addFinding(site, "asl-payload-no-dollar", { path, given: value });
  }
}

/** Judges a value of a JSONata state: any JSON, in which text that is `{% … %}` is evaluated. */
export function checkJsonataValue(site: Site, path: string, value: unknown): void {
  if (site.report.isUnresolved(value)) return;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) checkJsonataValue(site, jsonPathOf(path, index), item);
  } else if (isFields(value)) {
    for (const [key, item] of Object.entries(value)) {
      const at = jsonPathOf(path, key);
      if (key.endsWith(".$")) {
        addFinding(site, "asl-path-in-jsonata", { path: at, given: item, detail: `"${key}" stays the key as it is` });
      }
      checkJsonataValue(site, at, item);
    }
  } else if (typeof value === "string") {
    if (isJsonataText(value)) checkJsonata(site, path, value);
    else if (/\{%.*%\}/s.test(value)) addFinding(site, "asl-jsonata-not-whole", { path, given: value });
    else if (value.startsWith("$states.") || looksLikeExpression(value, site)) {
      addFinding(site, "asl-path-in-jsonata", { path, given: value, detail: "it is taken as plain text" });
    }
  }
}
