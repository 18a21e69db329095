import { createServer } from "node:http";
import { parseDefinitionText, validateDefinition } from "../../modules/languages/asl";
import { type Closeable, listen } from "./listen";
import { ACCOUNT, type Secrets, secretOf } from "./mock-attributes";

/** A diagnostic of ValidateStateMachineDefinition. */
export interface PlanDiagnostic {
  readonly severity: "ERROR" | "WARNING";
  readonly code: string;
  readonly message: string;
  readonly location?: string;
}

/** A state machine's definition that a plan had judged. */
export interface JudgedDefinition {
  readonly definition: string;
  readonly type: "STANDARD" | "EXPRESS";
  readonly result: "OK" | "FAIL";
  readonly diagnostics: readonly PlanDiagnostic[];
}

/**
 * The calls that the provider makes to AWS while it plans (state machine definitions, the caller's identity, secrets),
 * answered on loopback. Any other call is refused and remembered: a plan should not need it.
 */
export interface PlanEndpoint extends Closeable {
  readonly url: string;
  readonly refused: readonly string[];
  /** In the order of the calls. A definition that holds an unknown value is not judged while it is planned. */
  readonly judged: readonly JudgedDefinition[];
}

const VERSION = "11111111-2222-3333-4444-555555555555";
const IDENTITY = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Arn>arn:aws:iam::${ACCOUNT}:root</Arn><UserId>root</UserId><Account>${ACCOUNT}</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>`;

export async function startPlanEndpoint(secrets: Secrets = {}): Promise<PlanEndpoint> {
  const refused: string[] = [];
  const judged: JudgedDefinition[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const target = String(request.headers["x-amz-target"] ?? "");
      const body = Buffer.concat(chunks).toString("utf8");
      if (target.endsWith(".ValidateStateMachineDefinition")) {
        response.setHeader("content-type", "application/x-amz-json-1.0");
        const verdict = judge(JSON.parse(body) as Pick<JudgedDefinition, "definition" | "type">);
        judged.push(verdict);
        const { result, diagnostics } = verdict;
        response.end(JSON.stringify({ result, diagnostics, truncated: false }));
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
  return { url: listening.url, refused, judged, close: listening.close };
}

/** This package's own validator in AWS's place: the provider drops its warnings, as it drops AWS's. */
function judge({ definition, type = "STANDARD" }: Pick<JudgedDefinition, "definition" | "type">): JudgedDefinition {
  const diagnostics = diagnose(definition, type);
  const result = diagnostics.some(({ severity }) => severity === "ERROR") ? "FAIL" : "OK";
  return { definition, type, result, diagnostics };
}

function diagnose(text: string, type: JudgedDefinition["type"]): PlanDiagnostic[] {
  let definition: unknown;
  const found: PlanDiagnostic[] = [];
  try {
    const parsed = parseDefinitionText(text);
    definition = parsed.definition;
    for (const { path, state } of parsed.duplicates) {
      const code = state === undefined ? "INVALID_JSON_DESCRIPTION" : "DUPLICATE_STATE_NAME";
      found.push({ severity: "ERROR", code, message: `Duplicate field at ${path}`, location: locationOf(path) });
    }
  } catch (error) {
    return [
      { severity: "ERROR", code: "INVALID_JSON_DESCRIPTION", message: `Invalid JSON: ${(error as Error).message}` },
    ];
  }
  // Nothing is a placeholder here: whatever AWS gets, it takes as it is.
  for (const { severity, code, path, allowed, detail, awsCode } of validateDefinition(definition, {
    type,
    isUnresolved: () => false,
  }).diagnostics) {
    found.push({
      severity: severity === "error" ? "ERROR" : "WARNING",
      code: awsCode ?? "SCHEMA_VALIDATION_FAILED",
      message: `${code}: ${detail ?? allowed}`,
      location: locationOf(path),
    });
  }
  return found;
}

/** `$.States.A.Retry[0]` as AWS writes it: `/States/A/Retry[0]`. */
function locationOf(path: string): string {
  const steps = path
    .slice(1)
    .replace(/\["((?:[^"\\]|\\.)*)"\]|\.([^.[]+)/g, (_, quoted, plain) => `/${quoted ?? plain}`);
  return steps === "" ? "/" : steps;
}
