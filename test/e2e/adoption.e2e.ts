/**
 * docs/adoption.md for real: a hand-written stack is applied to the emulator, then taken over by these modules, once
 * from its own state and once by import. The plan must create, replace and destroy nothing, the event must still
 * arrive, and destroy must leave nothing.
 */
import { AdoptedStack } from "../../docs/snippets/adoption/adopted";
import { HandWrittenStack } from "../../docs/snippets/adoption/before";
import { importExisting, leaveAsItIs, moveFromHandWritten } from "../../docs/snippets/adoption/steps";
import { removeTempDirs, say } from "../support/paths";
import { terraformAvailability } from "../support/terraform";
import { deliver, NO_STEPS, type PlannedSteps, Program, STACK_ID, type Surroundings, stopwatch } from "./adoption-run";
import { Account } from "./bus";
import slack from "./cases/slack";
import type { ReceivedRequest } from "./e2e-case";
import { type Emulator, startEmulator } from "./emulator";
import { startThirdParties } from "./receiver";

const BUS = "slack-notifications";
const [step] = slack.steps;
const event = step!.events[0]!;

interface Outcome {
  /** The first plan with these modules. */
  readonly adoption: PlannedSteps;
  /** The plan after that one was applied. */
  readonly second: PlannedSteps;
  /** The plan of the program without `moved`, `import` and `ignore_changes`; see `WITHOUT`. */
  readonly later: PlannedSteps;
  readonly queueUrl: string;
  readonly received: readonly ReceivedRequest[];
  readonly stateAfter: readonly string[];
  readonly emulatorBefore: object;
  readonly emulatorAfter: object;
}

const RECIPES = {
  moved: async (_at: Surroundings, handWritten: Program) => {
    handWritten.become((app) => {
      const stack = new AdoptedStack(app, STACK_ID);
      moveFromHandWritten(stack);
      leaveAsItIs(stack);
    });
    return handWritten;
  },
  imported: (at: Surroundings, _handWritten: Program, queueUrl: string) =>
    Program.start(at, (app) => {
      const stack = new AdoptedStack(app, STACK_ID);
      importExisting(stack, queueUrl);
      leaveAsItIs(stack);
    }),
};
type Recipe = keyof typeof RECIPES;

/** What else the last version of the program does not keep: once the old names, once what can change in place. */
const WITHOUT: { readonly [recipe in Recipe]: (stack: AdoptedStack) => void } = {
  moved: (stack) => {
    stack.role.policy?.addOverride("name", "permissions");
    stack.target.resource.targetId = "Slack";
  },
  imported: (stack) => {
    stack.queue.resource.messageRetentionSeconds = 1_209_600;
    stack.target.resource.putInputTransformer({
      inputPaths: { "detail-event": "$.detail.event" },
      inputTemplate: '{"text":<detail-event>}',
    });
  },
};

const outcomes: { [recipe in Recipe]?: PromiseSettledResult<Outcome> } = {};
let emulator: Emulator | undefined;

beforeAll(async () => {
  const availability = await terraformAvailability();
  if (!availability.available) throw new Error(`The end-to-end run needs Terraform: ${availability.reason}`);
  emulator = await startEmulator();
  const { url } = emulator;
  const [moved, imported] = await Promise.allSettled([
    adopt("moved", url, "100000000101"),
    adopt("imported", url, "100000000102"),
  ]);
  Object.assign(outcomes, { moved, imported });
  if ([moved, imported].some(({ status }) => status === "rejected")) say(`MiniStack said last:\n${emulator.log()}`);
}, 900_000);

afterAll(async () => {
  await emulator?.close();
  removeTempDirs();
}, 30_000);

async function adopt(recipe: Recipe, url: string, accountId: string): Promise<Outcome> {
  const account = new Account(url, accountId);
  const parties = await startThirdParties(slack);
  const at: Surroundings = { url, accountId, account, parties, variables: slack.variables };
  const progress = stopwatch(recipe);
  try {
    const emulatorBefore = await account.inventory();
    const handWritten = await Program.start(at, (app) => new HandWrittenStack(app, STACK_ID));
    await handWritten.apply();
    progress("applied what was written by hand");
    const queueUrl = handWritten.valueOf("aws_sqs_queue", "url");

    const program = await RECIPES[recipe](at, handWritten, queueUrl);
    const adoption = await program.plan();
    await program.applyPlanned();
    progress("adopted");
    await deliver(at, BUS, event);
    const second = await program.plan();

    program.become((app) => WITHOUT[recipe](new AdoptedStack(app, STACK_ID)));
    const later = await program.plan("-refresh=false"); // the plan before it has just refreshed
    progress("planned again");
    const stateAfter = await program.destroy();
    progress("destroyed");
    const emulatorAfter = await account.inventory();
    return {
      adoption,
      second,
      later,
      queueUrl,
      received: parties.received,
      stateAfter,
      emulatorBefore,
      emulatorAfter,
    };
  } finally {
    account.close();
    await parties.close();
  }
}

function outcomeOf(recipe: Recipe): Outcome {
  const outcome = outcomes[recipe];
  if (outcome?.status !== "fulfilled") throw outcome?.reason ?? new Error(`${recipe} did not run`);
  return outcome.value;
}

test("from the same state: nine resources move and nothing else happens", () => {
  expect(outcomeOf("moved").adoption).toEqual({
    moved: [
      "aws_cloudwatch_event_api_destination.Destination",
      "aws_cloudwatch_event_bus.Bus",
      "aws_cloudwatch_event_connection.Connection",
      "aws_cloudwatch_event_rule.Rule",
      "aws_cloudwatch_event_target.Target",
      "aws_iam_role.Role",
      "aws_iam_role_policy.RolePolicy",
      "aws_sqs_queue.Queue",
      "aws_sqs_queue_policy.QueuePolicy",
    ],
    imported: [],
    changes: [],
  });
});

test("from elsewhere: nine resources are imported, and only the credential is sent again", () => {
  const { adoption, queueUrl } = outcomeOf("imported");
  expect(adoption).toEqual({
    moved: [],
    imported: [
      "aws_cloudwatch_event_api_destination slack-post-message",
      "aws_cloudwatch_event_bus slack-notifications",
      "aws_cloudwatch_event_connection slack",
      "aws_cloudwatch_event_rule slack-notifications/notification",
      "aws_cloudwatch_event_target slack-notifications/notification/1",
      "aws_iam_role slack-notification",
      "aws_iam_role_policy slack-notification:invoke-slack",
      `aws_sqs_queue ${queueUrl}`,
      `aws_sqs_queue_policy ${queueUrl}`,
    ],
    changes: ["aws_cloudwatch_event_connection update auth_parameters.api_key.value"],
  });
});

describe.each(["moved", "imported"] as const)("%s", (recipe) => {
  test("the event arrives after the adoption, once", () => {
    expect(outcomeOf(recipe).received).toEqual(step!.arrives);
  });

  test("a second plan shows no change", () => {
    expect(outcomeOf(recipe).second).toEqual(NO_STEPS);
  });

  test("destroy leaves nothing, neither in the state nor in the account", () => {
    const { stateAfter, emulatorBefore, emulatorAfter } = outcomeOf(recipe);
    expect(stateAfter).toEqual([]);
    expect(emulatorAfter).toEqual(emulatorBefore);
  });
});

test("without ignore_changes, and with defaults and a template of our own, everything changes in place", () => {
  expect(outcomeOf("imported").later).toEqual({
    ...NO_STEPS,
    changes: [
      "aws_cloudwatch_event_target update input_transformer.input_paths.detail-event",
      "aws_cloudwatch_event_target update input_transformer.input_paths.text",
      "aws_cloudwatch_event_target update input_transformer.input_template",
      "aws_cloudwatch_event_target update retry_policy.maximum_event_age_in_seconds",
      "aws_cloudwatch_event_target update retry_policy.maximum_retry_attempts",
      "aws_iam_role update assume_role_policy",
      "aws_sqs_queue update message_retention_seconds",
      "aws_sqs_queue_policy update policy",
    ],
  });
});

test("without the old names as well it would replace the inline policy and the target", () => {
  expect(outcomeOf("moved").later).toEqual({
    ...NO_STEPS,
    changes: [
      "aws_cloudwatch_event_target delete+create retry_policy.maximum_event_age_in_seconds",
      "aws_cloudwatch_event_target delete+create retry_policy.maximum_retry_attempts",
      "aws_cloudwatch_event_target delete+create target_id",
      "aws_iam_role update assume_role_policy",
      "aws_iam_role_policy delete+create name",
      "aws_iam_role_policy delete+create policy", // the same meaning, which the provider only compares in an update
      "aws_sqs_queue_policy update policy",
    ],
  });
});
