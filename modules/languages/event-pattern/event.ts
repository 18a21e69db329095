import { isPlainContainer, type JsonNode, JsonSyntaxError, parseJson, setOwn } from "../json";
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
