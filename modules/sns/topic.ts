import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { type ITerraformDependable, Token } from "cdktf";
import type { Construct } from "constructs";
import { AwsConstruct, type AwsConstructProps } from "../core/aws-construct";
import { physicalName } from "../core/names";
import { attributeOf } from "../core/reference";
import { Problems } from "../core/validate";
import { Grant, type IGrantable } from "../iam/grant";
import { type PolicyStatement, renderPolicy, statementText } from "../iam/policy";
import type { IKey } from "../kms/key";

/** An SNS topic, made here or elsewhere. */
export interface ITopic {
  /** @terraform aws_sns_topic.arn */
  readonly topicArn: string;
  /** Undefined where it is not known at synth. @terraform aws_sns_topic.fifo_topic */
  readonly fifo: boolean | undefined;
  /**
   * Lets a service publish on behalf of a resource (`aws:SourceArn`), and use the topic's key. An imported topic's policy
   * is not ours to change: a warning then prints the statement to add.
   *
   * @returns what must exist before the service can publish
   */
  allowService(servicePrincipal: string, sourceArn: string): ITerraformDependable[];
  /** Lets an identity publish. */
  grantPublish(grantee: IGrantable): Grant;
}

export interface TopicProps extends AwsConstructProps {
  /**
   * 1 to 256 letters, digits, `_` and `-`. Changing it replaces the topic.
   *
   * @default - made from the construct path
   * @terraform aws_sns_topic.name
   */
  readonly topicName?: string;
  /**
   * A customer managed key. Its policy is given the statement that each publishing service needs.
   *
   * @default - not encrypted with KMS. No other service can publish with the key `alias/aws/sns`
   * @terraform aws_sns_topic.kms_master_key_id
   */
  readonly masterKey?: IKey;
}

/** Source: SNS API (CreateTopic). */
const TOPIC_NAME = /^[A-Za-z0-9_-]{1,256}$/;
const MAX_TOPIC_NAME = 256;
const KEY_ACTIONS = ["kms:Decrypt", "kms:GenerateDataKey"];

interface ServiceAccess {
  readonly sourceArns: Set<string>;
  readonly dependables: ITerraformDependable[];
}

/**
 * A standard topic whose policy refuses requests without TLS. Makes `aws_sns_topic` and the one `aws_sns_topic_policy` of
 * it, which takes the place of AWS's default policy.
 *
 * @throws ValidationError
 */
export class Topic extends AwsConstruct implements ITopic {
  /** An existing topic. */
  public static fromTopicArn(scope: Construct, id: string, topicArn: string): ITopic {
    return new ImportedTopic(scope, id, topicArn);
  }

  public readonly resource: SnsTopic;
  /** The topic's policy. */
  public readonly policy: SnsTopicPolicy;
  public readonly topicArn: string;
  public readonly fifo = false;

  readonly #key: IKey | undefined;
  readonly #statements: PolicyStatement[] = [];
  readonly #services = new Map<string, ServiceAccess>();

  constructor(scope: Construct, id: string, props: TopicProps = {}) {
    super(scope, id, props);
    const problems = new Problems(this);
    problems.string(props.topicName, (name) => TOPIC_NAME.test(name), "topic-name-invalid", "topicName");
    problems.throwIfAny();

    this.#key = props.masterKey;
    this.resource = this.make(SnsTopic, "Resource", {
      name: props.topicName ?? physicalName(this, MAX_TOPIC_NAME),
      kmsMasterKeyId: props.masterKey?.keyArn,
    });
    this.topicArn = attributeOf(this.resource, "arn");
    this.policy = this.make(SnsTopicPolicy, "Policy", {
      arn: this.topicArn,
      policy: renderPolicy(() => this.policyStatements()),
    });
  }

  /** Adds a statement to the topic's policy. */
  public addToResourcePolicy(statement: PolicyStatement): void {
    this.#statements.push(statement);
  }

  public allowService(servicePrincipal: string, sourceArn: string): ITerraformDependable[] {
    let access = this.#services.get(servicePrincipal);
    if (access === undefined) {
      // Without a condition: see the key of a queue.
      const key = this.#key?.addToResourcePolicy({
        sid: `Allow${nameOf(servicePrincipal)}ToUseTheKey`,
        principals: { Service: [servicePrincipal] },
        actions: KEY_ACTIONS,
      });
      access = { sourceArns: new Set(), dependables: [this.policy, ...(key ?? [])] };
      this.#services.set(servicePrincipal, access);
    }
    access.sourceArns.add(sourceArn);
    return access.dependables;
  }

  public grantPublish(grantee: IGrantable): Grant {
    if (this.#key !== undefined) {
      Grant.addToPrincipal(grantee, { actions: KEY_ACTIONS, resources: [this.#key.keyArn] });
    }
    return Grant.addToPrincipal(grantee, publish(this.topicArn));
  }

  private policyStatements(): PolicyStatement[] {
    const services = [...this.#services].map(([service, { sourceArns }]) =>
      serviceStatement(this.topicArn, service, [...sourceArns]),
    );
    const tlsOnly: PolicyStatement = {
      sid: "DenyInsecureTransport",
      effect: "Deny",
      principals: "*",
      // A topic's policy takes the actions on topics only, not `sns:*`.
      actions: ["sns:Publish"],
      resources: [this.topicArn],
      conditions: { Bool: { "aws:SecureTransport": "false" } },
    };
    return [...services, ...this.#statements, tlsOnly];
  }
}

class ImportedTopic extends AwsConstruct implements ITopic {
  public readonly fifo: boolean | undefined;

  constructor(
    scope: Construct,
    id: string,
    public readonly topicArn: string,
  ) {
    super(scope, id);
    const problems = new Problems(this);
    problems.required(
      topicArn,
      (arn) => /^arn:[\w-]+:sns:[\w-]+:\d{12}:[\w-]+(\.fifo)?$/.test(arn),
      "topic-arn-invalid",
      "topicArn",
    );
    problems.throwIfAny();
    this.fifo = Token.isUnresolved(topicArn) ? undefined : topicArn.endsWith(".fifo");
  }

  public allowService(servicePrincipal: string, sourceArn: string): ITerraformDependable[] {
    const problems = new Problems(this);
    problems.add("topic-imported-without-statement", {
      property: "topicArn",
      fix: `add this statement to the topic's policy, where the topic is made: ${statementText(
        this,
        serviceStatement(this.topicArn, servicePrincipal, [sourceArn]),
      )}`,
    });
    problems.throwIfAny();
    return [];
  }

  public grantPublish(grantee: IGrantable): Grant {
    return Grant.addToPrincipal(grantee, publish(this.topicArn));
  }
}

function publish(topicArn: string): PolicyStatement {
  return { actions: ["sns:Publish"], resources: [topicArn] };
}

function serviceStatement(topicArn: string, servicePrincipal: string, sourceArns: readonly string[]): PolicyStatement {
  return {
    sid: `Allow${nameOf(servicePrincipal)}ToPublish`,
    principals: { Service: [servicePrincipal] },
    ...publish(topicArn),
    conditions: { ArnEquals: { "aws:SourceArn": sourceArns } },
  };
}

/** `Events` of `events.amazonaws.com`. */
function nameOf(servicePrincipal: string): string {
  const name = servicePrincipal.split(".")[0] as string;
  return name.charAt(0).toUpperCase() + name.slice(1);
}
