import type { EventJsonPath } from "../json-path";
import { jsonFault } from "./check-template";
import { RENDERED_MAX_LENGTH } from "./limits";
import {
  delivered,
  dropped,
  type EventObject,
  type RenderAssumption,
  type RenderedInput,
  type RuleContext,
  toJsonText,
  tooDeep,
} from "./rendered";
import type { TemplatePiece, TemplatePlaceholder } from "./scan";
import { isReservedVariable, placeholder, type ReservedVariable } from "./syntax";

interface Filled {
  readonly value: unknown;
  /** JSON text; `undefined` for a missing value. */
  readonly json: string | undefined;
  readonly fromWildcard: boolean;
}

/** Fills a template that passed its checks. */
export class Substitution {
  private readonly filled = new Map<string, Filled>();
  private readonly assumptions = new Map<RenderAssumption["code"], RenderAssumption>();
  /** A name whose value may break the JSON around it, with the reason to give if it does. */
  private suspect: { readonly name: string; readonly container: boolean } | undefined;

  constructor(
    private readonly form: "json" | "text",
    private readonly paths: ReadonlyMap<string, EventJsonPath | undefined>,
    private readonly event: EventObject,
    private readonly rule: RuleContext,
  ) {}

  render(pieces: readonly TemplatePiece[]): RenderedInput {
    const parts: string[] = [];
    let length = 0;
    for (const piece of pieces) {
      const text = typeof piece === "string" ? piece : this.fill(piece);
      if (text === undefined) return tooDeep();
      length += text.length;
      // Stops before the text is built: 2,000 placeholders of 256 KB each would be half a gigabyte.
      if (length > RENDERED_MAX_LENGTH) return this.tooLarge();
      parts.push(text);
    }
    const body = parts.join("");
    if (this.suspect !== undefined && this.form === "json" && jsonFault(body, Number.POSITIVE_INFINITY) !== undefined)
      return this.broken(this.suspect);
    return delivered(this.form, body, [...this.assumptions.values()]);
  }

  private fill({ name, inString }: TemplatePlaceholder): string | undefined {
    const { value, json, fromWildcard } = this.lookup(name);
    if (fromWildcard) this.assume("wildcard-list", `The value of ${placeholder(name)} comes from a wildcard path.`);
    if (value === undefined) return inString ? "" : '""';
    if (json === undefined) return undefined;
    if (value === null) this.assume("null-value", `${placeholder(name)} is null, written as null.`);
    if (!inString) return json;
    if (typeof value === "string") return this.stringInString(name, value);
    if (typeof value !== "object" || value === null) return json;
    if (this.form === "text") return stripQuotes(json);
    this.suspect ??= { name, container: true };
    this.assume("container-in-string", `${placeholder(name)} is an object or array inside quotes, inserted as it is.`);
    return json;
  }

  private stringInString(name: string, value: string): string {
    if (/["\\\x00-\x1F]/.test(value)) {
      this.suspect ??= { name, container: false };
      const what = "holds a quote, backslash or control character inside quotes";
      this.assume("string-not-escaped", `${placeholder(name)} ${what}; assumed to be inserted without escaping.`);
    }
    return value;
  }

  private lookup(name: string): Filled {
    const known = this.filled.get(name);
    if (known !== undefined) return known;
    // Declared keys cannot have dots, so they never hide a reserved variable.
    const path = this.paths.get(name);
    const value = isReservedVariable(name) ? this.reserved(name) : path?.evaluate(this.event).value;
    const filled = {
      value,
      json: value === undefined ? undefined : toJsonText(value),
      fromWildcard: value !== undefined && path?.hasWildcard === true,
    };
    this.filled.set(name, filled);
    return filled;
  }

  private reserved(name: ReservedVariable): unknown {
    switch (name) {
      case "aws.events.rule-arn":
        return this.rule.ruleArn;
      case "aws.events.rule-name":
        return this.rule.ruleName;
      case "aws.events.event.ingestion-time": {
        const { ingestionTime } = this.rule;
        return typeof ingestionTime === "string"
          ? ingestionTime
          : ingestionTime.toISOString().replace(/\.\d{3}Z$/, "Z");
      }
      case "aws.events.event":
        return withoutDetail(this.event);
      case "aws.events.event.json":
        return this.event;
    }
  }

  private assume(code: RenderAssumption["code"], message: string): void {
    if (!this.assumptions.has(code)) this.assumptions.set(code, { code, message });
  }

  private tooLarge(): RenderedInput {
    const message = `The rendered input is longer than ${RENDERED_MAX_LENGTH} characters.`;
    this.assume("size-limit", "AWS's limit of a rendered input is not documented.");
    return dropped("rendered-too-large", message, [...this.assumptions.values()]);
  }

  private broken({ name, container }: { name: string; container: boolean }): RenderedInput {
    const assumptions = [...this.assumptions.values()];
    const fix = `Use ${placeholder(name)} without quotes, as a whole JSON value.`;
    if (!container) {
      const message = `The value of ${placeholder(name)} is inserted between quotes without escaping, and the result is not JSON.`;
      return dropped("unescaped-value", `${message} ${fix}`, assumptions);
    }
    // Recorded on AWS, unlike a container that happens to leave the JSON valid.
    const recorded = assumptions.filter(({ code }) => code !== "container-in-string");
    const message = `${placeholder(name)} is an object or array between quotes, so the result is not JSON.`;
    return dropped("object-in-string", `${message} ${fix}`, recorded);
  }
}

// The order and the name detailType are recorded; fields that the recording lacks follow in the event's own order.
function withoutDetail(event: EventObject): Record<string, unknown> {
  const order = ["id", "account", "detail-type", "time", "source", "region", "resources", "version"];
  const names = [...order, ...Object.keys(event).filter((name) => !order.includes(name) && name !== "detail")];
  const present = names.filter((name) => Object.hasOwn(event, name));
  return Object.fromEntries(present.map((name) => [name === "detail-type" ? "detailType" : name, event[name]]));
}

function stripQuotes(json: string): string {
  return json.replaceAll('\\"', "").replaceAll('"', "");
}
