/** The parts of the end-to-end harness that could make it pass for the wrong reason. */
import { type PlanJson, type ResourceChange, unexpectedChanges } from "../e2e/plan-changes";
import { startThirdParties } from "../e2e/receiver";
import { redirect, redirectBack, refuseForeignHosts, withHosts } from "../e2e/redirect";
import { inParallel } from "./in-parallel";

const update = (before: object, after: object, after_unknown: object = {}): PlanJson => ({
  resource_changes: [{ address: "t.x", type: "t", change: { actions: ["update"], before, after, after_unknown } }],
});
const KNOWN = [{ type: "t", paths: ["a", "list.b"], why: "known" }];

describe("unexpectedChanges", () => {
  test("names the path of each change that is not known", () => {
    const plan = update(
      { a: 1, list: [{ b: 1, c: 1 }], d: { e: false } },
      { a: 2, list: [{ b: 2, c: 2 }], d: { e: null } },
    );
    expect(unexpectedChanges(plan, KNOWN)).toEqual(["t.x update list.c", "t.x update d.e"]);
    expect(unexpectedChanges(plan, [])).toEqual([
      "t.x update a",
      "t.x update list.b",
      "t.x update list.c",
      "t.x update d.e",
    ]);
  });

  test("a known path of one type is not known of another", () => {
    expect(unexpectedChanges(update({ a: 1 }, { a: 2 }), [{ ...KNOWN[0]!, type: "u" }])).toEqual(["t.x update a"]);
  });

  test("a value that becomes unknown is a change", () => {
    expect(unexpectedChanges(update({ arn: "x" }, {}, { arn: true }), KNOWN)).toEqual(["t.x update arn"]);
  });

  test("a replacement is known by what forces it", () => {
    const replace = (path: string): PlanJson => {
      const [resource] = update({ a: 1, arn: "x", [path]: 1 }, { a: 2, [path]: 2 }, { arn: true }).resource_changes!;
      const change: ResourceChange["change"] = {
        ...resource!.change,
        actions: ["delete", "create"],
        replace_paths: [[path]],
      };
      return { resource_changes: [{ ...resource!, change }] };
    };
    expect(unexpectedChanges(replace("a"), KNOWN)).toEqual([]);
    expect(unexpectedChanges(replace("z"), KNOWN)).toEqual(["t.x delete+create z"]);
  });

  test("a resource that is made or removed, and an output that changes by itself, are never known", () => {
    const made = {
      address: "t.x",
      type: "t",
      change: { actions: ["create"], before: null, after: {}, after_unknown: {} },
    };
    expect(unexpectedChanges({ resource_changes: [made] }, KNOWN)).toEqual(["t.x create"]);
    expect(unexpectedChanges({ output_changes: { o: { actions: ["update"] } } }, KNOWN)).toEqual(["output.o update"]);
  });
});

describe("redirect", () => {
  const redirects = new Map([["https://slack.com", "http://127.0.0.1:1"]]);

  test("replaces the origin, keeps path and query, and leaves longer hosts alone", () => {
    expect(
      redirect(
        ["https://slack.com/api?x=1", "https://slack.community/", "https://slack.com.evil/", "https://slack.com"],
        redirects,
      ),
    ).toEqual([
      "http://127.0.0.1:1/api?x=1",
      "https://slack.community/",
      "https://slack.com.evil/",
      "http://127.0.0.1:1",
    ]);
  });

  test("what was redirected can be taken back", () => {
    const definition = {
      ApiEndpoint: "{% 'https://slack.com/api/' & $states.input.id %}",
      other: "http://127.0.0.1:10/",
    };
    expect(redirectBack(redirect(definition, redirects), redirects)).toEqual(definition);
  });

  test("a variable in a host has its value, plain and in the text of a document; elsewhere it stays", () => {
    const quoted = (inner: string) => `trimsuffix(trimprefix(jsonencode(tostring(${inner})), "\\""), "\\"")`;
    const rendered = `\${${quoted(quoted("var.domain"))}}`;
    expect(
      withHosts(
        {
          plain: "https://${var.domain}.example.com/token",
          rendered: `{"ApiEndpoint":"{% 'https://${rendered}.example.com/x/' & $id %}"}`,
          path: "https://example.com/${var.domain}",
          unknown: "https://${var.other}/",
        },
        { domain: "acme" },
      ),
    ).toEqual({
      plain: "https://acme.example.com/token",
      rendered: '{"ApiEndpoint":"{% \'https://acme.example.com/x/\' & $id %}"}',
      path: "https://example.com/${var.domain}",
      unknown: "https://${var.other}/",
    });
  });

  test("what the emulator would call elsewhere is refused", () => {
    const json = (url: string) => ({
      resource: { t: { x: { description: "https://docs", invocation_endpoint: url } } },
    });
    expect(() => refuseForeignHosts(json("http://127.0.0.1:1/x"))).not.toThrow();
    expect(() => refuseForeignHosts(json("https://hooks.example.com/x"))).toThrow("https://hooks.example.com");
  });
});

test("a receiver records whole requests, repeated names included, and waits no longer than told", async () => {
  const parties = await startThirdParties({
    thirdParties: ["https://a.example"],
    variables: {},
    answer: ({ headers }) => ({ status: headers["x-key"] === "k" ? 201 : 401 }),
    steps: [],
  });
  try {
    const arrived = parties.arrived(1, 5_000);
    const url = `${parties.redirects.get("https://a.example")}/p%20q?b=1&a=2&b=3`;
    const answer = await fetch(url, {
      method: "PUT",
      headers: { "x-key": "k", connection: "close" },
      body: "not JSON",
    });
    await arrived;
    await parties.arrived(2, 10); // a second never comes
    expect(answer.status).toBe(201);
    expect(parties.received).toEqual([
      {
        to: "https://a.example",
        method: "PUT",
        path: "/p%20q",
        query: { b: ["1", "3"], a: "2" },
        headers: expect.objectContaining({ "x-key": "k", "content-length": "8" }),
        body: "not JSON",
        answered: 201,
      },
    ]);
  } finally {
    await parties.close();
  }
});

test("work runs side by side up to the limit, and one failure stops nothing else", async () => {
  let running = 0;
  let most = 0;
  const results = await inParallel(2, [1, 2, 3, 4], async (item) => {
    most = Math.max(most, ++running);
    await new Promise(setImmediate);
    running--;
    if (item === 2) throw new Error("two");
    return item * 10;
  });
  expect(most).toBe(2);
  expect(results.map((result) => (result.status === "fulfilled" ? result.value : result.reason.message))).toEqual([
    10,
    "two",
    30,
    40,
  ]);
});
