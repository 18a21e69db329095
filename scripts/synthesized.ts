import { readFileSync } from "node:fs";
import path from "node:path";

/** One resource of a synthesized stack. */
export interface SynthesizedResource {
  readonly type: string;
  /** `aws_sqs_queue.Orders_3F2A9C1B` */
  readonly address: string;
  /** Path of the construct below the stack. */
  readonly construct: string;
  readonly attributes: { readonly [name: string]: unknown };
}

export interface SynthesizedVariable {
  readonly name: string;
  readonly description?: string;
  readonly sensitive?: boolean;
  readonly default?: unknown;
}

export interface SynthesizedStack {
  readonly name: string;
  /** The folder to run Terraform in. */
  readonly directory: string;
  readonly resources: readonly SynthesizedResource[];
  readonly variables: readonly SynthesizedVariable[];
  readonly warnings: readonly string[];
}

type Blocks = { readonly [type: string]: { readonly [id: string]: { readonly [name: string]: unknown } } };

/** Reads what `app.synth()` wrote. */
export function readSynthesized(outdir: string): SynthesizedStack[] {
  const manifest = readJson(path.join(outdir, "manifest.json")) as {
    stacks: {
      [name: string]: {
        synthesizedStackPath: string;
        annotations?: { level: string; message: string; constructPath: string }[];
      };
    };
  };
  return Object.entries(manifest.stacks).map(([name, stack]) => {
    const file = path.join(outdir, stack.synthesizedStackPath);
    const json = readJson(file) as { resource?: Blocks; variable?: { [name: string]: object } };
    const resources = Object.entries(json.resource ?? {}).flatMap(([type, blocks]) =>
      Object.entries(blocks).map(([id, attributes]) => ({
        type,
        address: `${type}.${id}`,
        construct: constructPath(attributes, name),
        attributes,
      })),
    );
    return {
      name,
      directory: path.dirname(file),
      resources: resources.sort((a, b) => a.construct.localeCompare(b.construct)),
      variables: Object.entries(json.variable ?? {}).map(([variable, block]) => ({ name: variable, ...block })),
      warnings: (stack.annotations ?? [])
        .filter(({ level }) => level === "@cdktf/warn")
        .map(({ constructPath, message }) => `[${constructPath}] ${message}`),
    };
  });
}

function constructPath(attributes: { readonly [name: string]: unknown }, stack: string): string {
  const comment = attributes["//"] as { metadata?: { path?: string } } | undefined;
  return (comment?.metadata?.path ?? "").replace(`${stack}/`, "").replace(/\/Resource$/, "");
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}
