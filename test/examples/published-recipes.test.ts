/**
 * The published EventBridge API destination recipes against the example that has them in our constructs: what differs,
 * what the constructs say to a literal transcription, and what becomes of the test event that each was published with.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { EventPattern, renderTargetInput } from "../../modules/languages";
import { removeTempDirs } from "../support/paths";
import { synthExample } from "../support/synth-example";
import type { TerraformJson } from "../support/terraform-json";
import {
  type Entry,
  type PublishedRecipe,
  publishedLeaves,
  publishedRecipes,
  putEventsAnswer,
  ruleOf,
  text,
} from "./published-recipes-cloudformation";
import {
  DIFFERENCES,
  OUTCOMES,
  type PublishedEvent,
  TARGETS,
  VERDICTS,
  WITH_REFERENCES,
} from "./published-recipes-expected";
import { type Difference, differences } from "./published-recipes-leaves";
import { verdict } from "./published-recipes-literal";
import { synthesizedLeaves } from "./published-recipes-terraform";

const recipes = publishedRecipes();

if (recipes === undefined) {
  test("left out: shared/conformance/published-recipes.json is not on this machine", () => {
    expect(recipes).toBeUndefined();
  });
} else {
  compare(recipes);
}

function compare(recipes: readonly PublishedRecipe[]): void {
  const names = recipes.map((_recipe, index) => TARGETS[index]!);
  const recipeOf = (name: string) => recipes[names.indexOf(name)]!;
  let json: TerraformJson;
  let annotations: readonly { readonly message: string }[];

  beforeAll(async () => {
    const [stack] = await synthExample("published-recipes");
    json = stack!.json;
    const manifest = readFileSync(path.join(stack!.dir, "..", "..", "manifest.json"), "utf8");
    annotations = JSON.parse(manifest).stacks[stack!.name].annotations;
  });
  afterAll(removeTempDirs);

  test("the example has each recipe", () => {
    const ids = Object.values(json.resource!.aws_cloudwatch_event_target!).map((target) => target.target_id);
    expect(recipes).toHaveLength(TARGETS.length);
    expect(ids.sort()).toEqual([...TARGETS].sort());
  });

  test("the example warns of nothing but credentials in the state", () => {
    expect(annotations.map(({ message }) => message.split("\n")[0])).toEqual(["secret-in-state"]);
  });

  test("the table of differences names recipes only", () => {
    expect(TARGETS).toEqual(expect.arrayContaining(DIFFERENCES.flatMap((one) => one.recipes)));
  });

  test.each(names)("%s differs from the published recipe only where the table says why", (name) => {
    const found = differences(publishedLeaves(recipeOf(name)), synthesizedLeaves(json, name));
    const known = DIFFERENCES.filter((one) => one.recipes.includes(name)).map(
      ({ path, ours }): Difference => ({ path, ours }),
    );
    expect(found).toEqual(known.sort((a, b) => (a.path < b.path ? -1 : 1)));
  });

  test.each(names)("%s, transcribed literally, meets its errors and warnings", (name) => {
    expect(verdict(recipeOf(name))).toEqual(VERDICTS[name]);
  });

  test.each(Object.keys(WITH_REFERENCES))("%s, its references to secrets translated, meets others", (name) => {
    expect(verdict(recipeOf(name), true)).toEqual(WITH_REFERENCES[name]);
  });

  test.each(names)("%s: what becomes of the published test event", (name) => {
    const entries = [recipeOf(name).test_event.entries].flat();
    expect(entries).toHaveLength(1);
    const event = eventOf(entries[0]!);
    const expected = OUTCOMES[name]!;
    expect(outcome(recipeOf(name), event)).toEqual(
      typeof expected === "string" ? expected : { body: expected(event as PublishedEvent) },
    );
  });
}

/** The event of an entry, or what PutEvents answers to it. */
function eventOf({ Source, DetailType, Detail }: Entry): PublishedEvent | string {
  if (!DetailType) return putEventsAnswer("detail-type empty");
  const detail = parsed(Detail!);
  if (detail === undefined) return putEventsAnswer("malformed detail MALFORMED_JSON");
  return { ...ENVELOPE, source: Source!, "detail-type": DetailType, detail };
}

/** What arrives at the API destination, before the connection adds its parameters; or why nothing does. */
function outcome(recipe: PublishedRecipe, event: PublishedEvent | string): unknown {
  if (typeof event === "string") return event;
  const rule = ruleOf(recipe);
  const pattern = EventPattern.parse(rule.EventPattern);
  if (!pattern.matches(event)) {
    const missed = pattern.explain(event).leaves.filter(({ held }) => !held);
    return `not matched: ${missed.map(({ field }) => field).join(", ")}`;
  }
  const { InputPath: inputPath, InputTransformer: transformer } = rule.Targets[0]!;
  const inputTransformer = transformer && {
    inputPathsMap: transformer.InputPathsMap,
    inputTemplate: text(recipe, transformer.InputTemplate),
  };
  const rendered = renderTargetInput({ inputPath, inputTransformer }, event, RULE);
  return rendered.delivered ? { body: JSON.parse(rendered.body) } : `dropped: ${rendered.reason}`;
}

const RULE = {
  ruleArn: "arn:aws:events:us-east-1:123456789012:rule/r",
  ruleName: "r",
  ingestionTime: "2026-01-01T00:00:00Z",
};
const ENVELOPE = {
  version: "0",
  id: "11111111-2222-3333-4444-555555555555",
  account: "123456789012",
  time: "2026-01-01T00:00:00Z",
  region: "us-east-1",
  resources: [],
};

function parsed(detail: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(detail);
  } catch {
    return undefined;
  }
}
