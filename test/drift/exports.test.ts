import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { REPOSITORY } from "../support/paths";

/** Everything that can be imported, by subpath. Taking a name away, or giving it another meaning, breaks users. */
const INVENTORY: { readonly [subpath: string]: string } = {
  ".": `
    ApiDestination
    Archive
    ArrayFormat
    Authorization
    AwsConstruct
    Chain
    Choice
    Condition
    Connection
    CredentialStorage
    DeduplicationScope
    DefinitionBody
    DeliveryStream
    DistributedMap
    Duration
    Errors
    EventBus
    EventBusLogDetail
    EventBusLogLevel
    EventField
    Fail
    FifoThroughputLimit
    Grant
    HttpInvoke
    HttpMethod
    HttpParameter
    HttpRetry
    JitterType
    JsonPath
    JsonRenderError
    JsonataExpression
    Key
    LogGroup
    LogLevel
    Map
    Match
    NextableState
    Parallel
    Pass
    Problems
    QueryLanguage
    Queue
    RedrivePermission
    RequestBodyEncoding
    RetryableState
    Role
    Rule
    RuleState
    RuleTarget
    RuleTargetInput
    Schedule
    SecretValue
    State
    StateMachine
    StateMachineAlias
    StateMachineType
    Stream
    Succeed
    Task
    Topic
    ValidationError
    Wait
    WaitTime
    notifyOnFailure
    paginate
    renderJson
    saga
    startAndPoll
    targets { ApiDestination CloudWatchLogGroup EventBus FirehoseDeliveryStream KinesisStream SfnStateMachine SnsTopic SqsQueue type:ApiDestinationTargetProps type:CloudWatchLogGroupTargetProps type:EventBusTargetProps type:FirehoseDeliveryStreamTargetProps type:HttpParameterValue type:KinesisStreamTargetProps type:RoleTargetProps type:SfnStateMachineTargetProps type:SnsTopicTargetProps type:SqsQueueTargetProps type:TargetBaseProps }
    type:AfterwardsOptions
    type:AliasRoute
    type:ApiDestinationProps
    type:ArchiveProps
    type:AssignProps
    type:AwsConstructProps
    type:BoundRuleTargetInput
    type:CatchProps
    type:ChoiceJsonPathProps
    type:ChoiceJsonataProps
    type:ChoiceProps
    type:ChoiceTransitionOptions
    type:CloudFormationCredentialStorageProps
    type:ConditionVariable
    type:Conditions
    type:ConnectionAttributes
    type:ConnectionParameterNames
    type:ConnectionProps
    type:ConnectionResource
    type:CronOptions
    type:DeadLetterQueue
    type:DefinitionBodyOptions
    type:DefinitionSubstitution
    type:DefinitionSubstitutions
    type:DistributedMapJsonPathProps
    type:DistributedMapJsonataProps
    type:DistributedMapProps
    type:EventBusLogConfig
    type:EventBusPolicyStatement
    type:EventBusProps
    type:EventPath
    type:EventPattern
    type:FailJsonPathProps
    type:FailJsonataProps
    type:FailProps
    type:GrantPutEventsOptions
    type:HttpInvokeJsonPathProps
    type:HttpInvokeJsonataProps
    type:HttpInvokeProps
    type:HttpParameters
    type:HttpRequestProps
    type:HttpValue
    type:IApiDestination
    type:IArchive
    type:IChainable
    type:IConnection
    type:IDeliveryStream
    type:IEventBus
    type:IGrantable
    type:IKey
    type:ILogGroup
    type:INextable
    type:IPrincipal
    type:IQueue
    type:IRole
    type:IRule
    type:IRuleTarget
    type:IStateMachine
    type:IStream
    type:ITopic
    type:InputTransformerProps
    type:IntrinsicArgument
    type:ItemBatcher
    type:ItemReader
    type:JsonPathProps
    type:JsonPathResultProps
    type:JsonataProps
    type:JsonataResultProps
    type:KeyProps
    type:LogGroupProps
    type:LogOptions
    type:MapBaseJsonPathProps
    type:MapBaseJsonataProps
    type:MapBaseProps
    type:MapJsonPathProps
    type:MapJsonataProps
    type:MapProps
    type:Matcher
    type:Matchers
    type:NotifyOnFailureProps
    type:OAuthAuthorizationProps
    type:OAuthHttpMethod
    type:PaginateProps
    type:ParallelJsonPathProps
    type:ParallelJsonataProps
    type:ParallelProps
    type:PassJsonPathProps
    type:PassJsonataProps
    type:PassProps
    type:PatternFields
    type:PolicyStatement
    type:Principals
    type:Problem
    type:QueueAttributes
    type:QueueProps
    type:RedriveAllowPolicy
    type:ResultWriter
    type:RetryOptions
    type:RetryProps
    type:RoleProps
    type:RuleAttributes
    type:RuleId
    type:RuleProps
    type:RuleTargetConfig
    type:SagaProps
    type:SagaStep
    type:SecretHttpParameterOptions
    type:SecretsManagerSecretOptions
    type:StartAndPollProps
    type:StateMachineAliasOptions
    type:StateMachineAliasProps
    type:StateMachineProps
    type:StateProps
    type:StreamAttributes
    type:SucceedJsonPathProps
    type:SucceedJsonataProps
    type:SucceedProps
    type:TaskJsonPathProps
    type:TaskJsonataProps
    type:TaskProps
    type:TaskTimeProps
    type:TopicProps
    type:WaitJsonPathProps
    type:WaitJsonataProps
    type:WaitProps
  `,
  "./languages": `
    ASL_RULES
    BARE_ONLY_VARIABLES
    CRON_MAX_YEAR
    CRON_MIN_YEAR
    DEFAULT_PATTERN_LENGTH_QUOTA
    EVENT_JSON_PATH_MAX_LENGTH
    EventError
    EventJsonPath
    EventPattern
    EventPatternError
    HISTORY_MAX_EVENTS
    HTTP_METHODS
    INPUT_MAX_LENGTH
    INPUT_PATHS_MAX_COUNT
    INPUT_PATH_KEY_MAX_LENGTH
    INPUT_TEMPLATE_MAX_LENGTH
    InputTransformer
    InputTransformerError
    JsonPathError
    JsonSyntaxError
    MAX_OR_COMBINATIONS
    MAX_PATTERN_LENGTH
    MAX_WILDCARD_COMPLEXITY
    NUMERIC_MATCH_LIMIT
    PLACEHOLDER_CLOSE
    PLACEHOLDER_OPEN
    PROVEN_WILDCARD_COMPLEXITY
    RENDERED_MAX_LENGTH
    RESERVED_VARIABLES
    RuleIndex
    SCHEDULE_EXPRESSION_MAX_LENGTH
    SCHEDULE_EXPRESSION_NOT_VALID
    ScheduleExpression
    ScheduleExpressionError
    TargetInputError
    escapeLiteralAngleBrackets
    holdsPlaceholder
    httpTasksOf
    isForbiddenTaskHeader
    isReservedVariable
    isSecret
    isValidPlaceholderKey
    jsonPathOf
    nearest
    parseDefinitionText
    parseTargetInput
    placeholder
    renderTargetInput
    shownEndpoint
    type:AslDiagnostic
    type:AslRule
    type:AslRuleId
    type:AslValidation
    type:ConnectionParameters
    type:CronFieldName
    type:DefinitionText
    type:DefinitionUses
    type:Delivered
    type:DropReason
    type:Dropped
    type:DuplicateKey
    type:EventErrorCode
    type:EventInput
    type:EventObject
    type:EventPatternErrorCode
    type:EventPatternErrorDetails
    type:EventPatternExplanation
    type:EventPatternOptions
    type:EventPatternWarning
    type:EventPatternWarningCode
    type:HttpTask
    type:HttpTaskEndpoint
    type:InputTransformerSpec
    type:JsonPathErrorCode
    type:JsonPathResult
    type:JsonPathSegment
    type:LeafExplanation
    type:ParseTargetInputOptions
    type:RenderAssumption
    type:RenderedInput
    type:ReservedVariable
    type:ResourceUse
    type:RuleContext
    type:ScheduleProblem
    type:ScheduleProblemCode
    type:ScheduleWarning
    type:ScheduleWarningCode
    type:TargetInput
    type:TargetInputEffect
    type:TargetInputProblem
    type:TargetInputProblemCode
    type:TargetInputSpec
    type:TargetInputWarning
    type:TargetInputWarningCode
    type:TemplatePlaceholder
    type:ValidateDefinitionOptions
    usesOf
    validateDefinition
  `,
};

interface Conditions {
  readonly types: string;
  readonly default: string;
}
const PACKAGE: {
  readonly main: string;
  readonly types: string;
  readonly exports: { readonly [subpath: string]: Conditions | string };
  readonly typesVersions: { readonly [versions: string]: { readonly [subpath: string]: readonly string[] } };
  readonly files: readonly string[];
} = JSON.parse(readFileSync(path.join(REPOSITORY, "package.json"), "utf8"));

const SUBPATHS = Object.entries(PACKAGE.exports).filter((entry): entry is [string, Conditions] => {
  return typeof entry[1] !== "string";
});
const sourceOf = (built: string) => built.replace(/^\.\/lib\//, "modules/").replace(/(\.d)?\.[tj]s$/, ".ts");

/** The exports of a file and, in braces, those of its namespaces. */
function exportsOf(files: readonly string[]): string[][] {
  const program = ts.createProgram(files, { module: ts.ModuleKind.Node16, target: ts.ScriptTarget.ES2022, types: [] });
  const checker = program.getTypeChecker();
  const names = (symbol: ts.Symbol): string[] =>
    checker
      .getExportsOfModule(symbol)
      .map((one) => {
        const aliased = one.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one;
        const isNamespace = aliased.flags & ts.SymbolFlags.ValueModule;
        const isValue = aliased.flags & ts.SymbolFlags.Value;
        return isNamespace ? `${one.name} { ${names(aliased).join(" ")} }` : isValue ? one.name : `type:${one.name}`;
      })
      .sort();
  return files.map((file) => names(checker.getSymbolAtLocation(program.getSourceFile(file)!)!));
}

describe("the package", () => {
  it("exports what is listed here, and nothing else", () => {
    const found = exportsOf(SUBPATHS.map(([, { types }]) => path.join(REPOSITORY, sourceOf(types))));
    const listed = (subpath: string) => INVENTORY[subpath]?.trim().split(/\s*\n\s*/) ?? [];

    expect(SUBPATHS.map(([subpath]) => subpath)).toEqual(Object.keys(INVENTORY));
    for (const [index, [subpath]] of SUBPATHS.entries()) {
      expect({ subpath, names: found[index] }).toEqual({ subpath, names: listed(subpath) });
    }
  });

  it("has a source for each file that it says it has", () => {
    const built = [
      PACKAGE.main,
      PACKAGE.types,
      ...SUBPATHS.flatMap(([, conditions]) => Object.values(conditions) as string[]),
      ...Object.values(PACKAGE.typesVersions).flatMap((subpaths) => Object.values(subpaths).flat()),
    ];
    const sources = built.map((file) => sourceOf(`./${path.posix.normalize(file)}`));

    expect(sources.filter((file) => !existsSync(path.join(REPOSITORY, file)))).toEqual([]);
    expect(built.every((file) => PACKAGE.files.includes(path.posix.normalize(file).split("/")[0]!))).toBe(true);
  });

  it("names types first, since the compiler takes the first condition that fits", () => {
    for (const [subpath, conditions] of SUBPATHS) {
      expect([subpath, Object.keys(conditions)]).toEqual([subpath, ["types", "default"]]);
    }
  });

  it("lets old module resolution find the types of each subpath as well", () => {
    const expected = Object.fromEntries(
      SUBPATHS.filter(([subpath]) => subpath !== ".").map(([subpath, { types }]) => [
        subpath.slice(2),
        [path.posix.normalize(types)],
      ]),
    );

    expect(PACKAGE.typesVersions).toEqual({ "*": expected });
    expect([PACKAGE.main, PACKAGE.types]).toEqual(
      [(PACKAGE.exports["."] as Conditions).default, (PACKAGE.exports["."] as Conditions).types].map((file) =>
        path.posix.normalize(file),
      ),
    );
  });
});
