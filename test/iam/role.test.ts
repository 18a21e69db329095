import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { TerraformVariable } from "cdktf";
import { EventBus, Role } from "cdktf-aws-http-integrations";
import { findings, refusal, synth } from "../support/synth";

const ROLE_ARN = "arn:aws:iam::123456789012:role/path/deployer";
const STATEMENT = { actions: ["sqs:SendMessage"], resources: ["arn:aws:sqs:us-east-1:123456789012:q"] };

describe("Role", () => {
  it("is one role without a policy until something is granted", () => {
    const stack = synth((scope) => new Role(scope, "Role", { servicePrincipal: "events.amazonaws.com" }));

    expect(stack.json.resource).toEqual({
      aws_iam_role: {
        Role_1ABCC5F0: {
          name: "stack-Role-ce29b57e",
          assume_role_policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [
              { Effect: "Allow", Principal: { Service: ["events.amazonaws.com"] }, Action: ["sts:AssumeRole"] },
            ],
          }),
        },
      },
    });
  });

  it("trusts the service only on behalf of the given resources, each once", () => {
    const stack = synth((scope) => {
      const role = new Role(scope, "Role", {
        servicePrincipal: "events.amazonaws.com",
        sourceArns: ["arn:one"],
        roleName: "delivery",
        description: "Delivers",
      });
      role.addTrustedSource("arn:two");
      role.addTrustedSource("arn:one");
    });

    expect(stack.resource("aws_iam_role")).toEqual({
      name: "delivery",
      description: "Delivers",
      assume_role_policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: ["events.amazonaws.com"] },
            Action: ["sts:AssumeRole"],
            Condition: { ArnEquals: { "aws:SourceArn": ["arn:one", "arn:two"] } },
          },
        ],
      }),
    });
  });

  it("keeps all statements in one inline policy", () => {
    const stack = synth((scope) => {
      const role = new Role(scope, "Role", { servicePrincipal: "events.amazonaws.com" });
      role.addToPolicy(STATEMENT);
      role.addToPolicy({
        sid: "Second",
        effect: "Deny",
        actions: ["sqs:*"],
        resources: ["*"],
        conditions: { Bool: { "aws:SecureTransport": "false" } },
      });
    });

    expect(stack.resources("aws_iam_role_policy")).toEqual({
      Role_Policy_C696881B: {
        name: "permissions",
        role: "${aws_iam_role.Role_1ABCC5F0.name}",
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: ["sqs:SendMessage"],
              Resource: ["arn:aws:sqs:us-east-1:123456789012:q"],
            },
            {
              Sid: "Second",
              Effect: "Deny",
              Action: ["sqs:*"],
              Resource: ["*"],
              Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
          ],
        }),
      },
    });
  });

  it("hands provider and depends_on to each of its resources", () => {
    const stack = synth((scope) => {
      const provider = new AwsProvider(scope, "other", { alias: "other", region: "eu-central-1" });
      const first = new SqsQueue(scope, "First");
      const role = new Role(scope, "Role", {
        servicePrincipal: "events.amazonaws.com",
        provider,
        dependsOn: [first],
      });
      role.addToPolicy(STATEMENT);
    });

    for (const type of ["aws_iam_role", "aws_iam_role_policy"]) {
      expect(stack.resource(type)).toMatchObject({ provider: "aws.other", depends_on: ["aws_sqs_queue.First"] });
    }
  });

  it("escapes what Terraform would evaluate in the description", () => {
    const stack = synth(
      (scope) => new Role(scope, "Role", { servicePrincipal: "events.amazonaws.com", description: "${a} %{b}" }),
    );

    expect(stack.resource("aws_iam_role").description).toBe("$${a} %%{b}");
  });

  it.each(["", "a b", "a/b", "x".repeat(65)])("fails when the name is %j", (roleName) => {
    const error = refusal((scope) => new Role(scope, "Role", { servicePrincipal: "s", roleName }));

    expect(findings(error)).toEqual(["roleName: role-name-invalid"]);
  });
});

describe("Role.fromRoleArn", () => {
  it("adds grants to the existing role as one inline policy", () => {
    const stack = synth((scope) => {
      const role = Role.fromRoleArn(scope, "Role", ROLE_ARN);
      role.addTrustedSource("arn:ignored");
      const bus = new EventBus(scope, "Bus");
      bus.grantPutEvents(role);
      bus.grantPutEvents(role, { sources: ["shop"], detailTypes: ["Placed"] });
    });
    const bus = "${aws_cloudwatch_event_bus.Bus_EA82B648.arn}";

    expect(stack.resources("aws_iam_role")).toEqual({});
    expect(stack.resource("aws_iam_role_policy")).toEqual({
      name: "permissions",
      role: "deployer",
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Action: ["events:PutEvents"], Resource: [bus] },
          {
            Effect: "Allow",
            Action: ["events:PutEvents"],
            Resource: [bus],
            Condition: { StringEquals: { "events:source": ["shop"], "events:detail-type": ["Placed"] } },
          },
        ],
      }),
    });
  });

  it("changes nothing when it is not mutable, and says so in the grant", () => {
    let success: boolean | undefined;
    const stack = synth((scope) => {
      const role = Role.fromRoleArn(scope, "Role", ROLE_ARN, { mutable: false });
      success = new EventBus(scope, "Bus").grantPutEvents(role).success;
    });

    expect(success).toBe(false);
    expect(Object.keys(stack.json.resource ?? {})).toEqual(["aws_cloudwatch_event_bus"]);
  });

  it("takes the name of a role whose ARN only Terraform knows from the ARN", () => {
    const stack = synth((scope) => {
      const arn = new TerraformVariable(scope, "role", { type: "string" }).stringValue;
      Role.fromRoleArn(scope, "Role", arn).addToPolicy(STATEMENT);
    });

    expect(stack.resource("aws_iam_role_policy").role).toBe('${element(reverse(split("/", var.role)), 0)}');
  });

  it("adds the policy with the provider of the construct around it", () => {
    const stack = synth((scope) => {
      const provider = new AwsProvider(scope, "other", { alias: "other", region: "eu-central-1" });
      const bus = new EventBus(scope, "Bus", { provider });
      bus.grantPutEvents(Role.fromRoleArn(bus, "Role", ROLE_ARN));
    });

    expect(stack.resource("aws_iam_role_policy").provider).toBe("aws.other");
  });

  it.each(["deployer", "arn:aws:iam::123:role/x", "arn:aws:iam::123456789012:user/x", ""])(
    "fails when the ARN is %j",
    (arn) => {
      expect(findings(refusal((scope) => Role.fromRoleArn(scope, "Role", arn)))).toEqual(["roleArn: role-arn-invalid"]);
    },
  );
});
