import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Grant, Role } from "cdktf-aws-http-integrations";
import { synth } from "../support/synth";

const STATEMENT = { actions: ["sqs:SendMessage"], resources: ["arn:aws:sqs:us-east-1:123456789012:q"] };

describe("Grant", () => {
  it("makes Terraform apply the permission before a resource, after what it depended on already", () => {
    const stack = synth((scope) => {
      const role = new Role(scope, "Role", { servicePrincipal: "lambda.amazonaws.com" });
      const first = new SqsQueue(scope, "First");
      const user = new SqsQueue(scope, "User", { dependsOn: [first] });
      const grant = Grant.addToPrincipal(role, STATEMENT);
      expect(grant.success).toBe(true);
      expect(grant.dependables).toHaveLength(1);
      grant.applyBefore(user, first);
    });

    expect(stack.resource("aws_sqs_queue", "User")).toEqual({
      depends_on: ["aws_sqs_queue.First", "aws_iam_role_policy.Role_Policy_C696881B"],
    });
    expect(stack.resource("aws_sqs_queue", "First")).toEqual({
      depends_on: ["aws_iam_role_policy.Role_Policy_C696881B"],
    });
  });

  it("leaves resources alone where the permission is given elsewhere", () => {
    const stack = synth((scope) => {
      const role = Role.fromRoleArn(scope, "Role", "arn:aws:iam::123456789012:role/x", { mutable: false });
      const user = new SqsQueue(scope, "User");
      const grant = Grant.addToPrincipal(role, STATEMENT);
      expect(grant.success).toBe(false);
      expect(grant.dependables).toEqual([]);
      grant.applyBefore(user);
    });

    expect(stack.json.resource).toEqual({ aws_sqs_queue: { User: {} } });
  });
});
