import type { Json } from "../../support/terraform-json";

export type ArrayFormat = "INDICES" | "REPEAT" | "COMMAS" | "BRACKETS";

/** A body as `application/x-www-form-urlencoded`, as an HTTP Task with the transform URL_ENCODED sends it. */
export function formEncode(body: Json, format: ArrayFormat): string {
  return fields(body, "", format)
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join("&");
}

/** A space is `%20`, as AWS was recorded to send it. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function fields(value: Json, name: string, format: ArrayFormat): [name: string, value: string][] {
  if (Array.isArray(value)) {
    if (format === "COMMAS") return [[name, value.map(text).join(",")]];
    return value.flatMap((item, index) => fields(item, itemName(name, index, format), format));
  }
  if (value !== null && typeof value === "object") {
    return Object.entries(value).flatMap(([key, item]) => fields(item, name === "" ? key : `${name}[${key}]`, format));
  }
  return [[name, text(value)]];
}

function itemName(name: string, index: number, format: ArrayFormat): string {
  if (format === "INDICES") return `${name}[${index}]`;
  return format === "BRACKETS" ? `${name}[]` : name;
}

function text(value: Json): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
