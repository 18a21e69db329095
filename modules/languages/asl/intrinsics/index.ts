export { callsIn, findingsIn, type IntrinsicFinding } from "./check";
export { HASH_ALGORITHMS, INTRINSIC_FUNCTIONS, type IntrinsicArity } from "./functions";
export {
  type IntrinsicArgument,
  type IntrinsicCall,
  type IntrinsicError,
  type ParsedIntrinsic,
  parseIntrinsic,
} from "./parse";
