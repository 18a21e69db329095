/** A value that a field is compared with. */
export type Matcher = string | number | boolean | null | { readonly [operator: string]: unknown };

/** The matchers of one field, of which one must hold. */
export type Matchers = readonly Matcher[];

/**
 * Matchers for event patterns. Each gives the list that stands for a field, so that lists can be joined:
 * `status: Match.anyOf("open", Match.prefix("re"))`.
 */
export class Match {
  /** Exactly this string. */
  public static exactString(value: string): Matchers {
    return [value];
  }

  /** One of these values or matchers. */
  public static anyOf(...values: readonly (Matcher | Matchers)[]): Matchers {
    return values.flat() as Matchers;
  }

  /** A string that starts so. */
  public static prefix(value: string): Matchers {
    return [{ prefix: value }];
  }

  /** A string that starts so, upper or lower case. */
  public static prefixEqualsIgnoreCase(value: string): Matchers {
    return [{ prefix: { "equals-ignore-case": value } }];
  }

  /** A string that ends so. */
  public static suffix(value: string): Matchers {
    return [{ suffix: value }];
  }

  /** A string that ends so, upper or lower case. */
  public static suffixEqualsIgnoreCase(value: string): Matchers {
    return [{ suffix: { "equals-ignore-case": value } }];
  }

  /** The same string, upper or lower case. */
  public static equalsIgnoreCase(value: string): Matchers {
    return [{ "equals-ignore-case": value }];
  }

  /** A string in which `*` stands for any run of characters; `\*` and `\\` for themselves. No `**`. */
  public static wildcard(value: string): Matchers {
    return [{ wildcard: value }];
  }

  /** Anything but these strings, or these numbers. */
  public static anythingBut(...values: readonly string[] | readonly number[]): Matchers {
    return [{ "anything-but": values.length === 1 ? values[0] : values }];
  }

  /** Anything that does not start with one of these. */
  public static anythingButPrefix(...values: readonly string[]): Matchers {
    return [{ "anything-but": { prefix: oneOrList(values) } }];
  }

  /** Anything that does not end with one of these. */
  public static anythingButSuffix(...values: readonly string[]): Matchers {
    return [{ "anything-but": { suffix: oneOrList(values) } }];
  }

  /** Anything but one of these, upper or lower case. */
  public static anythingButEqualsIgnoreCase(...values: readonly string[]): Matchers {
    return [{ "anything-but": { "equals-ignore-case": oneOrList(values) } }];
  }

  /** Anything that fits none of these wildcards. */
  public static anythingButWildcard(...values: readonly string[]): Matchers {
    return [{ "anything-but": { wildcard: oneOrList(values) } }];
  }

  /** The field is there. Leaf fields only. */
  public static exists(): Matchers {
    return [{ exists: true }];
  }

  /** The field is not there. Leaf fields only. */
  public static doesNotExist(): Matchers {
    return [{ exists: false }];
  }

  /** The field is JSON null. */
  public static nullValue(): Matchers {
    return [null];
  }

  /** A number of this value, however it is written. */
  public static equal(value: number): Matchers {
    return [{ numeric: ["=", value] }];
  }

  public static greaterThan(value: number): Matchers {
    return [{ numeric: [">", value] }];
  }

  public static greaterThanOrEqual(value: number): Matchers {
    return [{ numeric: [">=", value] }];
  }

  public static lessThan(value: number): Matchers {
    return [{ numeric: ["<", value] }];
  }

  public static lessThanOrEqual(value: number): Matchers {
    return [{ numeric: ["<=", value] }];
  }

  /** A number in a range. `lower` must be less than `upper`; both bounds belong to it unless said otherwise. */
  public static interval(
    lower: number,
    upper: number,
    bounds: { readonly lowerExclusive?: boolean; readonly upperExclusive?: boolean } = {},
  ): Matchers {
    return [{ numeric: [bounds.lowerExclusive ? ">" : ">=", lower, bounds.upperExclusive ? "<" : "<=", upper] }];
  }

  /** An IPv4 or IPv6 address in this block, for example `10.0.0.0/24`. */
  public static cidr(block: string): Matchers {
    return [{ cidr: block }];
  }

  private constructor() {}
}

function oneOrList(values: readonly string[]): string | readonly string[] {
  return values.length === 1 ? (values[0] as string) : values;
}
