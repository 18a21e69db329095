import { checkHttpBody } from "../http/check-body";
import { checkHttpConnection, checkLegacyConnections } from "../http/check-connection";
import { checkHttpEndpoint } from "../http/check-endpoint";
import { checkOwnerRetries } from "../http/check-owner-retry";
import { checkHttpRequest } from "../http/check-request";
import { checkHttpResults } from "../http/check-results";
import { checkHttpRetries } from "../http/check-retry";
import { checkHttpSecrets } from "../http/check-secrets";
import { checkHttpTimes } from "../http/check-times";
import { checkDefinitionSize } from "../http/definition-size";
import type { HttpContext } from "../http/finding";
import { httpTaskNodes, meantResource } from "../http/task";
import type { Machine } from "../machine";
import type { AslReport } from "../report";
import { reportField } from "./common";

/** HTTP Tasks, and the size of the definition. */
export function checkHttpTasks(machine: Machine, report: AslReport): void {
  const tasks = httpTaskNodes(machine);
  for (const task of tasks) {
    const context: HttpContext = { task, machine, report };
    checkHttpTimes(context);
    if (task.request) {
      const { request } = task;
      checkHttpRequest(context, request);
      checkHttpEndpoint(context, request);
      checkHttpConnection(context, request);
      checkHttpBody(context, request);
      checkHttpSecrets(context, request);
    }
    checkHttpRetries(context);
    checkHttpResults(context);
  }
  checkLegacyConnections(tasks, report);
  checkOwnerRetries(tasks, report);
  for (const state of machine.states) {
    const meant = state.type === "Task" ? meantResource(state.fields.Resource) : undefined;
    if (meant !== undefined) {
      reportField(report, "http-task-resource-unknown", state, "Resource", undefined, `write \`${meant}\`.`);
    }
  }
  checkDefinitionSize(machine, report);
}
