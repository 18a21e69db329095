import { isPlainContainer, type JsonNode, JsonSyntaxError, MAX_JSON_DEPTH, parseJson, setOwn } from "../json";
import { EventError } from "./errors";
import { NumberText } from "./numbers";

/** An event as the caller has it: JSON text, or the value of it. */
export type EventInput = string | object;

/** An event ready to be walked: an object whose numbers are JavaScript numbers or {@link NumberText}. */
export type EventObject = Readonly<Record<string, unknown>>;

/**
 * Takes an event as text or value. A text is parsed, so that the characters of its numbers count.
 * @throws EventError when it is not a JSON object.
 */
export function readEvent(event: EventInput): EventObject {
  const value: unknown = typeof event === "string" ? parseEvent(event) : event;
  if (typeof value !== "object" || value === null || Array.isArray(value) || !isPlainContainer(value)) {
    throw new EventError("NOT_AN_OBJECT", "Event must be a JSON object");
  }
  return value as EventObject;
}

function parseEvent(text: string): unknown {
  if (isPlainText(text)) {
    try {
      return JSON.parse(text);
    } catch {
      // The parser below tells where and why.
    }
  }
  try {
    return eventValue(parseJson(text));
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw new EventError("INVALID_JSON", `Event is not valid JSON: ${error.message}`, error.line, error.column);
  }
}

function eventValue(node: JsonNode): unknown {
  switch (node.kind) {
    case "object": {
      const out: Record<string, unknown> = {};
      for (const { key, value } of node.members) setOwn(out, key, eventValue(value));
      return out;
    }
    case "array":
      return node.elements.map(eventValue);
    case "number":
      return String(node.value) === node.text ? node.value : new NumberText(node.text, node.value);
    case "null":
      return null;
    default:
      return node.value;
  }
}

/** Characters of an integer that a double always keeps. */
const SAFE_LENGTH = 15;

/**
 * Whether JSON.parse, which is many times faster, reads what {@link eventValue} would make of this text: nothing is
 * nested too deep, and JavaScript prints every number as it is written. Of a text that is no JSON it may say anything.
 */
function isPlainText(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) {
      i = endOfString(text, i + 1);
    } else if (code === 0x7b || code === 0x5b) {
      if (++depth > MAX_JSON_DEPTH) return false;
    } else if (code === 0x7d || code === 0x5d) {
      depth--;
    } else if (isDigit(code) || code === 0x2d) {
      const start = i;
      while (isDigit(text.charCodeAt(i + 1))) i++;
      const isInteger = !isNumberSign(text.charCodeAt(i + 1));
      if (isInteger && code > 0x30 && i - start < SAFE_LENGTH) continue;
      while (isNumberSign(text.charCodeAt(i + 1))) i++;
      const number = text.slice(start, i + 1);
      if (String(Number(number)) !== number) return false;
    }
  }
  return true;
}

/** The place of the quote that closes a string, or of the end of the text. */
function endOfString(text: string, from: number): number {
  let i = from;
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) break;
    if (code === 0x5c) i++;
  }
  return i;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** What a number may hold after its first digits: more digits, a point, an exponent. */
function isNumberSign(code: number): boolean {
  return isDigit(code) || code === 0x2e || code === 0x65 || code === 0x45 || code === 0x2b || code === 0x2d;
}
