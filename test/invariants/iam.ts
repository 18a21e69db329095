import { ACCOUNT } from "../support/mock-attributes";
import { overlap } from "./globs";
import { isConditionKeyOf } from "./iam-facts";
import type { Finding, Invariant } from "./invariant";
import type { Model } from "./model";
import { conditionValues, type PolicyDocument, type Statement, servicesOf, strayPolicies } from "./policies";

type Visit = (statement: Statement, document: PolicyDocument, model: Model) => Iterable<string>;

/** An invariant of each statement that `Allow`s something. */
const ofAllowed = (visit: Visit): Invariant["check"] =>
  function* check(model) {
    for (const document of model.policies) {
      for (const statement of document.statements.filter(({ effect }) => effect === "Allow")) {
        for (const message of visit(statement, document, model)) {
          yield [document.block, `${statement.sid ?? "a statement"}: ${message}`] satisfies Finding;
        }
      }
    }
  };

/** Invariants of policies of all kinds. */
export const IAM: readonly Invariant[] = [
  {
    id: "I1",
    says: "each policy is JSON of version 2012-10-17 with statements, whose Sids are letters and digits and unique",
    *check(model) {
      for (const { block, version, statements, error } of model.policies) {
        const sids = statements.flatMap(({ sid }) => sid ?? []);
        if (error !== undefined || version !== "2012-10-17" || statements.length === 0) {
          yield [block, error ?? `version ${version}, ${statements.length} statements`];
        }
        if (sids.some((sid) => !/^[0-9A-Za-z]+$/.test(sid)) || new Set(sids).size < sids.length) {
          yield [block, `Sids ${sids}`];
        }
      }
      for (const block of model.blocks) {
        for (const argument of strayPolicies(block)) {
          yield [block, `${argument} holds a policy that these tests do not know`];
        }
      }
    },
  },
  {
    id: "I2",
    says: "no Allow has a * among its actions, or NotAction, NotResource, NotPrincipal",
    scannerRules: ["CKV_AWS_62", "CKV_AWS_63", "CKV_AWS_72", "CKV2_AWS_40", "AWS-0057", "AWS-0097"],
    check: ofAllowed(function* (statement, document) {
      yield* statement.otherElements.map((element) => `${element} is not allowed`);
      const wild = statement.actions.filter((action) => /[*?]/.test(action));
      if (wild.length > 0 && !isKeysOwnAccount(statement, document)) {
        yield `actions ${wild}`;
      }
    }),
  },
  {
    id: "I3",
    says: "a resource is * only where the action takes no resource, or stands for the key in a key policy",
    scannerRules: [286, 287, 288, 289, 290, 355].map((number) => `CKV_AWS_${number}`),
    check: ofAllowed(function* (statement, { kind }, { iam }) {
      const restrictable = statement.actions.filter(
        (action) => (iam.get(action)?.resourceArns.length ?? 0) > 0 && !action.startsWith(OF_AWS),
      );
      if (kind !== "key" && statement.resources.includes("*") && restrictable.length > 0) {
        yield `* for ${restrictable}`;
      }
    }),
  },
  {
    id: "I4",
    says: "each action exists and can act on the resources beside it",
    check: ofAllowed(function* ({ actions, resources }, _, { iam }) {
      for (const action of actions.filter((name) => !/[*?]/.test(name))) {
        const facts = iam.get(action);
        if (facts === undefined) {
          yield `there is no action ${action}`;
        }
        for (const resource of resources.filter((arn) => arn !== "*")) {
          if (facts !== undefined && !facts.resourceArns.some((arn) => overlap(arn, resource))) {
            yield `${action} does not act on ${resource}`;
          }
        }
      }
    }),
  },
  {
    id: "I5",
    says: "a service may do something on behalf of a named resource only (aws:SourceArn), where it says on whose",
    check: ofAllowed(function* (statement, { kind }) {
      const isExempt = kind === "key" || SOURCELESS.has(servicesOf(statement).join());
      // CloudWatch Logs gives no source with CreateLogStream.
      const isStream = kind === "logs" && statement.actions.join() === "logs:CreateLogStream";
      if (servicesOf(statement).length > 0 && !isExempt && !isStream) {
        const arns = conditionValues(statement, "aws:SourceArn");
        if (arns.length === 0 || arns.some((arn) => !/^arn:[\w-]+:[\w-]+:[\w-]*:\d{12}:./.test(arn))) {
          yield `aws:SourceArn is ${arns.join() || "missing"}`;
        }
      }
    }),
  },
  {
    id: "I6",
    says: "each condition key means something for the actions beside it",
    check: ofAllowed(function* ({ actions, conditions }, _, { iam }) {
      for (const action of actions) {
        const facts = iam.get(action);
        for (const { key } of facts === undefined ? [] : conditions) {
          if (!isConditionKeyOf(facts!, key)) {
            yield `${key} means nothing for ${action}`;
          }
        }
      }
    }),
  },
  {
    id: "I7",
    says: "each queue and topic refuses requests without TLS",
    *check(model) {
      for (const block of model.resources("aws_sqs_queue", "aws_sns_topic")) {
        const document = model.policies.find(
          ({ kind, subject }) => /queue|topic/.test(kind) && subject === block.values.arn,
        );
        const action = block.type === "aws_sqs_queue" ? "sqs:*" : "sns:Publish";
        const refuses = (statement: Statement) =>
          statement.effect === "Deny" &&
          statement.principals === "*" &&
          statement.actions.includes(action) &&
          statement.resources.includes(String(block.values.arn)) &&
          statement.conditions.length === 1 &&
          conditionValues(statement, "aws:SecureTransport").join() === "false";
        if (!document?.statements.some(refuses)) {
          yield [block, "takes requests without TLS"];
        }
      }
    },
  },
  {
    id: "I8",
    says: "no policy of AWS is attached to a role",
    scannerRules: ["CKV_AWS_274", "CKV2_AWS_56"],
    *check(model) {
      for (const block of model.resources("aws_iam_role_policy_attachment", "aws_iam_policy_attachment")) {
        yield [block, "attaches a policy"];
      }
      for (const block of model.resources("aws_iam_role")) {
        if (block.raw.managed_policy_arns !== undefined) {
          yield [block, "has managed_policy_arns"];
        }
      }
    },
  },
  {
    id: "I10",
    says: "a role is trusted by one service and nobody else",
    scannerRules: ["CKV_AWS_60", "CKV_AWS_61", "CKV_AWS_393"],
    *check(model) {
      for (const { block, statements } of model.policies.filter(({ kind }) => kind === "trust")) {
        const services = new Set(statements.flatMap(servicesOf));
        const others = statements.filter(({ principals }) => Object.keys(principals ?? {}).join() !== "Service");
        if (services.size !== 1 || others.length > 0) {
          yield [block, `services ${[...services]}, ${others.length} other principals`];
        }
      }
    },
  },
  {
    id: "I12",
    says: "a queue, a topic and a bus have one policy each at most, and a stack one for all its log groups",
    *check(model) {
      const seen = new Set<string>();
      for (const { kind, block } of model.policies.filter((document) => !/identity|trust|key/.test(document.kind))) {
        const { values } = block;
        const owner = JSON.stringify([kind, values.queue_url, kind === "topic" && values.arn, values.event_bus_name]);
        if (seen.has(owner)) {
          yield [block, "is a second policy"];
        }
        seen.add(owner);
      }
    },
  },
  {
    id: "I13",
    says: "a resource policy lets nobody in without a condition: principals are services, accounts, or limited",
    scannerRules: ["CKV_AWS_168", "CKV_AWS_387", "CKV_AWS_33", "CKV_AWS_169"],
    check: ofAllowed(function* (statement, document) {
      const { principals, conditions } = statement;
      const isEverybody = principals === "*" || (principals?.AWS ?? []).includes("*");
      if (isEverybody && conditions.length === 0) {
        yield "everybody, without a condition";
      }
      if (principals === undefined && document.kind !== "identity") {
        yield "no principal";
      }
    }),
  },
  {
    id: "I15",
    says: "actions and resources are lists, or scanners do not see them",
    check: ofAllowed(function* ({ isListed }) {
      if (!isListed) {
        yield "Action or Resource is no list";
      }
    }),
  },
  {
    id: "I14",
    says: "no policy lets anybody pass a role",
    scannerRules: ["AWS-0342"],
    check: ofAllowed(function* ({ actions }) {
      if (actions.some((action) => /^iam:(\*|Pass)/i.test(action))) {
        yield "iam:PassRole";
      }
    }),
  },
];

/** What private endpoints need is done to resources of AWS's own accounts, which have no ARN yet. Source: user guide. */
const OF_AWS = "vpc-lattice:";

/** Services that say nothing about on whose behalf they assume a role. */
const SOURCELESS = new Set(["cloudformation.amazonaws.com"]);

/** The statement with which AWS makes each key: IAM policies of the account decide. */
function isKeysOwnAccount({ principals }: Statement, { kind }: PolicyDocument): boolean {
  const names = principals === "*" ? [] : (principals?.AWS ?? []);
  return kind === "key" && names.join() === `arn:aws:iam::${ACCOUNT}:root`;
}
