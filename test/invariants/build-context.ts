import { type TerraformStack, TerraformVariable } from "cdktf";
import { Key, type SecretValue } from "cdktf-aws-http-integrations";
import { Construct } from "constructs";
import type { Placed, WithKey } from "./plan";

export interface BuildOptions {
  /** Sees every object of properties before a construct gets it. */
  readonly order?: <Props extends object>(props: Props) => Props;
  /** Takes the place of every credential. */
  readonly secret?: SecretValue;
  /** Takes the place of every endpoint that is secret. */
  readonly secretEndpoint?: SecretValue;
}

/** What all parts of a random stack are made with. */
export class BuildContext {
  public readonly order: <Props extends object>(props: Props) => Props;
  public readonly secret: SecretValue | undefined;
  public readonly secretEndpoint: SecretValue | undefined;
  readonly #keys: readonly Key[];
  #variables = 0;
  #names = 0;

  constructor(
    public readonly stack: TerraformStack,
    keys: number,
    options: BuildOptions,
  ) {
    this.order = options.order ?? ((props) => props);
    this.secret = options.secret;
    this.secretEndpoint = options.secretEndpoint;
    this.#keys = Array.from({ length: keys }, (_, i) => new Key(stack, `Key${i}`));
  }

  public at({ scope }: Placed): Construct {
    return scope.reduce<Construct>(
      (parent, id) => (parent.node.tryFindChild(id) as Construct | undefined) ?? new Construct(parent, id),
      this.stack,
    );
  }

  public variable(config: { readonly sensitive?: boolean; readonly default?: string } = {}): TerraformVariable {
    this.#variables += 1;
    return new TerraformVariable(this.stack, `variable${this.#variables}`, { type: "string", ...config });
  }

  /** A name that no other construct has; undefined where the construct is to make one. */
  public name({ name }: Placed): string | undefined {
    this.#names += 1;
    const given = {
      generated: () => undefined,
      literal: () => `given-${this.#names}`,
      token: () => this.variable().stringValue,
    };
    return given[name]();
  }

  public keyOf({ key }: WithKey): Key | undefined {
    return key === undefined ? undefined : pick(this.#keys, key);
  }
}

export function pick<T>(all: readonly T[], index: number): T | undefined {
  return all.length === 0 ? undefined : all[index % all.length];
}

export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
