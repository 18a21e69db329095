import { deepStrictEqual } from "node:assert";
import { type Pair, readJson, runSynth, type Side } from "./measure";
import type { Stage } from "./stage";

/**
 * Both sides must make the same resources, else their times say nothing.
 *
 * @param counts what the programs are to make
 * @throws AssertionError with the difference
 */
export function assertSameResources(stage: Stage, pair: Pair, ...counts: readonly number[]): void {
  const [ours, l1] = (["modules", "l1"] as const).map((side: Side) => {
    runSynth(stage, pair, side, ...counts);
    return normalised(JSON.parse(readJson(stage).toString("utf8")));
  });
  deepStrictEqual(ours, l1, "the two programs do not synthesize the same resources");
}

/**
 * Takes out what is free to differ: construct paths, Terraform ids beyond the integration they belong to, the hash at the
 * end of a generated name, the formatting of JSON in strings, the order of dependencies.
 */
function normalised(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(normalised);
  }
  if (typeof value === "string") {
    return parsed(
      value
        .replace(/\b(aws_\w+)\.([\w-]+)/g, (_, type: string, id: string) => `${type}.${integration(id)}`)
        .replace(/\b(bench-[\w-]+)-[0-9a-f]{8}\b/g, "$1"),
    );
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const entries = Object.entries(value).filter(([key]) => key !== "//");
  return Object.fromEntries(entries.map(([key, member]) => [key, memberOf(key, member)]));
}

function memberOf(key: string, member: unknown): unknown {
  if (key === "depends_on") {
    return (normalised(member) as string[]).sort();
  }
  if (key === "resource" || key === "data") {
    const types = Object.entries(member as { [type: string]: { [id: string]: unknown } });
    return Object.fromEntries(types.map(([type, resources]) => [type, byIntegration(type, resources)]));
  }
  return normalised(member);
}

function byIntegration(type: string, resources: { [id: string]: unknown }): { [id: string]: unknown } {
  const entries = Object.entries(resources).map(([id, resource]): [string, unknown] => [
    integration(id),
    normalised(resource),
  ]);
  if (new Set(entries.map(([id]) => id)).size !== entries.length) {
    throw new Error(`an integration has more than one ${type}`);
  }
  return Object.fromEntries(entries);
}

/** The programs put what a resource belongs to into every id; there is one resource of each type in an integration. */
function integration(id: string): string {
  return /(?:Api|Order)\d+/.exec(id)?.[0] ?? "shared";
}

function parsed(text: string): unknown {
  if (!text.startsWith("{")) {
    return text;
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
