import { type Json, type JsonObject, mapStrings, type TerraformJson } from "../support/terraform-json";
import { computedAttributes } from "./attributes";
import { addressesIn, evaluateTemplate, referencesIn } from "./expressions";
import { type IamFacts, loadIamFacts } from "./iam-facts";
import { type PolicyDocument, policyDocuments } from "./policies";

/** A resource or data source. */
export interface Block {
  readonly address: string;
  readonly mode: "resource" | "data";
  readonly type: string;
  readonly name: string;
  /** As synthesized. */
  readonly raw: JsonObject;
  /** With expressions evaluated, and with the attributes that AWS makes up. */
  readonly values: JsonObject;
}

/** Texts, with anything at all in the place of each null. */
export type Endpoint = readonly (string | null)[];

/** What a stack's author knows and its JSON does not show. */
export interface Expectations {
  /** Targets (`target_id`) whose author did without a dead-letter queue. */
  readonly withoutDeadLetterQueue?: readonly string[];
  /** How long logs are kept at least. Default: a year. */
  readonly logRetentionDays?: number;
  /** Texts that were given as credentials in clear text. */
  readonly canaries?: readonly string[];
  /** What HTTP Tasks may call, by state name, in place of what their definition says. Null stands for anything. */
  readonly endpoints?: { readonly [state: string]: Endpoint };
  /** HTTP Tasks whose author did without retriers. */
  readonly withoutRetry?: readonly string[];
  /** Whether a machine's author did without traces. */
  readonly withoutTracing?: boolean;
  /** Whether a machine's author asked for the data of executions in the logs. */
  readonly withExecutionData?: boolean;
}

/** How the package writes a token inside a JSON text. */
const IN_JSON_TEXT = /^trimsuffix\(trimprefix\(jsonencode\((.*)\), "\\""\), "\\""\)$/s;

/** A synthesized stack, its references resolved to what AWS could answer. */
export class Model {
  public static async of(json: TerraformJson, expectations: Expectations = {}): Promise<Model> {
    const model = new Model(json, expectations);
    return new Model(json, expectations, await loadIamFacts(model.policies));
  }

  readonly #blocks = new Map<string, Block>();
  readonly #byType = new Map<string, Block[]>();
  public readonly policies: readonly PolicyDocument[];

  private constructor(
    public readonly json: TerraformJson,
    public readonly expectations: Expectations,
    public readonly iam: IamFacts = new Map(),
  ) {
    for (const mode of ["resource", "data"] as const) {
      for (const [type, instances] of Object.entries(json[mode] ?? {})) {
        for (const [name, raw] of Object.entries(instances)) {
          this.add({ mode, type, name, raw });
        }
      }
    }
    this.policies = policyDocuments(this);
  }

  private add({ mode, type, name, raw }: Pick<Block, "mode" | "type" | "name" | "raw">): void {
    const address = `${mode === "data" ? "data." : ""}${type}.${name}`;
    const evaluate = (body: JsonObject) => mapStrings(body, (text) => this.evaluate(text));
    const evaluated = lazy(() => ({
      ...computedAttributes(mode, type, name, evaluate(identity(raw))),
      ...evaluate(raw),
    }));
    const block: Block = {
      ...{ address, mode, type, name, raw },
      get values() {
        return evaluated();
      },
    };
    this.#blocks.set(address, block);
    this.#byType.set(type, [...(this.#byType.get(type) ?? []), block]);
  }

  public get blocks(): Block[] {
    return [...this.#blocks.values()];
  }

  /** The resources of some types. */
  public resources(...types: readonly string[]): Block[] {
    return types.flatMap((type) => (this.#byType.get(type) ?? []).filter(({ mode }) => mode === "resource"));
  }

  /** The one resource of a type with this value, such as the queue with an ARN. */
  public find(type: string, attribute: string, value: Json | undefined): Block | undefined {
    return this.resources(type).find((block) => block.values[attribute] === value);
  }

  /** The text as Terraform would evaluate it. */
  public evaluate(text: string): string {
    return text.includes("{") ? evaluateTemplate(text, (expression) => this.valueOf(expression)) : text;
  }

  private valueOf(expression: string): string {
    const inText = IN_JSON_TEXT.exec(expression);
    if (inText) {
      return JSON.stringify(this.valueOf(inText[1]!)).slice(1, -1);
    }
    const asText = /^tostring\((.*)\)$/s.exec(expression);
    if (asText) {
      return this.valueOf(asText[1]!);
    }
    const [, variable] = /^var\.([\w-]+)$/.exec(expression) ?? [];
    if (variable !== undefined) {
      // Without parentheses, so that a host with it in it still looks like one.
      const value = this.json.variable?.[variable]?.default;
      return value === undefined ? expression : typeof value === "string" ? value : JSON.stringify(value);
    }
    const encoded = /^jsonencode\((.*)\)$/s.exec(expression);
    if (encoded) {
      return JSON.stringify(this.valueOf(encoded[1]!));
    }
    if (/^"(?:[^"\\]|\\.|\$\{[^}]*\})*"$/.test(expression)) {
      return this.evaluate(expression.slice(1, -1).replace(/\\(["\\])/g, "$1"));
    }
    const [address] = addressesIn(expression);
    const block = address === undefined ? undefined : this.#blocks.get(address);
    if (block !== undefined && expression.startsWith(`${address}.`)) {
      const value = this.attribute(block, expression.slice(address!.length + 1));
      if (value !== undefined) {
        return typeof value === "string" ? value : JSON.stringify(value);
      }
    }
    // Not evaluated; still to be told from others, and no harm to JSON around it.
    return `(${expression.replace(/["\\]/g, "")})`;
  }

  /** Only what the attribute needs is evaluated: blocks may refer to each other, as long as their attributes do not. */
  private attribute({ address, mode, type, name, raw }: Block, attribute: string): Json | undefined {
    const given = raw[attribute];
    if (typeof given === "string") {
      return this.evaluate(given);
    }
    const known = mapStrings(identity(raw), (text) => this.evaluate(text));
    const value = given ?? computedAttributes(mode, type, name, known)[attribute];
    if (value === undefined && /^\w+$/.test(attribute) && attribute !== "id") {
      throw new Error(`${address} has no "${attribute}": add it to attributes.ts`);
    }
    return value;
  }

  /** The blocks and variables that a block refers to. */
  public referencesOf(block: Block): string[] {
    const { depends_on: dependsOn, ...body } = block.raw;
    const found = new Set<string>();
    mapStrings(body, (text) => {
      for (const address of referencesIn(text)) {
        found.add(address);
      }
      return text;
    });
    for (const entry of (dependsOn ?? []) as string[]) {
      for (const address of addressesIn(entry)) {
        found.add(address);
      }
    }
    return [...found];
  }

  public has(address: string): boolean {
    const [root, name] = address.split(".") as [string, string];
    return root === "var" ? this.json.variable?.[name] !== undefined : this.#blocks.has(address);
  }
}

/** True unless a part of the text is known to Terraform alone. */
export function isEvaluated(text: string): boolean {
  return addressesIn(text).length === 0;
}

/** The arguments of which AWS makes ARNs. */
function identity({ name, event_bus_name, secret_id, routing_configuration }: JsonObject): JsonObject {
  const all = { name, event_bus_name, secret_id, routing_configuration };
  return Object.fromEntries(Object.entries(all).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** A block that may be written as an object or as a list of one. */
export function nested(body: JsonObject, name: string): JsonObject | undefined {
  const value = body[name];
  return (Array.isArray(value) ? value[0] : value) as JsonObject | undefined;
}
