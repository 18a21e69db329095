export * from "./core";
export * from "./events";
export * as targets from "./events-targets";
export * from "./iam";
export * from "./kms";
export * from "./logs";
export * from "./sqs";
