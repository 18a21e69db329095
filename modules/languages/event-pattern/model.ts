import type { JsonArray, JsonNode } from "../json";
import type { CaseInsensitiveText } from "./case-fold";
import type { IpRange } from "./ip";
import type { NumberText } from "./numbers";
import type { WildcardPattern } from "./wildcard";

/** A value that a matcher looks at. A plain `number` always compares by value. */
export type Scalar = string | number | boolean | null | NumberText;

/** A number of a pattern: its value and its characters. */
export interface PatternNumber {
  readonly value: number;
  readonly text: string;
  readonly comparable: boolean;
}

export interface NumericBound {
  readonly value: number;
  readonly open: boolean;
}

/** What one element of a matcher array asks for. */
export type Matcher =
  | { readonly op: "string"; readonly text: string; readonly ip: IpRange | undefined }
  | { readonly op: "number"; readonly number: PatternNumber }
  | { readonly op: "literal"; readonly value: boolean | null }
  | { readonly op: "prefix" | "suffix"; readonly text: string }
  | {
      readonly op: "prefix-ignore-case" | "suffix-ignore-case" | "equals-ignore-case";
      readonly folded: CaseInsensitiveText;
    }
  | { readonly op: "wildcard"; readonly wildcard: WildcardPattern }
  | { readonly op: "numeric"; readonly low?: NumericBound; readonly high?: NumericBound }
  | { readonly op: "cidr"; readonly range: IpRange }
  | { readonly op: "exists"; readonly exists: boolean }
  | { readonly op: "anything-but-strings"; readonly texts: ReadonlySet<string> }
  | { readonly op: "anything-but-numbers"; readonly values: readonly number[] }
  | { readonly op: "anything-but"; readonly matchers: readonly Matcher[] }
  | { readonly op: "opaque" };

/** The matchers of one field. */
export interface Leaf {
  /** The field's path with dots, as event-ruler flattens it: `detail.state`. */
  readonly field: string;
  /** JSON path of the matcher array in the pattern. */
  readonly path: string;
  readonly matchers: readonly Matcher[];
  /** The matchers as they stand in the pattern, one for each of `matchers`. */
  readonly nodes: readonly JsonNode[];
  readonly node: JsonArray | JsonNode;
  /** Leaves stand in the pattern in this order. */
  readonly order: number;
  /** Whether one of the matchers is `{"exists": false}`. */
  readonly absent: boolean;
}

/** One way to match: every leaf must hold. `$or` gives a pattern several. Sorted by field, as event-ruler does. */
export type Conjunct = readonly Leaf[];

export type EventPatternWarningCode =
  | "UNKNOWN_TOP_LEVEL_FIELD"
  | "OR_IS_A_FIELD"
  | "RESERVED_NAME_IN_OR"
  | "EXACTLY_OPERATOR"
  | "WILDCARD_COMPLEXITY"
  | "NUMERIC_LIMIT"
  | "PATTERN_LENGTH"
  | "DUPLICATE_KEY"
  | "TRAILING_TEXT";

/** Something that AWS accepts, but that is probably not what was meant, or that may be refused. */
export interface EventPatternWarning {
  readonly code: EventPatternWarningCode;
  readonly message: string;
  /** JSON path in the pattern. */
  readonly path: string;
}
