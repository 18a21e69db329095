import { httpTasksOf } from "../../../modules/languages/asl";
import { findingsOf } from "./findings";
import { machine } from "./http-parts";

const SERVICE = "arn:aws:states:::";

test.each([
  ["http:call", "http:invoke"],
  ["http:invoke2", "http:invoke"],
  ["http:Invoke", "http:invoke"],
  ["http:invokes.sync", "http:invoke"],
  ["http.invoke", "http:invoke"],
  ["http:", "http:invoke"],
  ["http", "http:invoke"],
  ["https:invoke", "http:invoke"],
  ["HTTP:invoke", "http:invoke"],
])("fails when a task calls %s", (resource, meant) => {
  const definition = machine({}, { Resource: SERVICE + resource });

  expect(findingsOf(definition)).toEqual([
    expect.objectContaining({
      code: "http-task-resource-unknown",
      severity: "error",
      state: "Call",
      path: "$.States.Call.Resource",
      given: SERVICE + resource,
      fix: `write \`${SERVICE}${meant}\`.`,
    }),
  ]);
  expect(httpTasksOf(definition)).toEqual([]);
});

test.each([
  "arn:aws:states:::http:${Action}",
  "arn:aws:states:::${Service}:call",
  "arn:aws:states:::httpx:call",
  "arn:aws:states:::http-client:call",
  "arn:aws:states:::lambda:invoke",
  "arn:aws:lambda:us-east-1:123456789012:function:http:call",
])("%s is no mistyped HTTP Task", (Resource) => {
  expect(findingsOf(machine({}, { Resource }), {}, "http-task-resource-unknown")).toEqual([]);
});

test("a placeholder elsewhere in the ARN keeps nothing from being found, and stays in what is meant", () => {
  expect(findingsOf(machine({}, { Resource: "arn:${AWS::Partition}:states:::http:call" }))).toEqual([
    expect.objectContaining({
      code: "http-task-resource-unknown",
      fix: "write `arn:${AWS::Partition}:states:::http:invoke`.",
    }),
  ]);
});

test.each(["a Pass", "a Wait"])("%s may have such a field, which is another mistake", (type) => {
  const state = { Type: type.slice(2), Resource: "arn:aws:states:::http:call", Seconds: 1, End: true };
  expect(findingsOf({ StartAt: "A", States: { A: state } }, {}, "http-task-resource-unknown")).toEqual([]);
});
