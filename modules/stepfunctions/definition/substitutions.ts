import { type IResolvable, Token, Tokenization } from "cdktf";
import { SecretValue } from "../../core/secret-value";
import type { Problems } from "../../core/validate";
import type { IConnection } from "../../events/connection";
import { nearest } from "../../languages/asl";
import { MAX_WALK_DEPTH } from "../state-machine/state-machine-limits";
import { isConnection, isPlain } from "../states/property-types";

/** What takes the place of `${Name}`. A connection stands for its ARN. */
export type DefinitionSubstitution = string | number | boolean | IConnection | IResolvable;

/** By name. */
export type DefinitionSubstitutions = { readonly [name: string]: DefinitionSubstitution };

/**
 * `${Name}`, and `$${Name}` for the same as text. Names as in AWS SAM, with `::` as in `AWS::Region`. JSONata's grouping
 * `${key: value}` has another form, and a token of cdktf brackets.
 */
const PLACEHOLDER = /\$?\$\{([\w.-]+(?:::[\w.-]+)*)\}/g;

const SECRET_SUBSTITUTION =
  "give a secret endpoint as `variable.stringValue` of a sensitive variable, with `allowedEndpoints`; anything else that is secret belongs to the connection.";

/** Puts values into a definition in place of `${Name}`. */
export class Substitution {
  readonly #values: DefinitionSubstitutions;
  readonly #missing = new Set<string>();
  readonly #unused: Set<string>;
  readonly #connections = new Set<IConnection>();
  /** The objects around the value. */
  readonly #around = new Set<unknown>();

  constructor(
    values: DefinitionSubstitutions,
    private readonly problems: Problems,
  ) {
    this.#values = values;
    this.#unused = new Set(Object.keys(values));
    for (const [name, value] of Object.entries(values)) {
      problems.check(isSubstitution(value), "definition-substitution-invalid", {
        property: `substitutions.${name}`, // without the value, which may be a credential
        fix: SecretValue.isSecretValue(value) ? SECRET_SUBSTITUTION : undefined,
      });
    }
  }

  /** The connections that were put in. */
  public get connections(): readonly IConnection[] {
    return [...this.#connections];
  }

  /**
   * A copy of the definition with the values in it, and without members that are undefined, as JSON has none. What is no
   * plain object or array stays itself, and so does what refers back to an object around it or is nested too deep.
   */
  public apply(value: unknown): unknown {
    if (typeof value === "string") {
      return this.text(value);
    }
    const isList = Array.isArray(value);
    if (
      Tokenization.isResolvable(value) ||
      (!isList && !isPlain(value)) ||
      this.#around.has(value) ||
      this.#around.size > MAX_WALK_DEPTH
    ) {
      return value;
    }
    this.#around.add(value);
    const copy = isList ? value.map((element) => this.apply(element)) : this.members(value);
    this.#around.delete(value);
    return copy;
  }

  /** Reports names without a value and values without a place, once everything is put in. */
  public report(): void {
    const known = Object.keys(this.#values);
    for (const name of this.#missing) {
      const meant = nearest(name, [...this.#unused]);
      this.problems.add("definition-substitution-missing", {
        property: "substitutions",
        given: name,
        detail: known.length === 0 ? "no values are given" : `there are values for ${known.join(", ")}`,
        fix: meant === undefined ? undefined : `give a value for ${name}; ${meant} is given and not used.`,
      });
    }
    for (const name of this.#unused) {
      this.problems.add("definition-substitution-unused", { property: `substitutions.${name}` });
    }
  }

  private members(value: { readonly [name: string]: unknown }): unknown {
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, member]) =>
        member === undefined ? [] : [[String(this.text(name)), this.apply(member)]],
      ),
    );
  }

  private text(text: string): unknown {
    if (!text.includes("${")) {
      return text;
    }
    const [whole, name] = new RegExp(`^${PLACEHOLDER.source}$`).exec(text) ?? [];
    if (name !== undefined && !whole?.startsWith("$$")) {
      return this.valueOf(name) ?? text;
    }
    return text.replace(PLACEHOLDER, (placeholder, inside: string) => {
      if (placeholder.startsWith("$$")) {
        return placeholder.slice(1);
      }
      const value = this.valueOf(inside);
      return value === undefined ? placeholder : inText(value);
    });
  }

  private valueOf(name: string): string | number | boolean | IResolvable | undefined {
    if (!Object.hasOwn(this.#values, name)) {
      this.#missing.add(name);
      return undefined;
    }
    this.#unused.delete(name);
    const value = this.#values[name] as DefinitionSubstitution;
    if (isConnection(value)) {
      this.#connections.add(value);
      return value.connectionArn;
    }
    return value;
  }
}

function inText(value: string | number | boolean | IResolvable): string {
  return typeof value === "string" ? value : Token.isUnresolved(value) ? Token.asString(value) : String(value);
}

function isSubstitution(value: unknown): value is DefinitionSubstitution {
  return (
    typeof value === "string" ||
    typeof value === "boolean" ||
    (typeof value === "number" && Number.isFinite(value)) ||
    Tokenization.isResolvable(value) ||
    isConnection(value)
  );
}
