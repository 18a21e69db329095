import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/** The provider's place inside a Terraform filesystem mirror, and inside any `.terraform/providers`. */
const AWS_PROVIDER = path.join("registry.terraform.io", "hashicorp", "aws");

/** Where machines keep mirrors: system-wide folders, and Terraform's own implied mirrors. */
const ROOTS = [
  path.join(homedir(), ".terraform.d"),
  path.join(process.env.XDG_DATA_HOME ?? path.join(homedir(), ".local", "share"), "terraform"),
  "/usr/local/share",
  "/usr/share",
  "/usr/local/lib",
  "/opt",
];
const MAX_DEPTH = 3;
/** Bounds the search to a fraction of a second however large the roots are. */
const MAX_FOLDERS = 5_000;

export interface PluginMirror {
  readonly dir: string;
  /** The newest version in it, e.g. "5.100.0". */
  readonly version: string;
}

/** Judges one folder: a mirror holds at least one version of the AWS provider, unpacked or as an archive. */
export function asPluginMirror(dir: string): PluginMirror | undefined {
  const versions = subentries(path.join(dir, AWS_PROVIDER))
    .map((name) => /^(?:terraform-provider-aws_)?(\d+\.\d+\.\d+)(?:_.*\.zip)?$/.exec(name)?.[1])
    .filter((version) => version !== undefined)
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  const version = versions.at(-1);
  return version === undefined ? undefined : { dir, version };
}

/** Looks breadth first below the usual roots, so that a near mirror is found before a far one. */
export function findPluginMirror(): PluginMirror | undefined {
  let level = ROOTS.filter((root) => existsSync(root));
  let visited = 0;
  for (let depth = 0; depth <= MAX_DEPTH; depth++) {
    const next: string[] = [];
    for (const dir of level) {
      const mirror = asPluginMirror(dir);
      if (mirror) return mirror;
      if (++visited > MAX_FOLDERS) return undefined;
      next.push(...subfolders(dir));
    }
    level = next;
  }
  return undefined;
}

function subfolders(dir: string): string[] {
  try {
    return readdirSync(dir, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== "node_modules")
      .map((entry) => path.join(dir, entry.name));
  } catch {
    return []; // not readable for this user: no mirror of theirs
  }
}

function subentries(dir: string): string[] {
  return existsSync(dir) ? readdirSync(dir) : [];
}
