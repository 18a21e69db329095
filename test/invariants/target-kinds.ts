/** What EventBridge does to deliver to a kind of target, and with whose permission. Source: EventBridge user guide. */
export interface TargetKind {
  readonly service: string;
  /** With the role of the target; undefined where the target takes none. */
  readonly roleActions?: readonly string[];
  /** As `events.amazonaws.com`, which the target's own policy allows. */
  readonly serviceActions?: readonly string[];
}

const KINDS: readonly { readonly arn: RegExp; readonly kind: TargetKind }[] = [
  {
    arn: /:events:[^:]*:\d+:api-destination\//,
    kind: { service: "events", roleActions: ["events:InvokeApiDestination"] },
  },
  { arn: /:events:[^:]*:\d+:event-bus\//, kind: { service: "events", roleActions: ["events:PutEvents"] } },
  { arn: /:states:[^:]*:\d+:stateMachine:/, kind: { service: "states", roleActions: ["states:StartExecution"] } },
  { arn: /:kinesis:/, kind: { service: "kinesis", roleActions: ["kinesis:PutRecord", "kinesis:PutRecords"] } },
  { arn: /:firehose:/, kind: { service: "firehose", roleActions: ["firehose:PutRecord", "firehose:PutRecordBatch"] } },
  { arn: /:sqs:/, kind: { service: "sqs", serviceActions: ["sqs:SendMessage"] } },
  { arn: /:sns:/, kind: { service: "sns", serviceActions: ["sns:Publish"] } },
  { arn: /:logs:/, kind: { service: "logs", serviceActions: ["logs:CreateLogStream", "logs:PutLogEvents"] } },
];

export function kindOfTarget(arn: string): TargetKind | undefined {
  return KINDS.find((one) => one.arn.test(arn))?.kind;
}
