import { Testing } from "cdktf";
import { PlainSlackStack } from "../../examples/slack/plain-cdktf";
import { synthExample } from "../support/synth-example";
import type { JsonObject, TerraformJson } from "../support/terraform-json";

/** Resources by type (the stack has one of each), with what differs by choice taken out: ids, names, variables' encoding. */
function comparable(json: TerraformJson): JsonObject {
  const byType = Object.entries(json.resource ?? {}).map(([type, blocks]) => {
    expect(Object.keys(blocks)).toHaveLength(1);
    const { "//": _comment, name: _name, ...attributes } = Object.values(blocks)[0] as JsonObject;
    const text = JSON.stringify(attributes)
      .replace(/\b(aws_\w+)\.[\w-]+/g, "$1")
      .replace(/\$\{jsonencode\(([^)]*)\)\}/g, '\\"${$1}\\"');
    return [type, JSON.parse(text)];
  });
  return Object.fromEntries(byType);
}

test("the plain CDKTF of the README makes the same resources as the Slack example", async () => {
  const [stack] = await synthExample("slack");
  const plain = JSON.parse(Testing.synth(new PlainSlackStack(Testing.app(), "slack")));
  expect(comparable(plain)).toEqual(comparable((stack as { json: TerraformJson }).json));
});
