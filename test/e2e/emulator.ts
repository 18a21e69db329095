import { createServer } from "node:http";
import { type Closeable, listen } from "../support/listen";
import { say, tempDir } from "../support/paths";
import { startLeashed } from "../support/process";
import type { JsonObject } from "../support/terraform-json";
import { answerRepeats } from "./answer-repeats";
import { installMinistack } from "./ministack-install";

export const REGION = "us-east-1";
const START_TIMEOUT_MS = 60_000;
const POLL_MS = 100;
const LOG_LINES = 60;

export interface Emulator extends Closeable {
  readonly url: string;
  /** The last lines it printed. */
  log(): string;
}

/** Starts MiniStack on a free loopback port. It ends with this process, however that ends: see leash.js. */
export async function startEmulator(): Promise<Emulator> {
  const program = await installMinistack();
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const dir = tempDir("ministack");
  const emulator = startLeashed(program, [], { cwd: dir, env: environment(port, dir) });
  const lines: string[] = [];
  for (const stream of [emulator.stdout, emulator.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      lines.push(...text.trimEnd().split("\n"));
      lines.splice(0, lines.length - LOG_LINES);
    });
  }
  const log = () => lines.join("\n");
  const front = await answerRepeats(origin, ({ method, url, attempt, before, agoMs }) => {
    say(`${method} ${url} to MiniStack again (${attempt}), after ${agoMs} ms and: ${before}`);
  });
  const close = async () => {
    await front.close();
    await emulator.stop();
  };
  const exited = emulator.ended.then((code) => {
    throw new Error(`MiniStack ended with exit code ${code}\n${log()}`);
  });
  exited.catch(() => {}); // also rejects at the wanted end, when nobody listens any more
  try {
    await Promise.race([exited, ready(origin)]);
  } catch (error) {
    await close();
    throw error;
  }
  return { url: front.url, log, close };
}

async function ready(url: string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const answer = await fetch(`${url}/_ministack/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`MiniStack was not ready after ${START_TIMEOUT_MS} ms`);
}

async function freePort(): Promise<number> {
  const { port, close } = await listen(createServer());
  await close();
  return port;
}

function environment(port: number, dir: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: dir,
    TMPDIR: dir,
    BIND_HOST: "127.0.0.1", // the default is every interface
    GATEWAY_PORT: String(port),
    // Listeners on fixed ports that no example needs.
    IOT_MTLS_ENABLED: "0",
    SFTP_ENABLED: "0",
    // Waits and retry intervals of state machines take no time.
    SFN_WAIT_SCALE: "0",
    PYTHONUNBUFFERED: "1",
  };
}

/** Services as the provider's `endpoints` block calls them. Never `stepfunctions` besides `sfn`: it is the same one. */
const SERVICES = [
  ...["apigatewayv2", "cloudformation", "cloudwatch", "dynamodb", "events", "iam", "kms", "lambda", "logs", "s3"],
  ...["secretsmanager", "sfn", "sns", "sqs", "ssm", "sts"],
];

/**
 * The provider block of the copy that goes to the emulator. An access key of twelve digits is taken for the account,
 * so each case has an account of its own and names cannot collide.
 */
export function emulatorProvider(url: string, account: string): JsonObject {
  return {
    region: REGION,
    access_key: account,
    secret_key: "not-a-secret",
    skip_credentials_validation: true,
    skip_metadata_api_check: "true",
    endpoints: [Object.fromEntries(SERVICES.map((service) => [service, url]))],
  };
}
