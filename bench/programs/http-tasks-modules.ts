import { TerraformVariable } from "cdktf";
import {
  Authorization,
  Connection,
  HttpInvoke,
  HttpMethod,
  JsonPath,
  SecretValue,
  StateMachine,
} from "cdktf-aws-http-integrations";
import { run } from "./run";

const CONNECTIONS = 10;

// State machines of HTTP Tasks with the modules of this package.
run((stack, machines, tasks) => {
  const token = new TerraformVariable(stack, "token", { type: "string", sensitive: true });
  const connections = Array.from(
    { length: CONNECTIONS },
    (_, c) =>
      new Connection(stack, `Api${c}`, {
        authorization: Authorization.bearerToken(SecretValue.terraformVariable(token)),
      }),
  );
  for (let i = 0; i < machines; i++) {
    const states = Array.from(
      { length: tasks },
      (_, t) =>
        new HttpInvoke(`Call${t}`, {
          connection: connections[(i + t) % CONNECTIONS] as Connection,
          method: HttpMethod.POST,
          apiEndpoint: `https://api.example.com/orders/${i}/${t}`,
          idempotencyHeader: "Idempotency-Key",
          requestBody: {
            order: JsonPath.stringAt("$.detail.orderId"),
            text: `Order ${JsonPath.stringAt("$.detail.orderId")} placed`,
          },
          resultPath: `$.call${t}`,
        }),
    );
    for (let t = 1; t < tasks; t++) {
      (states[t - 1] as HttpInvoke).next(states[t] as HttpInvoke);
    }
    new StateMachine(stack, `Order${i}`, { definition: states[0] as HttpInvoke });
  }
});
