import { callsIn } from "../intrinsics/check";
import { parseIntrinsic } from "../intrinsics/parse";
import { jsonataFacts } from "../jsonata/facts";
import { isJsonataText, parseJsonata } from "../jsonata/parse";
import type { StateNode } from "../machine";
import { nearest } from "../nearest";
import { parseStatesPath, type StatesPath } from "../paths";
import type { HttpContext } from "./finding";
import { type HandedOn, handedOn, hasOneEntry } from "./handed-on";
import { holdsKey, type StateText, textsOf } from "./texts";

/** What the result of an HTTP Task is made of, as recorded from AWS. */
const MEMBERS: readonly string[] = ["Headers", "ResponseBody", "StatusCode", "StatusText"];

/** Fields of a JSONPath state that read its input, if it has no `InputPath`. */
const INPUT_FIELDS = [
  "Parameters",
  "ItemsPath",
  "SecondsPath",
  "TimestampPath",
  "TimeoutSecondsPath",
  "HeartbeatSecondsPath",
  "MaxConcurrencyPath",
  "Choices",
];

/** Paths and expressions, in a task and in the state after it, that read what no result has. */
export function checkResultMembers(context: HttpContext): void {
  const { state } = context.task;
  for (const { text, path, member } of unknownIn(textsHere(state), context)) {
    add(context, state, path, text, member);
  }
  const next = handedOn(state);
  const found = next === undefined ? [] : unknownIn(textsThere(next), context);
  if (found.length > 0 && hasOneEntry(next!.target, context.machine.isUnresolved)) {
    for (const { text, path, member } of found) {
      add(context, next!.target, path, text, member);
    }
  }
}

/** A text, and the function that finds the members of the result that it reads. */
type Reader = readonly [text: StateText, membersOf: (text: string) => readonly string[]];

function unknownIn(readers: readonly Reader[], { machine }: HttpContext): readonly (StateText & { member: string })[] {
  return readers.flatMap(([text, membersOf]) => {
    const member = machine.isUnresolved(text.text)
      ? undefined
      : membersOf(text.text).find((name) => !MEMBERS.includes(name));
    return member === undefined ? [] : [{ ...text, member }];
  });
}

function add({ report }: HttpContext, state: StateNode, path: string, given: string, member: string): void {
  const meant = nearest(member, MEMBERS);
  report.add("http-task-result-member-unknown", {
    state: state.name,
    path,
    given,
    detail: `The result has no "${member}".`,
    fix: meant && `did you mean \`${meant}\`?`,
  });
}

function textsHere(state: StateNode): Reader[] {
  if (state.queryLanguage === "JSONata") {
    return textsOf(state, ["Output", "Assign"]).map((text) => [text, (code) => readsOfStates(code, "result")]);
  }
  const { ResultPath: resultPath = "$", ResultSelector: selector } = state.fields;
  // What a selector has made is another result.
  const fields = selector === undefined ? ["Assign"] : ["ResultSelector"];
  const own = dynamicOnes(textsOf(state, fields)).map((text): Reader => [text, (path) => membersBelow("$", path)]);
  if (selector !== undefined || typeof resultPath !== "string") {
    return own;
  }
  return [
    ...own,
    ...textsOf(state, ["OutputPath"]).map((text): Reader => [text, (path) => membersBelow(resultPath, path)]),
  ];
}

function textsThere({ target, base }: HandedOn): Reader[] {
  if (target.queryLanguage === "JSONata") {
    // How deep an expression reads is known for the first member only.
    return base === "$" ? textsOf(target).map((text) => [text, (code) => readsOfStates(code, "input")]) : [];
  }
  // A Choice may ask whether something is there.
  if (target.type === "Choice" && holdsKey(target.fields.Choices, "IsPresent")) {
    return [];
  }
  const { InputPath: inputPath = "$" } = target.fields;
  const texts = inputPath === "$" ? dynamicOnes(textsOf(target, INPUT_FIELDS)) : textsOf(target, ["InputPath"]);
  return texts.map((text) => [text, (path) => membersBelow(base, path)]);
}

/** Texts that are paths or calls, by their key. */
function dynamicOnes(texts: readonly StateText[]): StateText[] {
  return texts.filter(({ key, path }) => key.endsWith(".$") || (/(?:^Variable|Path)$/.test(key) && !isPayload(path)));
}

/** True for a text in a payload, where a key without `.$` means nothing. */
function isPayload(path: string): boolean {
  return /\.(?:Parameters|ResultSelector|Assign)\b/.test(path);
}

/** The members of `$states.result` or `$states.input` that an expression reads, unless it asks for them first. */
function readsOfStates(text: string, member: "result" | "input"): string[] {
  if (!isJsonataText(text) || !text.includes("$states") || /\$exists\s*\(|\$type\s*\(|\?/.test(text)) {
    return [];
  }
  const { ast } = parseJsonata(text);
  const states = ast === undefined ? [] : jsonataFacts(ast).states;
  return states.flatMap((one) => (one.member === member && one.next !== undefined ? [one.next] : []));
}

/** The members of the object at `base` that a path, or those in a call, read. */
function membersBelow(base: string, text: string): string[] {
  const start = parseStatesPath(base).path;
  return start === undefined ? [] : pathsIn(text).flatMap((path) => namesBelow(start, path)[0] ?? []);
}

/** The names that a path reads below another one, up to the first step that is none. */
export function namesBelow(base: StatesPath, { root, steps, doubts }: StatesPath): string[] {
  const names = namesOf(steps);
  const start = namesOf(base.steps);
  const isBelow =
    root.kind === "input" &&
    base.root.kind === "input" &&
    start.length === base.steps.length &&
    doubts.length === 0 &&
    start.every((name, index) => names[index] === name);
  return isBelow ? names.slice(start.length) : [];
}

function namesOf(steps: StatesPath["steps"]): string[] {
  const names: string[] = [];
  for (const step of steps) {
    if (step.kind !== "name") break;
    names.push(step.name);
  }
  return names;
}

function pathsIn(text: string): StatesPath[] {
  if (!/^\s*States\./.test(text)) {
    const { path } = parseStatesPath(text);
    return path === undefined ? [] : [path];
  }
  const { call } = parseIntrinsic(text.trim());
  return call === undefined
    ? []
    : callsIn(call).flatMap((one) => one.arguments.flatMap((value) => (value.kind === "path" ? [value.path] : [])));
}
