import { type Json, mapStrings, type TerraformJson, type Variables } from "../support/terraform-json";

/** Origin as the example writes it -> origin of the receiver. */
export type Redirects = ReadonlyMap<string, string>;

/** Every mention of a third party's origin now names its receiver; path and query stay. */
export function redirect<T extends Json>(value: T, redirects: Redirects): T {
  return mapStrings(value, (text) =>
    [...redirects].reduce((result, [from, to]) => result.replace(originPattern(from), () => to), text),
  );
}

/** What `redirect` made of a value, as it was. */
export function redirectBack<T extends Json>(value: T, redirects: Redirects): T {
  return redirect(value, new Map([...redirects].map(([from, to]) => [to, from])));
}

/** An expression in a host that only quotes one variable: for an argument, or for the text of a document. */
const IN_HOST = /(?<=https?:\/\/[\w.-]*)\$\{((?:[^{}"]|"(?:[^"\\]|\\.)*")*)\}/g;
const QUOTED_VARIABLE = /^(?:[a-z]+\()*var\.(\w+)(?:\)|, "(?:[^"\\]|\\.)*")*$/;

/** Hosts with the values of the variables in them: only then it is known which third party they name. */
export function withHosts<T extends Json>(value: T, variables: Variables): T {
  return mapStrings(value, (text) =>
    text.replace(IN_HOST, (expression, inner: string) => {
      const name = QUOTED_VARIABLE.exec(inner)?.[1];
      return String((name !== undefined && variables[name]) || expression);
    }),
  );
}

/** The origin and not merely a prefix of a longer host: `https://slack.com` is not in `https://slack.community`. */
function originPattern(origin: string): RegExp {
  return new RegExp(`${origin.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\w.:-])`, "g");
}

/** Arguments that hold an address which the emulator would really call. */
const CALLED = new Set(["invocation_endpoint", "authorization_endpoint", "definition"]);

/** Throws if something would still be sent off this machine: the case lists too few third parties. */
export function refuseForeignHosts(json: TerraformJson): void {
  const foreign = new Set<string>();
  const visit = (value: unknown, called: boolean) => {
    if (typeof value === "string" && called) {
      for (const [origin] of value.matchAll(/https?:\/\/(?!127\.0\.0\.1:)[^/"?#\\]+/g)) foreign.add(origin);
    } else if (value !== null && typeof value === "object") {
      for (const [key, item] of Object.entries(value)) visit(item, called || CALLED.has(key));
    }
  };
  visit(json.resource, false);
  if (foreign.size > 0) throw new Error(`"thirdParties" of the case must list ${[...foreign].join(", ")}`);
}
