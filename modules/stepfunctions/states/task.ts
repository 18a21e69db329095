import type { Duration } from "../../core/duration";
import type { PolicyStatement } from "../../iam/policy";
import { QueryLanguage } from "../expressions/query-language";
import { type EitherLanguage, RetryableState } from "./state";
import type { Fields, StateContext } from "./state-context";
import {
  type Dynamic,
  type JsonataResultProps,
  type JsonPathResultProps,
  renderInput,
  renderOutput,
  type TaskTimeProps,
} from "./state-fields";

interface TaskBaseProps extends TaskTimeProps {
  /** The integration, or an ARN of a function or an activity: `arn:aws:states:::events:putEvents`. @asl Resource */
  readonly resource: string;
  /**
   * The longest time between heartbeats, in whole seconds; less than `timeout`.
   *
   * @default - none are expected
   * @asl HeartbeatSeconds
   */
  readonly heartbeat?: Duration | Dynamic;
  /**
   * Another role for this task, also of another account. One that is known here is allowed by itself.
   *
   * @default - the state machine's role
   * @asl Credentials.RoleArn
   */
  readonly credentials?: { readonly roleArn: string | Dynamic };
  /**
   * What the state machine's role may do for this task.
   *
   * @default - nothing
   */
  readonly policyStatements?: readonly PolicyStatement[];
}

export interface TaskJsonPathProps extends TaskBaseProps, JsonPathResultProps {
  /**
   * What the integration gets: an object with JsonPaths in it.
   *
   * @default - the state's input
   * @asl Parameters
   */
  readonly parameters?: { readonly [name: string]: unknown };
}

export interface TaskJsonataProps extends TaskBaseProps, JsonataResultProps {
  /**
   * What the integration gets.
   *
   * @default - the state's input
   * @asl Arguments
   */
  readonly arguments?: unknown;
}

export type TaskProps = EitherLanguage<TaskJsonPathProps, TaskJsonataProps>;

/** Any integration of Step Functions. For HTTP APIs there is HttpInvoke. */
export class Task extends RetryableState {
  /** One whose expressions are JSONPath. */
  public static jsonPath(id: string, props: TaskJsonPathProps): Task {
    return new Task(id, { ...props, queryLanguage: QueryLanguage.JSON_PATH });
  }

  /** One whose expressions are JSONata. */
  public static jsonata(id: string, props: TaskJsonataProps): Task {
    return new Task(id, { ...props, queryLanguage: QueryLanguage.JSONATA });
  }

  protected readonly type = "Task";

  constructor(
    id: string,
    private readonly props: TaskProps,
  ) {
    super(id, props);
  }

  /** @internal */
  protected renderFields(fields: Fields, context: StateContext): void {
    const { resource, credentials, timeout, heartbeat } = this.props;
    context.constant(fields, "Resource", resource, "resource");
    renderInput(fields, context, this.props);
    if (context.isGiven(credentials, "credentials")) {
      const role: Fields = {};
      context.member(role, "RoleArn", credentials.roleArn, "credentials.roleArn");
      fields.Credentials = role;
      if (typeof role.RoleArn === "string" && typeof credentials.roleArn === "string") {
        context.allow({ actions: ["sts:AssumeRole"], resources: [role.RoleArn] });
      }
    }
    renderOutput(fields, context, this.props);
    context.time(fields, "TimeoutSeconds", timeout, "timeout");
    context.time(fields, "HeartbeatSeconds", heartbeat, "heartbeat");
    context.allowGiven(this.props.policyStatements);
  }
}
