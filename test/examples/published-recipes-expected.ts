/** What is known of the published recipes: where the example departs from them, and what is wrong with them. */
import type { Difference } from "./published-recipes-leaves";
import type { Verdict } from "./published-recipes-literal";

/** The ids of the example's targets, in the order of the recipes. */
export const TARGETS: readonly string[] = [
  ...["WebhookSite", "Slack", "SumoLogic", "MongoDb", "Zendesk", "Freshdesk"],
  ...["Datadog", "PagerDuty", "Shopify", "Stripe", "OAuthPassword", "OAuthEncrypted"],
];

export interface DeliberateDifference extends Difference {
  readonly recipes: readonly string[];
  readonly why: string;
}

const WITHOUT_QUEUE = ["WebhookSite", "Slack", "SumoLogic", "PagerDuty"];
const OAUTH = ["OAuthPassword", "OAuthEncrypted"];

const CONTENT_TYPE = "Content_Type is another header than Content-Type";
const ROLE = "EventBridge's service-linked role reads the secret, never the target's role";
const ROUTING_KEY = "it is a credential: whoever may list targets can read a template";
const ONE_BUS = "four recipes share their source with the first; on one bus each has its own";

/** Each entry must differ: one that no longer does fails the test. */
export const DIFFERENCES: readonly DeliberateDifference[] = [
  {
    recipes: TARGETS,
    path: "roleTrust",
    ours: "the rule",
    why: "aws:SourceArn: EventBridge may assume the role for this rule only",
  },
  {
    recipes: TARGETS,
    path: "mayDeadLetter",
    ours: "the rule",
    why: "published: seven queues without a policy, so that nothing can be sent there, and one open to every rule",
  },
  {
    recipes: WITHOUT_QUEUE,
    path: "deadLetterQueue",
    ours: true,
    why: "added: what cannot be delivered is lost otherwise",
  },
  { recipes: ["Slack"], path: "pattern.source", ours: '["MyTestApp.slack"]', why: ONE_BUS },
  { recipes: ["MongoDb"], path: "pattern.source", ours: '["MyTestApp.mongodb"]', why: ONE_BUS },
  { recipes: ["Zendesk"], path: "pattern.source", ours: '["MyTestApp.zendesk"]', why: ONE_BUS },
  { recipes: ["OAuthPassword"], path: "pattern.source", ours: '["MyTestApp.oauth"]', why: ONE_BUS },
  { recipes: ["WebhookSite"], path: "apiKey.value", ours: "…", why: "published: a literal" },
  {
    recipes: ["SumoLogic"],
    path: "apiKey.name",
    ours: "X-No-Authorization",
    why: "Authorization.none() brings its own dummy",
  },
  { recipes: ["SumoLogic"], path: "apiKey.value", ours: "none", why: "Authorization.none() brings its own dummy" },
  {
    recipes: ["MongoDb"],
    path: "input.api-key",
    ours: undefined,
    why: "the event has none, and the connection's body parameter of that name wins",
  },
  {
    recipes: ["PagerDuty"],
    path: "apiKey.name",
    ours: "X-No-Authorization",
    why: "published: a name with a space, which is no header name; the API wants no header",
  },
  { recipes: ["PagerDuty"], path: "input.routing_key", ours: undefined, why: ROUTING_KEY },
  { recipes: ["PagerDuty"], path: "connection.body.routing_key", ours: "…", why: ROUTING_KEY },
  { recipes: ["PagerDuty"], path: "connection.body.routing_key.secret", ours: true, why: ROUTING_KEY },
  {
    recipes: ["PagerDuty"],
    path: "input.payload.summary",
    ours: "= $.detail.summary",
    why: "bare, as AWS delivers a whole value; whether it escapes one inside quotes is not known",
  },
  { recipes: OAUTH, path: "oauth.header.Content_Type", ours: undefined, why: CONTENT_TYPE },
  { recipes: OAUTH, path: "oauth.header.Content_Type.secret", ours: undefined, why: CONTENT_TYPE },
  { recipes: OAUTH, path: "oauth.header.Content-Type", ours: "application/x-www-form-urlencoded", why: CONTENT_TYPE },
  { recipes: OAUTH, path: "oauth.header.Content-Type.secret", ours: false, why: CONTENT_TYPE },
  { recipes: OAUTH, path: "oauth.body.grant_type.secret", ours: false, why: "a grant type is no secret" },
  ...["Create", "Delete", "Describe", "Update"].map((verb) => ({
    recipes: OAUTH,
    path: `role.secretsmanager:${verb}Secret`,
    ours: undefined,
    why: ROLE,
  })),
  ...["Get", "Put"].map((verb) => ({
    recipes: OAUTH,
    path: `role.secretsmanager:${verb}SecretValue`,
    ours: undefined,
    why: ROLE,
  })),
];

const NOTHING: Verdict = { errors: [], warnings: [] };

/** What the constructs say to each recipe, transcribed literally: NoEcho is `sensitive`, Default is `default`. */
export const VERDICTS: { readonly [target: string]: Verdict } = {
  WebhookSite: { errors: [], warnings: ["secret-plain-text"] },
  Slack: {
    errors: ["authorization.token: secret-variable-not-sensitive", "authorization.token: secret-variable-default"],
    warnings: [],
  },
  SumoLogic: { errors: [], warnings: ["secret-plain-text"] },
  MongoDb: {
    errors: ["authorization.apiKeyValue: secret-variable-default", "bodyParameters.api-key: secret-variable-default"],
    warnings: [],
  },
  Zendesk: NOTHING,
  Freshdesk: { errors: ["authorization.password: secret-variable-default"], warnings: [] },
  Datadog: NOTHING,
  PagerDuty: { errors: ["authorization.apiKeyName: header-name-invalid"], warnings: [] },
  Shopify: NOTHING,
  Stripe: {
    errors: [
      "authorization.apiKeyValue: secret-variable-not-sensitive",
      "authorization.apiKeyValue: secret-variable-default",
    ],
    warnings: [],
  },
  // No mistake where CloudFormation resolves the references; Terraform would send them as they stand.
  OAuthPassword: {
    errors: [
      "authorization.clientId: authorization-parameter-invalid",
      "authorization.clientId: connection-dynamic-reference",
      "authorization.clientSecret: authorization-parameter-invalid",
      "authorization.clientSecret: connection-dynamic-reference",
      "authorization.bodyParameters.password: connection-dynamic-reference",
      "authorization.bodyParameters.username: connection-dynamic-reference",
    ],
    warnings: [],
  },
  OAuthEncrypted: {
    errors: [
      "authorization.clientId: authorization-parameter-invalid",
      "authorization.clientId: connection-dynamic-reference",
      "authorization.clientSecret: authorization-parameter-invalid",
      "authorization.clientSecret: connection-dynamic-reference",
    ],
    warnings: [],
  },
};

/** The same with `CredentialStorage.cloudFormation` and `SecretValue.secretsManager` for the references. */
export const WITH_REFERENCES: { readonly [target: string]: Verdict } = {
  OAuthPassword: { errors: [], warnings: ["header-content-type-misspelt"] },
  OAuthEncrypted: {
    errors: [],
    // The first three: its key is an ARN from a parameter, and its policy and tags are not in the recipe.
    warnings: [
      "key-imported-without-tag",
      "key-imported-without-statement",
      "key-imported-without-statement",
      "header-content-type-misspelt",
    ],
  },
};

export interface PublishedEvent {
  readonly [field: string]: unknown;
  readonly detail: { readonly [field: string]: unknown };
}

const WITHOUT_DETAIL_TYPE =
  "InvalidArgument: Parameter DetailType is not valid. Reason: DetailType is a required argument.";

/**
 * What becomes of the test event that a recipe was published with: the body that arrives, `…` for what whoever deploys
 * gives, or why nothing arrives.
 */
export const OUTCOMES: { readonly [target: string]: string | ((event: PublishedEvent) => unknown) } = {
  WebhookSite: (event) => event,
  Slack: ({ detail }) => ({ channel: "…", text: detail.event }),
  SumoLogic: (event) => event,
  // The empty api-key is the connection's to overwrite.
  MongoDb: ({ detail }) => ({ body: detail.message, "api-key": "" }),
  Zendesk: "MalformedDetail: Detail is malformed.",
  Freshdesk: WITHOUT_DETAIL_TYPE,
  Datadog: WITHOUT_DETAIL_TYPE,
  PagerDuty: ({ detail }) => ({
    payload: { summary: detail.summary, source: `Sent From: ${detail.source}`, severity: "info" },
    routing_key: "…",
    event_action: "trigger",
  }),
  Shopify: WITHOUT_DETAIL_TYPE,
  Stripe: "not matched: source, detail-type",
  OAuthPassword: "dropped: input-path-not-found",
  OAuthEncrypted: ({ detail }) => detail.responsePayload,
};
