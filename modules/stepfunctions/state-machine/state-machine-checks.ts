import type { Problems } from "../../core/validate";
import { QueryLanguage } from "../expressions/query-language";
import { EXPECTED, isLogGroup, isRole, shown } from "../states/property-types";
import { checkEncryption } from "./state-machine-encryption";
import { STATE_MACHINE_NAME } from "./state-machine-limits";
import { type StateMachineProps, StateMachineType } from "./state-machine-props";

/** Checks what does not depend on the definition. */
export function checkProps(problems: Problems, props: StateMachineProps): void {
  problems.string(
    props.stateMachineName,
    (name) => STATE_MACHINE_NAME.test(name),
    "state-machine-name-invalid",
    "stateMachineName",
  );
  problems.string(
    props.stateMachineType,
    (type) => Object.hasOwn(StateMachineType, type),
    "state-machine-type-invalid",
    "stateMachineType",
  );
  problems.string(
    props.queryLanguage,
    (language) => (Object.values(QueryLanguage) as string[]).includes(language),
    "state-machine-query-language-invalid",
    "queryLanguage",
  );
  const { role, logs } = props;
  checkType(problems, "role", role, isRole, EXPECTED.role);
  checkType(problems, "logs", logs, isObject, "must be an object such as { level: LogLevel.ERROR }");
  checkType(problems, "logs.destination", logs?.destination, isLogGroup, EXPECTED.logGroup);
  checkEncryption(problems, props);
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function checkType(
  problems: Problems,
  property: string,
  value: unknown,
  is: (value: unknown) => boolean,
  allowed: string,
): void {
  if (value !== undefined && !is(value)) {
    problems.add("state-machine-property-invalid", { property, given: shown(value), allowed });
  }
}
