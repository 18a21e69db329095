import {
  GetActivityTaskCommand,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  type SFNClient,
} from "@aws-sdk/client-sfn";
import type { JsonObject } from "../../support/terraform-json";
import type { ActivityInput } from "./emulator-copy";
import { TaskError } from "./http-request";
import { type HttpTaskOptions, runHttpTask } from "./http-task";

/** One attempt of an HTTP Task. */
export interface TaskAttempt {
  readonly state: string;
  /** `Parameters` or `Arguments`, evaluated. */
  readonly request: JsonObject;
  readonly output?: JsonObject;
  readonly error?: string;
}

export interface Worker {
  /** In the order in which they ended. */
  readonly attempts: readonly TaskAttempt[];
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>;
}

/** The emulator looks for waiting tasks every half second for each worker that asks. */
const POLLERS = 4;
const STAGGER_MS = 125;

export interface WorkerOptions extends HttpTaskOptions {
  readonly client: SFNClient;
  readonly activityArn: string;
  /** States.Runtime ends an execution whatever it catches. The emulator does not know that. */
  readonly abort: (error: TaskError) => Promise<unknown>;
  /** A mistake of the test or of the worker: the run is to end with it. */
  readonly fail: (reason: unknown) => void;
}

/** Does the HTTP Tasks of a copy made by `emulatorCopy`. */
export function startWorker({ client, activityArn, abort, fail, ...options }: WorkerOptions): Worker {
  const stopped = new AbortController();
  const attempts: TaskAttempt[] = [];
  const running = new Set<Promise<void>>();

  let isAborted = false;
  const perform = async (taskToken: string, { State: state, Request: request }: ActivityInput) => {
    if (isAborted) return; // what the emulator goes on with is no longer part of the execution
    try {
      const output = await runHttpTask(request, options);
      attempts.push({ state, request, output });
      await client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) }));
    } catch (error) {
      if (!(error instanceof TaskError)) throw error;
      attempts.push({ state, request, error: error.name });
      if (error.name === "States.Runtime") {
        isAborted = true;
        await abort(error);
        return;
      }
      await client.send(new SendTaskFailureCommand({ taskToken, error: error.name, cause: error.cause }));
    }
  };

  const poll = async (delayMs: number) => {
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    while (!stopped.signal.aborted) {
      const { taskToken, input } = await client
        .send(new GetActivityTaskCommand({ activityArn }), { abortSignal: stopped.signal })
        .catch((error) => {
          if (stopped.signal.aborted) return {} as { taskToken?: string; input?: string };
          throw error;
        });
      if (taskToken !== undefined) {
        const task = perform(taskToken, JSON.parse(input ?? "{}") as ActivityInput).catch(fail);
        running.add(task);
        task.finally(() => running.delete(task));
      }
    }
  };

  const pollers = Array.from({ length: POLLERS }, (_, index) => poll(index * STAGGER_MS).catch(fail));
  return {
    attempts,
    stop: async () => {
      stopped.abort();
      await Promise.all([...pollers, ...running]);
    },
  };
}
