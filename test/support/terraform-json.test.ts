import {
  loosenProvider,
  type TerraformJson,
  withLocalBackend,
  withoutProvider6Arguments,
  withProvider,
} from "./terraform-json";

test("loosens the provider's pin and nothing else", () => {
  const json = {
    terraform: { backend: { local: {} }, required_providers: { aws: { source: "aws", version: "6.25.0" } } },
    output: { o: { value: 1 } },
  };
  expect(loosenProvider(json)).toEqual({
    terraform: {
      backend: { local: {} },
      required_providers: { aws: { source: "hashicorp/aws", version: ">= 5.100.0" } },
    },
    output: { o: { value: 1 } },
  });
});

test("replaces the backend, whatever it was", () => {
  const json = { terraform: { backend: { s3: { bucket: "b" } } } };
  expect(withLocalBackend(json, "here")).toEqual({ terraform: { backend: { local: { path: "here" } } } });
});

test("adds settings to every provider block, aliased ones included", () => {
  const json: TerraformJson = { provider: { aws: [{ region: "r" }, { alias: "a" }] } };
  expect(withProvider(json, { max_retries: 1 })).toEqual({
    provider: {
      aws: [
        { region: "r", max_retries: 1 },
        { alias: "a", max_retries: 1 },
      ],
    },
  });
});

test("leaves out by name what only provider 6 knows, says so, and does not touch the original", () => {
  const json: TerraformJson = {
    resource: {
      aws_cloudwatch_event_bus: { b: { name: "b", log_config: { level: "INFO" }, region: "eu-west-1" } },
      aws_iam_role: { r: { name: "r", region: "never valid: stays, so that the provider refuses it" } },
      aws_dynamodb_table: {
        t: { replica: [{ region_name: "eu", consistency_mode: "STRONG" }, { region_name: "us" }] },
      },
    },
    data: { aws_region: { r: { region: "eu-west-1" } } },
  };
  const original = structuredClone(json);
  expect(withoutProvider6Arguments(json)).toEqual({
    json: {
      resource: {
        aws_cloudwatch_event_bus: { b: { name: "b" } },
        aws_iam_role: json.resource?.aws_iam_role,
        aws_dynamodb_table: { t: { replica: [{ region_name: "eu" }, { region_name: "us" }] } },
      },
      data: { aws_region: { r: {} } },
    },
    leftOut: [
      "aws_cloudwatch_event_bus.b.region",
      "aws_cloudwatch_event_bus.b.log_config",
      "aws_dynamodb_table.t.replica/consistency_mode",
      "data.aws_region.r.region",
    ],
  });
  expect(json).toEqual(original);
});
