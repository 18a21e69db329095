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
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface E2eStep {
  readonly title: string;
  /** Variables that differ in this step; the stack is applied again when they do. */
  readonly variables?: Variables;
  /** Put on the bus in one call, in this order. None: the stack is only applied, planned again and destroyed. */
  readonly events: readonly BusEvent[];
  /** Every request that then arrives, for `toEqual`; the order counts only within one third party and method. What arrives besides fails the step or the closing check. */
  readonly arrives: readonly ReceivedRequest[];
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
}
