/** What Terraform and the real AWS provider make of ARNs that are known only when they run. */
import { TerraformVariable } from "cdktf";
import { Key, Pass, Role, StateMachine, StateMachineType } from "cdktf-aws-http-integrations";
import { hasTerraform } from "../../support/checked-stack";
import { type EvaluatedResource, evaluate } from "../../support/evaluate";
import { REGION } from "../../support/mock-attributes";
import { removeTempDirs, tempDir } from "../../support/paths";
import { synth } from "../../support/synth";
import { workspace } from "../../support/terraform";
import { withProvider } from "../../support/terraform-json";
import { arn } from "../parts";

const MACHINE = arn("states", "stateMachine:orders");
const QUALIFIERS = { Machine: "", Alias: ":live", Version: ":3" };

let evaluated: readonly EvaluatedResource[] | undefined;

beforeAll(async () => {
  if (!(await hasTerraform("grants of state machines"))) return;
  const stack = synth((scope) => {
    for (const [id, qualifier] of Object.entries(QUALIFIERS)) {
      const variable = new TerraformVariable(scope, `arn_${id}`, { type: "string", default: `${MACHINE}${qualifier}` });
      const machine = StateMachine.fromStateMachineArn(scope, id, variable.stringValue);
      machine.grantStartExecution(new Role(scope, `Caller${id}`, { servicePrincipal: "lambda.amazonaws.com" }));
    }
    const made = new StateMachine(scope, "Made", {
      stateMachineName: "orders",
      stateMachineType: StateMachineType.EXPRESS,
      kmsKey: new Key(scope, "Key"),
      definition: new Pass("Nothing"),
    });
    made.grantStartSyncExecution(new Role(scope, "CallerMade", { servicePrincipal: "lambda.amazonaws.com" }));
    made.grantStartExecution(made);
  });
  const { dir, json } = await workspace(tempDir("grants"), stack.json, (copy) =>
    withProvider(copy, { region: REGION }),
  );
  evaluated = await evaluate(dir, json);
}, 300_000);

afterAll(removeTempDirs);

function statementsOf(id: string) {
  const policies = evaluated!.filter((one) => one.type === "aws_iam_role_policy" && one.address.includes(id));
  expect(policies).toHaveLength(1);
  return JSON.parse(String(policies[0]!.values.policy)).Statement;
}

test.each(Object.keys(QUALIFIERS))("what may be started by the ARN of a variable is the machine: %s", (id) => {
  if (evaluated !== undefined) {
    expect(statementsOf(`Caller${id}`)).toEqual([
      { Effect: "Allow", Action: ["states:StartExecution"], Resource: [MACHINE] },
    ]);
  }
});

test("a caller that waits for an encrypted machine may decrypt with its key, for this machine alone", () => {
  if (evaluated !== undefined) {
    const key = evaluated.find(({ type }) => type === "aws_kms_key")!;
    expect(statementsOf("CallerMade")).toEqual([
      {
        Effect: "Allow",
        Action: ["kms:Decrypt"],
        Resource: [key.values.arn],
        Condition: { StringEquals: { "kms:EncryptionContext:aws:states:stateMachineArn": MACHINE } },
      },
      { Effect: "Allow", Action: ["states:StartSyncExecution"], Resource: [MACHINE] },
    ]);
  }
});
