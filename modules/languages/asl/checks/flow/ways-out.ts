import { isJsonataText } from "../../jsonata";
import { type Fields, isFields, type StateNode } from "../../machine";
import { codeOf, entriesOf, rulesOf, textsOf } from "./counter";

/** What says that a list goes on: NextToken, LastEvaluatedKey, hasMore, `iterator.continue` of AWS's tutorial. */
const CURSOR =
  /next|cursor|marker|continu|last_?evaluated|iterator|has_?more|more_?(?:pages|items|results)|page|offset/i;

/** A path that drops the first item of a list, which is then empty some time. */
const REST = /\[1:\]\s*$/;

/**
 * True for a loop over the parts of something that has an end: a Choice of it asks whether there is another page, or a
 * state takes an item off a list.
 */
export function readsOn(states: readonly StateNode[], loop: ReadonlySet<StateNode>): boolean {
  return states.some((state) =>
    state.type === "Choice"
      ? entriesOf(state.fields.Choices).some((rule) => asksForMore(rule, state, loop))
      : textsOf(state).some((text) => REST.test(text)),
  );
}

function asksForMore(rule: Fields, state: StateNode, loop: ReadonlySet<StateNode>): boolean {
  const subject = subjectOf(rule);
  if (CURSOR.test(subject)) return true;
  const isThere = presenceIn(rule);
  // As long as there is an error, say, is no list.
  return isThere !== undefined && isThere === !leavesTo(rule.Next, state, loop) && !/error/i.test(subject);
}

/** What a rule looks at, and those in it. */
function subjectOf(rule: Fields): string {
  return rulesOf(rule)
    .flatMap(({ Variable: variable, Condition: condition }) => [
      typeof variable === "string" ? variable : "",
      isJsonataText(condition) ? codeOf(condition) : "",
    ])
    .join(" ");
}

/** Whether a rule holds if something is there (true) or if it is not (false); undefined if it asks something else. */
function presenceIn(rule: Fields): boolean | undefined {
  const { IsPresent: isPresent, IsNull: isNull, Not: not, Condition: condition } = rule;
  if (typeof isPresent === "boolean") return isPresent;
  if (typeof isNull === "boolean") return !isNull;
  if (isJsonataText(condition)) {
    const [call] = /(?:\$not\(\s*)?\$exists\(/.exec(codeOf(condition)) ?? [];
    return call === undefined ? undefined : !call.startsWith("$not");
  }
  const inner = isFields(not) ? presenceIn(not) : undefined;
  return inner === undefined ? undefined : !inner;
}

/** True for a Choice that leaves the loop for more than one reason: for a job that failed, say, besides one that is done. */
export function hasSecondWayOut(state: StateNode, loop: ReadonlySet<StateNode>): boolean {
  if (state.type !== "Choice") return false;
  const rules = entriesOf(state.fields.Choices);
  const byDefault = leavesTo(state.fields.Default, state, loop);
  const byRule = rules.filter(({ Next: target }) => leavesTo(target, state, loop));
  // What goes on as long as a job runs leaves for all else, what goes on until it is done for one reason only.
  return byRule.length > (byDefault ? 0 : 1) || (byDefault && !rules.some(isNegative));
}

function isNegative({ Not: not, Condition: condition }: Fields): boolean {
  return not !== undefined || (isJsonataText(condition) && /!=|\$not\(/.test(codeOf(condition)));
}

function leavesTo(target: unknown, { scope }: StateNode, loop: ReadonlySet<StateNode>): boolean {
  const state = typeof target === "string" ? scope.states.get(target) : undefined;
  return state !== undefined && !loop.has(state);
}
