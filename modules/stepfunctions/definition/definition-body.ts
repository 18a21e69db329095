import type { Problems } from "../../core/validate";
import type { IConnection } from "../../events/connection";
import type { IChainable } from "../states/state";
import type { Definition, DefinitionContext } from "./definition";
import { renderStates } from "./definition";
import { readDefinitionFile } from "./definition-file";
import { areOptions } from "./definition-options";
import { type DefinitionSubstitutions, Substitution } from "./substitutions";

/** What a definition that is no chain of states needs to be told. */
export interface DefinitionBodyOptions {
  /**
   * Values for `${Name}` in the definition's texts. A text that is nothing but a placeholder becomes the value itself, so
   * that `"Seconds": "${Delay}"` may become a number. `$${Name}` is the text `${Name}`. A placeholder without a value, and
   * a value without a placeholder, are errors.
   *
   * @default - none
   */
  readonly substitutions?: DefinitionSubstitutions;
  /**
   * The connections of HTTP Tasks whose `ConnectionArn` is known only at run time, and those for which more than the ARN
   * matters: a key, or an imported connection with the ARN of its secret. What stands in `substitutions` is known already.
   *
   * @default - none
   */
  readonly connections?: readonly IConnection[];
  /**
   * What HTTP Tasks may call, by state name: `https://host/` and a path in which `*` stands for anything. Needed where the
   * host is known only at run time. Replaces what the endpoint itself would allow.
   *
   * @default - exactly the endpoints of the definition
   */
  readonly allowedEndpoints?: { readonly [stateName: string]: readonly string[] };
}

/** Where the definition of a state machine comes from. */
export abstract class DefinitionBody {
  /** From states, the first of which is given. */
  public static fromChainable(chainable: IChainable): DefinitionBody {
    return new ChainBody(chainable);
  }

  /**
   * From a file in Amazon States Language: `.json`, `.yaml` or `.yml`.
   *
   * @param path absolute, or from the working directory of the synth
   */
  public static fromFile(path: string, options: DefinitionBodyOptions = {}): DefinitionBody {
    return new FileBody(path, options);
  }

  /** From an object in Amazon States Language. Tokens may stand anywhere in it. */
  public static fromObject(definition: object, options: DefinitionBodyOptions = {}): DefinitionBody {
    return new ObjectBody(definition, options);
  }

  /** @internal */
  public abstract bind(context: DefinitionContext): Definition;
}

class ChainBody extends DefinitionBody {
  constructor(private readonly chainable: IChainable) {
    super();
  }

  public bind(context: DefinitionContext): Definition {
    const { problems } = context;
    const isChainable = typeof this.chainable === "object" && this.chainable?.startState !== undefined;
    if (!isChainable) {
      problems.add("state-machine-definition-not-one", { property: "definitionBody" });
      problems.throwIfAny();
    }
    return renderStates(this.chainable, context);
  }
}

class ObjectBody extends DefinitionBody {
  constructor(
    private readonly object: object,
    private readonly options: DefinitionBodyOptions,
  ) {
    super();
  }

  public bind({ problems }: DefinitionContext): Definition {
    return substituted(this.object, this.options, problems);
  }
}

class FileBody extends DefinitionBody {
  constructor(
    private readonly path: string,
    private readonly options: DefinitionBodyOptions,
  ) {
    super();
  }

  public bind({ problems }: DefinitionContext): Definition {
    const object = readDefinitionFile(this.path, problems);
    // The mistakes of a file that cannot be read hide those inside it.
    problems.throwIfAny();
    return substituted(object as object, this.options, problems);
  }
}

function substituted(object: object, options: DefinitionBodyOptions, problems: Problems): Definition {
  if (!areOptions(options, problems)) {
    problems.throwIfAny();
  }
  const { substitutions = {}, connections = [], allowedEndpoints = {} } = options;
  const substitution = new Substitution(substitutions, problems);
  const definition = substitution.apply(object);
  substitution.report();
  return {
    definition: definition as Definition["definition"],
    connections: [...new Set([...connections, ...substitution.connections])],
    allowedEndpoints,
    policyStatements: [],
  };
}
