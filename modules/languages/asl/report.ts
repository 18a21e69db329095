import { ASL_RULES, type AslRule, type AslRuleId } from "./rules";
import { shownFinding } from "./shown-finding";

/** One thing wrong with, or doubtful in, a definition. */
export interface AslDiagnostic {
  /** The rule that is broken: a row of docs/rules.md. */
  readonly code: AslRuleId;
  readonly severity: "error" | "warning";
  /** The state it is about; undefined for the machine as a whole. */
  readonly state?: string;
  /** JSON path in the definition: `$.States.Charge.Retry[0].MaxAttempts`. */
  readonly path: string;
  /** What holds, as the predicate of a sentence about the value at the path. */
  readonly allowed: string;
  /** The value at the path, without what may be a credential; of a long text its beginning, of an object its type. */
  readonly given?: unknown;
  /** What exactly is wrong with it, in AWS's words where they are known. */
  readonly detail?: string;
  readonly fix: string;
  /** The code that ValidateStateMachineDefinition gives, where it is known. */
  readonly awsCode?: string;
}

/** What a check knows beyond the rule's own row. */
export interface AslFinding {
  readonly path: string;
  readonly state?: string;
  readonly given?: unknown;
  readonly allowed?: string;
  readonly detail?: string;
  readonly fix?: string;
}

/** Collects what the checks find in one definition. */
export class AslReport {
  readonly #diagnostics: AslDiagnostic[] = [];

  constructor(
    /** True for a value that is known only later: it is not judged. */
    public readonly isUnresolved: (value: unknown) => boolean,
  ) {}

  public add(code: AslRuleId, finding: AslFinding): void {
    const rule: AslRule = ASL_RULES[code];
    const { given, detail, fix } = shownFinding(finding);
    this.#diagnostics.push({
      code,
      severity: rule.severity,
      state: finding.state,
      path: finding.path,
      allowed: finding.allowed ?? rule.allowed,
      given,
      detail,
      fix: fix ?? rule.fix,
      awsCode: rule.awsCode,
    });
  }

  public get diagnostics(): readonly AslDiagnostic[] {
    return this.#diagnostics;
  }
}
