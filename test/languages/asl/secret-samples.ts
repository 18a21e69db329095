/** Texts of which nobody needs the name to see what they are. Put together here, so that no scanner takes them for real. */
export const SECRETS: readonly (readonly [string, string])[] = [
  ["a bearer token", `Bearer ${"aB3dE5fG7hJ9kL1m"}`],
  ["basic credentials", `basic ${"dXNlcjpodW50ZXIyaHVudGVy"}`],
  ["a Stripe key", `sk_${"live"}_51HqLyjWDarjtT1zdp7dc`],
  ["a Stripe test key", `rk_${"test"}_51HqLyjWDarjtT1zdp7dc`],
  ["a Stripe webhook secret", `whsec_${"51HqLyjWDarjtT1zdp7dc"}`],
  ["a Slack token", `xox${"b"}-2048-9182-aB3dE5fG7hJ9kL1m`],
  ["a GitHub token", `ghp_${"aB3dE5fG7hJ9kL1mN2oP4qR6sT8uV0wX"}`],
  ["a GitLab token", `glpat-${"aB3dE5fG7hJ9kL1mN2"}`],
  ["an AWS key", `AKIA${"J4KX7Q2ZPLMN3RST"}`],
  ["a Google key", `AIza${"SyA1bC3dE5fG7hJ9kL1mN2oP4qR6sT8uV0w"}`],
  ["a SendGrid key", `SG.${"aB3dE5fG7hJ9kL1mN2oP4q"}.${"aB3dE5fG7hJ9kL1mN2oP4qR6sT8uV0wX"}`],
  ["an OpenAI key", `sk-${"proj-aB3dE5fG7hJ9kL1mN2oP4q"}`],
  ["a JSON Web Token", `eyJ${"hbGciOiJIUzI1NiJ9"}.eyJ${"zdWIiOiIxIn0xyz"}.${"aB3dE5fG7hJ9kL1m"}`],
  ["a private key", `-----BEGIN RSA ${"PRIVATE"} KEY-----\nMIIEpAIBAAKCAQEA1bC3dE5fG7hJ9kL1m\n`],
  ["a URL with a password", `postgres://shop:${"aB3dE5fG"}@db.internal/orders`],
  ["a Slack webhook", `https://hooks.slack.com/services/T01ABCD23/B04EFGH56/${"aB3dE5fG7hJ9kL1mN2oP4qR6"}`],
  ["a Slack trigger", `https://hooks.slack.com/triggers/E01ABCD23/7891011121314/${"0f1e2d3c4b5a69788796a5b4c3d2e1f0"}`],
  ["a Discord webhook", `https://discord.com/api/webhooks/918273645546372819/${"aB3dE5fG7hJ9kL1mN2oP4qR6"}`],
  ["a Telegram bot", `https://api.telegram.org/bot918273645:${"AAaB3dE5fG7hJ9kL1mN2oP4qR6"}/sendMessage`],
];

/** The parts of a text that must never be shown. */
export function secretParts(text: string): string[] {
  return text.match(/[A-Za-z0-9]{7,}/g)!.filter((part) => /\d/.test(part) && /[A-Za-z]/.test(part));
}
