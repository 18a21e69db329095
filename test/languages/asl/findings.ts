import { type AslDiagnostic, type ValidateDefinitionOptions, validateDefinition } from "../../../modules/languages/asl";

/** The findings with these codes, or all of them. */
export function findingsOf(
  definition: unknown,
  options: ValidateDefinitionOptions = {},
  ...codes: readonly string[]
): readonly AslDiagnostic[] {
  const { diagnostics } = validateDefinition(definition, options);
  return codes.length === 0 ? diagnostics : diagnostics.filter(({ code }) => codes.includes(code));
}

/** Codes and paths, as short as a table needs them. */
export function summary(definition: unknown, options: ValidateDefinitionOptions = {}): readonly string[] {
  return findingsOf(definition, options).map(({ code, path }) => `${code} ${path}`);
}
