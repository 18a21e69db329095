import { jsonPathOf } from "../../json/ast";
import { isSecret, secretQueryNames } from "../../secrets";
import { MAX_PAYLOAD_DEPTH } from "../limits";
import { isFields } from "../machine";
import { find, type HttpContext } from "./finding";
import { foldExpression, foldedText } from "./fold";
import { literalsIn } from "./literals";
import { entriesOf, inside, type Payload, type Setting, settingAt, settingOf } from "./setting";

/** User name and password of a URL, which are an error of their own. */
const USER_INFO = /^([a-z]+:\/\/)[^/?#\\]*@/i;

/** Credentials that stand in the definition. What they are is never said, only where. */
export function checkHttpSecrets(context: HttpContext, request: Payload): void {
  checkEndpoint(context, request);
  for (const field of ["Headers", "QueryParameters", "RequestBody"]) {
    checkSetting(context, request, settingOf(request, field), undefined, field === "QueryParameters");
  }
}

function checkEndpoint(context: HttpContext, request: Payload): void {
  const setting = settingOf(request, "ApiEndpoint");
  const texts =
    setting.kind === "literal"
      ? [setting.value]
      : setting.kind === "expression"
        ? foldExpression(setting.text, request.language)
        : [];
  for (const text of texts) {
    if (typeof text === "string" && !request.isUnresolved(text)) {
      const names = secretQueryNames(text);
      if (names.length > 0) {
        const detail = `It stands in the query as ${names.map((name) => `\`${name}\``).join(", ")}.`;
        find(context, "http-task-secret-literal", { path: setting.path, detail });
      } else if (isSecret(text.replace(USER_INFO, "$1"))) {
        find(context, "http-task-secret-literal", {
          path: setting.path,
          detail: "The URL itself is the credential.",
          fix: "pass it as `SecretValue.terraformVariable(variable)` with `allowedEndpoints`, and have a new one made if this one was published.",
        });
      }
    }
  }
}

function checkSetting(
  context: HttpContext,
  payload: Payload,
  setting: Setting,
  name: string | undefined,
  isQuery: boolean,
  depth = 0,
): void {
  if (setting.kind === "expression" && isSecretExpression(setting.text, payload, name, isQuery)) {
    find(context, "http-task-secret-literal", { path: setting.path, detail: "A text in the expression is one." });
  }
  if (setting.kind !== "literal" || depth > MAX_PAYLOAD_DEPTH) {
    return;
  }
  const { value, path } = setting;
  if (typeof value === "string") {
    if (isSecret(value, name, isQuery)) {
      find(context, "http-task-secret-literal", { path });
    }
  } else if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) {
      checkSetting(context, payload, settingAt(payload, element, jsonPathOf(path, index)), name, isQuery, depth + 1);
    }
  } else if (isFields(value)) {
    for (const entry of entriesOf(inside(payload, value, path))) {
      checkSetting(context, payload, entry.setting, entry.name, isQuery, depth + 1);
    }
  }
}

/** True for an expression with a credential in it. Only of one that makes a text always does the name tell. */
function isSecretExpression(text: string, { language }: Payload, name: string | undefined, isQuery: boolean): boolean {
  const literals = literalsIn(text, language);
  if (literals.length === 0) {
    return false;
  }
  const whole = foldedText(text, language);
  return whole === undefined ? literals.some((literal) => isSecret(literal)) : isSecret(whole, name, isQuery);
}
