import { createServer } from "node:http";
import { type Closeable, listen } from "./listen";
import { ACCOUNT, type Secrets, secretOf } from "./mock-attributes";

/**
 * The calls that the provider makes to AWS while it plans (state machine definitions, the caller's identity, secrets),
 * answered on loopback. Any other call is refused and remembered: a plan should not need it.
 */
export interface PlanEndpoint extends Closeable {
  readonly url: string;
  readonly refused: readonly string[];
}

const VERSION = "11111111-2222-3333-4444-555555555555";
const IDENTITY = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Arn>arn:aws:iam::${ACCOUNT}:root</Arn><UserId>root</UserId><Account>${ACCOUNT}</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>`;

export async function startPlanEndpoint(secrets: Secrets = {}): Promise<PlanEndpoint> {
  const refused: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const target = String(request.headers["x-amz-target"] ?? "");
      const body = Buffer.concat(chunks).toString("utf8");
      if (target.endsWith(".ValidateStateMachineDefinition")) {
        response.setHeader("content-type", "application/x-amz-json-1.0");
        response.end(JSON.stringify({ result: "OK", diagnostics: [], truncated: false }));
      } else if (target === "secretsmanager.GetSecretValue") {
        const { SecretId } = JSON.parse(body) as { SecretId: string };
        response.setHeader("content-type", "application/x-amz-json-1.1");
        response.end(
          JSON.stringify({
            Name: SecretId,
            SecretString: secretOf(secrets, SecretId),
            VersionId: VERSION,
            CreatedDate: 1767225600,
          }),
        );
      } else if (body.includes("Action=GetCallerIdentity")) {
        response.setHeader("content-type", "text/xml");
        response.end(IDENTITY);
      } else {
        refused.push(target || body || `${request.method} ${request.url}`);
        response.writeHead(400).end();
      }
    });
  });
  const listening = await listen(server);
  return { url: listening.url, refused, close: listening.close };
}
