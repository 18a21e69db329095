import path from "node:path";
import { summary } from "../../scripts/summary";
import { readSynthesized } from "../../scripts/synthesized";
import { synthExample } from "../support/synth-example";

/** What `npm start` says of each construct of an example, by its path. */
async function saidOf(example: string): Promise<Readonly<Record<string, string>>> {
  const [stack] = await synthExample(example);
  const text = readSynthesized(path.resolve(stack!.dir, "../..")).map(summary).join("\n");
  return Object.fromEntries([...text.matchAll(/^ {2}(\S+) - (.*)$/gm)].map(([, construct, said]) => [construct, said]));
}

test("npm start says what a state machine is, who acts as which role, and what each may do", async () => {
  expect(await saidOf("stripe-refund")).toMatchObject({
    Refund: expect.stringMatching(/^STANDARD state machine "stripe-refund-Refund-\w+", starts with RefundPayment$/),
    "Refund/LogGroup": expect.stringMatching(/^log group "\/aws\/vendedlogs\/states\/.*", kept for 365 days$/),
    "Refund/Role": "what executions of the state machine may act as",
    "Refund/Role/Policy": expect.stringMatching(/^allows states:InvokeHTTPEndpoint, events:RetrieveConnection/),
    "Bus/Approved/Refund/Role": "what EventBridge may act as, for this rule only",
    "Bus/Approved/Refund/Role/Policy": "allows states:StartExecution",
  });
});
