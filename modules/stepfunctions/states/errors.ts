/** Names of errors. */
export class Errors {
  /** Every error that can be caught; not States.Runtime and States.DataLimitExceeded. */
  public static readonly ALL = "States.ALL";
  /** Every error of a task but States.Timeout. */
  public static readonly TASK_FAILED = "States.TaskFailed";
  /** The state took longer than its timeout. */
  public static readonly TIMEOUT = "States.Timeout";
  /** No heartbeat came in time. */
  public static readonly HEARTBEAT_TIMEOUT = "States.HeartbeatTimeout";
  /** The role may not do what the task does. */
  public static readonly PERMISSIONS = "States.Permissions";
  public static readonly RESULT_PATH_MATCH_FAILURE = "States.ResultPathMatchFailure";
  public static readonly PARAMETER_PATH_FAILURE = "States.ParameterPathFailure";
  public static readonly BRANCH_FAILED = "States.BranchFailed";
  public static readonly NO_CHOICE_MATCHED = "States.NoChoiceMatched";
  public static readonly INTRINSIC_FAILURE = "States.IntrinsicFailure";
  /** An expression of JSONata failed, or had no value. */
  public static readonly QUERY_EVALUATION_ERROR = "States.QueryEvaluationError";
  /** More items of a distributed Map failed than are tolerated. */
  public static readonly EXCEED_TOLERATED_FAILURE_THRESHOLD = "States.ExceedToleratedFailureThreshold";
  public static readonly ITEM_READER_FAILED = "States.ItemReaderFailed";
  public static readonly RESULT_WRITER_FAILED = "States.ResultWriterFailed";
  /** Data over 256 KiB. States.ALL does not catch it. */
  public static readonly DATA_LIMIT_EXCEEDED = "States.DataLimitExceeded";

  /** An HTTP Task had no answer after 60 seconds. */
  public static readonly HTTP_SOCKET = "States.Http.Socket";
  /** The role may not send this method to this URL; also for some seconds after its policy was made. */
  public static readonly HTTP_ACCESS_DENIED = "States.Http.AccessDenied";
  /** EventBridge has no valid OAuth token yet. */
  public static readonly CONNECTION_AUTH_IN_PROGRESS = "Events.ConnectionResource.AuthInProgress";
  public static readonly CONNECTION_CONCURRENT_MODIFICATION = "Events.ConnectionResource.ConcurrentModification";
  public static readonly CONNECTION_INTERNAL_ERROR = "Events.ConnectionResource.InternalError";
  /** The role may not read the connection or its secret. */
  public static readonly CONNECTION_ACCESS_DENIED = "Events.ConnectionResource.AccessDenied";
  public static readonly CONNECTION_RESOURCE_NOT_FOUND = "Events.ConnectionResource.ResourceNotFound";
  public static readonly CONNECTION_INVALID_STATE = "Events.ConnectionResource.InvalidConnectionState";
  public static readonly CONNECTION_INVALID_PRIVATE_STATE = "Events.ConnectionResource.InvalidPrivateConnectionState";

  /** The API answered with this status. Its body and headers are lost: only the status can be told apart. */
  public static httpStatusCode(status: number): string {
    return `States.Http.StatusCode.${status}`;
  }
}
