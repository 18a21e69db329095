import { Token } from "cdktf";

/** A length of time, so that no number leaves its unit behind. */
export class Duration {
  /** @param amount seconds; a token is allowed */
  public static seconds(amount: number): Duration {
    return new Duration(amount, 1);
  }

  /** @param amount minutes */
  public static minutes(amount: number): Duration {
    return new Duration(amount, 60);
  }

  /** @param amount hours */
  public static hours(amount: number): Duration {
    return new Duration(amount, 3600);
  }

  /** @param amount days of 24 hours */
  public static days(amount: number): Duration {
    return new Duration(amount, 86400);
  }

  readonly #seconds: number;

  private constructor(amount: number, unitInSeconds: number) {
    if (Token.isUnresolved(amount)) {
      // Arithmetic on a number token silently yields garbage, so only the identity is possible.
      if (unitInSeconds !== 1) {
        throw new TypeError("A Duration from a token must be given in seconds: Duration.seconds(token).");
      }
      this.#seconds = amount;
      return;
    }
    if (!Number.isFinite(amount) || amount < 0) {
      throw new RangeError(`A Duration must be a finite number of at least 0, got: ${amount}.`);
    }
    // 0.1 hours is 360.00000000000006 in binary arithmetic; AWS counts whole seconds.
    this.#seconds = Math.round(amount * unitInSeconds * 1000) / 1000;
  }

  /** The duration in seconds. Fractions are kept; where AWS wants whole seconds the construct says so. */
  public toSeconds(): number {
    return this.#seconds;
  }

  /** The duration in days, with fractions. @throws TypeError for a token, with which cdktf cannot calculate */
  public toDays(): number {
    if (Token.isUnresolved(this.#seconds)) {
      throw new TypeError("This argument is in days, so its Duration cannot be a token; use `.resource` to set one.");
    }
    return this.#seconds / 86400;
  }

  /** The largest unit that divides it evenly: "1 hour", "90 minutes". */
  public toString(): string {
    if (Token.isUnresolved(this.#seconds)) {
      return "<known to Terraform> seconds";
    }
    const [unit, size] = (
      [
        ["day", 86400],
        ["hour", 3600],
        ["minute", 60],
      ] as const
    ).find(([, size]) => this.#seconds >= size && this.#seconds % size === 0) ?? ["second", 1];
    const amount = this.#seconds / size;
    return `${amount} ${unit}${amount === 1 ? "" : "s"}`;
  }
}
