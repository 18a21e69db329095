/** What a connection adds to each request that uses it. */
export interface ConnectionParameters {
  readonly headers: readonly string[];
  readonly queryStrings: readonly string[];
  readonly body: readonly string[];
}

export interface ValidateDefinitionOptions {
  /** @default "STANDARD" */
  readonly type?: "STANDARD" | "EXPRESS";
  /**
   * Tells values that are known only later, which are not judged: text with a placeholder, an object that stands for one.
   *
   * @default - text that holds a `${Name}`
   */
  readonly isUnresolved?: (value: unknown) => boolean;
  /**
   * What the connection with this ARN (a value as it stands in the definition) adds to requests.
   *
   * @default - not known
   */
  readonly connectionParameters?: (connectionArn: unknown) => ConnectionParameters | undefined;
}

/** `${ConnectionArn}` as SAM, CDK and `templatefile` substitute it. */
const PLACEHOLDER = /\$\{[^{}]+\}/;

/** True for text with a placeholder in it. */
export function holdsPlaceholder(value: unknown): boolean {
  return typeof value === "string" && PLACEHOLDER.test(value);
}
