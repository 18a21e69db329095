import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import { ValidationError } from "../../modules/core/errors";
import type { JsonObject, TerraformJson } from "./terraform-json";

export interface SynthOptions {
  /** Part of every path and so of every generated name. */
  readonly stackId?: string;
  /** Without a provider a stack with AWS resources does not pass cdktf's own validation. */
  readonly withProvider?: boolean;
}

export interface SynthesizedStack {
  /** `cdk.tf.json` without cdktf's own `//` blocks. */
  readonly json: TerraformJson;
  /** The file as it was written. */
  readonly text: string;
  /** Messages of the warning annotations. */
  readonly warnings: readonly string[];
  /** Messages of the error annotations. A failed validation throws instead. */
  readonly errors: readonly string[];
  /** The one resource of a type, or the one whose name holds `idPart`. */
  resource(type: string, idPart?: string): JsonObject;
  /** All resources of a type, by name. */
  resources(type: string): { readonly [name: string]: JsonObject };
  /** The one data source of a type, or the one whose name holds `idPart`. */
  data(type: string, idPart?: string): JsonObject;
}

/**
 * Synthesizes a stack as `cdktf synth` does: references prepared, aspects and validations run, annotations collected.
 * `Testing.synth` does none of it.
 */
export function synth(build: (stack: TerraformStack) => void, options: SynthOptions = {}): SynthesizedStack {
  const { stackId = "stack", withProvider = true } = options;
  const outdir = mkdtempSync(path.join(tmpdir(), "synth-"));
  try {
    const app = Testing.app({ outdir });
    const stack = continuingOnErrorAnnotations(() => new TerraformStack(app, stackId));
    if (withProvider) {
      new AwsProvider(stack, "aws", { region: "us-east-1" });
    }
    build(stack);
    app.synth();
    const text = readFileSync(path.join(outdir, "stacks", stackId, "cdk.tf.json"), "utf8");
    const manifest: Manifest = JSON.parse(readFileSync(path.join(outdir, "manifest.json"), "utf8"));
    const annotations = manifest.stacks[stackId]?.annotations ?? [];
    return synthesized(text, annotations);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** The error with which `build` or the synth after it is refused. */
export function refusal(build: (stack: TerraformStack) => void): ValidationError {
  const error = thrownBy(() => synth(build));
  if (error instanceof ValidationError) {
    return error;
  }
  throw error ?? new Error("nothing was refused");
}

/** The message with which the validations of the synth fail, after every constructor has passed. */
export function validationFailure(build: (stack: TerraformStack) => void): string {
  let built = false;
  const error = thrownBy(() =>
    synth((stack) => {
      build(stack);
      built = true;
    }),
  );
  if (!built || error === undefined) {
    throw error ?? new Error("the synth passed");
  }
  return (error as Error).message;
}

export function thrownBy(run: () => unknown): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return error;
  }
}

/** The codes of an error's problems with the property of each, in order. */
export function findings(error: ValidationError): string[] {
  return error.problems.map(({ code, property }) => `${property}: ${code}`);
}

/** The codes of warnings, in order, without those that are said of every stack with a credential. */
export function codesOf(warnings: readonly string[]): string[] {
  return warnings
    .map((text) => /^(?:\[[^\]]*\] )?(\S+)/.exec(text)?.[1] ?? text)
    .filter((code) => code !== "secret-in-state");
}

interface Annotation {
  readonly level: string;
  readonly message: string;
}
interface Manifest {
  readonly stacks: { readonly [id: string]: { readonly annotations: readonly Annotation[] } };
}

/** As the CLI runs it: an error annotation is written down and does not hide the rest of the stack. */
function continuingOnErrorAnnotations<T>(make: () => T): T {
  const name = "CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS";
  const before = process.env[name];
  process.env[name] = "true";
  try {
    return make();
  } finally {
    if (before === undefined) {
      delete process.env[name];
    } else {
      process.env[name] = before;
    }
  }
}

function synthesized(text: string, annotations: readonly Annotation[]): SynthesizedStack {
  const json: TerraformJson = JSON.parse(text, (_key, value) => withoutComments(value));
  const resources = (type: string) => json.resource?.[type] ?? {};
  const messages = (level: string) => annotations.filter((a) => a.level === level).map((a) => a.message);
  return {
    json,
    text,
    warnings: messages("@cdktf/warn"),
    errors: messages("@cdktf/error"),
    resources,
    resource: (type, idPart) => only(resources(type), type, idPart),
    data: (type, idPart) => only(json.data?.[type] ?? {}, type, idPart),
  };
}

function withoutComments(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return value;
  }
  const { "//": _comment, ...rest } = value as { [key: string]: unknown };
  return rest;
}

function only(blocks: { readonly [name: string]: JsonObject }, type: string, idPart = ""): JsonObject {
  const names = Object.keys(blocks).filter((name) => name.includes(idPart));
  if (names.length !== 1) {
    throw new Error(`${names.length} of ${type} with "${idPart}": ${Object.keys(blocks).join(", ") || "none at all"}`);
  }
  return blocks[names[0]!]!;
}
