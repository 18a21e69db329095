import { type JsonNode, jsonPathOf, printJson } from "../json";
import {
  DEFAULT_PATTERN_LENGTH_QUOTA,
  MAX_PATTERN_LENGTH,
  MAX_WILDCARD_COMPLEXITY,
  PROVEN_WILDCARD_COMPLEXITY,
} from "./limits";
import type { Conjunct, Leaf, Matcher } from "./model";
import type { Reporter } from "./reporter";
import type { WildcardPattern } from "./wildcard";
import { wildcardComplexity } from "./wildcard-complexity";

/** Fields of the event envelope (AWS: EventBridge user guide), and the `$or` operator. */
const TOP_LEVEL_FIELDS: readonly string[] = [
  "version",
  "id",
  "detail-type",
  "source",
  "account",
  "time",
  "region",
  "resources",
  "detail",
  "replay-name",
  "$or",
];

const TOO_COMPLEX =
  "Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character";

export interface WorstWildcards {
  readonly score: number;
  readonly leaf: Leaf | undefined;
}

/** Warns of top-level fields that no event has, also inside a top-level `$or`. */
export function unknownTopLevelFields(root: JsonNode, report: Reporter, path = "$"): void {
  if (root.kind !== "object") return;
  for (const { key, value } of root.members) {
    const at = jsonPathOf(path, key);
    const name = key.split(".", 1)[0]!;
    if (!TOP_LEVEL_FIELDS.includes(name)) {
      const meant = TOP_LEVEL_FIELDS.find((field) => squash(field) === squash(name));
      const hint = meant === undefined ? "" : ` Did you mean ${JSON.stringify(meant)}?`;
      report.warn("UNKNOWN_TOP_LEVEL_FIELD", at, `Events have no top-level field ${JSON.stringify(name)}.${hint}`);
    }
    if (key === "$or" && value.kind === "array") {
      value.elements.forEach((element, i) => {
        unknownTopLevelFields(element, report, jsonPathOf(at, i));
      });
    }
  }
}

function squash(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, "");
}

/** The field whose wildcards are the most complex. Only the wildcards of one field add up. */
export function worstWildcards(conjuncts: readonly Conjunct[]): WorstWildcards {
  let worst: WorstWildcards = { score: 0, leaf: undefined };
  for (const leaf of new Set(conjuncts.flat())) {
    // The same matcher twice is one matcher to event-ruler.
    const matchers = new Map<string, WildcardPattern[]>();
    for (const matcher of leaf.matchers) {
      const wildcards = wildcardsOf(matcher);
      if (wildcards.length > 0) matchers.set(JSON.stringify([matcher.op, wildcards.map((w) => w.source)]), wildcards);
    }
    const score = matchers.size === 0 ? 0 : wildcardComplexity([...matchers.values()]);
    if (score > worst.score) worst = { score, leaf };
  }
  return worst;
}

function wildcardsOf(matcher: Matcher): WildcardPattern[] {
  if (matcher.op === "wildcard") return [matcher.wildcard];
  return matcher.op === "anything-but" ? matcher.matchers.flatMap(wildcardsOf) : [];
}

/** Length and wildcard complexity. Throws EventPatternError with `"aws"` limits, else only warns. */
export function checkBudgets(root: JsonNode, worst: WorstWildcards, report: Reporter, limits: "aws" | "engine"): void {
  // What an opaque value will become is not known; it counts as nothing, so only what is certain is refused.
  const { length } = printJson(root, () => "");
  if (length > MAX_PATTERN_LENGTH && limits === "aws") {
    const reason = `The event pattern has ${length} characters; EventBridge takes at most ${MAX_PATTERN_LENGTH}`;
    throw report.value({ node: root, path: "$" }, reason, "PATTERN_TOO_LONG");
  }
  if (length > DEFAULT_PATTERN_LENGTH_QUOTA) {
    report.warn(
      "PATTERN_LENGTH",
      "$",
      `The event pattern has ${length} characters; the default quota is ${DEFAULT_PATTERN_LENGTH_QUOTA} (L-664C5505, adjustable).`,
    );
  }
  const { score, leaf } = worst;
  if (leaf === undefined || score <= PROVEN_WILDCARD_COMPLEXITY) return;
  if (score > MAX_WILDCARD_COMPLEXITY && limits === "aws") {
    throw report.value({ node: leaf.node, path: leaf.path }, TOO_COMPLEX, "WILDCARD_TOO_COMPLEX");
  }
  report.warn(
    "WILDCARD_COMPLEXITY",
    leaf.path,
    `The wildcards on ${leaf.field} have complexity ${score}; AWS is recorded to accept ${PROVEN_WILDCARD_COMPLEXITY} and to refuse ${MAX_WILDCARD_COMPLEXITY + 1}.`,
  );
}
