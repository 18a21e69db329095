/** Addresses from `low` to `high`, as upper-case hexadecimal digits: 8 for IPv4, 32 for IPv6. */
export interface IpRange {
  readonly low: string;
  readonly high: string;
}

/** A malformed CIDR, in event-ruler's words. */
export class CidrSyntaxError extends Error {}

const IPV4 = /^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+$/;
const IPV6 = /^[0-9a-fA-F:]*:[0-9a-fA-F:]*$/;
/** No IPv6 address is longer, so longer strings need no look. */
const MAX_IP_LENGTH = 80;

/** Hexadecimal digits of an address, or undefined. IPv4-mapped IPv6 addresses count as IPv4, as in Java. */
export function ipToHex(text: string): string | undefined {
  if (text.length > MAX_IP_LENGTH || text.length < 2) return undefined;
  const c = text.charCodeAt(text.length - 1);
  const plausible = (c >= 48 && c <= 58) || (c >= 65 && c <= 70) || (c >= 97 && c <= 102);
  if (!plausible) return undefined;
  if (IPV4.test(text)) return ipv4ToHex(text);
  if (IPV6.test(text)) return ipv6ToHex(text);
  return undefined;
}

function ipv4ToHex(text: string): string | undefined {
  if (text.length > 15) return undefined;
  let hex = "";
  for (const part of text.split(".")) {
    const octet = Number(part);
    if (octet > 255) return undefined;
    hex += octet.toString(16).padStart(2, "0");
  }
  return hex.toUpperCase();
}

function ipv6ToHex(text: string): string | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const groups = halves.map((half) => (half === "" ? [] : half.split(":")));
  const [head = [], tail = []] = groups;
  const count = head.length + tail.length;
  if (halves.length === 1 ? count !== 8 : count > 7) return undefined;
  const zeros = new Array<string>(8 - count).fill("0");
  let hex = "";
  for (const group of [...head, ...zeros, ...tail]) {
    const value = Number.parseInt(group, 16);
    if (!(value <= 0xffff)) return undefined;
    hex += value.toString(16).padStart(4, "0");
  }
  hex = hex.toUpperCase();
  return hex.startsWith("00000000000000000000FFFF") ? hex.slice(24) : hex;
}

/**
 * Reads `address/mask`. Host bits are allowed; the range is the whole network.
 * @throws CidrSyntaxError
 */
export function parseCidr(text: string): IpRange {
  // Java's split drops empty parts at the end, and event-ruler relies on it.
  const parts = text.split("/");
  while (parts.length > 0 && parts[parts.length - 1] === "") parts.pop();
  const [address, mask] = parts;
  if (parts.length !== 2 || address === undefined || mask === undefined) {
    throw new CidrSyntaxError("Malformed CIDR, one '/' required");
  }
  if (!/^[+-]?[0-9]{1,10}$/.test(mask)) throw new CidrSyntaxError("Malformed CIDR, mask bits must be an integer");
  const bits = Number(mask);
  if (bits < 0) throw new CidrSyntaxError("Malformed CIDR, mask bits must not be negative");
  const hex = ipToHex(address);
  if (hex === undefined) {
    const shaped = IPV4.test(address) || IPV6.test(address);
    throw new CidrSyntaxError(`${shaped ? "Invalid" : "Nonstandard"} IP address: ${address}`);
  }
  if (hex.length === 8 && bits > 31) throw new CidrSyntaxError("IPv4 mask bits must be < 32");
  if (hex.length === 32 && bits > 127) throw new CidrSyntaxError("IPv6 mask bits must be < 128");
  const size = BigInt(hex.length * 4);
  const host = (1n << (size - BigInt(bits))) - 1n;
  const base = BigInt(`0x${hex}`);
  const print = (n: bigint) => n.toString(16).toUpperCase().padStart(hex.length, "0");
  return { low: print(base & ~host), high: print(base | host) };
}

/** Whether the address (hexadecimal digits) is in the range. Addresses of the other family are not. */
export function isInRange(range: IpRange, hex: string): boolean {
  return hex.length === range.low.length && range.low <= hex && hex <= range.high;
}
