import { tickets } from "./first";
import { documentsOf, parts } from "./parts";

/** docs/workflows.md: what the role of the first example's machine may do. */
const { stack, connection } = parts();
tickets(stack, connection);
const [policy] = documentsOf(stack, "aws_iam_role_policy", "policy") as { Statement: { Resource: string[] }[] }[];
const statements = policy?.Statement.filter(({ Resource }) => Resource[0] !== "*");
const json = JSON.stringify(statements, null, 2).replace(/\[\s+("[^"]*")(?:,\s+("[^"]*"))?\s+\]/g, (_all, one, two) =>
  two === undefined ? `[${one}]` : `[${one}, ${two}]`,
);
process.stdout.write(`${json}\n`);
