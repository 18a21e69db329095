import { createRequire } from "node:module";
import { join } from "node:path";
import { EventPattern } from "cdktf-aws-http-integrations/languages";

/** A package that matches one event pattern. */
export interface Matcher {
  readonly name: string;
  /** Whether an event may be its JSON text, which tells how its numbers are written. */
  readonly takesText: boolean;
  /** Makes ready what can be used for many events. Throws when the package refuses the pattern. */
  prepare(pattern: string | object): (event: object | string) => boolean;
}

export const OURS: Matcher = {
  name: "EventPattern",
  takesText: true,
  prepare(pattern) {
    const parsed = EventPattern.parse(pattern);
    return (event) => parsed.matches(event);
  },
};

/** The packages of bench/peers/package.json, installed in a directory. */
export function peers(directory: string): readonly Matcher[] {
  return [serverlessOffline(createRequire(join(directory, "package.json")))];
}

interface OfflinePlugin {
  logDebug(): void;
  verifyIsSubscribed(subscriber: object, entry: object): boolean;
}

/** Its matching is a method of a Serverless plugin, which takes the entry of a PutEvents call. */
function serverlessOffline(load: NodeJS.Require): Matcher {
  const name = "serverless-offline-aws-eventbridge";
  const loaded = load(name) as { default?: { prototype: OfflinePlugin }; prototype: OfflinePlugin };
  const plugin = Object.create((loaded.default ?? loaded).prototype) as OfflinePlugin;
  plugin.logDebug = () => {};
  return {
    name,
    takesText: false,
    prepare(pattern) {
      const value: unknown = typeof pattern === "string" ? JSON.parse(pattern) : pattern;
      const subscriber = { functionKey: "f", event: { pattern: value } };
      const entries = new WeakMap<object, object>();
      return (given) => {
        const event = given as object;
        let entry = entries.get(event);
        if (entry === undefined) {
          const { source, "detail-type": type, detail } = event as Record<string, unknown>;
          entry = {
            Source: source,
            DetailType: type,
            Detail: detail === undefined ? undefined : JSON.stringify(detail),
          };
          entries.set(event, entry);
        }
        return plugin.verifyIsSubscribed(subscriber, entry);
      };
    },
  };
}
