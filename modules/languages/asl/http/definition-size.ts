import { LARGE_DEFINITION_SHARE, MAX_DEFINITION_BYTES } from "../limits";
import type { Machine } from "../machine";
import type { AslReport } from "../report";
import { jsonBytes } from "./json-size";

/** The definition as a whole. What is filled in later counts as it stands. */
export function checkDefinitionSize(machine: Machine, report: AslReport): void {
  const bytes = jsonBytes(machine.fields) ?? 0;
  const detail = `It has ${bytes} bytes.`;
  if (bytes > MAX_DEFINITION_BYTES) {
    report.add("definition-too-large", { path: "$", detail });
  } else if (bytes > MAX_DEFINITION_BYTES * LARGE_DEFINITION_SHARE) {
    report.add("definition-nearly-too-large", { path: "$", detail });
  }
}
