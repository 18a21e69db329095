import { CloudwatchEventArchive } from "@cdktf/provider-aws/lib/cloudwatch-event-archive";
import type { Construct } from "constructs";
import { AwsConstruct, type AwsConstructProps } from "../core/aws-construct";
import type { Duration } from "../core/duration";
import { renderJson, renderText } from "../core/json";
import { physicalName } from "../core/names";
import { addDependencies, attributeOf } from "../core/reference";
import { Problems } from "../core/validate";
import { Account } from "../iam/account";
import type { IKey } from "../kms/key";
import type { IEventBus } from "./event-bus-base";
import { allowArchive } from "./event-bus-encryption";
import { ARCHIVE_NAME, MAX_ARCHIVE_NAME, RETENTION_DAYS } from "./event-bus-limits";
import { factsOf } from "./event-bus-registry";
import { type EventPattern, toAwsPattern } from "./event-pattern";
import { checkEventPattern } from "./event-pattern-checks";
import { MAX_DESCRIPTION } from "./limits";

/** An archive, made here or elsewhere. */
export interface IArchive {
  /** What StartReplay takes as its source. @terraform aws_cloudwatch_event_archive.arn */
  readonly archiveArn: string;
  /** @terraform aws_cloudwatch_event_archive.name */
  readonly archiveName: string;
}

export interface ArchiveProps extends AwsConstructProps {
  /**
   * The bus whose events are kept. Replays go to this bus only.
   *
   * @terraform aws_cloudwatch_event_archive.event_source_arn
   */
  readonly sourceEventBus: IEventBus;
  /**
   * 1 to 48 letters, digits, `.`, `-` and `_`. Changing it replaces the archive: its events are lost.
   *
   * @default - made from the construct path
   * @terraform aws_cloudwatch_event_archive.name
   */
  readonly archiveName?: string;
  /**
   * At most 512 characters.
   *
   * @terraform aws_cloudwatch_event_archive.description
   */
  readonly description?: string;
  /**
   * Which events are kept.
   *
   * @default - all but those of replays
   * @terraform aws_cloudwatch_event_archive.event_pattern
   */
  readonly eventPattern?: EventPattern;
  /**
   * How long events are kept, in whole days; 0 is for ever.
   *
   * @default - for ever
   * @terraform aws_cloudwatch_event_archive.retention_days
   */
  readonly retention?: Duration;
  /**
   * A customer managed key. Its policy is given the statements that EventBridge needs. Needs version 6 of the provider.
   *
   * @default - a key of EventBridge
   * @terraform aws_cloudwatch_event_archive.kms_key_identifier
   */
  readonly kmsKey?: IKey;
}

/**
 * Keeps the events of a bus for replays. Makes `aws_cloudwatch_event_archive`. EventBridge adds a rule
 * `Events-Archive-<name>` to the bus, which counts among the bus's rules. A replay repeats side effects: see `excludeReplays`
 * of the rules.
 *
 * @throws ValidationError
 */
export class Archive extends AwsConstruct implements IArchive {
  /** An existing archive of the account and Region. */
  public static fromArchiveName(scope: Construct, id: string, archiveName: string): IArchive {
    return new ImportedArchive(scope, id, archiveName);
  }

  public readonly resource: CloudwatchEventArchive;
  public readonly archiveArn: string;
  public readonly archiveName: string;

  constructor(scope: Construct, id: string, props: ArchiveProps) {
    super(scope, id, props);
    const { sourceEventBus, kmsKey } = props;
    const pattern = props.eventPattern && toAwsPattern(props.eventPattern);
    const days = props.retention?.toDays();
    const problems = new Problems(this);
    problems.string(props.archiveName, isName, "archive-name-invalid", "archiveName");
    problems.string(props.description, (text) => text.length <= MAX_DESCRIPTION, "description-too-long", "description");
    problems.integer(days, RETENTION_DAYS, "archive-retention-invalid", "retention");
    if (pattern !== undefined) {
      const terraform = "aws_cloudwatch_event_archive.event_pattern";
      checkEventPattern(problems, { property: "eventPattern", terraform }, pattern);
    }
    problems.throwIfAny();

    this.resource = this.make(CloudwatchEventArchive, "Resource", {
      name: props.archiveName ?? physicalName(this, MAX_ARCHIVE_NAME),
      description: props.description && renderText(props.description),
      eventSourceArn: sourceEventBus.eventBusArn,
      eventPattern: pattern && renderJson(pattern),
      retentionDays: days,
      kmsKeyIdentifier: kmsKey?.keyArn,
    });
    if (kmsKey !== undefined) {
      // The bus may refer to the same key, whose policy then cannot refer to the bus.
      const busArn = factsOf(sourceEventBus)?.writtenArn?.() ?? sourceEventBus.eventBusArn;
      addDependencies(this.resource, allowArchive(kmsKey, busArn));
    }
    this.archiveArn = attributeOf(this.resource, "arn");
    this.archiveName = attributeOf(this.resource, "name");
  }
}

class ImportedArchive extends AwsConstruct implements IArchive {
  constructor(
    scope: Construct,
    id: string,
    public readonly archiveName: string,
  ) {
    super(scope, id);
    const problems = new Problems(this);
    problems.required(archiveName, isName, "archive-name-invalid", "archiveName");
    problems.throwIfAny();
  }

  public get archiveArn(): string {
    return Account.of(this).arn("events", `archive/${this.archiveName}`);
  }
}

function isName(name: string): boolean {
  return ARCHIVE_NAME.test(name);
}
