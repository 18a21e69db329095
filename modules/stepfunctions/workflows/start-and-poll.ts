import { Token } from "cdktf";
import type { Duration } from "../../core/duration";
import { EXPRESS_MAX_SECONDS } from "../../languages/asl";
import type { Condition } from "../expressions/condition";
import { Chain } from "../states/chain";
import { Choice } from "../states/choice";
import { Fail } from "../states/fail";
import { Pass } from "../states/pass";
import type { IChainable } from "../states/state";
import type { Fields, StateContext } from "../states/state-context";
import { Wait, WaitTime } from "../states/wait";
import { CheckedPass, checkBound, checkPart } from "./checked-pass";
import { CONDITION, DURATION, optional, refusal, STATES } from "./given-types";
import { HandedIn } from "./handed-in";
import { hasReached, inEither, oneMore, variableName } from "./in-either-language";

export interface StartAndPollProps {
  /** Starts the job. What follows gets only the last poll's output: keep in a variable what it needs of this one's. */
  readonly start: IChainable;
  /**
   * Asks how the job stands. Its input is each time the output of `start`. Its output is what the conditions are about, also
   * that of an error handler of its own.
   */
  readonly poll: IChainable;
  /** Whether the job is done. */
  readonly isDone: Condition;
  /**
   * Whether the job failed, which fails the execution with `<id>.Failed`.
   *
   * @default - a job that failed is polled until `maxPolls`
   */
  readonly isFailed?: Condition;
  /** The wait before each poll, in whole seconds. */
  readonly interval: Duration;
  /**
   * How often the job is asked for at most; then the execution fails with `<id>.TimedOut`. At least 1. An Express execution
   * ends after 5 minutes whatever this says.
   */
  readonly maxPolls: number;
}

/** Events of one round in the history: wait 2, task 5, choice 2. */
const EVENTS_PER_POLL = 9;

/**
 * Starts a job, then waits and asks until it is done, failed, or was asked for too often. What follows gets the output of
 * the last poll. Works in both query languages; counts, and keeps the output of `start`, in variables.
 */
export function startAndPoll(id: string, props: StartAndPollProps): Chain {
  return (
    refusal(id, [
      ["start", props?.start, STATES],
      ["poll", props?.poll, STATES],
      ["isDone", props?.isDone, CONDITION],
      ["isFailed", props?.isFailed, optional(CONDITION)],
      ["interval", props?.interval, DURATION],
    ]) ?? connected(id, props)
  );
}

function connected(id: string, props: StartAndPollProps): Chain {
  const polls = variableName(id, "Polls");
  const input = variableName(id, "Input");
  const [start, poll] = [new HandedIn(props.start), new HandedIn(props.poll)];
  const begin = new CheckedPass(id, { assign: { [polls]: 0 } }, (context) => {
    checkBound(context, { property: "maxPolls", value: props.maxPolls, eventsPerRound: EVENTS_PER_POLL });
    checkPart(context, "start", start);
    checkPart(context, "poll", poll);
    checkExpress(context, props);
  });
  const started = new Pass(`${id}Started`, { assign: { [input]: inEither("$", "$states.input") } });
  const wait = new WaitWithInput(`${id}Wait`, input, polls, props.interval);
  const finished = new Pass(`${id}Finished`);
  const timedOut = new Fail(`${id}TimedOut`, {
    error: `${id}.TimedOut`,
    cause: `Not done when polled ${props.maxPolls} times at most`,
  });
  const check = new Choice(`${id}Check`).when(props.isDone, finished);
  if (props.isFailed !== undefined) {
    check.when(props.isFailed, new Fail(`${id}Failed`, { error: `${id}.Failed`, cause: "The job failed" }));
  }
  check.when(hasReached(polls, props.maxPolls), timedOut).otherwise(wait);
  begin.next(start.start);
  start.continueWith(started);
  started.next(wait).next(poll.start);
  poll.continueWith(check);
  return Chain.custom(begin, [finished], finished);
}

/** The wait before a poll, which gets the same input each time. */
class WaitWithInput extends Wait {
  readonly #input: string;

  constructor(id: string, input: string, polls: string, interval: Duration) {
    super(id, { time: WaitTime.duration(interval), ...oneMore(polls) });
    this.#input = input;
  }

  /** @internal */
  protected override renderFields(fields: Fields, context: StateContext): void {
    super.renderFields(fields, context);
    if (context.isJsonata) {
      fields.Output = `{% $${this.#input} %}`;
    } else {
      fields.InputPath = `$${this.#input}`;
    }
  }
}

function checkExpress(context: StateContext, { interval, maxPolls }: StartAndPollProps): void {
  const seconds = interval.toSeconds();
  if (!context.machine.isExpress || Token.isUnresolved(seconds) || Token.isUnresolved(maxPolls)) {
    return;
  }
  if (seconds * maxPolls > EXPRESS_MAX_SECONDS) {
    context.problem("workflow-polls-beyond-express", "maxPolls", {
      given: maxPolls,
      detail: `the waits alone take ${seconds * maxPolls} seconds`,
    });
  }
}
