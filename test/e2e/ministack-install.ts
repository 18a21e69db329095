import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CACHE, say } from "../support/paths";
import { runCommand } from "../support/process";

const HOME = path.join(CACHE, "ministack");
const VENV = path.join(HOME, "venv");
/** Written last, with the list it was made from: an interrupted or an older installation is made anew. */
const COMPLETE = path.join(HOME, "complete.txt");
const REQUIREMENTS = path.join(__dirname, "requirements.txt");
const BIN = path.join(VENV, process.platform === "win32" ? "Scripts" : "bin");

/** The emulator's program, installed into a virtual environment of its own unless a complete one is there. */
export async function installMinistack(): Promise<string> {
  const program = path.join(BIN, "ministack");
  const wanted = readFileSync(REQUIREMENTS, "utf8");
  if (existsSync(program) && existsSync(COMPLETE) && readFileSync(COMPLETE, "utf8") === wanted) return program;
  say("Installing MiniStack into .cache/ministack (once)");
  rmSync(HOME, { recursive: true, force: true });
  mkdirSync(HOME, { recursive: true });
  await python("python3", ["-m", "venv", VENV]);
  const pip = ["-m", "pip", "--quiet", "--no-input", "--disable-pip-version-check"];
  await python(path.join(BIN, "python"), [...pip, "install", "--no-deps", "-r", REQUIREMENTS]);
  await python(path.join(BIN, "python"), [...pip, "check"]);
  writeFileSync(COMPLETE, wanted);
  return program;
}

async function python(command: string, args: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await runCommand(command, args, { cwd: HOME, env: process.env, timeoutMs: 300_000 });
  if (code !== 0) {
    throw new Error(`MiniStack needs Python 3.10 or newer with venv and pip: exit code ${code}\n${stdout}${stderr}`);
  }
}
