import {
  EventBridgeClient,
  ListApiDestinationsCommand,
  ListArchivesCommand,
  ListConnectionsCommand,
  ListEventBusesCommand,
  ListRulesCommand,
  PutEventsCommand,
} from "@aws-sdk/client-eventbridge";
import { ListActivitiesCommand, ListStateMachinesCommand, type SFNClient } from "@aws-sdk/client-sfn";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Secrets } from "../support/mock-attributes";
import { type BusWatch, watchBus } from "./bus-watch";
import type { BusEvent } from "./e2e-case";
import { REGION } from "./emulator";
import { type EndedExecution, endedExecutions } from "./executions";
import { sfnClient } from "./workflows/run-workflow";

/** One account of the emulator, through the AWS SDK: as a user's own program would talk to AWS. */
export class Account {
  readonly #events: EventBridgeClient;
  readonly #queues: SQSClient;
  readonly #machines: SFNClient;

  public constructor(
    private readonly endpoint: string,
    private readonly id: string,
  ) {
    const credentials = { accessKeyId: id, secretAccessKey: "not-a-secret" };
    this.#events = new EventBridgeClient({ endpoint, region: REGION, credentials });
    this.#queues = new SQSClient({ endpoint, region: REGION, credentials });
    this.#machines = sfnClient(endpoint, id);
  }

  public async putEvents(bus: string, events: readonly BusEvent[]): Promise<void> {
    const { FailedEntryCount, Entries } = await this.#events.send(
      new PutEventsCommand({
        Entries: events.map((event) => ({
          EventBusName: bus,
          Source: event.source,
          DetailType: event["detail-type"],
          Detail: JSON.stringify(event.detail),
          Resources: event.resources ? [...event.resources] : undefined,
        })),
      }),
    );
    if (FailedEntryCount) throw new Error(`PutEvents refused ${FailedEntryCount}: ${JSON.stringify(Entries)}`);
  }

  /** Everything that state machines have done, oldest first; waits for so many executions, and until all have ended. */
  public executions(count: number, timeoutMs: number): Promise<EndedExecution[]> {
    return endedExecutions(this.#machines, count, timeoutMs);
  }

  public watchBus(bus: string): Promise<BusWatch> {
    return watchBus(this.#events, this.#queues, bus);
  }

  /** The names of all that an example can leave behind. */
  public async inventory(): Promise<Record<string, string[]>> {
    const { EventBuses = [] } = await this.#events.send(new ListEventBusesCommand({}));
    const buses = names(EventBuses.map((bus) => bus.Name));
    const rules = await Promise.all(
      buses.map(async (bus) => (await this.#events.send(new ListRulesCommand({ EventBusName: bus }))).Rules ?? []),
    );
    const { Connections = [] } = await this.#events.send(new ListConnectionsCommand({}));
    const { ApiDestinations = [] } = await this.#events.send(new ListApiDestinationsCommand({}));
    const { Archives = [] } = await this.#events.send(new ListArchivesCommand({}));
    const { QueueUrls = [] } = await this.#queues.send(new ListQueuesCommand({}));
    const { stateMachines = [] } = await this.#machines.send(new ListStateMachinesCommand({}));
    const { activities = [] } = await this.#machines.send(new ListActivitiesCommand({}));
    return {
      buses,
      rules: names(rules.flat().map((rule) => rule.Name)),
      connections: names(Connections.map((connection) => connection.Name)),
      apiDestinations: names(ApiDestinations.map((destination) => destination.Name)),
      archives: names(Archives.map((archive) => archive.ArchiveName)),
      queues: names(QueueUrls),
      stateMachines: names(stateMachines.map((machine) => machine.name)),
      activities: names(activities.map((activity) => activity.name)),
      logGroups: await this.#logGroups(),
      roles: await this.#roles(),
    };
  }

  /** Makes secrets that an example takes for granted; `removeSecrets` takes them away for good. */
  public async createSecrets(secrets: Secrets): Promise<void> {
    for (const [name, content] of Object.entries(secrets)) {
      await this.#secret("CreateSecret", { Name: name, SecretString: content });
    }
  }

  public async removeSecrets(secrets: Secrets): Promise<void> {
    for (const name of Object.keys(secrets)) {
      await this.#secret("DeleteSecret", { SecretId: name, ForceDeleteWithoutRecovery: true });
    }
  }

  async #secret(action: string, request: object): Promise<void> {
    await this.#call("secretsmanager", JSON.stringify(request), {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `secretsmanager.${action}`,
    });
  }

  async #roles(): Promise<string[]> {
    const answer = await this.#call("iam", "Action=ListRoles&Version=2010-05-08", {
      "content-type": "application/x-www-form-urlencoded",
    });
    return names([...answer.matchAll(/<RoleName>([^<]*)</g)].map((match) => match[1]));
  }

  async #logGroups(): Promise<string[]> {
    const answer = await this.#call("logs", "{}", {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "Logs_20140328.DescribeLogGroups",
    });
    const { logGroups = [] } = JSON.parse(answer) as { logGroups?: { logGroupName: string }[] };
    return names(logGroups.map((group) => group.logGroupName));
  }

  /** By hand: a few calls are not worth more SDK clients. The emulator reads the account from the key and no more. */
  async #call(service: string, body: string, headers: Readonly<Record<string, string>>): Promise<string> {
    const scope = `${this.id}/20260101/${REGION}/${service}/aws4_request`;
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`;
    const answer = await fetch(this.endpoint, { method: "POST", headers: { authorization, ...headers }, body });
    if (!answer.ok) throw new Error(`${service}: ${answer.status} ${await answer.text()}`);
    return answer.text();
  }

  public close(): void {
    this.#events.destroy();
    this.#queues.destroy();
    this.#machines.destroy();
  }
}

const names = (values: readonly (string | undefined)[]) => values.filter((value) => value !== undefined).sort();
