import {
  fromValue,
  type JsonNode,
  type JsonSyntaxError,
  JsonValueError,
  type OpaqueType,
  parseJsonRecovering,
  positionAt,
  printJson,
  toValue,
} from "../json";
import { checkBudgets, unknownTopLevelFields, worstWildcards } from "./checks";
import { compilePattern } from "./compile";
import { EventPatternError } from "./errors";
import { type EventInput, readEvent } from "./event";
import { type EventPatternExplanation, explainMatch } from "./explain";
import { MAX_PATTERN_LENGTH } from "./limits";
import { MatchPlan } from "./matching";
import type { Conjunct, EventPatternWarning } from "./model";
import { awsMessage, LocatedPatternError, Reporter } from "./reporter";

export interface EventPatternOptions {
  /**
   * Says that a value stands for one that is known only later, such as an unresolved token: undefined for an ordinary
   * value. Such a value is accepted wherever one of its type could stand. Only used when the pattern is given as a
   * value.
   */
  readonly opaque?: (value: unknown) => OpaqueType | undefined;
  /**
   * `"aws"` refuses what EventBridge refuses: more than 4096 characters, wildcard complexity above 10, more than 1,000
   * combinations of `$or` branches. `"engine"` leaves out the first two, as event-ruler does.
   * @default "aws"
   */
  readonly limits?: "aws" | "engine";
}

/** An Amazon EventBridge event pattern: checked as `PutRule` checks it, and able to match events. */
export class EventPattern {
  /**
   * Reads a pattern from its JSON text or from the value of it.
   * @throws EventPatternError when EventBridge would refuse it.
   */
  static parse(pattern: string | object, options: EventPatternOptions = {}): EventPattern {
    const text = typeof pattern === "string" ? pattern : undefined;
    const report = new Reporter(text);
    const root = text === undefined ? valueTree(pattern, options) : undefined;
    const { node, conjuncts } = text === undefined ? compileTree(root!, report) : compileText(text, report);
    unknownTopLevelFields(node, report);
    const complexity = worstWildcards(conjuncts);
    checkBudgets(node, complexity, report, options.limits ?? "aws");
    return new EventPattern(node, conjuncts, report.warnings, complexity.score);
  }

  /** What AWS accepts, but is probably not what was meant, or may be refused. */
  readonly warnings: readonly EventPatternWarning[];
  /** Highest complexity of the wildcards on one field; 0 without wildcards. */
  readonly wildcardComplexity: number;
  /** Whether the pattern holds opaque values, so that it cannot be matched. */
  readonly hasOpaqueValues: boolean;
  /** @internal */
  readonly conjuncts: readonly Conjunct[];
  private readonly node: JsonNode;
  private compiled: MatchPlan | undefined;

  private constructor(
    node: JsonNode,
    conjuncts: readonly Conjunct[],
    warnings: readonly EventPatternWarning[],
    wildcardComplexity: number,
  ) {
    this.node = node;
    this.conjuncts = conjuncts;
    this.warnings = warnings;
    this.wildcardComplexity = wildcardComplexity;
    this.hasOpaqueValues = conjuncts.some((c) => c.some((leaf) => leaf.matchers.some((m) => m.op === "opaque")));
  }

  /**
   * Whether the event matches. An event given as text is compared by the characters of its numbers where AWS does so.
   * @throws EventError when the event is not a JSON object, or too large.
   * @throws EventPatternError `UNRESOLVED_VALUE` when the pattern holds opaque values.
   */
  matches(event: EventInput): boolean {
    return this.plan().matches(readEvent(event));
  }

  /** For each field of the pattern whether it held, and what was seen. Throws as {@link matches} does. */
  explain(event: EventInput): EventPatternExplanation {
    return explainMatch(this.plan(), readEvent(event));
  }

  /** The pattern as a value; of duplicate keys the last. Opaque values are given back as they were. */
  toJSON(): unknown {
    return toValue(this.node);
  }

  /**
   * The pattern as compact JSON, keys in their order and numbers as they were written.
   * @throws EventPatternError `UNRESOLVED_VALUE` when the pattern holds opaque values.
   */
  toString(): string {
    if (this.hasOpaqueValues) throw unresolved("printed");
    return printJson(this.node);
  }

  /** Made when first needed: many patterns are only checked, never matched. */
  private plan(): MatchPlan {
    if (this.hasOpaqueValues) throw unresolved("matched");
    this.compiled ??= new MatchPlan(this.conjuncts);
    return this.compiled;
  }
}

interface Compiled {
  readonly node: JsonNode;
  readonly conjuncts: Conjunct[];
}

function compileTree(node: JsonNode, report: Reporter): Compiled {
  return { node, conjuncts: compilePattern(node, report) };
}

/** event-ruler reads and checks in one pass, so the error that comes first in the text is the one it reports. */
function compileText(text: string, report: Reporter): Compiled {
  const { root, error, trailing } = parseJsonRecovering(text);
  if (root === undefined) {
    if (error !== undefined) throw syntaxError(text, error);
    const at = text.length;
    const reason = "Filter is not an object";
    throw new EventPatternError({
      code: "INVALID_PATTERN",
      reason,
      path: "$",
      at: positionAt(text, at),
      awsMessage: awsMessage(text, reason, at),
    });
  }
  if (error !== undefined) {
    try {
      compilePattern(root, report);
    } catch (earlier) {
      if (earlier instanceof LocatedPatternError && earlier.noticed <= error.offset) throw earlier;
    }
    throw syntaxError(text, error);
  }
  const compiled = compileTree(root, report);
  if (trailing !== undefined) {
    report.warn("TRAILING_TEXT", "$", "There is text after the pattern's closing brace; event-ruler ignores it.");
  }
  return compiled;
}

function syntaxError(text: string, error: JsonSyntaxError): EventPatternError {
  return new EventPatternError({
    code: "INVALID_JSON",
    reason: error.reason,
    path: "$",
    at: { offset: error.offset, line: error.line, column: error.column },
    awsMessage: awsMessage(text, error.reason, error.reported),
  });
}

function valueTree(pattern: unknown, options: EventPatternOptions): JsonNode {
  try {
    // Every value takes at least two characters with its comma, so a larger pattern is too long anyway.
    const maxNodes = options.limits === "engine" ? undefined : MAX_PATTERN_LENGTH;
    return fromValue(pattern, { opaque: options.opaque, maxNodes });
  } catch (error) {
    if (!(error instanceof JsonValueError)) throw error;
    const code = error.code === "TOO_LARGE" ? "PATTERN_TOO_LONG" : "INVALID_JSON";
    throw new EventPatternError({ code, reason: error.reason, path: error.path });
  }
}

function unresolved(what: string): EventPatternError {
  return new EventPatternError({
    code: "UNRESOLVED_VALUE",
    reason: `The pattern holds values that are known only later, so it cannot be ${what}`,
    path: "$",
  });
}
