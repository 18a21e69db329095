import { exampleNames, removeTempDirs } from "../support/paths";
import { synthExample } from "../support/synth-example";
import type { TerraformJson } from "../support/terraform-json";
import { assertInvariants } from "./assert-invariants";

afterAll(removeTempDirs);

test.each(exampleNames())(
  "the stacks of examples/%s hold all invariants",
  async (name) => {
    const stacks = await synthExample(name);
    expect(stacks.length).toBeGreaterThan(0);
    for (const { json } of stacks) {
      // An example may keep its logs for less than a year.
      await assertInvariants(withoutComments(json), { logRetentionDays: 1 });
    }
  },
  60_000,
);

/** cdktf's own `//` blocks hold paths of constructs and no resources. */
function withoutComments(json: TerraformJson): TerraformJson {
  return JSON.parse(JSON.stringify(json, (key, value) => (key === "//" ? undefined : value)));
}
