import type { Secrets } from "../support/mock-attributes";
import type { JsonObject, Variables } from "../support/terraform-json";

/** An event as EventBridge hands it on; what PutEvents takes of it is what an `event.json` holds. */
export interface BusEvent {
  readonly source: string;
  readonly "detail-type": string;
  readonly detail: JsonObject;
  readonly resources?: readonly string[];
}

/** A whole HTTP request that a third party received. Nothing of it is left out. */
export interface ReceivedRequest {
  /** The origin as the example wrote it, e.g. `https://slack.com`: which third party this was meant for. */
  readonly to: string;
  readonly method: string;
  readonly path: string;
  /** A parameter that is given more than once is an array. */
  readonly query: Readonly<Record<string, string | string[]>>;
  /** Names in lower case. A header that is sent more than once is an array. */
  readonly headers: Readonly<Record<string, string | string[]>>;
  /** Parsed if it is JSON, else the text. */
  readonly body: unknown;
  /** The status that the third party answered. */
  readonly answered: number;
}

export interface Answer {
  /** 0: the third party hangs up without an answer. */
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An execution that a rule's target started. */
export interface StartedExecution {
  /** The state machine's name. */
  readonly machine: string;
  /** The whole input. */
  readonly input: unknown;
}

/** How an execution ended. */
export type WorkflowEnd = { readonly output: unknown } | { readonly error: string; readonly cause: string };

/** One run of the example's state machine, started with what its rule delivered. */
export interface Workflow {
  readonly title: string;
  /** How the third parties behave, made anew for each run. By default they answer 200. */
  readonly answer?: () => NonNullable<E2eCase["answer"]>;
  /** Every request of the run, for `toEqual`, in this order. */
  readonly arrives: readonly ReceivedRequest[];
  /** Set where a Map sends several at once: then no order counts. */
  readonly isConcurrent?: boolean;
  readonly ends: WorkflowEnd;
  /** Every event that the run puts on the bus, as it leaves that. */
  readonly publishes?: readonly unknown[];
}

export interface E2eStep {
  readonly title: string;
  /** Variables that differ in this step; the stack is applied again when they do. */
  readonly variables?: Variables;
  /** Put on the bus in one call, in this order. None: the stack is only applied, planned again and destroyed. */
  readonly events: readonly BusEvent[];
  /** Every request that then arrives, for `toEqual`; the order counts only within one third party and method. What arrives besides fails the step or the closing check. */
  readonly arrives: readonly ReceivedRequest[];
  /** Every execution that the events start, for `toEqual`. It ends as `EMULATOR_EXECUTION_END` says. */
  readonly executions?: readonly StartedExecution[];
}

/**
 * One example, from `terraform apply` to `terraform destroy`. The default export of `cases/<example>.ts`.
 * A case holds data only: ports, folders and processes are the harness's business.
 */
export interface E2eCase {
  /** Origins that the example talks to. In the emulator's copy each becomes a receiver on loopback. */
  readonly thirdParties: readonly string[];
  /** Terraform variables, as a user would set them. The plan tests use them too. */
  readonly variables: Variables;
  /** Secrets that exist before the example is applied: name -> what Secrets Manager holds. */
  readonly secrets?: Secrets;
  /** Where the events go, if not to the example's only bus. */
  readonly bus?: string;
  /** How the third party behaves. By default it answers 200. */
  readonly answer?: (request: Omit<ReceivedRequest, "answered">) => Answer;
  readonly steps: readonly E2eStep[];
  /**
   * Runs of the only state machine's definition as it was applied, with the input of the first execution that a step
   * started. The emulator runs a copy whose HTTP Tasks send real requests; each has the name `EXECUTION_NAME`.
   */
  readonly workflows?: readonly Workflow[];
}
