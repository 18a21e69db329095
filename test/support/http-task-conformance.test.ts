/** The worker that stands for AWS in the workflow runs, judged by what was recorded of AWS. */
import { readFileSync } from "node:fs";
import type { TaskConnection } from "../e2e/workflows/connection";
import { type ArrayFormat, formEncode } from "../e2e/workflows/form-encoding";
import { wireRequest } from "../e2e/workflows/http-request";
import { runHttpTask } from "../e2e/workflows/http-task";
import { conformanceFile } from "../languages/conformance-file";
import { BASIC, errorOf, type ServerAnswer, withServer } from "./http-task-parts";
import type { Json, JsonObject } from "./terraform-json";

interface Case {
  readonly name: string;
  readonly connection?: TaskConnection;
  readonly connection_reconstructed?: TaskConnection;
  readonly state: { readonly Parameters: JsonObject };
  readonly input?: Record<string, string>;
  readonly server?: ServerAnswer;
  readonly expected_request?: {
    readonly method: string;
    readonly url?: string;
    readonly path?: string;
    readonly headers?: Record<string, string>;
    readonly header_values?: Record<string, readonly string[]>;
    readonly body_text?: string;
    readonly body?: Json;
  };
  readonly expected_output?: JsonObject;
  readonly expected_error?: { readonly error: string; readonly cause_contains?: string };
  readonly expected_request_count?: number;
}

interface Conformance {
  readonly cases: readonly Case[];
  readonly array_encoding: readonly {
    readonly input: Json;
    readonly ArrayFormat: ArrayFormat;
    readonly expected: string;
  }[];
}

/** Nothing here waits for a timeout, whose error the guide does not name. */
const LEFT_OUT = ["floci: slow API"];
const REGION = "<region>"; // as the recordings mask it
const MASKED = "Basic XXXXXXXX";

/** `$.name` of the cases that have an input; nothing else is dynamic in them. AWS prints dynamic fields last. */
function evaluated(value: Json, input: Readonly<Record<string, string>>): Json {
  if (Array.isArray(value)) return value.map((item) => evaluated(item, input));
  if (value === null || typeof value !== "object") return value;
  const isDynamic = (key: string) => key.endsWith(".$");
  const keys = Object.keys(value);
  return Object.fromEntries([
    ...keys.filter((key) => !isDynamic(key)).map((key) => [key, evaluated(value[key]!, input)]),
    ...keys.filter(isDynamic).map((key) => [key.slice(0, -2), input[String(value[key]).slice(2)]]),
  ]);
}

/** A recording may print several values: `<value> (<whose>) / <value> (<whose>)`. */
const alternatives = (printed: string) => printed.split(" / ").map((value) => value.replace(/ \([^()]*\)$/, ""));

function expectSent(parameters: JsonObject, connection: TaskConnection, wanted: NonNullable<Case["expected_request"]>) {
  const sent = wireRequest(parameters, connection, REGION);
  expect(sent.method).toBe(wanted.method);
  if (wanted.url) expect(sent.url).toBe(wanted.url);
  if (wanted.path) expect(sent.url.slice(new URL(sent.url).origin.length)).toBe(wanted.path);
  for (const [name, printed] of Object.entries(wanted.headers ?? {})) {
    const given = sent.headers.find(([own]) => own.toLowerCase() === name.toLowerCase())?.[1] ?? `no ${name}`;
    const masked = /^Basic \S+$/.test(given) ? MASKED : given;
    expect(alternatives(printed)).toContainEqual(printed === MASKED ? masked : given);
  }
  for (const [name, values] of Object.entries(wanted.header_values ?? {})) {
    expect(sent.headers.filter(([own]) => own === name).map(([, value]) => value)).toEqual(values);
  }
  if (wanted.body_text) expect(sent.body).toBe(wanted.body_text);
  if (wanted.body) expect(JSON.parse(sent.body ?? "")).toEqual(wanted.body);
}

async function judge(recording: Case): Promise<void> {
  const connection = recording.connection ?? recording.connection_reconstructed ?? BASIC;
  await withServer(recording.server, async (url, count) => {
    const atServer = (text: string) => text.replaceAll("<server>", url);
    const inputs = Object.entries(recording.input ?? {}).map(([key, value]) => [key, atServer(value)]);
    const template = JSON.parse(atServer(JSON.stringify(recording.state.Parameters))) as JsonObject;
    const parameters = evaluated(template, Object.fromEntries(inputs)) as JsonObject;
    if (recording.expected_request) expectSent(parameters, connection, recording.expected_request);
    const task = () => runHttpTask(parameters, { region: REGION, connection: () => connection, redirect: (u) => u });
    if (recording.server && recording.expected_output) {
      expect(await task()).toMatchObject(recording.expected_output);
    }
    if (recording.expected_error) {
      const { name, cause } = await errorOf(task);
      expect(name).toBe(recording.expected_error.error);
      // AWS was recorded to print the name in lower case.
      expect(cause.toLowerCase()).toContain(recording.expected_error.cause_contains?.toLowerCase() ?? "");
    }
    if (recording.expected_request_count !== undefined) expect(count()).toBe(recording.expected_request_count);
  });
}

const file = conformanceFile("http-task.json");
if (file === undefined) {
  test("left out: shared/conformance/http-task.json is not on this machine", () => {
    expect(file).toBeUndefined();
  });
} else {
  const { cases, array_encoding: encodings } = JSON.parse(readFileSync(file, "utf8")) as Conformance;
  const judged = cases.filter(({ name }) => !LEFT_OUT.includes(name));

  test("every case is run or left out by name", () => {
    expect(judged.length + LEFT_OUT.length).toBe(cases.length);
  });

  test.each(judged)("$name", judge);

  test.each([...encodings])("a list with $ArrayFormat", ({ input, ArrayFormat: format, expected }) => {
    expect(decodeURIComponent(formEncode(input, format))).toBe(expected); // the guide prints it decoded
  });
}
