import { type JsonNode, type JsonPosition, jsonPathOf, positionAt, quoteSource } from "../json";
import { EventPatternError, type EventPatternErrorCode } from "./errors";
import type { EventPatternWarning, EventPatternWarningCode } from "./model";

/** A node of the pattern with its JSON path. */
export interface Place {
  readonly node: JsonNode;
  readonly path: string;
}

/** Where an error stands: offsets of what is wrong and of where Jackson stands when it finds out. */
interface Spot {
  readonly start: number;
  readonly reported: number;
}

/** Makes the errors and collects the warnings of one compilation. */
export class Reporter {
  readonly warnings: EventPatternWarning[] = [];

  constructor(private readonly text: string | undefined) {}

  warn(code: EventPatternWarningCode, path: string, message: string): void {
    this.warnings.push({ code, message, path });
  }

  /** The value is wrong. */
  value({ node, path }: Place, reason: string, code?: EventPatternErrorCode): EventPatternError {
    const opens = node.kind === "object" || node.kind === "array";
    return this.error(path, reason, { start: node.start, reported: opens ? node.start + 1 : node.end }, code);
  }

  /** The key at `keyStart` should not be there. */
  key(path: string, key: string, keyStart: number, reason: string): EventPatternError {
    return this.error(jsonPathOf(path, key), reason, { start: keyStart, reported: keyStart + key.length + 2 });
  }

  /** Something is missing before the end of the container. */
  end({ node, path }: Place, reason: string): EventPatternError {
    return this.error(path, reason, { start: node.end - 1, reported: node.end }, undefined, node.start);
  }

  /** `shown` is where the reader is sent when the engine notices the error only later, at `spot`. */
  private error(path: string, reason: string, spot: Spot, code?: EventPatternErrorCode, shown = spot.start) {
    const { text } = this;
    const noticed = text === undefined ? Number.NaN : spot.start;
    return new LocatedPatternError(
      {
        code: code ?? "INVALID_PATTERN",
        reason,
        path,
        at: text === undefined ? undefined : positionAt(text, shown),
        awsMessage: text === undefined || code !== undefined ? undefined : awsMessage(text, reason, spot.reported),
      },
      noticed,
    );
  }
}

/** Knows where the engine notices the error, to tell whether a syntax error comes before it. */
export class LocatedPatternError extends EventPatternError {
  constructor(
    details: ConstructorParameters<typeof EventPatternError>[0],
    /** NaN when there is no text. */
    readonly noticed: number,
  ) {
    super(details);
  }
}

/** AWS's whole message, with the place in Jackson's form. */
export function awsMessage(text: string, reason: string, at: number | JsonPosition): string {
  const { line, column } = typeof at === "number" ? positionAt(text, at) : at;
  return `Event pattern is not valid. Reason: ${reason}\n at [Source: ${quoteSource(text)}; line: ${line}, column: ${column}]`;
}
