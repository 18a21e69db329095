import type { ITerraformDependable } from "cdktf";
import type { Account } from "../iam/account";
import type { PolicyStatement } from "../iam/policy";
import type { IKey } from "../kms/key";

/** The service whose principal a bus and an archive act as. */
export const EVENTS_PRINCIPAL = "events.amazonaws.com";
const LOGS_PRINCIPAL = "delivery.logs.amazonaws.com";

const BUS_CONTEXT = "kms:EncryptionContext:aws:events:event-bus:arn";

type KeyStatement = Omit<PolicyStatement, "resources">;

/** DescribeKey has no encryption context, so AWS documents it in a statement of its own, without a condition. */
const DESCRIBE: KeyStatement = { principals: { Service: [EVENTS_PRINCIPAL] }, actions: ["kms:DescribeKey"] };

/**
 * Lets a bus use its key. Source: AWS user guide, Encrypting event buses.
 *
 * @param busArn written out: a reference to the bus, which refers to the key, would be a cycle
 */
export function allowBus(key: IKey, account: Account, busArn: string, withLogs: boolean): ITerraformDependable[] {
  return allow(key, [
    DESCRIBE,
    {
      principals: { Service: [EVENTS_PRINCIPAL] },
      actions: ["kms:GenerateDataKey", "kms:Decrypt"],
      conditions: {
        StringEquals: { [BUS_CONTEXT]: busArn, "aws:SourceArn": busArn, "aws:SourceAccount": account.accountId },
      },
    },
    ...(withLogs ? logStatements(account) : []),
  ]);
}

/** Lets the archives of a bus use a key. Their calls carry no `aws:SourceArn`. Source: AWS user guide, Encrypting archives. */
export function allowArchive(key: IKey, busArn: string): ITerraformDependable[] {
  return allow(key, [
    DESCRIBE,
    {
      principals: { Service: [EVENTS_PRINCIPAL] },
      actions: ["kms:GenerateDataKey", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo"],
      conditions: { StringEquals: { [BUS_CONTEXT]: busArn } },
    },
  ]);
}

/** What lets a bus with a key of its own write log records. Source: AWS user guide, Encrypting event bus logs. */
function logStatements(account: Account): KeyStatement[] {
  const conditions = { StringLike: { "kms:EncryptionContext:SourceArn": account.arn("logs", "*") } };
  return [
    { principals: { Service: [EVENTS_PRINCIPAL] }, actions: ["kms:GenerateDataKey"], conditions },
    { principals: { Service: [LOGS_PRINCIPAL] }, actions: ["kms:Decrypt", "kms:GenerateDataKey"], conditions },
  ];
}

function allow(key: IKey, statements: readonly KeyStatement[]): ITerraformDependable[] {
  return [...new Set(statements.flatMap((statement) => key.addToResourcePolicy(statement)))];
}
