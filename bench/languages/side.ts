import { type ChildProcess, spawn } from "node:child_process";
import { createInterface, type Interface } from "node:readline";

/** A measured process that answers one line of JSON to each command. */
export class Side {
  private readonly child: ChildProcess;
  private readonly answers: AsyncIterator<string>;
  private readonly reader: Interface;

  constructor(command: string, args: readonly string[], cwd?: string) {
    // The parent's loader (tsx) must not run in the child, and a user's own options must not decide the result.
    const env = { ...process.env, NODE_OPTIONS: "" };
    this.child = spawn(command, args, { cwd, env, stdio: ["pipe", "pipe", "inherit"] });
    this.reader = createInterface({ input: this.child.stdout! });
    this.answers = this.reader[Symbol.asyncIterator]();
  }

  async ask(...command: readonly (string | number)[]): Promise<string> {
    this.child.stdin!.write(`${command.join(" ")}\n`);
    const answer = await this.answers.next();
    if (answer.done === true) throw new Error(`The process ended at: ${command.join(" ")}`);
    return answer.value;
  }

  async number(...command: readonly (string | number)[]): Promise<number> {
    return Number(await this.ask(...command));
  }

  end(): void {
    this.child.stdin!.end();
  }
}
