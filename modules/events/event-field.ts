/** Brackets the path of a field inside a string; private-use characters, so that no text of the user is taken for one. */
const OPEN = "\uE000";
const CLOSE = "\uE001";
const MARKER = /\uE000([^\uE000\uE001]*)\uE001/;

/** Variables that EventBridge fills by itself. Source: user guide "Amazon EventBridge input transformation". */
const RESERVED = {
  ruleArn: "aws.events.rule-arn",
  ruleName: "aws.events.rule-name",
  ingestionTime: "aws.events.event.ingestion-time",
  event: "aws.events.event",
  eventJson: "aws.events.event.json",
} as const;

/** A path into the event, as EventBridge writes it. */
export type EventPath = "$" | `$.${string}`;

/**
 * A value that EventBridge takes from the event when it delivers. Stands for a whole value or, in a template literal, for
 * a part of a text. It is no string and no number: `-`, `*`, `<` and the like throw, and with `+` it becomes a part of a
 * text.
 */
export class EventField {
  public static readonly account = new EventField("$.account");
  public static readonly detailType = new EventField("$.detail-type");
  public static readonly eventId = new EventField("$.id");
  public static readonly region = new EventField("$.region");
  public static readonly source = new EventField("$.source");
  public static readonly time = new EventField("$.time");

  /** The ARN of the rule that matched. */
  public static readonly ruleArn = new EventField(RESERVED.ruleArn);
  /** The name of the rule that matched. */
  public static readonly ruleName = new EventField(RESERVED.ruleName);
  /** When EventBridge received the event. */
  public static readonly ingestionTime = new EventField(RESERVED.ingestionTime);
  /** The event without its detail; `detail-type` becomes `detailType`. Only as a whole value, not inside a text. */
  public static readonly event = new EventField(RESERVED.event);
  /** The whole event. Only as a whole value, not inside a text. */
  public static readonly eventJson = new EventField(RESERVED.eventJson);

  /**
   * A field of the event.
   *
   * @param path dots, array indexes and `*` only: `$.detail.items[0].sku`
   */
  public static fromPath(path: EventPath): EventField {
    return new EventField(path);
  }

  /** Tells an EventField from anything else. */
  public static isEventField(value: unknown): value is EventField {
    return typeof value === "object" && value !== null && #reference in value;
  }

  readonly #reference: string;

  private constructor(reference: string) {
    this.#reference = reference;
  }

  /** The path, or the name of a variable that EventBridge fills by itself. */
  public get reference(): string {
    return this.#reference;
  }

  /** True for a variable that EventBridge fills by itself, which needs no input path. */
  public get isReserved(): boolean {
    return !this.#reference.startsWith("$");
  }

  public toString(): string {
    return `${OPEN}${this.#reference}${CLOSE}`;
  }

  public toJSON(): string {
    return this.toString();
  }

  /** @throws TypeError in arithmetic: the value exists only when EventBridge delivers */
  public [Symbol.toPrimitive](hint: string): string {
    if (hint === "number") {
      throw new TypeError(
        `EventField ${this.#reference} has no value before delivery, so it cannot be calculated with.`,
      );
    }
    return this.toString();
  }
}

/** Splits a text at the fields inside it. */
export function splitEventFields(text: string): readonly (string | EventField)[] {
  return text
    .split(MARKER)
    .map((piece, index) => (index % 2 === 0 ? piece : EventField.fromPath(piece as EventPath)))
    .filter((piece) => piece !== "");
}

/** True if a text holds a field. */
export function holdsEventField(text: string): boolean {
  return text.includes(OPEN);
}
