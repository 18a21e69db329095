import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { EventBus } from "cdktf-aws-http-integrations";
import type { Construct } from "constructs";
import { datadog } from "./recipes/datadog";
import { freshdesk } from "./recipes/freshdesk";
import { mongoDb } from "./recipes/mongodb";
import { oauthEncrypted, oauthPassword } from "./recipes/oauth";
import { pagerDuty } from "./recipes/pagerduty";
import { shopify } from "./recipes/shopify";
import { slack } from "./recipes/slack";
import { stripe } from "./recipes/stripe";
import { sumoLogic } from "./recipes/sumo-logic";
import { webhookSite } from "./recipes/webhook-site";
import { zendesk } from "./recipes/zendesk";

/** The twelve EventBridge API destination recipes of aws-samples/serverless-patterns, in their order. */
const RECIPES = [
  ...[webhookSite, slack, sumoLogic, mongoDb, zendesk, freshdesk],
  ...[datadog, pagerDuty, shopify, stripe, oauthPassword, oauthEncrypted],
];

/**
 * Published recipes, written with these modules. Where one has a mistake, a comment names it. On one bus: those that
 * share a source there have one of their own here.
 */
class PublishedRecipesStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "us-east-1" });
    const bus = new EventBus(this, "Bus", { eventBusName: "published-recipes" });
    for (const recipe of RECIPES) {
      recipe(this, bus);
    }

    new TerraformOutput(this, "event_bus_name", { value: bus.eventBusName });
  }
}

const app = new App();
new PublishedRecipesStack(app, "published-recipes");
app.synth();
