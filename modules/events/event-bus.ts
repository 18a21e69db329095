import { CloudwatchEventBus } from "@cdktf/provider-aws/lib/cloudwatch-event-bus";
import { DataAwsCloudwatchEventBus } from "@cdktf/provider-aws/lib/data-aws-cloudwatch-event-bus";
import type { Construct } from "constructs";
import { AwsConstruct, type AwsConstructProps } from "../core/aws-construct";
import { renderText } from "../core/json";
import { physicalName } from "../core/names";
import { Problems } from "../core/validate";
import { Grant, type IGrantable } from "../iam/grant";
import type { Conditions } from "../iam/policy";
import { BUS_NAME, MAX_BUS_NAME, MAX_DESCRIPTION } from "./limits";
import { Rule, type RuleProps } from "./rule";

/** Which events a principal may put. */
export interface GrantPutEventsOptions {
  /** @default - any source */
  readonly sources?: readonly string[];
  /** @default - any detail-type */
  readonly detailTypes?: readonly string[];
}

/** An event bus, made here or elsewhere. */
export interface IEventBus {
  /** `default` for the default bus. @terraform aws_cloudwatch_event_bus.name */
  readonly eventBusName: string;
  /** @terraform aws_cloudwatch_event_bus.arn */
  readonly eventBusArn: string;
  /** Adds a rule on this bus. */
  addRule(id: string, props: Omit<RuleProps, "eventBus">): Rule;
  /** Lets an identity put events on this bus (`events:PutEvents`). */
  grantPutEvents(grantee: IGrantable, options?: GrantPutEventsOptions): Grant;
}

export interface EventBusProps extends AwsConstructProps {
  /**
   * 1 to 256 letters, digits, `.`, `-` and `_`; not `default`. Changing it replaces the bus.
   *
   * @default - made from the construct path
   * @terraform aws_cloudwatch_event_bus.name
   */
  readonly eventBusName?: string;
  /**
   * At most 512 characters.
   *
   * @terraform aws_cloudwatch_event_bus.description
   */
  readonly description?: string;
}

abstract class EventBusBase extends AwsConstruct implements IEventBus {
  public abstract readonly eventBusName: string;
  public abstract readonly eventBusArn: string;

  public addRule(id: string, props: Omit<RuleProps, "eventBus">): Rule {
    return new Rule(this, id, { ...props, eventBus: this });
  }

  public grantPutEvents(grantee: IGrantable, options: GrantPutEventsOptions = {}): Grant {
    const keys: { [key: string]: readonly string[] } = {};
    if (options.sources) {
      keys["events:source"] = options.sources;
    }
    if (options.detailTypes) {
      keys["events:detail-type"] = options.detailTypes;
    }
    const conditions: Conditions | undefined = Object.keys(keys).length > 0 ? { StringEquals: keys } : undefined;
    return Grant.addToPrincipal(grantee, { actions: ["events:PutEvents"], resources: [this.eventBusArn], conditions });
  }
}

/**
 * A custom event bus. Makes `aws_cloudwatch_event_bus`.
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
    return new ImportedEventBus(scope, id, eventBusName);
  }

  public readonly resource: CloudwatchEventBus;
  public readonly eventBusName: string;

  constructor(scope: Construct, id: string, props: EventBusProps = {}) {
    super(scope, id, props);
    const problems = new Problems(this);
    problems.string(
      props.eventBusName,
      (name) => BUS_NAME.test(name) && name !== "default",
      "event-bus-name-invalid",
      "eventBusName",
    );
    problems.string(props.eventBusName, (name) => !name.startsWith("aws."), "event-bus-name-reserved", "eventBusName");
    problems.string(props.description, (text) => text.length <= MAX_DESCRIPTION, "description-too-long", "description");
    problems.throwIfAny();

    this.resource = new CloudwatchEventBus(this, "Resource", {
      ...this.metaArguments,
      name: props.eventBusName ?? physicalName(this, MAX_BUS_NAME),
      description: props.description && renderText(props.description),
    });
    this.eventBusName = this.resource.name;
  }

  public get eventBusArn(): string {
    return this.resource.arn;
  }
}

class ImportedEventBus extends EventBusBase {
  #data: DataAwsCloudwatchEventBus | undefined;

  constructor(
    scope: Construct,
    id: string,
    public readonly eventBusName: string,
  ) {
    super(scope, id);
    const problems = new Problems(this);
    problems.string(
      eventBusName,
      (name) => /^[/.\-_A-Za-z0-9]{1,256}$/.test(name),
      "event-bus-name-not-a-name",
      "eventBusName",
    );
    problems.throwIfAny();
  }

  public get eventBusArn(): string {
    this.#data ??= new DataAwsCloudwatchEventBus(this, "Data", { ...this.metaArguments, name: this.eventBusName });
    return this.#data.arn;
  }
}
