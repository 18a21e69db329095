export * from "./asl";
export * from "./event-pattern";
export * from "./input-transformer";
export * from "./json-path";
export * from "./schedule";
