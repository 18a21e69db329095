/**
 * Texts that are credentials by their form; the group is what makes them one. All lengths are bounded, so that a long
 * text takes linear time.
 */
export const SECRET_TEXT: readonly RegExp[] = [
  /\b(?:Bearer|Basic)\s{1,9}([\w.~+/=-]{12,})/gi,
  // Stripe
  /\b(?:[sr]k_(?:live|test)_|whsec_)(\w{10,})/g,
  // Slack: tokens, then URLs that are credentials
  /\bxox[a-z][-.]([\w.-]{10,})/g,
  /\bxapp-([\w-]{10,})/g,
  /\bhooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/[^/\s?#]{1,40}\/[^\s?#]{0,80}?([A-Za-z0-9]{16,})(?![\w-])/g,
  // Discord, Microsoft Teams, Telegram
  /\bdiscord(?:app)?\.com\/api\/webhooks\/\d+\/([\w-]{20,})/g,
  /\bwebhook\.office\.com\/webhookb2\/([^\s"']{20,})/g,
  /\/bot\d{6,12}:([\w-]{20,})/g,
  // GitHub, GitLab
  /\bgh[pousr]_(\w{20,})/g,
  /\bgithub_pat_(\w{20,})/g,
  /\bglpat-([\w-]{16,})/g,
  // AWS, Google
  /\b(?:AKIA|ASIA)([0-9A-Z]{16})\b/g,
  /\bAIza([\w-]{30,})/g,
  /\bya29\.([\w-]{20,})/g,
  // SendGrid, OpenAI and those that copied its form, Shopify, DigitalOcean, npm
  /\bSG\.([\w-]{16,64}\.[\w-]{16,})/g,
  /\bsk-([\w-]{20,})/g,
  /\bshp(?:at|ca|pa|ss)_([0-9a-fA-F]{16,})/g,
  /\bdop_v1_([0-9a-f]{20,})/g,
  /\bnpm_(\w{20,})/g,
  // JSON Web Token, private key
  /\beyJ[\w-]{8,1000}\.(eyJ[\w-]{8,}(?:\.[\w-]{0,1000})?)/g,
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----([^-]{16,})/g,
  // user:password@host
  /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^/\s:@?#]{0,200}:([^/\s@?#]{1,200})@/gi,
];

/** What at least one of them begins with. One look spares nearly all texts the others. */
const HINT =
  /bearer|basic|[sr]k_(?:live|test)_|whsec_|xox|xapp-|hooks\.slack|discord|webhook\.office|\/bot\d|gh[pousr]_|github_pat_|glpat-|AKIA|ASIA|AIza|ya29\.|SG\.|sk-|shp[acs]|dop_v1_|npm_|eyJ|-----BEGIN|:\/\/[^/\s]{0,500}@/i;

/** The last words of names under which credentials travel. */
const SECRET_NAME =
  /(?:^|-)(?:password|passwd|passphrase|pwd|secret|api-?key|apikey|(?:private|access|signing|secret|subscription|account)-key|credentials?|authorization|signature|(?:access|auth|bearer|refresh|id|api|session|bot|security|secret)-?token)$|^(?:x-(?:.+-)?)?token$/;

/** Names that mean a credential in a query only. */
const SECRET_QUERY_NAME = /^(?:key|sig|code)$/;

/** Texts that stand for a credential in an example, or say where it comes from. */
const DUMMY =
  /^(?:\$|States\.|arn:)|^(?:n\/?a|none|null|true|false|string|text|value|key|test|secret|password|token|bearer|changeme|todo|tbd|empty)$|example|dummy|sample|placeholder|redacted|replace|change-?me|your|fake|mock|x{4,}|0{8,}|\*{3,}|\.{3}|…|<[^>]*>|\{\{.*\}\}|1234567/i;

/** True if a text is, or holds, a credential. `name` is the field, header or parameter that it is the value of. */
export function isSecret(text: string, name?: string, isQuery = false): boolean {
  return (name !== undefined && isSecretName(name, isQuery) && isRealValue(text)) || holdsSecret(text);
}

/** True for most texts that hold none of {@link SECRET_TEXT}, at the cost of one look. */
export function isPlain(text: string): boolean {
  return !HINT.test(text);
}

function holdsSecret(text: string): boolean {
  return (
    !isPlain(text) &&
    SECRET_TEXT.some((pattern) => [...text.matchAll(pattern)].some(([, secret]) => isRealValue(secret!)))
  );
}

/** True for a name under which credentials travel; more names are meant in a query. */
export function isSecretName(name: string, isQuery: boolean): boolean {
  const words = wordsOf(name);
  return SECRET_NAME.test(words) || (isQuery && SECRET_QUERY_NAME.test(words));
}

/** `clientSecret`, `client_secret` and `Client-Secret` as one: `client-secret`. */
export function wordsOf(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/[_.\s]+/g, "-")
    .toLowerCase();
}

export function isRealValue(value: string): boolean {
  return value.trim().length >= 4 && !DUMMY.test(value) && new Set(value).size > 2;
}
