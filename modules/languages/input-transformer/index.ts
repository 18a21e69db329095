export { InputTransformer, type InputTransformerSpec, type ParseTargetInputOptions } from "./input-transformer";
export {
  INPUT_MAX_LENGTH,
  INPUT_PATH_KEY_MAX_LENGTH,
  INPUT_PATHS_MAX_COUNT,
  INPUT_TEMPLATE_MAX_LENGTH,
  RENDERED_MAX_LENGTH,
} from "./limits";
export {
  InputTransformerError,
  type TargetInputEffect,
  TargetInputError,
  type TargetInputProblem,
  type TargetInputProblemCode,
  type TargetInputWarning,
  type TargetInputWarningCode,
} from "./problems";
export type {
  Delivered,
  Dropped,
  DropReason,
  EventObject,
  RenderAssumption,
  RenderedInput,
  RuleContext,
} from "./rendered";
export type { TemplatePlaceholder } from "./scan";
export {
  BARE_ONLY_VARIABLES,
  escapeLiteralAngleBrackets,
  isReservedVariable,
  isValidPlaceholderKey,
  PLACEHOLDER_CLOSE,
  PLACEHOLDER_OPEN,
  placeholder,
  RESERVED_VARIABLES,
  type ReservedVariable,
} from "./syntax";
export { parseTargetInput, renderTargetInput, type TargetInput, type TargetInputSpec } from "./target-input";
