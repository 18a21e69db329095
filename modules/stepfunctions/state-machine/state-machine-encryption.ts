import type { SfnStateMachineEncryptionConfiguration } from "@cdktf/provider-aws/lib/sfn-state-machine";
import type { ITerraformDependable } from "cdktf";
import type { AwsConstruct } from "../../core/aws-construct";
import { Duration } from "../../core/duration";
import type { Problems } from "../../core/validate";
import { Account } from "../../iam/account";
import type { PolicyStatement } from "../../iam/policy";
import type { IKey } from "../../kms/key";
import { secondsOf } from "../states/property-types";
import { ofEncryptedMachine } from "./state-machine-base";
import { DATA_KEY_REUSE_SECONDS } from "./state-machine-limits";

/** The service that writes the logs of others. */
const DELIVERY_SERVICE = "delivery.logs.amazonaws.com";

/** As AWS does without being told; written out, since the provider does not take a value back that is merely missing. */
const DEFAULT_DATA_KEY_REUSE = Duration.minutes(5);

interface Encryption {
  readonly kmsKey?: IKey;
  readonly dataKeyReusePeriod?: Duration;
}

export function checkEncryption(problems: Problems, { kmsKey, dataKeyReusePeriod }: Encryption): void {
  const property = "dataKeyReusePeriod";
  problems.check(kmsKey === undefined || typeof kmsKey?.keyArn === "string", "state-machine-key-not-a-key", {
    property: "kmsKey",
    given: kmsKey,
  });
  problems.check(dataKeyReusePeriod === undefined || kmsKey !== undefined, "state-machine-key-reuse-without-key", {
    property,
  });
  problems.integer(
    secondsOf(dataKeyReusePeriod, property, problems),
    DATA_KEY_REUSE_SECONDS,
    "state-machine-key-reuse-out-of-range",
    property,
  );
}

/** Never left out: the provider does not take a key away that is merely missing. */
export function encryptionConfiguration({
  kmsKey,
  dataKeyReusePeriod,
}: Encryption): SfnStateMachineEncryptionConfiguration {
  return kmsKey === undefined
    ? { type: "AWS_OWNED_KEY" }
    : {
        type: "CUSTOMER_MANAGED_KMS_KEY",
        kmsKeyId: kmsKey.keyArn,
        kmsDataKeyReusePeriodSeconds: (dataKeyReusePeriod ?? DEFAULT_DATA_KEY_REUSE).toSeconds(),
      };
}

/** What executions need of the key. Source: user guide, "Data at rest encryption". */
export function keyStatements(
  scope: AwsConstruct,
  key: IKey,
  machineArn: string,
  isLogging: boolean,
): PolicyStatement[] {
  const resources = [key.keyArn];
  const ofMachine: PolicyStatement = {
    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    resources,
    conditions: ofEncryptedMachine(machineArn),
  };
  const ofLogs: PolicyStatement = {
    actions: ["kms:GenerateDataKey"],
    resources,
    // AWS writes StringEquals; this holds for that value, and for a single group's ARN as well.
    conditions: { StringLike: { "kms:EncryptionContext:SourceArn": Account.of(scope).arn("logs", "*") } },
  };
  return isLogging ? [ofMachine, ofLogs] : [ofMachine];
}

/**
 * Lets CloudWatch Logs deliver the encrypted logs of a machine, which are else silently missing. AWS documents the
 * statement without a condition.
 *
 * @returns what must exist before the machine
 */
export function allowLogDelivery(key: IKey): ITerraformDependable[] {
  return key.addToResourcePolicy({ principals: { Service: [DELIVERY_SERVICE] }, actions: ["kms:Decrypt"] });
}
