import {
  DescribeExecutionCommand,
  type ExecutionListItem,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  type SFNClient,
} from "@aws-sdk/client-sfn";
import type { StartedExecution } from "./e2e-case";

/** An execution that has ended. */
export interface EndedExecution extends StartedExecution {
  readonly arn: string;
  readonly status: string;
  readonly error: string | undefined;
  readonly cause: string | undefined;
}

const POLL_MS = 100;

/** Every execution in the account, oldest first, as soon as there are so many and all have ended, or the time is up. */
export async function endedExecutions(client: SFNClient, count: number, timeoutMs: number): Promise<EndedExecution[]> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = await executions(client);
    const isDone = found.length >= count && found.every(({ status }) => status !== "RUNNING");
    if (isDone || Date.now() > deadline) return Promise.all(found.map((execution) => described(client, execution)));
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function executions(client: SFNClient): Promise<ExecutionListItem[]> {
  const { stateMachines = [] } = await client.send(new ListStateMachinesCommand({}));
  const found = await Promise.all(
    stateMachines.map(async ({ stateMachineArn }) => {
      const { executions: ofMachine = [] } = await client.send(new ListExecutionsCommand({ stateMachineArn }));
      return ofMachine;
    }),
  );
  return found.flat().sort((a, b) => Number(a.startDate) - Number(b.startDate));
}

async function described(client: SFNClient, { executionArn = "" }: ExecutionListItem): Promise<EndedExecution> {
  const { stateMachineArn, input, status, error, cause } = await client.send(
    new DescribeExecutionCommand({ executionArn }),
  );
  return {
    arn: executionArn,
    machine: `${stateMachineArn}`.split(":").at(-1) ?? "",
    input: JSON.parse(input ?? "null"),
    status: `${status}`,
    error,
    cause,
  };
}
