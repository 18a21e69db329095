import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";

const LEASH = path.join(__dirname, "leash.js");

export interface CommandOptions {
  readonly cwd: string;
  /** The whole environment: nothing is inherited behind the caller's back. */
  readonly env: NodeJS.ProcessEnv;
}

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running command. It cannot outlive this process: see leash.js. */
export interface LeashedProcess {
  readonly stdout: NonNullable<ChildProcess["stdout"]>;
  readonly stderr: NonNullable<ChildProcess["stderr"]>;
  /** Resolves with the exit code once the command and everything it started have gone. */
  readonly ended: Promise<number>;
  /** Asks the whole process group to end, insists after a grace period, and waits. */
  stop(): Promise<number>;
}

export function startLeashed(command: string, args: readonly string[], options: CommandOptions): LeashedProcess {
  const leash = spawn(process.execPath, [LEASH, command, ...args], {
    ...options,
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const ended = new Promise<number>((resolve, reject) => {
    leash.on("error", reject);
    leash.on("close", (code) => resolve(code ?? 128));
  });
  const stop = () => {
    leash.stdin.destroy();
    return ended;
  };
  return { stdout: leash.stdout, stderr: leash.stderr, ended, stop };
}

/** Runs a command to its end. A command that takes too long is ended and reported as an error, with what it said. */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions & { readonly timeoutMs: number },
): Promise<CommandResult> {
  const { timeoutMs, ...rest } = options;
  const running = startLeashed(command, args, rest);
  const stdout = collect(running.stdout);
  const stderr = collect(running.stderr);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    void running.stop();
  }, timeoutMs);
  const code = await running.ended.finally(() => clearTimeout(timer));
  if (late) {
    throw new Error(
      `${path.basename(command)} ${args.join(" ")}: no end after ${timeoutMs} ms\n${stdout()}${stderr()}`,
    );
  }
  return { code, stdout: stdout(), stderr: stderr() };
}

function collect(stream: LeashedProcess["stdout"]): () => string {
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString("utf8");
}
