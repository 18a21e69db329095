import { EventField } from "cdktf-aws-http-integrations";
import { holdsEventField, splitEventFields } from "../../modules/events/event-field";

describe("EventField", () => {
  it.each<[string, EventField, string, boolean]>([
    ["account", EventField.account, "$.account", false],
    ["detailType", EventField.detailType, "$.detail-type", false],
    ["eventId", EventField.eventId, "$.id", false],
    ["region", EventField.region, "$.region", false],
    ["source", EventField.source, "$.source", false],
    ["time", EventField.time, "$.time", false],
    ["fromPath", EventField.fromPath("$.detail.items[0].sku"), "$.detail.items[0].sku", false],
    ["the whole event", EventField.fromPath("$"), "$", false],
    ["ruleArn", EventField.ruleArn, "aws.events.rule-arn", true],
    ["ruleName", EventField.ruleName, "aws.events.rule-name", true],
    ["ingestionTime", EventField.ingestionTime, "aws.events.event.ingestion-time", true],
    ["event", EventField.event, "aws.events.event", true],
    ["eventJson", EventField.eventJson, "aws.events.event.json", true],
  ])("%s refers to what EventBridge fills in", (_name, field, reference, isReserved) => {
    expect(field.reference).toBe(reference);
    expect(field.isReserved).toBe(isReserved);
  });

  it.each<[string, (field: never) => unknown]>([
    ["unary plus", (field) => +field],
    ["minus", (field) => field - 1],
    ["times", (field) => field * 2],
    ["comparison", (field) => field > 1],
    ["Number()", (field) => Number(field)],
    ["Math.max", (field) => Math.max(field, 1)],
  ])("fails when calculated with: %s", (_name, calculate) => {
    expect(() => calculate(EventField.fromPath("$.detail.amount") as never)).toThrow(
      new TypeError("EventField $.detail.amount has no value before delivery, so it cannot be calculated with."),
    );
  });

  it("keeps its place inside a text, between other fields and next to user text", () => {
    const text = `a ${EventField.source}${EventField.fromPath("$.detail.x")} b`;
    const parts = splitEventFields(text).map((part) => (typeof part === "string" ? part : part.reference));

    expect(holdsEventField(text)).toBe(true);
    expect(parts).toEqual(["a ", "$.source", "$.detail.x", " b"]);
  });

  it("survives concatenation, String and JSON.stringify as the same text", () => {
    const field = EventField.source;

    expect(`${field}`).toBe(String(field));
    expect(JSON.parse(JSON.stringify({ field })).field).toBe(String(field));
    expect(["a", field, "b"].join("")).toBe(`a${field}b`);
  });

  it("is told from anything that only looks like it", () => {
    expect(EventField.isEventField(EventField.source)).toBe(true);
    for (const other of [{ reference: "$.source", isReserved: false }, "$.source", null, undefined, 1]) {
      expect(EventField.isEventField(other)).toBe(false);
    }
    expect(EventField.isEventField(Object.create(EventField.prototype))).toBe(false);
  });

  it("is not found in a text that only looks like a path", () => {
    expect(holdsEventField("$.detail.x <source>")).toBe(false);
    expect(splitEventFields("$.detail.x")).toEqual(["$.detail.x"]);
  });
});
