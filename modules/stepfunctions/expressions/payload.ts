import { Token, Tokenization } from "cdktf";
import type { RuleId } from "../../core/rules";
import { SecretValue } from "../../core/secret-value";
import { EventField } from "../../events/event-field";
import { jsonPathOf } from "../../languages/json/ast";
import { holdsEventFieldMark, holdsMark } from "./expression-marks";
import { formatText, intrinsicCall, NoIntrinsicArgument } from "./intrinsic";
import { JsonPath } from "./json-path";
import { JsonataExpression } from "./jsonata-expression";
import { concatenated, delimited } from "./jsonata-text";
import { QueryLanguage } from "./query-language";

/** Where what is wrong with a value is reported; the property is below that of the state. */
export type ReportValue = (code: RuleId, property: string, finding?: { detail?: string; given?: unknown }) => void;

export interface PayloadOptions {
  /** Undefined where nothing is evaluated, as in the result of a Pass state. */
  readonly language: QueryLanguage | undefined;
  readonly report: ReportValue;
}

/** What a JSONPath state takes from elsewhere: its field gets a name of its own, such as `key.$`. */
export class PathValue {
  constructor(public readonly text: string) {}
}

/**
 * A value that is one in JSONPath states and another in JSONata states, for workflows that stand in either.
 *
 * @internal
 */
export class InEitherLanguage {
  constructor(
    public readonly jsonPath: unknown,
    public readonly jsonata: unknown,
  ) {}
}

/** A value as it stands in a definition. Terraform's tokens stay in it. A `PathValue` where the whole value is one. */
export function renderPayload(value: unknown, property: string, options: PayloadOptions): unknown {
  return new PayloadRenderer(options).value(value, property);
}

class PayloadRenderer {
  /** The objects around the value. */
  readonly #around: object[] = [];

  constructor(private readonly options: PayloadOptions) {}

  public value(value: unknown, property: string): unknown {
    switch (typeof value) {
      case "string":
        return holdsMark(value) ? this.text(value, property) : value;
      case "number":
        return Number.isFinite(value) || Token.isUnresolved(value) ? value : this.notJson(value, property);
      case "boolean":
      case "undefined":
        return value;
      case "object":
        return value === null ? null : this.object(value, property);
      default:
        return this.notJson(typeof value, property);
    }
  }

  private object(value: object, property: string): unknown {
    if (Array.isArray(value)) {
      return this.within(value, property, () => this.array(value, property));
    }
    const prototype = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null) {
      return Tokenization.isResolvable(value)
        ? value
        : this.within(value, property, () => this.members(value as { readonly [key: string]: unknown }, property));
    }
    return this.instance(value, property);
  }

  private instance(value: object, property: string): unknown {
    if (JsonPath.isJsonPath(value)) {
      if (value === JsonPath.DISCARD) {
        return this.problem(
          "state-value-not-json",
          property,
          "JsonPath.DISCARD is for inputPath, resultPath and outputPath",
        );
      }
      return this.isLanguage(QueryLanguage.JSON_PATH, property) ? new PathValue(value.reference) : undefined;
    }
    if (JsonataExpression.isJsonataExpression(value)) {
      return this.isLanguage(QueryLanguage.JSONATA, property) ? delimited(value.expression) : undefined;
    }
    if (value instanceof InEitherLanguage) {
      return this.value(this.options.language === QueryLanguage.JSONATA ? value.jsonata : value.jsonPath, property);
    }
    if (SecretValue.isSecretValue(value)) {
      return this.problem("secret-in-request", property);
    }
    if (EventField.isEventField(value)) {
      return this.problem("state-value-event-field", property);
    }
    return Tokenization.isResolvable(value)
      ? value
      : this.notJson(value.constructor?.name ?? "class instance", property);
  }

  private text(text: string, property: string): unknown {
    const { language } = this.options;
    if (holdsEventFieldMark(text)) {
      return this.problem("state-value-event-field", property);
    }
    if (language === undefined) {
      return this.problem("state-value-not-static", property);
    }
    if (language === QueryLanguage.JSON_PATH) {
      const format = this.intrinsic(() => formatText(text));
      return format === undefined ? this.problem("state-expression-of-other-language", property) : format;
    }
    const expression = concatenated(text);
    return expression === undefined
      ? this.problem("state-expression-of-other-language", property)
      : delimited(expression);
  }

  private array(values: readonly unknown[], property: string): unknown {
    const rendered = values.map((value, index) => this.value(value, `${property}[${index}]`));
    if (!rendered.some((value) => value instanceof PathValue)) {
      return rendered;
    }
    return (
      this.intrinsic(() => intrinsicCall("States.Array", values)) ??
      this.problem("state-list-not-expressible", property)
    );
  }

  private members(value: { readonly [key: string]: unknown }, property: string): unknown {
    const members: [string, unknown][] = [];
    for (const [key, member] of Object.entries(value)) {
      if (holdsMark(key)) {
        this.problem("state-key-not-static", property);
        continue;
      }
      const rendered = this.value(member, jsonPathOf(property, key));
      if (rendered instanceof PathValue) {
        if (Object.hasOwn(value, `${key}.$`)) {
          this.problem("state-key-twice", jsonPathOf(property, key));
        }
        members.push([`${key}.$`, rendered.text]);
      } else if (rendered !== undefined) {
        members.push([key, rendered]);
      }
    }
    return Object.fromEntries(members);
  }

  private within(value: object, property: string, render: () => unknown): unknown {
    if (this.#around.includes(value)) {
      return this.problem("state-value-not-json", property, "it refers back to an object that contains it");
    }
    this.#around.push(value);
    const rendered = render();
    this.#around.pop();
    return rendered;
  }

  private intrinsic(make: () => string): PathValue | undefined {
    try {
      return new PathValue(make());
    } catch (error) {
      if (error instanceof NoIntrinsicArgument) {
        return undefined;
      }
      throw error;
    }
  }

  private isLanguage(language: QueryLanguage, property: string): boolean {
    if (this.options.language === language) {
      return true;
    }
    this.problem(
      this.options.language === undefined ? "state-value-not-static" : "state-expression-of-other-language",
      property,
    );
    return false;
  }

  private notJson(what: unknown, property: string): undefined {
    return this.problem("state-value-not-json", property, `it is ${String(what)}`);
  }

  private problem(code: RuleId, property: string, detail?: string): undefined {
    this.options.report(code, property, { detail });
    return undefined;
  }
}
