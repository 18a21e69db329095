import type { TerraformStack } from "cdktf";
import type { AwsConstruct } from "../core/aws-construct";
import type { IEventBus } from "./event-bus-base";

/** What is known of a bus and stands not in its interface. */
export interface BusFacts {
  /** Undefined where only Terraform knows it. */
  readonly isDefault: boolean | undefined;
  /** Whether rules and a policy can be made on it here. */
  readonly isByArn: boolean;
  /** The ARN without a reference to the bus, for the policy of something that the bus itself refers to. */
  readonly writtenArn?: () => string;
}

const FACTS = new WeakMap<IEventBus, BusFacts>();

export function rememberBus(bus: IEventBus, facts: BusFacts): void {
  FACTS.set(bus, facts);
}

/** Nothing is known of a bus that is somebody else's class. */
export function factsOf(bus: IEventBus): BusFacts | undefined {
  return FACTS.get(bus);
}

/** How many rules stand on a bus. */
export interface RuleCount {
  rules: number;
  withWildcards: number;
}

const REGISTRIES = new WeakMap<TerraformStack, BusRegistry>();

/** What a stack has on each bus: its quotas, its one policy, and events that come back are beyond a single rule. */
export class BusRegistry {
  public static of(stack: TerraformStack): BusRegistry {
    let registry = REGISTRIES.get(stack);
    if (registry === undefined) {
      registry = new BusRegistry();
      REGISTRIES.set(stack, registry);
    }
    return registry;
  }

  readonly #counts = new Map<string, RuleCount>();
  readonly #busesByArn = new Map<string, string>();
  readonly #policies = new Set<string>();

  private constructor() {}

  public countOf(bus: string): RuleCount {
    let count = this.#counts.get(bus);
    if (count === undefined) {
      count = { rules: 0, withWildcards: 0 };
      this.#counts.set(bus, count);
    }
    return count;
  }

  /** A target's ARN is a bus's only if it was read from that bus. */
  public rememberArn(arn: string, bus: string): void {
    this.#busesByArn.set(arn, bus);
  }

  public busWithArn(arn: string | undefined): string | undefined {
    return arn === undefined ? undefined : this.#busesByArn.get(arn);
  }

  /** @returns false if the bus has one already, which a second would overwrite at every apply */
  public addPolicy(bus: string): boolean {
    const isFirst = !this.#policies.has(bus);
    this.#policies.add(bus);
    return isFirst;
  }
}

/** The same for each construct that stands for the same bus: its name, with the provider where there are several. */
export function busKey(construct: AwsConstruct, eventBusName: string): string {
  return `${construct.metaArguments.provider?.alias ?? ""}/${eventBusName}`;
}
