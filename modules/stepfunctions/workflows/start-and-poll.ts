import type { Duration } from "../../core/duration";
import type { Condition } from "../expressions/condition";
import { Chain } from "../states/chain";
import { Choice } from "../states/choice";
import { Fail } from "../states/fail";
import { Pass } from "../states/pass";
import type { IChainable } from "../states/state";
import { Wait, WaitTime } from "../states/wait";
import { BoundedPass, maxRounds } from "./bounded-pass";
import { HandedIn } from "./handed-in";
import { hasReached, oneMore, variableName } from "./in-either-language";

export interface StartAndPollProps {
  /** Starts the job. Keep what `poll` needs in a variable: `assign: { jobId: JsonPath.stringAt("$.ResponseBody.id") }`. */
  readonly start: IChainable;
  /** Asks how the job stands. Its output is what the conditions are about, also that of an error handler of its own. */
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
  /** How often the job is asked for at most; then the execution fails with `<id>.TimedOut`. At least 1. */
  readonly maxPolls: number;
}

/** Events of one round in the history: wait 2, task 5, choice 2. */
const EVENTS_PER_POLL = 9;

/**
 * Starts a job, then waits and asks until it is done, failed, or was asked for too often. What follows gets the output of
 * the last poll. Works in both query languages; counts in a variable.
 */
export function startAndPoll(id: string, props: StartAndPollProps): Chain {
  const polls = variableName(id, "Polls");
  const begin = new BoundedPass(id, {
    assign: { [polls]: 0 },
    bound: { property: "maxPolls", value: props.maxPolls, max: maxRounds(EVENTS_PER_POLL) },
  });
  const wait = new Wait(`${id}Wait`, { time: WaitTime.duration(props.interval), ...oneMore(polls) });
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
  const [start, poll] = [new HandedIn(props.start), new HandedIn(props.poll)];
  begin.next(start.start);
  start.continueWith(wait);
  wait.next(poll.start);
  poll.continueWith(check);
  return Chain.custom(begin, [finished], finished);
}
