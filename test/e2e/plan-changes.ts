import type { Departure } from "./departures";

/** The part of `terraform show -json <plan>` that tells what a plan would do. */
export interface PlanJson {
  readonly resource_changes?: readonly ResourceChange[];
  readonly output_changes?: Readonly<Record<string, { readonly actions: readonly string[] }>>;
}
export interface ResourceChange {
  readonly address: string;
  readonly type: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: unknown;
    readonly after: unknown;
    /** `true` wherever the new value is not known yet. */
    readonly after_unknown: unknown;
    /** The arguments that make a replacement necessary. */
    readonly replace_paths?: readonly (readonly (string | number)[])[];
  };
}

const isNoChange = (actions: readonly string[]) => actions.every((action) => action === "no-op" || action === "read");

/** Every change of a plan that the list does not name, as `address action path`. */
export function unexpectedChanges(plan: PlanJson, departures: readonly Departure[]): string[] {
  const changed = (plan.resource_changes ?? []).filter(({ change }) => !isNoChange(change.actions));
  const unexpected = changed.flatMap((resource) => {
    const allowed = new Set(departures.filter((known) => known.type === resource.type).flatMap((known) => known.paths));
    const { actions } = resource.change;
    const what = `${resource.address} ${actions.join("+")}`;
    const isReplaced = actions.includes("delete") && actions.includes("create");
    // Made or removed: one change, whatever the arguments.
    if (!isReplaced && !actions.includes("update")) return [what];
    return pathsOf(resource, isReplaced)
      .filter((path) => !allowed.has(path))
      .map((path) => `${what} ${path}`);
  });
  // Outputs only repeat what resources say: where all those changes are expected, so are theirs.
  if (changed.length > 0) return unexpected;
  return Object.entries(plan.output_changes ?? {})
    .filter(([, { actions }]) => !isNoChange(actions))
    .map(([name, { actions }]) => `output.${name} ${actions.join("+")}`);
}

function pathsOf({ change }: ResourceChange, isReplaced: boolean): string[] {
  const forcing = (change.replace_paths ?? []).map((path) => path.filter((part) => typeof part === "string").join("."));
  const differing = differingPaths(change.before, change.after, change.after_unknown, isReplaced);
  return [...new Set([...forcing, ...differing])];
}

/** Paths of the leaves that differ, without list indices: two items of one list share their paths. */
function differingPaths(
  before: unknown,
  after: unknown,
  unknown: unknown,
  ignoreUnknown: boolean,
  path: readonly string[] = [],
): string[] {
  if (unknown === true) return ignoreUnknown ? [] : [path.join(".")];
  if (!isNested(before) && !isNested(after) && !isNested(unknown)) {
    return orNull(before) === orNull(after) ? [] : [path.join(".")];
  }
  const inList = [before, after, unknown].some(Array.isArray);
  const keys = new Set([before, after, unknown].flatMap((value) => (isNested(value) ? Object.keys(value) : [])));
  return [...keys].flatMap((key) => {
    const below = inList ? path : [...path, key];
    return differingPaths(child(before, key), child(after, key), child(unknown, key), ignoreUnknown, below);
  });
}

/** The provider reads a text that was never set back as "", and plans it as null. */
const orNull = (value: unknown) => (value === undefined || value === "" ? null : value);
const isNested = (value: unknown): value is object => value !== null && typeof value === "object";
const child = (value: unknown, key: string): unknown =>
  isNested(value) ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
