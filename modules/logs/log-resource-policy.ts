import { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy";
import { type ITerraformDependable, type TerraformProvider, TerraformStack, Token } from "cdktf";
import type { Construct } from "constructs";
import { AwsConstruct } from "../core/aws-construct";
import { physicalName } from "../core/names";
import { Problems } from "../core/validate";
import { Account } from "../iam/account";
import { type PolicyStatement, renderPolicy } from "../iam/policy";
import { MAX_RESOURCE_POLICY } from "./limits";

const ID = "LogResourcePolicy";
const MAX_POLICY_NAME = 128;

/** What the policy needs to know of a log group. */
export interface WritableLogGroup {
  readonly logGroupArn: string;
  /** Undefined where it is not known at synth. */
  readonly knownName: string | undefined;
}

/** How far the policy is from naming exactly the groups and sources, since AWS limits its length. */
enum Width {
  EXACT,
  /** Any resource of the service in this account and Region instead of each source. */
  ANY_SOURCE,
  /** In addition, one prefix for all groups of a folder. */
  GROUPS_BY_PREFIX,
}

interface Writers {
  /** By ARN. */
  readonly groups: Map<string, WritableLogGroup>;
  readonly sourceArns: Set<string>;
}

/**
 * Which services may write to log groups. One for each stack and provider: AWS allows ten such policies in an account and
 * Region, and no log group has a policy of its own.
 */
export class LogResourcePolicy extends AwsConstruct {
  /** The policy for a log group: that of its provider. */
  public static of(logGroup: AwsConstruct): LogResourcePolicy {
    const stack = TerraformStack.of(logGroup);
    const { provider } = logGroup.metaArguments;
    const id = provider?.alias === undefined ? ID : `${ID}-${provider.alias}`;
    return (stack.node.tryFindChild(id) as LogResourcePolicy | undefined) ?? new LogResourcePolicy(stack, id, provider);
  }

  public readonly resource: CloudwatchLogResourcePolicy;
  readonly #writers = new Map<string, Writers>();
  readonly #length = new EstimatedLength();
  #width = Width.EXACT;
  readonly #anySource = new Map<string, string>();
  #groupArn = "";

  private constructor(scope: Construct, id: string, provider: TerraformProvider | undefined) {
    super(scope, id, { provider });
    this.resource = this.make(CloudwatchLogResourcePolicy, "Resource", {
      policyName: physicalName(this, MAX_POLICY_NAME),
      policyDocument: renderPolicy(() => this.statements()),
    });
  }

  /**
   * Lets a service create streams in a log group, and write to them on behalf of a resource (`aws:SourceArn`).
   *
   * @returns what must exist before the service can write
   */
  public allow(servicePrincipal: string, logGroup: WritableLogGroup, sourceArn: string): ITerraformDependable[] {
    let writers = this.#writers.get(servicePrincipal);
    if (writers === undefined) {
      writers = { groups: new Map(), sourceArns: new Set() };
      this.#writers.set(servicePrincipal, writers);
      this.#length.addService();
    }
    if (!writers.groups.has(logGroup.logGroupArn)) {
      writers.groups.set(logGroup.logGroupArn, logGroup);
      this.#length.addGroup(logGroup.knownName);
    }
    if (!writers.sourceArns.has(sourceArn)) {
      writers.sourceArns.add(sourceArn);
      this.#length.addSource(sourceArn);
    }
    this.widen();
    return [this.resource];
  }

  /** Decided here and not when the policy is rendered: the account's data sources must be made before the synth. */
  private widen(): void {
    const account = () => Account.of(this);
    if (this.#width === Width.EXACT && this.#length.exact > MAX_RESOURCE_POLICY) {
      this.#width = Width.ANY_SOURCE;
      this.warn("log-resource-policy-widened");
    }
    if (this.#width === Width.ANY_SOURCE && this.#length.withAnySource > MAX_RESOURCE_POLICY) {
      this.#width = Width.GROUPS_BY_PREFIX;
      this.#groupArn = account().arn("logs", "log-group:");
    }
    if (this.#width >= Width.ANY_SOURCE) {
      for (const service of this.#writers.keys()) {
        if (!this.#anySource.has(service)) {
          this.#anySource.set(service, account().arn(service.split(".").at(-3) ?? service, "*"));
        }
      }
    }
  }

  private warn(code: "log-resource-policy-widened"): void {
    const problems = new Problems(this);
    problems.add(code, { property: "targets" });
    problems.throwIfAny();
  }

  private statements(): PolicyStatement[] {
    return [...this.#writers].flatMap(([service, { groups, sourceArns }]): PolicyStatement[] => {
      const name = nameOf(service);
      const principals = { Service: [service] };
      const resources = this.resourcesOf([...groups.values()]);
      const anySource = this.#anySource.get(service);
      return [
        // CloudWatch Logs gives the source with PutLogEvents only.
        { sid: `Allow${name}ToCreateLogStreams`, principals, actions: ["logs:CreateLogStream"], resources },
        {
          sid: `Allow${name}ToPutLogEvents`,
          principals,
          actions: ["logs:PutLogEvents"],
          resources,
          conditions:
            anySource === undefined
              ? { ArnEquals: { "aws:SourceArn": [...sourceArns] } }
              : { ArnLike: { "aws:SourceArn": [anySource] } },
        },
      ];
    });
  }

  /** The streams of the groups: the attribute `arn` has no `:*` at its end, and the policy needs it. */
  private resourcesOf(groups: readonly WritableLogGroup[]): string[] {
    if (this.#width < Width.GROUPS_BY_PREFIX) {
      return groups.map(({ logGroupArn }) => `${logGroupArn}:*`);
    }
    const arns = new Set<string>();
    for (const { logGroupArn, knownName } of groups) {
      const folder = folderOf(knownName);
      arns.add(folder === undefined ? `${logGroupArn}:*` : `${this.#groupArn}${folder}*:*`);
    }
    return [...arns];
  }
}

/** `/aws/events/` of `/aws/events/orders/all`; undefined for a name without two slashes before the last part. */
function folderOf(name: string | undefined): string | undefined {
  return name === undefined ? undefined : /^\/[^/]+\/[^/]+\//.exec(name)?.[0];
}

/** `Events` of `events.amazonaws.com`, `DeliveryLogs` of `delivery.logs.amazonaws.com`. */
function nameOf(servicePrincipal: string): string {
  return servicePrincipal
    .split(".")
    .slice(0, -2)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");
}

/** How long the policy becomes: Terraform knows the ARNs, the synth only about how long they are. */
class EstimatedLength {
  /** `arn:aws-us-gov:events:ap-southeast-1:123456789012:log-group:` and the like. */
  static readonly #ARN = 62;
  static readonly #UNKNOWN_NAME = 128;
  static readonly #DOCUMENT = 40;
  /** Two statements without ARNs. */
  static readonly #STATEMENTS = 420;
  /** Quotes, comma, `:*`. */
  static readonly #AROUND = 5;

  #services = 0;
  #groups = 0;
  #sources = 0;

  public addService(): void {
    this.#services += EstimatedLength.#STATEMENTS;
  }

  public addGroup(name: string | undefined): void {
    const length = name?.length ?? EstimatedLength.#UNKNOWN_NAME;
    this.#groups += 2 * (EstimatedLength.#ARN + length + EstimatedLength.#AROUND);
  }

  public addSource(arn: string): void {
    const length = Token.isUnresolved(arn) ? EstimatedLength.#ARN + EstimatedLength.#UNKNOWN_NAME : arn.length;
    this.#sources += length + EstimatedLength.#AROUND;
  }

  public get exact(): number {
    return this.withAnySource + this.#sources;
  }

  public get withAnySource(): number {
    return EstimatedLength.#DOCUMENT + this.#services + this.#groups;
  }
}
