import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";

const FILE = join(__dirname, "RESULTS.md");
const HEADER = `# Benchmark results

Each section is written by its own command. A missed target stays in the table as missed.
`;

/** Writes one bench's section of RESULTS.md and leaves the others as they are. */
export function writeSection(name: string, content: string): void {
  const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`];
  const section = `${start}\n\n${content.trim()}\n\n${end}`;
  const file = existsSync(FILE) ? readFileSync(FILE, "utf8") : HEADER;
  const [from, to] = [file.indexOf(start), file.indexOf(end)];
  const text =
    from === -1 || to === -1
      ? `${file.trimEnd()}\n\n${section}\n`
      : file.slice(0, from) + section + file.slice(to + end.length);
  writeFileSync(FILE, text);
}

/** When, how and on what kind of machine; nothing that identifies the machine. */
export function circumstances(command: string): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${new Date().toISOString().slice(0, 10)} · \`${command}\` · ${cpus().length} cores, ${memory} GB memory, Node ${process.versions.node}`;
}

/** A Markdown table as biome formats it; all columns but the first are numbers. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((_, column) => Math.max(3, ...[header, ...rows].map((row) => (row[column] ?? "").length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(" | ")} |`;
  const rule = widths.map((width, i) => (i === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [line(header), line(rule), ...rows.map(line)].join("\n");
}

/** `met` or `missed`, with the target. */
export function verdict(value: number, atMost: number): string {
  return `${value <= atMost ? "met" : "**missed**"} (at most ${atMost})`;
}

/** Milliseconds or seconds with three digits. */
export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds.toPrecision(3)} ms` : `${(milliseconds / 1000).toPrecision(3)} s`;
}

/** Bytes in the fitting unit, with three digits. */
export function size(bytes: number): string {
  const [divisor, unit] = bytes < 1e6 ? [1e3, "kB"] : bytes < 1e9 ? [1e6, "MB"] : [1e9, "GB"];
  return `${(bytes / divisor).toPrecision(3)} ${unit}`;
}
