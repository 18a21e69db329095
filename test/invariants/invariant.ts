import type { Block, Model } from "./model";

/** What is wrong, and where. */
export type Finding = readonly [where: Block | string, message: string];

/** Something that holds of every stack the package synthesizes. */
export interface Invariant {
  readonly id: string;
  /** What must hold. */
  readonly says: string;
  /** Rules of Checkov (`CKV…`) and Trivy (`AWS-…`) that ask for the same. */
  readonly scannerRules?: readonly string[];
  readonly check: (model: Model) => Iterable<Finding>;
}

export interface Violation {
  readonly id: string;
  readonly address: string;
  readonly message: string;
}

export function violationsOf(invariants: readonly Invariant[], model: Model): Violation[] {
  return invariants.flatMap(({ id, check }) =>
    [...check(model)].map(([where, message]) => ({
      id,
      address: typeof where === "string" ? where : where.address,
      message,
    })),
  );
}
