import { randomUUID } from "node:crypto";
import {
  CreateActivityCommand,
  CreateStateMachineCommand,
  DeleteActivityCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  ListStateMachinesCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from "@aws-sdk/client-sfn";
import type { Json, JsonObject } from "../../support/terraform-json";
import type { E2eCase, ReceivedRequest } from "../e2e-case";
import { REGION } from "../emulator";
import { startThirdParties, type ThirdParties } from "../receiver";
import { redirect } from "../redirect";
import type { TaskConnection } from "./connection";
import { emulatorCopy } from "./emulator-copy";
import { beyondEmulator } from "./emulator-limits";
import type { TaskError } from "./http-request";
import { startWorker, type TaskAttempt } from "./worker";

export interface WorkflowOptions {
  /** The emulator's address. */
  readonly emulator: string;
  /** @default an account that nothing else is in */
  readonly account?: string;
  /** The definition as AWS gets it: JSON, or its text. */
  readonly definition: JsonObject | string;
  readonly input?: Json;
  /** @default a random one */
  readonly executionName?: string;
  /** Origins that the workflow talks to, each of which becomes a receiver on loopback; or receivers that run already. */
  readonly thirdParties: E2eCase["thirdParties"] | ThirdParties;
  /** How the third parties behave. Status 0 hangs up without an answer. By default they answer 200. */
  readonly answer?: E2eCase["answer"];
  /** The connection of all HTTP Tasks, or the one with an ARN. */
  readonly connection: TaskConnection | ((arn: string) => TaskConnection);
}

export interface WorkflowRun {
  readonly status: "SUCCEEDED" | "FAILED";
  /** Parsed. Undefined if it failed. */
  readonly output: Json | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  /** What the third parties received, in order. */
  readonly requests: readonly ReceivedRequest[];
  /** What the HTTP Tasks did, in the order in which they ended. */
  readonly attempts: readonly TaskAttempt[];
  /** Events of the execution as `TaskStateEntered Charge`; those of states inside a Map or Parallel are not recorded. */
  readonly history: readonly string[];
}

/** Generous: many runs may share two cores with Terraform. */
const RUN_TIMEOUT_MS = 120_000;
const POLL_MS = 50;

/**
 * Runs a state machine in the emulator. Its HTTP Tasks send real requests to receivers on loopback. Waits and retry
 * intervals take no time: see `SFN_WAIT_SCALE` of the emulator.
 */
export async function runWorkflow(options: WorkflowOptions): Promise<WorkflowRun> {
  const definition =
    typeof options.definition === "string" ? (JSON.parse(options.definition) as JsonObject) : options.definition;
  const limits = beyondEmulator(definition);
  if (limits.length > 0) throw new Error(`the emulator cannot run this definition:\n${limits.join("\n")}`);
  const parties = isListening(options.thirdParties)
    ? options.thirdParties
    : await startThirdParties({ thirdParties: options.thirdParties, variables: {}, answer: options.answer, steps: [] });
  const before = parties.received.length;
  const client = sfnClient(options.emulator, options.account);
  try {
    const run = await execute(client, definition, options, parties);
    return { ...run, requests: parties.received.slice(before) };
  } finally {
    client.destroy();
    if (parties !== options.thirdParties) await parties.close();
  }
}

/** The definition of a state machine that Terraform made in the emulator: the one named, or the only one. */
export async function appliedDefinition(emulator: string, account: string, name?: string): Promise<JsonObject> {
  const client = sfnClient(emulator, account);
  try {
    const { stateMachines = [] } = await client.send(new ListStateMachinesCommand({}));
    const found = stateMachines.filter((machine) => name === undefined || machine.name === name);
    if (found.length !== 1) throw new Error(`${found.length} state machines, of ${stateMachines.map((m) => m.name)}`);
    const { stateMachineArn } = found[0]!;
    const { definition } = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));
    return JSON.parse(definition ?? "") as JsonObject;
  } finally {
    client.destroy();
  }
}

async function execute(
  client: SFNClient,
  definition: JsonObject,
  { input = {}, executionName, connection }: WorkflowOptions,
  parties: ThirdParties,
): Promise<Omit<WorkflowRun, "requests">> {
  const name = `run-${randomUUID()}`;
  const { activityArn = "" } = await client.send(new CreateActivityCommand({ name }));
  const { stateMachineArn } = await client.send(
    new CreateStateMachineCommand({
      name,
      definition: JSON.stringify(emulatorCopy(definition, activityArn)),
      roleArn: "arn:aws:iam::000000000000:role/states",
    }),
  );
  const { executionArn } = await client.send(
    new StartExecutionCommand({ stateMachineArn, name: executionName, input: JSON.stringify(input) }),
  );
  const failures: unknown[] = [];
  let fatal: TaskError | undefined;
  const worker = startWorker({
    client,
    activityArn,
    region: REGION,
    connection: typeof connection === "function" ? connection : () => connection,
    redirect: (url) => loopbackAddress(url, parties),
    abort: (error) => {
      fatal ??= error;
      return client.send(new StopExecutionCommand({ executionArn, error: error.name, cause: error.cause }));
    },
    fail: (reason) => failures.push(reason),
  });
  try {
    const ended = await end(client, executionArn ?? "", failures);
    const history = await historyOf(client, executionArn ?? "");
    return {
      status: ended.status === "SUCCEEDED" ? "SUCCEEDED" : "FAILED",
      output: ended.status === "SUCCEEDED" ? (JSON.parse(ended.output ?? "null") as Json) : undefined,
      error: fatal?.name ?? ended.error,
      cause: fatal?.cause ?? ended.cause,
      attempts: worker.attempts,
      history,
    };
  } finally {
    await worker.stop();
    await client.send(new DeleteStateMachineCommand({ stateMachineArn }));
    await client.send(new DeleteActivityCommand({ activityArn }));
  }
}

async function end(
  client: SFNClient,
  executionArn: string,
  failures: readonly unknown[],
): Promise<DescribeExecutionCommandOutput> {
  const deadline = Date.now() + RUN_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (failures.length > 0) throw failures[0];
    const execution = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (execution.status !== "RUNNING") return execution;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  const history = await historyOf(client, executionArn);
  throw new Error(`the execution did not end within ${RUN_TIMEOUT_MS} ms; last: ${history.slice(-5).join(", ")}`);
}

async function historyOf(client: SFNClient, executionArn: string): Promise<string[]> {
  const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
  return events.map(named);
}

function named({ type, stateEnteredEventDetails: entered, stateExitedEventDetails: exited, ...event }: HistoryEvent) {
  const name = entered?.name ?? exited?.name ?? event.taskFailedEventDetails?.error;
  return name === undefined ? `${type}` : `${type} ${name}`;
}

export function sfnClient(endpoint: string, account = "999999999999"): SFNClient {
  return new SFNClient({
    endpoint,
    region: REGION,
    credentials: { accessKeyId: account, secretAccessKey: "not-a-secret" },
  });
}

function isListening(parties: E2eCase["thirdParties"] | ThirdParties): parties is ThirdParties {
  return "received" in parties;
}

/** Where a request to a third party goes. Nothing leaves this machine. */
function loopbackAddress(url: string, parties: ThirdParties): string {
  const address = redirect(url, parties.redirects);
  if (!/^http:\/\/127\.0\.0\.1:\d+(?:[/?]|$)/.test(address)) {
    throw new Error(`"thirdParties" must list ${new URL(url).origin}`);
  }
  return address;
}
