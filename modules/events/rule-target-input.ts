import { Token } from "cdktf";
import { type JsonDialect, renderJson, renderText, sampleJson } from "../core/json";
import { escapeLiteralAngleBrackets, isReservedVariable } from "../languages/input-transformer";
import { EventField, type EventPath, holdsEventField, splitEventFields } from "./event-field";
import { checkInput, checkInputPath, checkInputTransformer, type InputContext } from "./rule-target-input-checks";

/** The arguments of `aws_cloudwatch_event_target` that say what the target receives; at most one is set. */
export interface BoundRuleTargetInput {
  /** @terraform aws_cloudwatch_event_target.input */
  readonly input?: string;
  /** @terraform aws_cloudwatch_event_target.input_path */
  readonly inputPath?: string;
  /** @terraform aws_cloudwatch_event_target.input_transformer */
  readonly inputTransformer?: { readonly inputPaths?: { [key: string]: string }; readonly inputTemplate: string };
}

/** An input transformer as it is written in Terraform or CloudFormation. */
export interface InputTransformerProps {
  /**
   * Placeholder name -> path into the event, at most 100.
   *
   * @default - none; the template may still use the `aws.events.*` variables
   * @terraform aws_cloudwatch_event_target.input_transformer.input_paths
   */
  readonly inputPathsMap?: { readonly [key: string]: string };
  /**
   * At most 8,192 characters.
   *
   * @terraform aws_cloudwatch_event_target.input_transformer.input_template
   */
  readonly inputTemplate: string;
}

/** What a target receives. Without one it receives the whole event. */
export abstract class RuleTargetInput {
  /**
   * A JSON document, with `EventField` values taken from the event. A field that is a whole value keeps its JSON type;
   * inside a text it becomes text. Literal `<` and `>` arrive as they are.
   */
  public static fromObject(document: unknown): RuleTargetInput {
    return new DocumentInput(document, "json");
  }

  /**
   * A text, delivered as a JSON string, with `EventField` values inside. Literal `<` and `>` are refused beside a field:
   * EventBridge would take them for a placeholder.
   */
  public static fromText(text: string): RuleTargetInput {
    return new DocumentInput(text, "text");
  }

  /**
   * Several lines of text, each delivered as a JSON string of its own, for targets that take text, such as topics and
   * queues. What an API destination sends for more than one line is not known. `EventField`s, `<` and `>` as in `fromText`.
   */
  public static fromMultilineText(text: string): RuleTargetInput {
    return new MultilineInput(text);
  }

  /** A part of the event, for example `$.detail`. */
  public static fromEventPath(path: EventPath): RuleTargetInput {
    return new PathInput(path);
  }

  /** A template written by hand. */
  public static fromInputTransformer(props: InputTransformerProps): RuleTargetInput {
    return new TransformerInput(props);
  }

  /** @internal */
  public abstract bind(context: InputContext): BoundRuleTargetInput;
}

class PathInput extends RuleTargetInput {
  constructor(private readonly path: string) {
    super();
  }

  public bind(context: InputContext): BoundRuleTargetInput {
    checkInputPath(context, this.path);
    return { inputPath: this.path };
  }
}

class TransformerInput extends RuleTargetInput {
  constructor(private readonly props: InputTransformerProps) {
    super();
  }

  public bind(context: InputContext): BoundRuleTargetInput {
    const { inputPathsMap, inputTemplate } = this.props;
    if (!Token.isUnresolved(inputTemplate)) {
      checkInputTransformer(context, { inputPathsMap, inputTemplate });
    }
    const inputPaths = inputPathsMap && Object.keys(inputPathsMap).length > 0 ? { ...inputPathsMap } : undefined;
    return { inputTransformer: { inputPaths, inputTemplate: renderText(inputTemplate) } };
  }
}

class DocumentInput extends RuleTargetInput {
  constructor(
    private readonly document: unknown,
    private readonly kind: TemplateKind,
  ) {
    super();
  }

  public bind(context: InputContext): BoundRuleTargetInput {
    const scan = scanned(context, this.document, this.kind);
    if (scan === undefined) {
      return {};
    }
    if (scan.fields === 0) {
      // A constant is no template: nothing in it is a placeholder.
      const input = renderJson(this.document);
      checkInput(context, sampleJson(this.document));
      return { input };
    }
    const template = new TemplateDialect(this.kind, scan.bracketed);
    return transformer(context, template, {
      sample: sampleJson(this.document, template),
      render: () => renderJson(this.document, template),
    });
  }
}

class MultilineInput extends RuleTargetInput {
  constructor(private readonly text: string) {
    super();
  }

  public bind(context: InputContext): BoundRuleTargetInput {
    const lines = String(this.text).split(/\r?\n/);
    const scan = scanned(context, lines, "text");
    if (scan === undefined) {
      return {};
    }
    const template = new TemplateDialect("text", scan.bracketed);
    return transformer(context, template, {
      sample: lines.map((line) => sampleJson(line, template)).join("\n"),
      render: () => lines.map((line) => renderJson(line, template)).join("\n"),
    });
  }
}

/** A first look at a document: which fields and names it holds; undefined if it cannot be sent. */
function scanned(
  { problems, property }: InputContext,
  document: unknown,
  kind: TemplateKind,
): TemplateDialect | undefined {
  const scan = new TemplateDialect(kind);
  try {
    sampleJson(document, scan);
  } catch (error) {
    problems.add("input-not-json", { property, detail: (error as Error).message });
    return undefined;
  }
  if (scan.hasFieldAsKey) {
    problems.add("input-placeholder-as-key", { property });
    return undefined;
  }
  if (kind === "json" || scan.fields === 0) {
    for (const name of scan.bracketed) {
      problems.check(!isReservedVariable(name), "input-literal-variable", { property, given: `<${name}>` });
    }
  }
  return scan;
}

/** Checks a template and makes the argument. */
function transformer(
  context: InputContext,
  template: TemplateDialect,
  text: { readonly sample: string; readonly render: () => string },
): BoundRuleTargetInput {
  for (const literal of template.anglesInText) {
    context.problems.add("input-text-angle-bracket", { property: context.property, given: literal });
  }
  if (template.anglesInText.length > 0) {
    return {}; // to the language they would be placeholders, and reported once more
  }
  const inputPaths = { ...template.inputPaths };
  checkInputTransformer(context, {
    inputPathsMap: inputPaths,
    inputTemplate: text.sample.replace(ESCAPED_VARIABLE, (name) => name.replaceAll(".", "_")),
  });
  return {
    inputTransformer: {
      inputPaths: Object.keys(inputPaths).length > 0 ? inputPaths : undefined,
      inputTemplate: text.render(),
    },
  };
}

/** The name of a variable in literal text, which has its own warning and is not to be taken for a broken placeholder. */
const ESCAPED_VARIABLE = /\\u003caws\.events\.[\w.-]+\\u003e/g;

type TemplateKind = "json" | "text";

/** Turns event fields into placeholders and remembers the input path of each. */
class TemplateDialect implements JsonDialect {
  public readonly inputPaths: { [key: string]: string } = {};
  public readonly anglesInText: string[] = [];
  /** Names in angle brackets in the literal text. */
  public readonly bracketed = new Set<string>();
  /** How many fields the document holds. */
  public fields = 0;
  public hasFieldAsKey = false;
  private readonly keys = new Map<string, string>();

  constructor(
    private readonly kind: TemplateKind,
    /** Names that literal text has in angle brackets: as a key one would look like an escaped placeholder. */
    private readonly taken: ReadonlySet<string> = new Set(),
  ) {}

  public readonly value = (value: unknown): string | undefined => {
    if (EventField.isEventField(value)) {
      return this.placeholder(value);
    }
    if (typeof value === "string" && holdsEventField(value)) {
      const [only, ...others] = splitEventFields(value);
      // A text that is nothing but one field is that field: EventBridge adds the quotes a string needs.
      return others.length === 0 && EventField.isEventField(only) && this.kind === "json"
        ? this.placeholder(only)
        : undefined;
    }
    return undefined;
  };

  public readonly split = (text: string) =>
    holdsEventField(text)
      ? splitEventFields(text).map((part) =>
          typeof part === "string" ? { text: part } : { raw: this.placeholder(part) },
        )
      : undefined;

  public readonly literal = (jsonText: string): string => {
    // Fields in values never come here: they are split off before.
    this.hasFieldAsKey ||= holdsEventField(jsonText);
    for (const [, name] of jsonText.matchAll(/<([\w.-]+)>/g)) {
      this.bracketed.add(name as string);
    }
    if (this.kind === "json") {
      return escapeLiteralAngleBrackets(jsonText);
    }
    if (/[<>]/.test(jsonText) && !this.anglesInText.includes(jsonText)) {
      this.anglesInText.push(jsonText);
    }
    return jsonText;
  };

  private placeholder(field: EventField): string {
    this.fields += 1;
    if (field.isReserved) {
      return `<${field.reference}>`;
    }
    let key = this.keys.get(field.reference);
    if (key === undefined) {
      key = this.freeKey(field.reference);
      this.keys.set(field.reference, key);
      this.inputPaths[key] = field.reference;
    }
    return `<${key}>`;
  }

  /** A readable name for a path; paths that differ only in punctuation get a number each. */
  private freeKey(path: string): string {
    const readable = path
      .replace(/^\$\.?/, "")
      .replace(/[^A-Za-z0-9_]+/g, "-")
      .replace(/^-|-$/g, "");
    const base = readable === "" ? "event" : /^aws/i.test(readable) ? `field-${readable}` : readable;
    let key = base;
    for (let n = 2; Object.hasOwn(this.inputPaths, key) || this.taken.has(key); n++) {
      key = `${base}-${n}`;
    }
    return key;
  }
}
