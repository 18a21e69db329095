/** A recipe as a flat list of values, the same from CloudFormation and from Terraform. */

/** A text in which `…` stands for what whoever deploys gives. */
export type PatternText = string;
export type Leaves = { readonly [path: string]: string | number | boolean };

/** The leaves of a JSON value by dotted path; a list is one leaf. */
export function flatten(prefix: string, value: unknown): Leaves {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { [prefix]: typeof value === "object" ? JSON.stringify(value) : (value as string) };
  }
  return Object.assign({}, ...Object.entries(value).map(([key, item]) => flatten(`${prefix}.${key}`, item)));
}

/** The leaves of an input template, whatever its placeholders are called: `= $.path` for a bare one, else `{$.path}`. */
export function templateLeaves(paths: Readonly<Record<string, string>>, template: string): Leaves {
  const json = template.replace(/"(?:[^"\\]|\\.)*"|<([\w.-]+)>/g, (found, bare?: string) =>
    bare === undefined
      ? found.replace(/<([\w.-]+)>/g, (_all, name: string) => `{${paths[name]}}`)
      : JSON.stringify(`= ${paths[bare]}`),
  );
  return flatten("input", JSON.parse(json));
}

export interface Difference {
  readonly path: string;
  /** Undefined where ours has none. */
  readonly ours: string | number | boolean | undefined;
}

/** Where ours is not what was published. What the recipe leaves to whoever deploys may be anything. */
export function differences(published: Leaves, ours: Leaves): Difference[] {
  const paths = [...new Set([...Object.keys(published), ...Object.keys(ours)])].sort();
  return paths.filter((path) => !isSame(published[path], ours[path])).map((path) => ({ path, ours: ours[path] }));
}

function isSame(published: Leaves[string] | undefined, ours: Leaves[string] | undefined): boolean {
  if (typeof published !== "string" || typeof ours !== "string") return published === ours;
  const pattern = published.split("…").map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${pattern.join(".+")}$`, "s").test(ours);
}
