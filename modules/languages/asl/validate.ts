import { MAX_JSON_DEPTH } from "../json/limits";
import { CHECKS } from "./checks";
import { isDeeperThan } from "./depth";
import { isFields, machineOf } from "./machine";
import { holdsPlaceholder, type ValidateDefinitionOptions } from "./options";
import { type AslDiagnostic, AslReport } from "./report";

/** What is wrong with a definition, and what is doubtful. */
export interface AslValidation {
  /** True if there is no error. */
  readonly isValid: boolean;
  readonly diagnostics: readonly AslDiagnostic[];
}

/**
 * Judges a definition of Amazon States Language, all of it at once. Never changes what it is given.
 *
 * @param definition the parsed JSON
 */
export function validateDefinition(definition: unknown, options: ValidateDefinitionOptions = {}): AslValidation {
  const report = new AslReport(options.isUnresolved ?? holdsPlaceholder);
  if (report.isUnresolved(definition)) return { isValid: true, diagnostics: [] };
  if (!isFields(definition)) {
    report.add("definition-not-object", { path: "$" });
    return { isValid: false, diagnostics: report.diagnostics };
  }
  if (isDeeperThan(definition, MAX_JSON_DEPTH, report.isUnresolved)) {
    report.add("definition-too-deep", { path: "$" });
    return { isValid: false, diagnostics: report.diagnostics };
  }
  const machine = machineOf(definition, options);
  for (const check of CHECKS) {
    check(machine, report);
  }
  const { diagnostics } = report;
  return { isValid: diagnostics.every(({ severity }) => severity !== "error"), diagnostics };
}
