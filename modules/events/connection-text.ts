import { Token } from "cdktf";
import { SecretValue } from "../core/secret-value";
import type { ConnectionBackend, SecretPlace } from "./connection-backend";
import { isAuthParameter } from "./headers";

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

/** A user name or client id: text, or for APIs whose key it is, a credential. */
export function userName(backend: ConnectionBackend, name: string | SecretValue, place: SecretPlace): string {
  if (SecretValue.isSecretValue(name)) {
    const { value, plainText } = backend.secret(name, place);
    checkPlainText(backend, plainText, place.property, isAuthParameter, "authorization-parameter-invalid");
    return value;
  }
  backend.problems.string(name ?? "", isAuthParameter, "authorization-parameter-invalid", place.property);
  return userText(backend, name, place.property);
}
