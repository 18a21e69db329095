import type { Invariant } from "./invariant";
import { conditionValues } from "./policies";

/** What policy scanners ask for beyond the invariants of credentials, permissions and wiring. */
export const SCANNERS: readonly Invariant[] = [
  {
    id: "C1",
    says: "a queue is encrypted, with a key of SQS or a customer managed one: no other service can use alias/aws/sqs",
    scannerRules: ["CKV_AWS_27", "CKV2_AWS_73", "AWS-0096", "AWS-0135"],
    *check(model) {
      for (const block of model.resources("aws_sqs_queue")) {
        const { sqs_managed_sse_enabled: managed, kms_master_key_id: key } = block.raw;
        if ((managed !== true && key === undefined) || key === "alias/aws/sqs") {
          yield [block, `sqs_managed_sse_enabled is ${managed}, kms_master_key_id is ${key}`];
        }
      }
    },
  },
  {
    id: "C2",
    says: "a key is enabled, rotates, and has a policy and a deletion window of its own",
    scannerRules: ["CKV_AWS_7", "CKV_AWS_227", "CKV2_AWS_64", "AWS-0065"],
    *check(model) {
      for (const { raw, ...block } of model.resources("aws_kms_key")) {
        if (raw.enable_key_rotation !== true || raw.is_enabled === false || raw.policy === undefined) {
          yield [block.address, "does not rotate, is disabled, or has no policy"];
        }
        if (typeof raw.deletion_window_in_days !== "number") {
          yield [block.address, "has no deletion_window_in_days"];
        }
      }
    },
  },
  {
    id: "C3",
    says: "a topic is not encrypted with alias/aws/sns: no other service can publish with it",
    scannerRules: ["AWS-0136"],
    *check(model) {
      for (const block of model.resources("aws_sns_topic")) {
        if (block.raw.kms_master_key_id === "alias/aws/sns") {
          yield [block, "has the key alias/aws/sns"];
        }
      }
    },
  },
  {
    id: "C4",
    says: "a topic's policy lets in no other account",
    scannerRules: ["CKV_AWS_385"],
    *check(model) {
      for (const { block, subject, statements } of model.policies.filter(({ kind }) => kind === "topic")) {
        const account = subject?.split(":")[4];
        const foreign = statements
          .filter(({ effect }) => effect === "Allow")
          .flatMap((statement) => [
            ...(statement.principals === "*" ? [] : (statement.principals?.AWS ?? [])),
            ...conditionValues(statement, "aws:SourceArn"),
          ])
          .filter((arn) => /\d{12}/.exec(arn)?.[0] !== account);
        if (foreign.length > 0) {
          yield [block, `lets in ${foreign}`];
        }
      }
    },
  },
];
