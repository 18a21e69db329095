import { Token } from "cdktf";
import type { ConnectionBackend } from "./connection-backend";

/** How CloudFormation's references begin. Terraform does not know them, and sends them as they are. */
const DYNAMIC_REFERENCE = "{{resolve:";

/** A text of the user that is no secret, for an argument. */
export function userText(backend: ConnectionBackend, text: string, property: string): string {
  backend.problems.string(
    text,
    (value) => !value.includes(DYNAMIC_REFERENCE),
    "connection-dynamic-reference",
    property,
  );
  return backend.text(text);
}

/** Checks the grammar of a credential that is known at synth; the credential is not printed. */
export function checkPlainText(
  { problems }: ConnectionBackend,
  plainText: string | undefined,
  property: string,
  holds: (text: string) => boolean,
  code: "authorization-parameter-invalid" | "connection-parameter-value-invalid",
): void {
  if (plainText === undefined || Token.isUnresolved(plainText)) {
    return;
  }
  problems.check(holds(plainText), code, { property });
  problems.check(!plainText.includes(DYNAMIC_REFERENCE), "connection-dynamic-reference", { property });
}
