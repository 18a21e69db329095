import type { JsonObject } from "../support/terraform-json";
import type { Invariant } from "./invariant";
import { type Block, type Model, nested } from "./model";
import { conditionValues, servicesOf } from "./policies";
import { kindOfTarget } from "./target-kinds";

const TARGET = "aws_cloudwatch_event_target";
const RULE = "aws_cloudwatch_event_rule";
const BUS = "aws_cloudwatch_event_bus";
const QUEUE = "aws_sqs_queue";
const EVENTS = "events.amazonaws.com";
const FOURTEEN_DAYS = 1_209_600;

/** Invariants of how resources fit together. */
export const WIRING: readonly Invariant[] = [
  {
    id: "W1",
    says: "a target has a dead-letter queue, both retry fields, and a role just where its kind takes one",
    *check(model) {
      for (const block of model.resources(TARGET)) {
        const { values } = block;
        const { withoutDeadLetterQueue = [] } = model.expectations;
        if (!withoutDeadLetterQueue.includes(String(values.target_id)) && deadLetterArn(block) === undefined) {
          yield [block, "has no dead_letter_config"];
        }
        const retry = nested(block.raw, "retry_policy") ?? {};
        if (retry.maximum_retry_attempts === undefined || retry.maximum_event_age_in_seconds === undefined) {
          yield [block, `retry_policy is ${JSON.stringify(retry)}`];
        }
        const kind = kindOfTarget(String(values.arn));
        if (kind === undefined || (values.role_arn !== undefined) !== (kind.roleActions !== undefined)) {
          yield [block, `role_arn is ${values.role_arn} for ${values.arn}`];
        }
      }
    },
  },
  {
    id: "W2",
    says: "a dead-letter queue is standard and keeps messages for 14 days; a queue lets in just the rules that send to it",
    *check(model) {
      const users = queueUsers(model);
      for (const block of model.resources(QUEUE)) {
        const { values } = block;
        const isDeadLetterQueue = [...model.resources(TARGET), ...model.resources(BUS)].some(
          (user) => deadLetterArn(user) === values.arn,
        );
        if (isDeadLetterQueue && values.fifo_queue === true) {
          yield [block, "is FIFO"];
        }
        if (isDeadLetterQueue && values.message_retention_seconds !== FOURTEEN_DAYS) {
          yield [block, `keeps messages for ${values.message_retention_seconds} seconds`];
        }
        const admitted = model.policies
          .filter(({ kind, subject }) => kind === "queue" && subject === values.arn)
          .flatMap(({ statements }) => statements.filter((statement) => servicesOf(statement).includes(EVENTS)))
          .flatMap((statement) => conditionValues(statement, "aws:SourceArn"));
        const expected = users.get(String(values.arn)) ?? [];
        if (sorted(admitted) !== sorted(expected)) {
          yield [block, `lets in ${sorted(admitted) || "nobody"} instead of ${sorted(expected) || "nobody"}`];
        }
      }
    },
  },
  {
    id: "W3",
    says: "every reference has what it refers to",
    *check(model) {
      for (const block of model.blocks) {
        for (const address of model.referencesOf(block).filter((reference) => !model.has(reference))) {
          yield [block, `refers to ${address}`];
        }
      }
    },
  },
  {
    id: "W4",
    says: "references make no cycle",
    *check(model) {
      const cycle = findCycle(model);
      if (cycle !== undefined) {
        yield [cycle[0]!, cycle.join(" -> ")];
      }
    },
  },
  {
    id: "W5",
    says: "a target names its rule's bus, and rule and target both name one",
    *check(model) {
      for (const block of model.resources(TARGET)) {
        const { rule: name, event_bus_name: bus } = block.values;
        const isHere = model.resources(RULE).some(({ values }) => values.name === name);
        const rule = ruleOf(model, block);
        if (bus === undefined || (isHere && rule === undefined)) {
          yield [block, `rule ${name} is not on bus ${bus}`];
        }
      }
      for (const block of model.resources(RULE)) {
        if (block.values.event_bus_name === undefined || block.values.state === undefined) {
          yield [block, "has no event_bus_name or no state"];
        }
      }
    },
  },
  {
    id: "W7",
    says: "no event goes from bus to bus to bus: EventBridge drops it at the third",
    *check(model) {
      const forwards = model.resources(TARGET).flatMap((block) => {
        const to = model.find(BUS, "arn", block.values.arn);
        return to === undefined ? [] : [{ block, from: block.values.event_bus_name, to: to.values.name }];
      });
      for (const { block, to } of forwards) {
        if (forwards.some(({ from }) => from === to)) {
          yield [block, `sends to bus ${to}, which sends to another`];
        }
      }
    },
  },
  {
    id: "W8",
    says: "a rule has a pattern or a schedule; a pattern is a JSON object of at most 4,096 characters and not empty",
    *check(model) {
      for (const block of model.resources(RULE, "aws_cloudwatch_event_archive")) {
        const { event_pattern: pattern, schedule_expression: schedule } = block.values;
        if (block.type === RULE && pattern === undefined && schedule === undefined) {
          yield [block, "has neither pattern nor schedule"];
        }
        if (pattern !== undefined) {
          const fields = Object.keys(JSON.parse(String(pattern)) as JsonObject);
          if (fields.length === 0 || String(pattern).length > 4096) {
            yield [block, `pattern of ${fields.length} fields and ${String(pattern).length} characters`];
          }
        }
      }
    },
  },
  {
    id: "W14",
    says: "a log group has a name, and keeps its logs for a year at least, unless its author says less",
    scannerRules: ["CKV_AWS_66", "CKV_AWS_338"],
    *check(model) {
      for (const block of model.resources("aws_cloudwatch_log_group")) {
        const { retention_in_days: days, name } = block.raw;
        const { logRetentionDays = 365 } = model.expectations;
        if (typeof days !== "number" || days < logRetentionDays || name === undefined) {
          yield [block, `${name} is kept for ${days} days`];
        }
      }
    },
  },
  {
    id: "W16",
    says: "names fit AWS's limits and no two resources of a type share one",
    *check(model) {
      for (const [type, [argument, pattern]] of Object.entries(NAMES)) {
        const seen = new Set<string>();
        for (const block of model.resources(type)) {
          const raw = block.raw[argument];
          if (typeof raw !== "string" || (!raw.includes("${") && !pattern.test(raw))) {
            yield [block, `${argument} is ${raw}`];
          }
          const { rule, event_bus_name: bus } = block.values;
          const name = JSON.stringify([block.values[argument], rule, bus, block.raw.provider]);
          if (seen.has(name)) {
            yield [block, `shares ${argument} ${block.values[argument]}`];
          }
          seen.add(name);
        }
      }
    },
  },
  {
    id: "W20",
    says: "what a target needs in order to deliver is made before it: its role's policy, its queue's policy, …",
    *check(model) {
      for (const block of model.resources(TARGET)) {
        const needed = model.policies.filter(({ kind, block: { values }, subject }) =>
          kind === "identity"
            ? subject === block.values.role_arn
            : kind === "logs"
              ? kindOfTarget(String(block.values.arn))?.service === "logs" && isForLogsOf(model, values)
              : /queue|topic/.test(kind) && (subject === block.values.arn || subject === deadLetterArn(block)),
        );
        const dependsOn = (block.raw.depends_on ?? []) as string[];
        for (const policy of needed.filter(({ block: { address } }) => !dependsOn.includes(address))) {
          yield [block, `does not wait for ${policy.block.address}`];
        }
      }
    },
  },
];

/** Argument and grammar of the names that AWS limits. */
const NAMES: { readonly [type: string]: readonly [argument: string, pattern: RegExp] } = {
  aws_cloudformation_stack: ["name", /^[A-Za-z][A-Za-z0-9-]{0,127}$/],
  aws_cloudwatch_event_api_destination: ["name", /^[.\-_A-Za-z0-9]{1,64}$/],
  aws_cloudwatch_event_archive: ["name", /^[.\-_A-Za-z0-9]{1,48}$/],
  aws_cloudwatch_event_bus: ["name", /^[/.\-_A-Za-z0-9]{1,256}$/],
  aws_cloudwatch_event_connection: ["name", /^[.\-_A-Za-z0-9]{1,64}$/],
  aws_cloudwatch_event_rule: ["name", /^[.\-_A-Za-z0-9]{1,64}$/],
  aws_cloudwatch_event_target: ["target_id", /^[.\-_A-Za-z0-9]{1,64}$/],
  aws_cloudwatch_log_delivery_destination: ["name", /^[\w-]{1,60}$/],
  aws_cloudwatch_log_delivery_source: ["name", /^[\w-]{1,60}$/],
  aws_cloudwatch_log_group: ["name", /^[.\-_/#A-Za-z0-9]{1,512}$/],
  aws_cloudwatch_log_resource_policy: ["policy_name", /^[^:*]{1,512}$/],
  aws_iam_role: ["name", /^[\w+=,.@-]{1,64}$/],
  aws_sfn_alias: ["name", /^(?=.{1,80}$)[\w.-]*[A-Za-z][\w.-]*$/],
  aws_sfn_state_machine: ["name", /^[0-9A-Za-z_-]{1,80}$/],
  aws_sns_topic: ["name", /^[A-Za-z0-9_-]{1,256}$/],
  aws_sqs_queue: ["name", /^(?=.{1,80}$)[A-Za-z0-9_-]+(?:\.fifo)?$/],
};

export function deadLetterArn(block: Block): string | undefined {
  return nested(block.values, "dead_letter_config")?.arn as string | undefined;
}

/** The rule of a target, if it is of the stack. */
export function ruleOf(model: Model, { values }: Block): Block | undefined {
  return model
    .resources(RULE)
    .find((rule) => rule.values.name === values.rule && rule.values.event_bus_name === values.event_bus_name);
}

/** ARN of each queue that EventBridge sends to -> ARNs of the rules and buses on whose behalf. */
function queueUsers(model: Model): Map<string, string[]> {
  const users = new Map<string, string[]>();
  const add = (queue: string | undefined, source: unknown) => {
    if (queue !== undefined && source !== undefined) {
      users.set(queue, [...new Set([...(users.get(queue) ?? []), String(source)])]);
    }
  };
  for (const block of model.resources(TARGET)) {
    const rule = ruleOf(model, block)?.values.arn;
    add(deadLetterArn(block), rule);
    add(String(block.values.arn), rule);
  }
  for (const block of model.resources(BUS)) {
    add(deadLetterArn(block), block.values.arn);
  }
  return users;
}

const sorted = (texts: readonly string[]) => [...texts].sort().join();

/** The log resource policy that EventBridge needs, not the one of log deliveries. */
function isForLogsOf(model: Model, values: JsonObject): boolean {
  const document = model.policies.find(({ block }) => block.values === values);
  return document?.statements.some((statement) => servicesOf(statement).includes(EVENTS)) ?? false;
}

function findCycle(model: Model): string[] | undefined {
  const done = new Set<string>();
  const references = new Map(model.blocks.map((block) => [block.address, model.referencesOf(block)]));
  const visit = (address: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(address)) {
      return [...path.slice(path.indexOf(address)), address];
    }
    if (done.has(address)) {
      return undefined;
    }
    for (const next of references.get(address) ?? []) {
      const cycle = visit(next, [...path, address]);
      if (cycle !== undefined) {
        return cycle;
      }
    }
    done.add(address);
    return undefined;
  };
  for (const address of references.keys()) {
    const cycle = visit(address, []);
    if (cycle !== undefined) {
      return cycle;
    }
  }
  return undefined;
}
