import { Grant, type IGrantable } from "../iam/grant";
import type { PolicyStatement } from "../iam/policy";
import type { IKey } from "../kms/key";

/** What SQS does with a key for somebody who sends. Source: EventBridge user guide, "Using dead-letter queues". */
const KEY_ACTIONS = ["kms:Decrypt", "kms:GenerateDataKey"];

/** One statement for all sources of a service, so that the policy stays short. */
export function serviceStatement(
  queueArn: string,
  servicePrincipal: string,
  sourceArns: readonly string[],
): PolicyStatement {
  const name = servicePrincipal.split(".")[0] as string;
  return {
    sid: `Allow${name.charAt(0).toUpperCase()}${name.slice(1)}ToSendMessages`,
    principals: { Service: [servicePrincipal] },
    actions: ["sqs:SendMessage"],
    resources: [queueArn],
    conditions: { ArnEquals: { "aws:SourceArn": sourceArns } },
  };
}

/**
 * The statement of the key's policy for a service that sends. Without a condition, as AWS's page has it: that SQS passes
 * `aws:SourceArn` on to KMS is not documented, and a condition that never holds loses events. The queue's own policy
 * names the sources.
 */
export function allowServiceToUseKey(key: IKey, servicePrincipal: string) {
  const name = servicePrincipal.split(".")[0] as string;
  return key.addToResourcePolicy({
    sid: `Allow${name.charAt(0).toUpperCase()}${name.slice(1)}ToUseTheKey`,
    principals: { Service: [servicePrincipal] },
    actions: KEY_ACTIONS,
  });
}

/** Lets an identity send to a queue, and use its key. */
export function grantSendMessages(grantee: IGrantable, queueArn: string, key: IKey | undefined): Grant {
  if (key !== undefined) {
    Grant.addToPrincipal(grantee, { actions: KEY_ACTIONS, resources: [key.keyArn] });
  }
  return Grant.addToPrincipal(grantee, { actions: ["sqs:SendMessage"], resources: [queueArn] });
}
