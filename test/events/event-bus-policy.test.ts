import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { TerraformStack } from "cdktf";
import { EventBus, type IEventBus, type ValidationError } from "cdktf-aws-http-integrations";
import { codesOf, findings, refusal, synth, thrownBy } from "../support/synth";
import { stringToken } from "./parts";

const POLICY = "aws_cloudwatch_event_bus_policy";
const ARN = "${aws_cloudwatch_event_bus.Bus_EA82B648.arn}";
const RULE = "arn:aws:events:us-west-2:210987654321:rule/bus/orders";

/** The statements of a bus's policy. */
function statements(grant: (bus: EventBus, stack: TerraformStack) => void): unknown[] {
  const stack = synth((scope) => grant(new EventBus(scope, "Bus"), scope));
  expect(stack.warnings).toEqual([]);
  return JSON.parse(String(stack.resource(POLICY).policy)).Statement;
}

describe("the policy of a bus", () => {
  it("is not made before there is a statement", () => {
    const stack = synth((scope) => {
      new EventBus(scope, "Bus");
      EventBus.defaultBus(scope, "Shared");
    });
    expect(stack.resources(POLICY)).toEqual({});
  });

  it("is one resource with all statements, in the order they were added", () => {
    const stack = synth((scope) => {
      const bus = new EventBus(scope, "Bus");
      bus.grantPutEventsToAccount("Shop", "210987654321");
      bus.addToResourcePolicy({
        sid: "Rules",
        principals: { AWS: ["210987654321"] },
        actions: ["events:PutRule", "events:PutTargets"],
        resources: ["arn:aws:events:us-east-1:123456789012:rule/orders/*"],
        conditions: { StringEqualsIfExists: { "events:creatorAccount": "${aws:PrincipalAccount}" } },
      });
    });

    expect(stack.resources(POLICY)).toEqual({
      Bus_Policy_0B0F98FA: {
        event_bus_name: "${aws_cloudwatch_event_bus.Bus_EA82B648.name}",
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "Shop",
              Effect: "Allow",
              Principal: { AWS: ["210987654321"] },
              Action: ["events:PutEvents"],
              Resource: [ARN],
            },
            {
              Sid: "Rules",
              Effect: "Allow",
              Principal: { AWS: ["210987654321"] },
              Action: ["events:PutRule", "events:PutTargets"],
              Resource: ["arn:aws:events:us-east-1:123456789012:rule/orders/*"],
              Condition: { StringEqualsIfExists: { "events:creatorAccount": "$${aws:PrincipalAccount}" } },
            },
          ],
        }),
      },
    });
  });

  it("lets the accounts of an organization put events", () => {
    expect(statements((bus) => bus.grantPutEventsToOrganization("Org", "o-1a2b3c4d5e"))).toEqual([
      {
        Sid: "Org",
        Effect: "Allow",
        Principal: "*",
        Action: ["events:PutEvents"],
        Resource: [ARN],
        Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1a2b3c4d5e" } },
      },
    ]);
  });

  it("lets one rule of another account put events, also where only Terraform knows its ARN", () => {
    const statement = (account: string, arn: string) => ({
      Sid: "Rule",
      Effect: "Allow",
      Principal: { AWS: [account] },
      Action: ["events:PutEvents"],
      Resource: [ARN],
      Condition: { ArnEquals: { "aws:SourceArn": arn } },
    });

    expect(statements((bus) => bus.grantPutEventsToRule("Rule", RULE))).toEqual([statement("210987654321", RULE)]);
    const stack = synth((scope) => new EventBus(scope, "Bus").grantPutEventsToRule("Rule", stringToken(scope)));
    expect(stack.resource(POLICY).policy).toContain('"AWS":[${jsonencode(element(split(":", var.string), 4))}]');
  });

  it("takes only some sources and detail types, in the form that AWS documents, also where the key is missing", () => {
    const options = { sources: ["shop", "crm"], detailTypes: ["Placed"] };
    const filtered = {
      "ForAllValues:StringEquals": { "events:source": ["shop", "crm"] },
      Null: { "events:source": "false" },
    };

    expect(
      statements((bus) => {
        bus.grantPutEventsToAccount("A", "210987654321", options);
        bus.grantPutEventsToOrganization("B", "o-1a2b3c4d5e", options);
        bus.grantPutEventsToRule("C", RULE, { detailTypes: ["Placed"] });
        bus.grantPutEventsToRule("D", RULE, { sources: ["shop", "crm"] });
      }),
    ).toMatchObject([
      { Condition: { ...filtered, StringEquals: { "events:detail-type": ["Placed"] } } },
      {
        Condition: {
          ...filtered,
          StringEquals: { "aws:PrincipalOrgID": "o-1a2b3c4d5e", "events:detail-type": ["Placed"] },
        },
      },
      { Condition: { ArnEquals: { "aws:SourceArn": RULE }, StringEquals: { "events:detail-type": ["Placed"] } } },
      { Condition: { ArnEquals: { "aws:SourceArn": RULE }, ...filtered } },
    ]);
  });

  it("can be given to the default bus, whose ARN comes from a data source", () => {
    const stack = synth((scope) =>
      EventBus.defaultBus(scope, "Bus").grantPutEventsToOrganization("Org", "o-1a2b3c4d5e"),
    );

    expect(stack.resource(POLICY)).toMatchObject({
      event_bus_name: "default",
      policy: expect.stringContaining('"Resource":["${data.aws_cloudwatch_event_bus.Bus_Data_B9A20A9C.arn}"]'),
    });
  });

  it("has the provider of the bus", () => {
    const stack = synth((scope) => {
      const provider = new AwsProvider(scope, "other", { alias: "other", region: "eu-central-1" });
      new EventBus(scope, "Bus", { provider }).grantPutEventsToAccount("One", "210987654321");
    });
    expect(stack.resource(POLICY).provider).toBe("aws.other");
  });

  it("may deny everyone", () => {
    expect(
      statements((bus) =>
        bus.addToResourcePolicy({ sid: "No", effect: "Deny", principals: "*", actions: ["events:PutEvents"] }),
      ),
    ).toMatchObject([{ Effect: "Deny", Principal: "*" }]);
  });
});

describe("a statement that is refused", () => {
  const refusals: readonly [string, (bus: IEventBus) => void, string[]][] = [
    [
      "a Sid with a hyphen",
      (bus) => bus.grantPutEventsToAccount("a-b", "210987654321"),
      ["resourcePolicy.sid: event-bus-policy-sid-invalid"],
    ],
    [
      "an empty Sid",
      (bus) => bus.grantPutEventsToAccount("", "210987654321"),
      ["resourcePolicy.sid: event-bus-policy-sid-invalid"],
    ],
    [
      "no Sid",
      (bus) => bus.grantPutEventsToAccount(undefined as never, "210987654321"),
      ["resourcePolicy.sid: event-bus-policy-sid-invalid"],
    ],
    [
      "an account with 11 digits",
      (bus) => bus.grantPutEventsToAccount("A", "21098765432"),
      ["accountId: account-id-invalid"],
    ],
    [
      "an account as a number",
      (bus) => bus.grantPutEventsToAccount("A", 210987654321 as never),
      ["accountId: account-id-invalid"],
    ],
    [
      "an account's ARN",
      (bus) => bus.grantPutEventsToAccount("A", "arn:aws:iam::210987654321:root"),
      ["accountId: account-id-invalid"],
    ],
    ["everybody as an account", (bus) => bus.grantPutEventsToAccount("A", "*"), ["accountId: account-id-invalid"]],
    [
      "an organization with 9 characters",
      (bus) => bus.grantPutEventsToOrganization("A", "o-1a2b3c4d5"),
      ["organizationId: organization-id-invalid"],
    ],
    [
      "everybody as an organization",
      (bus) => bus.grantPutEventsToOrganization("A", "*"),
      ["organizationId: organization-id-invalid"],
    ],
    ["a rule's name", (bus) => bus.grantPutEventsToRule("A", "orders"), ["ruleArn: rule-arn-invalid"]],
    [
      "all rules",
      (bus) => bus.grantPutEventsToRule("A", "arn:aws:events:us-west-2:210987654321:rule/*"),
      ["ruleArn: rule-arn-invalid"],
    ],
    [
      "everybody without a condition",
      (bus) => bus.addToResourcePolicy({ sid: "A", principals: "*", actions: ["events:PutEvents"] }),
      ["resourcePolicy.A.principals: event-bus-policy-public"],
    ],
    [
      "everybody with an empty condition",
      (bus) =>
        bus.addToResourcePolicy({
          sid: "A",
          principals: { AWS: ["*"] },
          actions: ["events:PutEvents"],
          conditions: { StringEquals: {} },
        }),
      ["resourcePolicy.A.principals: event-bus-policy-public"],
    ],
    [
      "no principal, under a Sid that cannot be",
      (bus) => bus.addToResourcePolicy({ sid: "A b", principals: undefined as never, actions: ["events:PutEvents"] }),
      [
        "resourcePolicy.sid: event-bus-policy-sid-invalid",
        "resourcePolicy.A b.principals: event-bus-policy-without-principal",
      ],
    ],
  ];

  it.each(refusals)("fails with %s, and leaves the bus without a policy", (_what, grant, expected) => {
    const stack = synth((scope) => {
      const bus = new EventBus(scope, "Bus");
      expect(findings(thrownBy(() => grant(bus)) as ValidationError)).toEqual(expected);
    });
    expect(Object.keys(stack.json.resource ?? {})).toEqual(["aws_cloudwatch_event_bus"]);
  });

  it("fails with a Sid that is taken, and leaves the first statement", () => {
    expect(
      statements((bus) => {
        bus.grantPutEventsToAccount("One", "210987654321");
        const error = thrownBy(() => bus.grantPutEventsToAccount("One", "123456789012")) as ValidationError;
        expect(findings(error)).toEqual(["resourcePolicy.sid: event-bus-policy-sid-taken"]);
      }),
    ).toMatchObject([{ Principal: { AWS: ["210987654321"] } }]);
  });

  it("fails with a second policy of the same bus, but not of another Region's", () => {
    const error = refusal((scope) => {
      EventBus.defaultBus(scope, "One").grantPutEventsToAccount("One", "210987654321");
      EventBus.fromEventBusName(scope, "Two", "default").grantPutEventsToAccount("Two", "210987654321");
    });
    expect(findings(error)).toEqual(["resourcePolicy: event-bus-policy-twice"]);
  });
});

describe("the length of a policy", () => {
  const empty =
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "A",
          Effect: "Allow",
          Principal: { AWS: ["210987654321"] },
          Action: ["events:PutEvents"],
          Resource: ["x"],
        },
      ],
    }).length - 1;

  it.each([
    [10_239, []],
    [10_240, []],
    [10_241, ["event-bus-policy-too-long"]],
  ])("of %d characters: %j", (length, warnings) => {
    const stack = synth((scope) =>
      new EventBus(scope, "Bus").addToResourcePolicy({
        sid: "A",
        principals: { AWS: ["210987654321"] },
        actions: ["events:PutEvents"],
        resources: ["x".repeat(length - empty)],
      }),
    );

    expect(String(stack.resource(POLICY).policy)).toHaveLength(length);
    expect(codesOf(stack.warnings)).toEqual(warnings);
  });
});
