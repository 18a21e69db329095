import { CloudwatchEventBus } from "@cdktf/provider-aws/lib/cloudwatch-event-bus";
import { Token } from "cdktf";
import type { Construct } from "constructs";
import type { AwsConstructProps } from "../core/aws-construct";
import { renderText } from "../core/json";
import { physicalName } from "../core/names";
import { addDependencies, attributeOf } from "../core/reference";
import { Problems } from "../core/validate";
import { Account } from "../iam/account";
import type { IKey } from "../kms/key";
import type { IQueue } from "../sqs/queue";
import { EventBusBase, EventBusByArn, EventBusByName, type IEventBus } from "./event-bus-base";
import { allowBus, EVENTS_PRINCIPAL } from "./event-bus-encryption";
import { EVENT_SOURCE_NAME } from "./event-bus-limits";
import { deliverBusLogs, type EventBusLogConfig, EventBusLogDetail, EventBusLogLevel } from "./event-bus-logging";
import { BUS_NAME, MAX_BUS_NAME, MAX_DESCRIPTION } from "./limits";

export interface EventBusProps extends AwsConstructProps {
  /**
   * 1 to 256 letters, digits, `.`, `-` and `_`; not `default`. Changing it replaces the bus.
   *
   * @default - `eventSourceName`, else made from the construct path
   * @terraform aws_cloudwatch_event_bus.name
   */
  readonly eventBusName?: string;
  /**
   * The partner event source whose events the bus receives: `aws.partner/…/…`, which is the name of the bus too. The
   * source must be waiting in the account. Changing it replaces the bus.
   *
   * @default - a custom bus
   * @terraform aws_cloudwatch_event_bus.event_source_name
   */
  readonly eventSourceName?: string;
  /**
   * At most 512 characters.
   *
   * @terraform aws_cloudwatch_event_bus.description
   */
  readonly description?: string;
  /**
   * A customer managed key for events, patterns and targets on the bus. Its policy is given the statements that
   * EventBridge needs. Leaving it out again changes nothing: the provider does not unset it. Such a bus cannot have a
   * schema discoverer.
   *
   * @default - a key of EventBridge
   * @terraform aws_cloudwatch_event_bus.kms_key_identifier
   */
  readonly kmsKey?: IKey;
  /**
   * A standard SQS queue for events that could not be encrypted or decrypted, so only of use beside `kmsKey`. What cannot
   * be delivered goes to the queues of the targets.
   *
   * @default - none
   * @terraform aws_cloudwatch_event_bus.dead_letter_config.arn
   */
  readonly deadLetterQueue?: IQueue;
  /**
   * Records of what the bus does with events. Needs version 6.6 of the provider.
   *
   * @default - none
   * @terraform aws_cloudwatch_event_bus.log_config
   */
  readonly logConfig?: EventBusLogConfig;
}

/**
 * A custom or partner event bus. Makes `aws_cloudwatch_event_bus`, and `aws_cloudwatch_event_bus_policy` once there is a
 * statement.
 *
 * @throws ValidationError
 */
export class EventBus extends EventBusBase {
  /** The default bus of the account and Region, which Terraform cannot make. */
  public static defaultBus(scope: Construct, id: string): IEventBus {
    return EventBus.fromEventBusName(scope, id, "default");
  }

  /**
   * An existing bus of the account and Region. Its ARN, where it is needed, comes from a data source.
   *
   * @param eventBusName the name, not the ARN
   */
  public static fromEventBusName(scope: Construct, id: string, eventBusName: string): IEventBus {
    return new EventBusByName(scope, id, eventBusName);
  }

  /**
   * An existing bus of any account and Region, for targets and permissions: it takes no rules and no policy. For those on
   * a bus of the stack's own account and Region, use `fromEventBusName`.
   */
  public static fromEventBusArn(scope: Construct, id: string, eventBusArn: string): IEventBus {
    return new EventBusByArn(scope, id, eventBusArn);
  }

  public readonly resource: CloudwatchEventBus;
  public readonly eventBusName: string;

  constructor(scope: Construct, id: string, props: EventBusProps = {}) {
    super(scope, id, props);
    const problems = new Problems(this);
    checkNames(problems, props);
    problems.string(props.description, (text) => text.length <= MAX_DESCRIPTION, "description-too-long", "description");
    checkDeadLetterQueue(problems, props);
    checkLogConfig(problems, props.logConfig);
    problems.throwIfAny();

    const { kmsKey, deadLetterQueue, logConfig } = props;
    const name = props.eventBusName ?? props.eventSourceName ?? physicalName(this, MAX_BUS_NAME);
    // The bus refers to its key, so the key's policy cannot refer to the bus.
    const writtenArn = () => Account.of(this).arn("events", `event-bus/${name}`);
    this.remember({ isDefault: false, isByArn: false, writtenArn });
    this.resource = this.make(CloudwatchEventBus, "Resource", {
      name,
      eventSourceName: props.eventSourceName,
      description: props.description && renderText(props.description),
      kmsKeyIdentifier: kmsKey?.keyArn,
      deadLetterConfig: deadLetterQueue && { arn: deadLetterQueue.queueArn },
      logConfig: logConfig && {
        level: logConfig.level,
        includeDetail: logConfig.includeDetail ?? EventBusLogDetail.NONE,
      },
    });
    this.eventBusName = attributeOf(this.resource, "name");
    if (kmsKey !== undefined) {
      const account = Account.of(this);
      addDependencies(this.resource, allowBus(kmsKey, account, writtenArn(), isLogging(logConfig)));
    }
    deadLetterQueue?.allowService(EVENTS_PRINCIPAL, this.eventBusArn);
    if (logConfig !== undefined) {
      deliverBusLogs(this, logConfig, { name, arn: this.eventBusArn, key: kmsKey });
    }
  }

  protected readArn(): string {
    return attributeOf(this.resource, "arn");
  }
}

function checkNames(problems: Problems, { eventBusName, eventSourceName }: EventBusProps): void {
  if (eventSourceName === undefined) {
    problems.string(
      eventBusName,
      (name) => BUS_NAME.test(name) && name !== "default",
      "event-bus-name-invalid",
      "eventBusName",
    );
    problems.string(eventBusName, (name) => !name.startsWith("aws."), "event-bus-name-reserved", "eventBusName");
    return;
  }
  problems.string(
    eventSourceName,
    (name) => EVENT_SOURCE_NAME.test(name),
    "event-source-name-invalid",
    "eventSourceName",
  );
  problems.string(
    eventBusName,
    (name) => name === eventSourceName || Token.isUnresolved(eventSourceName),
    "event-bus-name-not-of-source",
    "eventBusName",
  );
}

function checkDeadLetterQueue(problems: Problems, { deadLetterQueue, kmsKey }: EventBusProps): void {
  const property = "deadLetterQueue";
  if (deadLetterQueue === undefined) {
    problems.check(kmsKey === undefined, "event-bus-key-without-dead-letter-queue", { property });
    return;
  }
  problems.check(kmsKey !== undefined, "event-bus-dead-letter-queue-without-key", { property });
  problems.check(deadLetterQueue.fifo !== true, "dead-letter-queue-fifo", {
    property,
    terraform: "aws_cloudwatch_event_bus.dead_letter_config.arn",
  });
}

function checkLogConfig(problems: Problems, config: EventBusLogConfig | undefined): void {
  if (config === undefined) {
    return;
  }
  const { level, includeDetail = EventBusLogDetail.NONE } = config;
  problems.check(Object.hasOwn(EventBusLogLevel, level), "event-bus-log-config-invalid", {
    property: "logConfig.level",
    given: level,
  });
  problems.check(Object.hasOwn(EventBusLogDetail, includeDetail), "event-bus-log-config-invalid", {
    property: "logConfig.includeDetail",
    given: includeDetail,
  });
}

function isLogging(config: EventBusLogConfig | undefined): boolean {
  return config !== undefined && config.level !== EventBusLogLevel.OFF;
}

export type { IEventBus } from "./event-bus-base";
