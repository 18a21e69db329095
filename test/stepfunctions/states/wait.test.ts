import { Duration, JsonataExpression, JsonPath, QueryLanguage, Wait, WaitTime } from "cdktf-aws-http-integrations";
import { numberToken } from "../../events/parts";
import { renderedState, synthChain } from "../chains";

describe("a Wait state", () => {
  it.each([
    ["a duration", WaitTime.duration(Duration.minutes(2)), { Seconds: 120 }],
    ["seconds of the input", WaitTime.secondsPath("$.delay"), { SecondsPath: "$.delay" }],
    ["seconds of a variable", WaitTime.secondsPath(JsonPath.numberAt("$delay")), { SecondsPath: "$delay" }],
    ["a timestamp", WaitTime.timestamp("2027-03-14T01:59:00Z"), { Timestamp: "2027-03-14T01:59:00Z" }],
    ["a timestamp of the input", WaitTime.timestampPath("$.at"), { TimestampPath: "$.at" }],
  ])("waits for %s", (_, time, fields) => {
    expect(renderedState(Wait.jsonPath("W", { time }))).toEqual({ Type: "Wait", ...fields, End: true });
  });

  it.each([
    ["a duration", WaitTime.duration(Duration.seconds(5)), { Seconds: 5 }],
    [
      "seconds",
      WaitTime.seconds(JsonataExpression.of("$states.input.delay")),
      { Seconds: "{% $states.input.delay %}" },
    ],
    ["a timestamp", WaitTime.timestamp(JsonataExpression.of("$now()")), { Timestamp: "{% $now() %}" }],
  ])("waits in JSONata for %s", (_, time, fields) => {
    const wait = new Wait("W", { time, assign: { waited: true }, outputs: {} });

    expect(renderedState(wait, { queryLanguage: QueryLanguage.JSONATA })).toEqual({
      Type: "Wait",
      ...fields,
      Assign: { waited: true },
      Output: {},
      End: true,
    });
  });

  it("waits as long as Terraform says", () => {
    const { definition } = synthChain(
      (stack) => new Wait("W", { time: WaitTime.duration(Duration.seconds(numberToken(stack))) }),
    ).resource("aws_sfn_state_machine");

    expect(definition).toBe(
      '{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":${jsonencode(var.number)},"End":true}}}',
    );
  });

  it("has the fields of JSONPath", () => {
    const wait = new Wait("W", {
      time: WaitTime.duration(Duration.seconds(1)),
      inputPath: "$.a",
      outputPath: "$.b",
      assign: { c: JsonPath.stringAt("$.c") },
    });

    expect(renderedState(wait)).toEqual({
      Type: "Wait",
      InputPath: "$.a",
      Seconds: 1,
      OutputPath: "$.b",
      Assign: { "c.$": "$.c" },
      End: true,
    });
  });
});
