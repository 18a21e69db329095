import {
  Duration,
  Key,
  LogLevel,
  Role,
  type StateMachine,
  type StateMachineProps,
  StateMachineType,
} from "cdktf-aws-http-integrations";
import { numberToken } from "../../events/parts";
import { Model } from "../../invariants/model";
import { codesOf, findings, refusal, synth } from "../../support/synth";
import { arn, machine, may, roleStatements } from "../parts";

const KEY = "${aws_kms_key.Key_961B73FD.arn}";
const withKey = (props: Partial<StateMachineProps> = {}) =>
  synth((scope) => machine(scope, { kmsKey: new Key(scope, "Key"), ...props }));

describe("encryption of a StateMachine", () => {
  it("is with a key of AWS, said so that Terraform takes a key away again", () => {
    const stack = synth((scope) => machine(scope));

    expect(stack.resource("aws_sfn_state_machine").encryption_configuration).toEqual({ type: "AWS_OWNED_KEY" });
  });

  it("may be with a customer's key, which then also encrypts the logs", () => {
    const stack = withKey();

    expect(stack.resource("aws_sfn_state_machine").encryption_configuration).toEqual({
      type: "CUSTOMER_MANAGED_KMS_KEY",
      kms_key_id: KEY,
      kms_data_key_reuse_period_seconds: 300,
    });
    expect(stack.resource("aws_cloudwatch_log_group").kms_key_id).toBe(KEY);
    expect(stack.resource("aws_sfn_state_machine").depends_on).toContain("aws_kms_key.Key_961B73FD");
  });

  it("lets the role use the key for this machine and for logs alone", async () => {
    const stack = withKey();
    const statements = await roleStatements(stack);
    const { values } = (await Model.of(stack.json)).resources("aws_kms_key")[0]!;
    const key = String(values.arn);
    const forMachine = (name: string) => ({
      "kms:EncryptionContext:aws:states:stateMachineArn": arn("states", `stateMachine:${name}`),
    });
    const forLogs = { "kms:EncryptionContext:SourceArn": arn("logs", "log-group:/aws/vendedlogs/states/orders") };

    expect(may(statements, "kms:Decrypt", key, forMachine("orders"))).toBe(true);
    expect(may(statements, "kms:GenerateDataKey", key, forMachine("orders"))).toBe(true);
    expect(may(statements, "kms:Decrypt", key, forMachine("others"))).toBe(false);
    expect(may(statements, "kms:Decrypt", key)).toBe(false);
    expect(may(statements, "kms:GenerateDataKey", key, forLogs)).toBe(true);
    // The value that AWS's own policy compares with, character by character.
    expect(may(statements, "kms:GenerateDataKey", key, { "kms:EncryptionContext:SourceArn": arn("logs", "*") })).toBe(
      true,
    );
    expect(may(statements, "kms:Decrypt", key, forLogs)).toBe(false);
  });

  it("lets CloudWatch Logs decrypt what it delivers, or logs are silently missing", () => {
    const delivery = {
      Effect: "Allow",
      Principal: { Service: ["delivery.logs.amazonaws.com"] },
      Action: ["kms:Decrypt"],
      Resource: ["*"],
    };
    const statements = (level: LogLevel) =>
      JSON.parse(String(withKey({ logs: { level } }).resource("aws_kms_key").policy)).Statement;

    expect(statements(LogLevel.ALL)).toContainEqual(delivery);
    expect(statements(LogLevel.OFF)).toHaveLength(1);
  });

  it("with an existing key warns of the statements that its policy needs", () => {
    const stack = synth((scope) =>
      machine(scope, { kmsKey: Key.fromKeyArn(scope, "Key", arn("kms", "key/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee")) }),
    );

    expect(new Set(codesOf(stack.warnings))).toEqual(new Set(["key-imported-without-statement"]));
    expect(stack.warnings.join()).toContain("delivery.logs.amazonaws.com");
  });

  it.each([
    [59, false],
    [60, true],
    [900, true],
    [901, false],
    [60.5, false],
  ])("may use a data key again for %d seconds: %s", (seconds, isAllowed) => {
    const make = () => withKey({ dataKeyReusePeriod: Duration.seconds(seconds) });

    if (isAllowed) {
      expect(make().resource("aws_sfn_state_machine").encryption_configuration).toMatchObject({
        kms_data_key_reuse_period_seconds: seconds,
      });
    } else {
      expect(make).toThrow("state-machine-key-reuse-out-of-range");
    }
  });

  it("may use a data key again for as long as Terraform says", () => {
    const stack = synth((scope) =>
      machine(scope, {
        kmsKey: new Key(scope, "Key"),
        dataKeyReusePeriod: Duration.seconds(numberToken(scope)),
      }),
    );

    expect(stack.resource("aws_sfn_state_machine").encryption_configuration).toMatchObject({
      kms_data_key_reuse_period_seconds: "${var.number}",
    });
  });

  it.each<[string, Partial<StateMachineProps>, string]>([
    [
      "a period has no key",
      { dataKeyReusePeriod: Duration.minutes(5) },
      "dataKeyReusePeriod: state-machine-key-reuse-without-key",
    ],
    ["the key is an alias", { kmsKey: "alias/orders" as never }, "kmsKey: state-machine-key-not-a-key"],
  ])("fails when %s", (_, props, finding) => {
    expect(findings(refusal((scope) => machine(scope, props)))).toEqual([finding]);
  });

  it("lets who is answered with the definition decrypt it, for this machine alone", async () => {
    const statementsFor = async (grantTo: (made: StateMachine, role: Role) => unknown) => {
      const stack = synth((scope) => {
        const made = machine(scope, {
          kmsKey: new Key(scope, "Key"),
          stateMachineType: StateMachineType.EXPRESS,
          publishVersion: true,
        });
        grantTo(made, new Role(scope, "Caller", { servicePrincipal: "lambda.amazonaws.com" }));
      });
      const { values } = (await Model.of(stack.json)).resources("aws_kms_key")[0]!;
      const statements = await roleStatements(stack, "Caller");
      const mayDecrypt = (name: string) =>
        may(statements, "kms:Decrypt", String(values.arn), {
          "kms:EncryptionContext:aws:states:stateMachineArn": arn("states", `stateMachine:${name}`),
        });
      return [mayDecrypt("orders"), mayDecrypt("others")];
    };

    expect(await statementsFor((made, role) => made.grantStartSyncExecution(role))).toEqual([true, false]);
    expect(await statementsFor((made, role) => made.addAlias("Live").grantStartSyncExecution(role))).toEqual([
      true,
      false,
    ]);
    expect(await statementsFor((made, role) => made.grant(role, "states:DescribeStateMachine"))).toEqual([true, false]);
    expect(await statementsFor((made, role) => made.grantStartExecution(role))).toEqual([false, false]);
  });
});
