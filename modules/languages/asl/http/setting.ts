import { jsonPathOf } from "../../json/ast";
import { isJsonataText } from "../jsonata/parse";
import type { Fields, QueryLanguage } from "../machine";

/** An object whose values may be computed at run time: `Parameters`, `Arguments` or one inside them. */
export interface Payload {
  readonly fields: Fields;
  readonly path: string;
  readonly language: QueryLanguage;
  readonly isUnresolved: (value: unknown) => boolean;
}

/** One value of a payload, by how much of it is known. */
export type Setting =
  | { readonly kind: "missing"; readonly path: string }
  | { readonly kind: "literal"; readonly path: string; readonly value: unknown }
  /** A path or intrinsic (JSONPath), or `{% … %}` (JSONata): as it stands there, so that nobody reads it twice. */
  | { readonly kind: "expression"; readonly path: string; readonly text: string }
  /** Known after Terraform has run, or not judged for another reason. */
  | { readonly kind: "unresolved"; readonly path: string; readonly value: unknown };

/** A named value of an object: a header, a query parameter, a field of the body. */
export interface Entry {
  readonly name: string;
  readonly setting: Exclude<Setting, { kind: "missing" }>;
}

/** The value of a payload that has this name, with or without `.$`. */
export function settingOf(payload: Payload, name: string): Setting {
  const { fields, path, language } = payload;
  if (isSet(fields, name)) {
    return settingAt(payload, fields[name], jsonPathOf(path, name));
  }
  const key = `${name}.$`;
  return language === "JSONPath" && isSet(fields, key)
    ? computed(fields[key], jsonPathOf(path, key))
    : { kind: "missing", path };
}

/** All values of a payload. */
export function entriesOf(payload: Payload): Entry[] {
  const { fields, path, language } = payload;
  return Object.keys(fields)
    .filter((key) => fields[key] !== undefined)
    .map((key) => {
      const at = jsonPathOf(path, key);
      return language === "JSONPath" && key.endsWith(".$")
        ? { name: key.slice(0, -2), setting: computed(fields[key], at) }
        : { name: key, setting: settingAt(payload, fields[key], at) };
    });
}

/** The payload inside a payload. */
export function inside(payload: Payload, fields: Fields, path: string): Payload {
  return { ...payload, fields, path };
}

function isSet(fields: Fields, name: string): boolean {
  return Object.hasOwn(fields, name) && fields[name] !== undefined;
}

function computed(value: unknown, path: string): Entry["setting"] {
  return typeof value === "string" ? { kind: "expression", path, text: value } : { kind: "unresolved", path, value };
}

/** A value that stands in a payload under a plain key, or in a list. */
export function settingAt(payload: Payload, value: unknown, path: string): Entry["setting"] {
  if (isJsonataText(value)) {
    // In a JSONPath state this is text; another check says so.
    return payload.language === "JSONata"
      ? { kind: "expression", path, text: value }
      : { kind: "unresolved", path, value };
  }
  return payload.isUnresolved(value) ? { kind: "unresolved", path, value } : { kind: "literal", path, value };
}
