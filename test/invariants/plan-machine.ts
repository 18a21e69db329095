import fc from "fast-check";
import type { WithKey } from "./plan";

export const SHAPES = [
  "chain",
  "parallel",
  "map",
  "distributedMap",
  "startAndPoll",
  "saga",
  "notifyOnFailure",
  "paginate",
] as const;

/** A state machine of HTTP Tasks. */
export interface MachinePlan extends WithKey {
  readonly type: "STANDARD" | "EXPRESS";
  readonly language: "JSONPath" | "JSONata";
  /** What is around and between the tasks. */
  readonly shape: (typeof SHAPES)[number];
  readonly tasks: readonly TaskPlan[];
  /** A task of another service at the end. */
  readonly putsEvents: boolean;
  readonly role: "own" | "shared" | "existing";
  readonly logs: "own" | "given" | "errors" | "off" | "withData";
  readonly isTraced: boolean;
  readonly versions: "no" | "published" | "alias";
  /** From states, or as text that came from them. */
  readonly body: "states" | "object";
}

export interface TaskPlan {
  readonly connection: number;
  /** Whether the connection is of the stack; if not, whether its secret is known. */
  readonly imports: "no" | "arn" | "attributes";
  readonly method: "GET" | "POST" | "PUT" | "DELETE" | "PATCH";
  readonly endpoint:
    | "static"
    | "special"
    | "template"
    | "specialTemplate"
    | "tokenHost"
    | "tokenOrigin"
    | "secret"
    | "dynamic";
  /** Tasks with the same number call the same path. */
  readonly path: number;
  readonly isForm: boolean;
  readonly isIdempotent: boolean;
  readonly retry: "default" | "none" | "more";
  readonly catches: boolean;
  readonly text: string;
}

/** Machines in stacks whose other parts are given. */
export function machinePlansOf(parts: {
  readonly scope: fc.Arbitrary<readonly string[]>;
  readonly id: fc.Arbitrary<string>;
  readonly name: fc.Arbitrary<WithKey["name"]>;
  readonly key: fc.Arbitrary<number | undefined>;
  readonly connection: fc.Arbitrary<number>;
  readonly text: fc.Arbitrary<string>;
}): fc.Arbitrary<MachinePlan> {
  const { connection, text, ...withKey } = parts;
  const task: fc.Arbitrary<TaskPlan> = fc.record({
    connection,
    imports: fc.constantFrom("no", "no", "no", "no", "arn", "attributes"),
    method: fc.constantFrom("GET", "POST", "PUT", "DELETE", "PATCH"),
    endpoint: fc.constantFrom(
      ...(["static", "static", "special", "template", "specialTemplate"] as const),
      ...(["tokenHost", "tokenOrigin", "secret", "dynamic"] as const),
    ),
    path: fc.nat({ max: 2 }),
    isForm: fc.boolean(),
    isIdempotent: fc.boolean(),
    retry: fc.constantFrom("default", "default", "none", "more"),
    catches: fc.boolean(),
    text,
  });
  return fc.record({
    ...withKey,
    type: fc.constantFrom("STANDARD", "STANDARD", "EXPRESS"),
    language: fc.constantFrom("JSONPath", "JSONata"),
    shape: fc.constantFrom("chain", ...SHAPES),
    tasks: fc.array(task, { minLength: 1, maxLength: 4 }),
    putsEvents: fc.boolean(),
    role: fc.constantFrom("own", "own", "own", "shared", "existing"),
    logs: fc.constantFrom("own", "own", "given", "errors", "off", "withData"),
    isTraced: fc.nat({ max: 3 }).map((n) => n > 0),
    versions: fc.constantFrom("no", "no", "published", "alias"),
    body: fc.constantFrom("states", "states", "object"),
  });
}

/** Different for every task of a stack. */
export function taskName(machine: number, task: number): string {
  return `Call ${machine}.${task}`;
}
