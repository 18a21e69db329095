import { Chain, Choice, Condition, Fail, Pass, QueryLanguage, Succeed } from "cdktf-aws-http-integrations";
import { findings, refusal } from "../../support/synth";
import { get, machineOf, rendered, renderedStates, synthChain } from "../chains";

describe("a chain", () => {
  it("is its states in the order in which they are reached, errors after what is usual", () => {
    const failed = new Fail("Failed");
    const chain = get("First")
      .addCatch(failed)
      .next(new Pass("Second"))
      .next(get("Third").addCatch(failed))
      .next(new Succeed("Done"));

    expect(Object.keys(renderedStates(chain))).toEqual(["First", "Second", "Third", "Done", "Failed"]);
  });

  it("joins chains and begins where its first begins", () => {
    const first = Chain.start(new Pass("A")).next(new Pass("B"));
    const second = new Pass("C").next(new Pass("D"));

    expect(rendered(first.next(second))).toEqual({
      StartAt: "A",
      States: {
        A: { Type: "Pass", Next: "B" },
        B: { Type: "Pass", Next: "C" },
        C: { Type: "Pass", Next: "D" },
        D: { Type: "Pass", End: true },
      },
    });
  });

  it("has the id, the start and the ends that others see", () => {
    const [a, b, c] = [new Pass("A"), new Pass("B"), new Pass("C")];
    const chain = a.next(b);

    expect([chain.id, chain.startState, chain.endStates]).toEqual(["A", a, [b]]);
    expect(Chain.sequence(chain, c).endStates).toEqual([c]);
    expect(Chain.custom(a, [b, c], b).next(new Pass("D")).endStates).toHaveLength(1);
    expect(Object.keys(renderedStates(a))).toEqual(["A", "B", "D"]);
  });

  it("ends in a loop only if it has another end", () => {
    const poll = new Pass("Poll");
    const chain = poll
      .next(new Pass("Wait"))
      .next(new Choice("Ready").when(Condition.isPresent("$.a"), poll).otherwise(new Succeed("Done")));

    expect(rendered(chain)).toEqual({
      StartAt: "Poll",
      States: {
        Poll: { Type: "Pass", Next: "Wait" },
        Wait: { Type: "Pass", Next: "Ready" },
        Ready: {
          Type: "Choice",
          Choices: [{ Variable: "$.a", IsPresent: true, Next: "Poll" }],
          Default: "Done",
        },
        Done: { Type: "Succeed" },
      },
    });
  });

  it("stands in several machines, each in its own language", () => {
    const chain = new Pass("A").next(new Pass("B"));
    const states = { A: { Type: "Pass", Next: "B" }, B: { Type: "Pass", End: true } };

    expect(rendered(chain)).toEqual({ StartAt: "A", States: states });
    expect(rendered(chain, { queryLanguage: QueryLanguage.JSONATA })).toEqual({
      QueryLanguage: "JSONata",
      StartAt: "A",
      States: states,
    });
  });

  it("may be long, and lead back to its beginning", () => {
    const first = new Pass("0");
    let chain = Chain.start(first);
    for (let i = 1; i < 5000; i++) {
      chain = chain.next(new Pass(`${i}`));
    }
    const end = new Choice("End").when(Condition.isPresent("$.a"), first).otherwise(new Succeed("Done"));

    const { definition } = synthChain(chain.next(end)).resource("aws_sfn_state_machine");

    expect(Object.keys(JSON.parse(definition as string).States)).toHaveLength(5002);
  });

  it("ignores the same next state again", () => {
    const [a, b] = [new Pass("A"), new Pass("B")];
    a.next(b);

    expect(Object.keys(renderedStates(a.next(b)))).toEqual(["A", "B"]);
  });

  it("fails when a state is continued with two others", () => {
    const a = new Pass("A");
    a.next(new Pass("B"));
    a.next(new Pass("C"));

    const error = refusal((stack) => machineOf(stack, a));

    expect(findings(error)).toEqual(["definition.A.next: state-next-twice"]);
    expect(error.message).toContain("it is B, and C is never reached");
  });

  it("fails when it is continued behind its end, and says all of a machine's mistakes at once", () => {
    const done = new Succeed("Done");
    const chain = new Pass("A").next(done).next(new Pass("Lost"));
    chain.next(new Pass("Further"));

    const error = refusal((stack) => machineOf(stack, chain));

    expect(findings(error)).toEqual(["definition.Done.next: state-next-impossible"]);
    expect(error.message).toContain("Lost is never reached");
  });

  it("names the end of a chain that was continued behind it, however the chain was put together", () => {
    const inner = new Pass("A").next(new Pass("B")).next(new Succeed("Done"));
    const chain = new Pass("First").next(inner).next(new Pass("Lost"));

    expect(findings(refusal((stack) => machineOf(stack, chain)))).toEqual([
      "definition.Done.next: state-next-impossible",
    ]);
  });

  it("fails when two states of one scope have one name", () => {
    const error = refusal((stack) => machineOf(stack, new Pass("A").next(new Pass("A"))));

    expect(findings(error)).toEqual(["definition.A: state-name-duplicate"]);
    expect(error.message).toContain("two states of $.States have it");
  });
});
