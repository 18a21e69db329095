import fc from "fast-check";
import { usesOf } from "../../../modules/languages/asl";

fc.configureGlobal({ seed: 20_261_121 });

const task = (Resource: unknown) => ({ Type: "Task", Resource });
const map = (Mode: string, field = "ItemProcessor") => ({
  Type: "Map",
  [field]: { ProcessorConfig: { Mode }, StartAt: "T", States: { T: task("arn:aws:states:::sns:publish") } },
});

describe("usesOf", () => {
  it("finds tasks wherever states stand, with their credentials, and none in payloads", () => {
    const States = {
      A: { ...task("arn:aws:states:::sqs:sendMessage"), Parameters: { States: { X: task("arn:aws:states:::x:y") } } },
      B: { Type: "Parallel", Branches: [{ States: { C: task("arn:aws:lambda:us-east-1:123456789012:function:f") } }] },
      D: map("INLINE"),
      E: { ...task("arn:aws:states:::sqs:sendMessage"), Credentials: { RoleArn: "$.role" } },
      F: { Type: "Pass", Resource: "arn:aws:states:::x:y" },
    };

    expect(usesOf({ StartAt: "A", States })).toEqual({
      resources: [
        { state: "A", resource: "arn:aws:states:::sqs:sendMessage" },
        { state: "E", resource: "arn:aws:states:::sqs:sendMessage", credentials: { RoleArn: "$.role" } },
        { state: "C", resource: "arn:aws:lambda:us-east-1:123456789012:function:f" },
        { state: "T", resource: "arn:aws:states:::sns:publish" },
      ],
      hasDistributedMap: false,
    });
  });

  it.each([
    [map("DISTRIBUTED"), true],
    [map("INLINE"), false],
    [{ Type: "Parallel", Branches: [{ States: { M: map("DISTRIBUTED") } }] }, true],
    [{ Type: "Pass", Result: { ItemProcessor: { ProcessorConfig: { Mode: "DISTRIBUTED" } } } }, false],
  ])("knows a distributed Map: %#", (state, expected) => {
    expect(usesOf({ StartAt: "M", States: { M: state } }).hasDistributedMap).toBe(expected);
  });

  it("finds what Maps read from and write to", () => {
    const READ = "arn:aws:states:::s3:getObject";
    const WRITE = "arn:aws:states:::s3:putObject";
    const inner = { ...map("DISTRIBUTED"), ItemReader: { Resource: READ }, ResultWriter: { Resource: "${Writer}" } };
    const States = {
      A: { ...map("DISTRIBUTED"), ItemReader: { Resource: READ }, ResultWriter: { Resource: WRITE } },
      B: { ...map("INLINE"), ItemReader: {}, ResultWriter: { WriterConfig: { Transformation: "COMPACT" } } },
      C: { Type: "Parallel", Branches: [{ StartAt: "D", States: { D: inner } }], ItemReader: { Resource: "arn:x" } },
      E: { ...map("INLINE"), ItemReader: "${Reader}" },
    };

    const { resources } = usesOf({ StartAt: "A", States });
    expect(resources.filter(({ resource }) => resource !== "arn:aws:states:::sns:publish")).toEqual([
      { state: "A", resource: READ },
      { state: "A", resource: WRITE },
      { state: "D", resource: READ },
      { state: "D", resource: "${Writer}" },
    ]);
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (definition, States) => {
        usesOf(definition);
        usesOf({ States });
      }),
    );
  });
});
