import { HASH_ALGORITHMS } from "./functions";
import type { IntrinsicArgument, IntrinsicCall } from "./parse";

/** Something in a call that can be read but that does not work, or perhaps does not. */
export interface IntrinsicFinding {
  readonly kind: "format" | "argument" | "escape";
  readonly detail: string;
}

/** A call and all calls in it, the outermost first. */
export function callsIn(call: IntrinsicCall): IntrinsicCall[] {
  const calls = [call];
  for (const value of call.arguments) if (value.kind === "call") calls.push(...callsIn(value));
  return calls;
}

/** What is wrong with the values that a call, without the calls in it, is given. */
export function findingsIn(call: IntrinsicCall): IntrinsicFinding[] {
  const findings: IntrinsicFinding[] = [];
  for (const value of call.arguments) {
    if (value.kind !== "string") continue;
    for (const sequence of value.escapes) {
      findings.push({ kind: "escape", detail: `"${sequence}" is none of \\', \\{, \\} and \\\\` });
    }
  }
  if (call.name === "Format") formatFindings(call, findings);
  else argumentFindings(call, findings);
  return findings;
}

function formatFindings(call: IntrinsicCall, findings: IntrinsicFinding[]): void {
  const [template, ...values] = call.arguments;
  if (template === undefined || template.kind === "call" || template.kind === "path") return;
  if (template.kind !== "string") {
    findings.push({ kind: "argument", detail: "the first argument of States.Format is no text" });
    return;
  }
  const plain = template.source.replace(/\\./gs, "");
  const placeholders = plain.split("{}").length - 1;
  // What AWS makes of a single brace is not known, and neither is the number of placeholders then.
  if (/[{}]/.test(plain.replaceAll("{}", "")) || placeholders === values.length) return;
  findings.push({
    kind: "format",
    detail: `States.Format has ${placeholders} {} in its text, but ${values.length} more arguments`,
  });
}

function argumentFindings(call: IntrinsicCall, findings: IntrinsicFinding[]): void {
  const [, second, third] = call.arguments;
  const add = (detail: string) => findings.push({ kind: "argument", detail });
  if (call.name === "Hash" && second?.kind === "string" && !HASH_ALGORITHMS.includes(second.value)) {
    add(`"${second.value}" is no algorithm of States.Hash: take one of ${HASH_ALGORITHMS.join(", ")}`);
  }
  if (call.name === "JsonMerge" && isConstant(third) && !(third.kind === "literal" && third.value === false)) {
    add("the third argument of States.JsonMerge must be false: only shallow merges exist");
  }
  if (call.name === "ArrayRange" && third?.kind === "number" && third.value === 0) {
    add("the step of States.ArrayRange must not be 0");
  }
  if (call.name === "ArrayPartition" && second?.kind === "number" && !(second.value > 0)) {
    add("the size of the parts of States.ArrayPartition must be above 0");
  }
}

function isConstant(value: IntrinsicArgument | undefined): value is Exclude<IntrinsicArgument, IntrinsicCall> {
  return value !== undefined && value.kind !== "call" && value.kind !== "path";
}
