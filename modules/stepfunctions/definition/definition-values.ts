import { Tokenization } from "cdktf";
import { COLLECTION_TOKEN_IN_TEXT, COLLECTION_TOKEN_ONLY, NUMBER_TOKEN_IN_TEXT } from "../../core/json-tokens";
import type { RuleId } from "../../core/rules";
import { SecretValue } from "../../core/secret-value";
import type { Problems } from "../../core/validate";
import { EventField } from "../../events/event-field";
import { jsonPathOf } from "../../languages/json/ast";
import { holdsMarkedEventField, holdsMarkedExpression, withoutMarks } from "../expressions/expression-marks";
import { JsonPath } from "../expressions/json-path";
import { JsonataExpression } from "../expressions/jsonata-expression";
import { withoutTokens } from "../expressions/terraform-value";
import { MAX_WALK_DEPTH } from "../state-machine/state-machine-limits";
import { isPlain } from "../states/property-types";

/** What is wrong with one value, beside the rule's own row. */
interface ValueProblem {
  readonly code: RuleId;
  readonly detail?: string;
  readonly fix?: string;
}

/** How a SecretValue stands in a text. */
const SECRET = SecretValue.unsafePlainText("").toString();

/** What each text is looked at for first: nearly none has anything of it. */
const SUSPICIOUS = /[\uE000-\uE005…]|TfToken\[|e\+29\d/;

/** As `typeof` has them; `object` is looked into, and a member that is undefined is left out. */
const JSON_TYPES = new Set(["string", "number", "boolean", "object", "undefined"]);

const WRITTEN_OUT =
  'write it out; in a definition that is given as an object, `"key.$": "$.path"` or `"{% … %}"` stands for a value of the run.';
const SECRET_ENDPOINT =
  "give `apiEndpoint` the whole URL as one SecretValue, and to a definition that is no states `variable.stringValue` of a sensitive variable; both with `allowedEndpoints`.";

/**
 * Reports what a finished definition must not hold: values that are no JSON, expressions and secrets that became text.
 *
 * @returns the JSON paths at which it was found
 */
export function checkValues(definition: unknown, problems: Problems): readonly string[] {
  const check = new ValueCheck(problems);
  check.value(definition);
  return check.refused;
}

/** What is wrong with a text in which nothing is left to be evaluated. */
export function textProblem(text: string): ValueProblem | undefined {
  if (!SUSPICIOUS.test(text)) {
    return undefined;
  }
  if (holdsMarkedEventField(text)) {
    return { code: "state-value-event-field" };
  }
  if (holdsMarkedExpression(text)) {
    return text.startsWith("{%")
      ? { code: "state-expression-of-other-language" }
      : { code: "state-value-not-static", fix: WRITTEN_OUT };
  }
  if (text.includes(SECRET)) {
    return { code: "secret-in-request" };
  }
  if (NUMBER_TOKEN_IN_TEXT.test(text)) {
    return { code: "state-value-not-json", detail: "a number token inside text", fix: "use Token.asString(number)." };
  }
  return COLLECTION_TOKEN_IN_TEXT.test(text)
    ? {
        code: "state-value-not-json",
        detail: "a list or map of Terraform stands inside text or beside others",
        fix: "join them with Fn.join, Fn.concat or Fn.merge.",
      }
    : undefined;
}

class ValueCheck {
  public readonly refused: string[] = [];
  /** Keys and indexes down to the value: the path is written out only for a problem. */
  readonly #way: (string | number)[] = [];
  readonly #around = new Set<object>();

  constructor(private readonly problems: Problems) {}

  public value(value: unknown): void {
    if (typeof value === "string") {
      this.text(value);
    } else if (typeof value === "object" && value !== null) {
      this.object(value);
    } else if (typeof value === "number" && !Number.isFinite(value)) {
      this.report({ code: "state-value-not-json", detail: `it is ${value}` });
    } else if (!JSON_TYPES.has(typeof value)) {
      this.report({ code: "state-value-not-json", detail: `it is a ${typeof value}` });
    }
  }

  private object(value: object): void {
    if (this.#around.has(value)) {
      this.report({ code: "state-value-not-json", detail: "it refers back to an object that contains it" });
      return;
    }
    if (Tokenization.isResolvable(value) || this.#way.length > MAX_WALK_DEPTH) {
      return; // what is nested too deep is reported as such
    }
    this.#around.add(value);
    if (Array.isArray(value)) {
      this.elements(value);
    } else if (isPlain(value)) {
      this.members(value);
    } else {
      this.instance(value);
    }
    this.#around.delete(value);
  }

  private elements(values: readonly unknown[]): void {
    if (values.length === 1 && typeof values[0] === "string" && COLLECTION_TOKEN_ONLY.test(values[0])) {
      return; // a list of Terraform
    }
    for (let index = 0; index < values.length; index++) {
      this.#way.push(index);
      this.value(values[index]);
      this.#way.pop();
    }
  }

  private members(members: { readonly [key: string]: unknown }): void {
    const keys = Object.keys(members);
    if (keys.length === 1 && COLLECTION_TOKEN_ONLY.test(keys[0]!)) {
      return; // a map of Terraform
    }
    for (const key of keys) {
      this.#way.push(key);
      const problem = textProblem(key);
      if (problem === undefined) {
        this.value(members[key]);
      } else {
        this.report(problem.code === "state-value-not-static" ? { code: "state-key-not-static" } : problem);
      }
      this.#way.pop();
    }
  }

  private instance(value: object): void {
    if (SecretValue.isSecretValue(value)) {
      this.report({ code: "secret-in-request" });
    } else if (EventField.isEventField(value)) {
      this.report({ code: "state-value-event-field" });
    } else if (JsonPath.isJsonPath(value) || JsonataExpression.isJsonataExpression(value)) {
      this.report({ code: "state-value-not-static", fix: WRITTEN_OUT });
    } else {
      this.report({ code: "state-value-not-json", detail: `it is a ${value.constructor?.name || "class instance"}` });
    }
  }

  private text(text: string): void {
    const problem = textProblem(text);
    if (problem !== undefined) {
      this.report(problem);
    }
  }

  private report({ code, detail, fix }: ValueProblem): void {
    const path = this.#way.reduce<string>((around, key) => jsonPathOf(around, key), "$");
    const isEndpoint = /^ApiEndpoint(\.\$)?$/.test(String(this.#way.at(-1)));
    this.refused.push(path);
    this.problems.add(code, {
      property: `definition${withoutMarks(withoutTokens(path.slice(1)))}`,
      detail,
      fix: code === "secret-in-request" && isEndpoint ? SECRET_ENDPOINT : fix,
    });
  }
}
