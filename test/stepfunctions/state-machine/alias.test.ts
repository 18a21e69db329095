import {
  type AliasRoute,
  Role,
  StateMachineAlias,
  type StateMachineAliasOptions,
  StateMachineType,
} from "cdktf-aws-http-integrations";
import { numberToken, stringToken } from "../../events/parts";
import { findings, refusal, synth } from "../../support/synth";
import { arn, machine, may, roleStatements } from "../parts";

const MACHINE = arn("states", "stateMachine:orders");
const route = (weight: number, version = 1): AliasRoute => ({
  stateMachineVersionArn: `${MACHINE}:${version}`,
  weight,
});
const withAlias = (props: StateMachineAliasOptions) =>
  synth((scope) => machine(scope, { publishVersion: true }).addAlias("Live", props));
const refusedFor = (props: StateMachineAliasOptions) =>
  findings(refusal((scope) => machine(scope, { publishVersion: true }).addAlias("Live", props)));

describe("StateMachineAlias", () => {
  it("points to the version that is published last", () => {
    const stack = withAlias({ aliasName: "live", description: "Orders ${x}" });

    expect(stack.resource("aws_sfn_state_machine").publish).toBe(true);
    expect(stack.resource("aws_sfn_alias")).toEqual({
      name: "live",
      description: "Orders $${x}",
      routing_configuration: [
        {
          state_machine_version_arn: "${aws_sfn_state_machine.Machine_6FC8AE80.state_machine_version_arn}",
          weight: 100,
        },
      ],
    });
  });

  it("may split executions between two versions", () => {
    expect(withAlias({ routes: [route(90), route(10, 2)] }).resource("aws_sfn_alias").routing_configuration).toEqual([
      { state_machine_version_arn: `${MACHINE}:1`, weight: 90 },
      { state_machine_version_arn: `${MACHINE}:2`, weight: 10 },
    ]);
  });

  it("lets an identity start the machine under its name alone", async () => {
    const stack = synth((scope) => {
      const role = new Role(scope, "Caller", { servicePrincipal: "lambda.amazonaws.com" });
      const express = machine(scope, { publishVersion: true, stateMachineType: StateMachineType.EXPRESS });
      const alias = express.addAlias("Live", { aliasName: "live" });
      alias.grantStartExecution(role);
      alias.grantStartSyncExecution(role);
      expect(alias.stateMachineName).toBe(express.stateMachineName);
    });
    const statements = await roleStatements(stack, "Caller");

    for (const action of ["states:StartExecution", "states:StartSyncExecution"]) {
      expect(may(statements, action, MACHINE, { "states:StateMachineQualifier": ["live"] })).toBe(true);
      expect(may(statements, action, MACHINE, { "states:StateMachineQualifier": ["test"] })).toBe(false);
      expect(may(statements, action, MACHINE)).toBe(false);
    }
  });

  it("of a STANDARD machine cannot be started synchronously", () => {
    const error = refusal((scope) => {
      const role = new Role(scope, "Caller", { servicePrincipal: "lambda.amazonaws.com" });
      machine(scope, { publishVersion: true }).addAlias("Live").grantStartSyncExecution(role);
    });

    expect(findings(error)).toEqual(["stateMachineType: state-machine-not-express"]);
  });

  it.each([
    ["live", true],
    ["v1", true],
    ["1.0", true],
    ["-", true],
    ["x".repeat(80), true],
    ["x".repeat(81), false],
    ["", false],
    ["1", false],
    ["a b", false],
    ["a:b", false],
  ])("may be named %j: %s", (aliasName, isAllowed) => {
    if (isAllowed) {
      expect(withAlias({ aliasName }).resource("aws_sfn_alias").name).toBe(aliasName);
    } else {
      expect(refusedFor({ aliasName })).toEqual(["aliasName: state-machine-alias-name-invalid"]);
    }
  });

  it.each([
    [256, []],
    [257, ["description: state-machine-alias-description-too-long"]],
  ])("may have a description of %i characters: %j", (length, expected) => {
    const description = "x".repeat(length);

    if (expected.length === 0) {
      expect(withAlias({ description }).resource("aws_sfn_alias").description).toBe(description);
    } else {
      expect(refusedFor({ description })).toEqual(expected);
    }
  });

  it.each<[string, readonly AliasRoute[], readonly string[]]>([
    ["no version", [], ["routes: state-machine-alias-routes-count"]],
    ["three versions", [route(50), route(25, 2), route(25, 3)], ["routes: state-machine-alias-routes-count"]],
    ["weights of 99", [route(50), route(49, 2)], ["routes: state-machine-alias-weights-sum"]],
    ["weights of 101", [route(50), route(51, 2)], ["routes: state-machine-alias-weights-sum"]],
    ["one weight of 99", [route(99)], ["routes: state-machine-alias-weights-sum"]],
    [
      "a weight of -1",
      [route(101), route(-1, 2)],
      [
        "routes[0].weight: state-machine-alias-weight-out-of-range",
        "routes[1].weight: state-machine-alias-weight-out-of-range",
      ],
    ],
    [
      "a weight of a half",
      [route(99.5), route(0.5, 2)],
      [
        "routes[0].weight: state-machine-alias-weight-out-of-range",
        "routes[1].weight: state-machine-alias-weight-out-of-range",
      ],
    ],
    [
      "a machine instead of a version",
      [{ ...route(100), stateMachineVersionArn: MACHINE }],
      ["routes[0].stateMachineVersionArn: state-machine-version-arn-invalid"],
    ],
    [
      "an alias instead of a version",
      [{ ...route(100), stateMachineVersionArn: `${MACHINE}:live` }],
      ["routes[0].stateMachineVersionArn: state-machine-version-arn-invalid"],
    ],
    [
      "versions of two machines",
      [route(50), { stateMachineVersionArn: `${MACHINE}2:1`, weight: 50 }],
      ["routes: state-machine-alias-of-two-machines"],
    ],
  ])("fails with %s", (_, routes, expected) => {
    expect(refusedFor({ routes })).toEqual(expected);
  });

  it.each([0, 1, 100])("may give a version %i percent", (weight) => {
    const routes = weight === 100 ? [route(100)] : [route(weight), route(100 - weight, 2)];

    expect(withAlias({ routes }).resource("aws_sfn_alias").routing_configuration).toHaveLength(routes.length);
  });

  it("does not judge what Terraform alone knows", () => {
    const stack = synth((scope) => {
      const weight = numberToken(scope);
      machine(scope).addAlias("Live", {
        aliasName: stringToken(scope, "name"),
        routes: [{ stateMachineVersionArn: stringToken(scope, "one"), weight }, route(50)],
      });
    });

    expect(stack.resource("aws_sfn_alias").routing_configuration).toEqual([
      { state_machine_version_arn: "${var.one}", weight: "${var.number}" },
      { state_machine_version_arn: `${MACHINE}:1`, weight: 50 },
    ]);
  });

  it("fails when the machine publishes no version and none is named", () => {
    expect(
      findings(refusal((scope) => new StateMachineAlias(scope, "Live", { stateMachine: machine(scope) }))),
    ).toEqual(["routes: state-machine-without-version"]);
    expect(findings(refusal((scope) => machine(scope).stateMachineVersionArn))).toEqual([
      "publishVersion: state-machine-without-version",
    ]);
  });
});
