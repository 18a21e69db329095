import { jsonPathOf } from "../../json/ast";
import { isSecret, secretQueryNames } from "../../secrets";
import { isJsonataText } from "../jsonata/parse";
import { MAX_PAYLOAD_DEPTH } from "../limits";
import { isFields } from "../machine";
import { find, type HttpContext } from "./finding";
import { foldExpression } from "./fold";
import { entriesOf, inside, type Payload, type Setting, settingOf } from "./setting";

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
      if (!payload.isUnresolved(element) && !isJsonataText(element)) {
        const one: Setting = { kind: "literal", path: jsonPathOf(path, index), value: element };
        checkSetting(context, payload, one, name, isQuery, depth + 1);
      }
    }
  } else if (isFields(value)) {
    for (const entry of entriesOf(inside(payload, value, path))) {
      checkSetting(context, payload, entry.setting, entry.name, isQuery, depth + 1);
    }
  }
}
