export { type ILogGroup, LogGroup, type LogGroupProps } from "./log-group";
