/** The rules and events that are measured. Everything is made from numbers, so each run has the same. */

export type ShapeName = "exact" | "prefix" | "numeric" | "wildcard" | "anything-but" | "mixed";

export interface Shape {
  readonly name: ShapeName;
  readonly example: string;
  /** The pattern of rule number `i`. */
  rule(i: number): object;
}

/** How far apart the lowest amounts of two numeric rules stand. */
const STEP = 10;

export const SHAPES: readonly Shape[] = [
  {
    name: "exact",
    example: "`source` and `detail-type`",
    rule: (i) => ({ source: [sourceOf(i)], "detail-type": [typeOf(i)] }),
  },
  {
    name: "prefix",
    example: "one `source`, a prefix of an object's key",
    rule: (i) => ({ source: ["shop.files"], detail: { object: { key: [{ prefix: `${tenantOf(i)}/` }] } } }),
  },
  {
    name: "numeric",
    example: "one `source`, a range of an amount",
    rule: (i) => ({
      source: ["shop.files", "shop.other"],
      detail: { amount: [{ numeric: [">=", i * STEP, "<", (i + 1) * STEP] }] },
    }),
  },
  {
    name: "wildcard",
    example: "a wildcard with two `*` on an object's key",
    rule: (i) => ({
      source: ["shop.files"],
      detail: { object: { key: [{ wildcard: `${tenantOf(i)}/*/reports/*` }] } },
    }),
  },
  {
    name: "anything-but",
    example: "a tenant, and a state that is none of three",
    rule: (i) => ({
      detail: { tenant: [tenantOf(i)], state: [{ "anything-but": ["draft", "deleted", "archived"] }] },
    }),
  },
  { name: "mixed", example: "all of these in turn, and `$or`", rule: mixedRule },
];

export const SIZES = [1, 100, 1000, 10_000] as const;

/** Enough that no cache of recent events can help; the last quarter matches nothing but by chance. */
export const EVENTS = 256;

export function rulesOf(shape: Shape, count: number): string[] {
  return Array.from({ length: count }, (_, i) => JSON.stringify(shape.rule(i)));
}

/** Events of about 1,000 characters, three quarters of them made for one of the rules. */
export function eventsFor(count: number): object[] {
  return Array.from({ length: EVENTS }, (_, n) => {
    // A large odd step spreads the events over the rules.
    const target = n < (EVENTS * 3) / 4 ? (n * 7919) % count : count + n;
    return eventFor(target, n);
  });
}

function mixedRule(i: number): object {
  switch (i % 6) {
    case 5:
      return {
        "detail-type": [typeOf(i)],
        $or: [{ source: [sourceOf(i)] }, { detail: { tenant: [{ "equals-ignore-case": tenantOf(i).toUpperCase() }] } }],
      };
    default:
      return SHAPES[i % 6]!.rule(i);
  }
}

function eventFor(i: number, n: number): object {
  const isService = n % 2 === 0;
  return {
    version: "0",
    id: `6a7e8feb-b491-4cf7-a9f1-${String(100_000_000_000 + n)}`,
    source: isService ? sourceOf(i) : "shop.files",
    "detail-type": typeOf(i),
    account: "111122223333",
    time: `2026-01-01T00:${String(n % 60).padStart(2, "0")}:00Z`,
    region: "eu-central-1",
    resources: [`arn:aws:s3:::shop-files-${n % 7}`],
    detail: {
      tenant: tenantOf(i),
      state: n % 5 === 0 ? "draft" : "placed",
      amount: i * STEP + (n % STEP) / 2,
      currency: "EUR",
      object: { key: `${tenantOf(i)}/2026/reports/${n}.csv`, size: 1024 + n, etag: "d41d8cd98f00b204e9800998ecf8427e" },
      customer: { id: `c-${n}`, name: "Ada Example", address: { street: "1 Long Road", city: "Berlin", zip: "10115" } },
      items: [
        { sku: "A-1", quantity: 1, price: 19.9 },
        { sku: `B-${n}`, quantity: 2, price: 5 },
        { sku: "C-3", quantity: 12, price: 0.75 },
      ],
      flags: { gift: false, express: n % 3 === 0 },
      note: null,
      requestId: `r-${n}`,
      sourceIp: `10.0.${n % 256}.7`,
    },
  };
}

const sourceOf = (i: number) => `shop.service${Math.floor(i / 20)}`;
const typeOf = (i: number) => `Event${i % 20} Happened`;
const tenantOf = (i: number) => `tenant-${String(i).padStart(6, "0")}`;
