import { readFileSync } from "node:fs";
import { validateDefinition } from "../../../modules/languages/asl";
import { conformanceFile } from "../conformance-file";

interface Published {
  readonly asl_samples: readonly { readonly source: string; readonly asl: object }[];
  readonly cases: readonly {
    readonly name: string;
    readonly state?: State;
    readonly expected_error?: { readonly error: string };
  }[];
  readonly cdk_oracle: { readonly cases: readonly { readonly name: string; readonly definition: unknown }[] };
}

interface State {
  readonly Catch?: readonly { readonly Next: string }[];
}

/** Cases that are no definitions AWS is known to accept: name and reason. */
const EXCEPTIONS: ReadonlyMap<string, string> = new Map([
  [
    "floci: slow API",
    "an emulator's test: it has TimeoutSeconds among the parameters, which the guide does not list there",
  ],
]);

const file = conformanceFile("http-task.json");

/** A CloudFormation text as SAM users write it: `${Name}` for what is known at deployment only. */
function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  const [name, given] = Object.entries(value as Record<string, unknown>)[0]!;
  if (name === "Fn::Join") {
    const [separator, parts] = given as [string, unknown[]];
    return parts.map(textOf).join(separator);
  }
  return `\${${[given].flat().join(".")}}`;
}

/** A machine of the state, and of those that it leads to. */
function machineOf(state: State): object {
  const handlers = (state.Catch ?? []).map(({ Next: name }) => [name, { Type: "Succeed" }] as const);
  return { StartAt: "Call", States: { Call: state, ...Object.fromEntries(handlers) } };
}

/** Name, definition, and whether the task can be sent: one that always fails with States.Runtime cannot. */
function definitions(published: Published): (readonly [string, unknown, "accepted" | "refused"])[] {
  return [
    ...published.asl_samples.map(({ source, asl }) => [source, asl, "accepted"] as const),
    ...published.cases.flatMap(({ name, state, expected_error: error }) =>
      state === undefined || EXCEPTIONS.has(name)
        ? []
        : [[name, machineOf(state), error?.error === "States.Runtime" ? "refused" : "accepted"] as const],
    ),
    ...published.cdk_oracle.cases.map(
      ({ name, definition }) => [`aws-cdk-lib: ${name}`, JSON.parse(textOf(definition)), "accepted"] as const,
    ),
  ];
}

if (file === undefined) {
  test("left out: shared/conformance/http-task.json is not on this machine", () => {
    expect(file).toBeUndefined();
  });
} else {
  test.each(definitions(JSON.parse(readFileSync(file, "utf8"))))("%s", (_, definition, outcome) => {
    // The file writes <…> where it leaves out an ARN or a server.
    const isUnresolved = (value: unknown) => typeof value === "string" && /\$\{[^{}]+\}|<[a-z]+>/.test(value);
    const { diagnostics } = validateDefinition(definition, { isUnresolved });
    expect(diagnostics.filter(({ severity }) => severity === "error")).toHaveLength(outcome === "accepted" ? 0 : 1);
  });
}
