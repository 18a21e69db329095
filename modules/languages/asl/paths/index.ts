export {
  endOfPath,
  isReferencePath,
  type ParsedStatesPath,
  parseStatesPath,
  type StatesPath,
  type StatesPathError,
  type StatesPathRoot,
  type StatesPathStep,
} from "./path";
