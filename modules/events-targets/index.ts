export { ApiDestination, type ApiDestinationTargetProps, type HttpParameterValue } from "./api-destination";
export type { TargetBaseProps } from "./target-base";
