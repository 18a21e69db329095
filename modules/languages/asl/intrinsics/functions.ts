/** How many arguments an intrinsic function takes. */
export interface IntrinsicArity {
  readonly min: number;
  /** Infinity for any number. */
  readonly max: number;
}

const exactly = (count: number): IntrinsicArity => ({ min: count, max: count });

/** The intrinsic functions of the states language, without `States.`. */
export const INTRINSIC_FUNCTIONS: ReadonlyMap<string, IntrinsicArity> = new Map([
  ["Array", { min: 0, max: Number.POSITIVE_INFINITY }],
  ["ArrayContains", exactly(2)],
  ["ArrayGetItem", exactly(2)],
  ["ArrayLength", exactly(1)],
  ["ArrayPartition", exactly(2)],
  ["ArrayRange", exactly(3)],
  ["ArrayUnique", exactly(1)],
  ["Base64Decode", exactly(1)],
  ["Base64Encode", exactly(1)],
  ["Format", { min: 1, max: Number.POSITIVE_INFINITY }],
  ["Hash", exactly(2)],
  ["JsonMerge", exactly(3)],
  ["JsonToString", exactly(1)],
  ["MathAdd", exactly(2)],
  ["MathRandom", { min: 2, max: 3 }],
  ["StringSplit", exactly(2)],
  ["StringToJson", exactly(1)],
  ["UUID", exactly(0)],
]);

/** Algorithms of `States.Hash`. */
export const HASH_ALGORITHMS: readonly string[] = ["MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512"];
