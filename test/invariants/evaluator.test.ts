/** The evaluator against what the IAM user guide says of each element; its pages are named at each group. */
import { type Decision, decide, isArnLike, type Request } from "./evaluator";
import { overlap } from "./globs";
import { parsePolicy } from "./policies";

const BUCKET = "arn:aws:s3:::amzn-s3-demo-bucket";
const USER = { aws: "arn:aws:iam::111122223333:user/JohnDoe" };
const ALLOW = { Effect: "Allow", Action: "s3:*", Resource: "*" };

const ask = (statements: readonly object[], request: Partial<Request> = {}): Decision =>
  decide(parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statements })).statements, {
    ...{ principal: USER, action: "s3:GetObject", resource: `${BUCKET}/a`, ...request },
  });
const under = (Condition: object, context: Request["context"] = {}) => ask([{ ...ALLOW, Condition }], { context });

describe("Policy evaluation logic", () => {
  it.each<[string, readonly object[], Decision]>([
    ["by default, all requests are implicitly denied", [], "implicitly denied"],
    ["an explicit allow overrides the default", [ALLOW], "allowed"],
    ["an explicit deny overrides any allow", [ALLOW, { ...ALLOW, Effect: "Deny" }], "explicitly denied"],
    ["whatever the order", [{ ...ALLOW, Effect: "Deny" }, ALLOW], "explicitly denied"],
    ["a deny of something else denies nothing", [ALLOW, { ...ALLOW, Effect: "Deny", Action: "s3:Put*" }], "allowed"],
    ["a deny alone is explicit too", [{ ...ALLOW, Effect: "Deny" }], "explicitly denied"],
  ])("%s", (_, statements, decision) => {
    expect(ask(statements)).toBe(decision);
  });
});

describe("Action and Resource", () => {
  it.each<[string, object, Decision]>([
    ["prefix and name of an action do not depend on case", { Action: "S3:getobject" }, "allowed"],
    ["* in an action stands for any text", { Action: "s3:Get*" }, "allowed"],
    ["? stands for one character", { Action: "s3:GetObjec?" }, "allowed"],
    ["? does not stand for none", { Action: "s3:GetObject?" }, "implicitly denied"],
    ["an action of another service does not match", { Action: "sqs:*" }, "implicitly denied"],
    ["one of several actions suffices", { Action: ["s3:PutObject", "s3:GetObject"] }, "allowed"],
    ["a resource depends on case", { Resource: `${BUCKET}/A` }, "implicitly denied"],
    ["a resource may hold wildcards", { Resource: `${BUCKET}/*` }, "allowed"],
    ["a bucket is not its objects", { Resource: BUCKET }, "implicitly denied"],
  ])("%s", (_, changes, decision) => {
    expect(ask([{ ...ALLOW, ...changes }])).toBe(decision);
  });

  it("does not evaluate NotAction, NotResource and NotPrincipal", () => {
    expect(() => ask([{ ...ALLOW, NotAction: "s3:PutObject" }])).toThrow("not evaluated: NotAction");
  });
});

describe("Principal", () => {
  const SERVICE = { service: "events.amazonaws.com" };
  it.each<[string, object, Request["principal"], Decision]>([
    ["* is everybody", { Principal: "*" }, USER, "allowed"],
    ["an account by its id", { Principal: { AWS: "111122223333" } }, USER, "allowed"],
    ["an account by its root", { Principal: { AWS: "arn:aws:iam::111122223333:root" } }, USER, "allowed"],
    ["another account", { Principal: { AWS: "444455556666" } }, USER, "implicitly denied"],
    ["a user by its ARN", { Principal: { AWS: [USER.aws] } }, USER, "allowed"],
    ["a service", { Principal: { Service: ["a.amazonaws.com", SERVICE.service] } }, SERVICE, "allowed"],
    ["another service", { Principal: { Service: "sns.amazonaws.com" } }, SERVICE, "implicitly denied"],
    ["an account is no service", { Principal: { AWS: "*" } }, SERVICE, "implicitly denied"],
  ])("%s", (_, changes, principal, decision) => {
    expect(ask([{ ...ALLOW, ...changes }], { principal })).toBe(decision);
  });
});

describe("Condition operators", () => {
  const DEPARTMENTS = { StringEquals: { "aws:PrincipalTag/department": ["finance", "hr", "legal"] } };
  const ARN = "arn:aws:sns:us-east-1:123456789012:topic";
  it.each<[string, object, Request["context"], Decision]>([
    ["values of a key are joined by OR", DEPARTMENTS, { "aws:PrincipalTag/department": "hr" }, "allowed"],
    ["no value fits", DEPARTMENTS, { "aws:PrincipalTag/department": "it" }, "implicitly denied"],
    ["StringEquals depends on case", DEPARTMENTS, { "aws:PrincipalTag/department": "HR" }, "implicitly denied"],
    ["the name of a key does not", DEPARTMENTS, { "AWS:principaltag/Department": "hr" }, "allowed"],
    ["keys are joined by AND", { StringEquals: { a: "1", b: "2" } }, { a: "1", b: "3" }, "implicitly denied"],
    ["operators are joined by AND", { StringEquals: { a: "1" }, Bool: { b: "true" } }, { a: "1" }, "implicitly denied"],
    ["both fit", { StringEquals: { a: "1" }, Bool: { b: "true" } }, { a: "1", b: "true" }, "allowed"],
    ["a missing key does not fit", { StringEquals: { a: "1" } }, {}, "implicitly denied"],
    ["…IfExists fits then", { StringEqualsIfExists: { a: "1" } }, {}, "allowed"],
    [
      "…IfExists is checked where there is a value",
      { StringEqualsIfExists: { a: "1" } },
      { a: "2" },
      "implicitly denied",
    ],
    ["a negated operator fits a missing key", { StringNotEquals: { a: "1" } }, {}, "allowed"],
    [
      "values of a negated operator are joined by NOR",
      { StringNotEquals: { a: ["1", "2"] } },
      { a: "2" },
      "implicitly denied",
    ],
    ["StringNotLike", { StringNotLike: { a: "x*" } }, { a: "y" }, "allowed"],
    ["StringLike takes wildcards", { StringLike: { a: "home/*" } }, { a: "home/me" }, "allowed"],
    ["${*} in it is the character", { StringLike: { a: "https://x/${*}/*" } }, { a: "https://x/*/b" }, "allowed"],
    ["${*} is no wildcard", { StringLike: { a: "https://x/${*}/*" } }, { a: "https://x/a/b" }, "implicitly denied"],
    ["${?} and ${$} are characters too", { StringLike: { a: "${?}${$}{x}*" } }, { a: "?${x}y" }, "allowed"],
    ["${?} is no wildcard", { StringLike: { a: "${?}" } }, { a: "a" }, "implicitly denied"],
    ["StringEquals takes none", { StringEquals: { a: "home/*" } }, { a: "home/me" }, "implicitly denied"],
    ["StringEqualsIgnoreCase", { StringEqualsIgnoreCase: { a: "HOME" } }, { a: "home" }, "allowed"],
    ["Bool", { Bool: { "aws:SecureTransport": "false" } }, { "aws:SecureTransport": "false" }, "allowed"],
    [
      "Bool with another value",
      { Bool: { "aws:SecureTransport": "false" } },
      { "aws:SecureTransport": "true" },
      "implicitly denied",
    ],
    ["BoolIfExists", { BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } }, {}, "allowed"],
    ["Null true: the key is missing", { Null: { a: "true" } }, {}, "allowed"],
    ["Null true: it is there", { Null: { a: "true" } }, { a: "1" }, "implicitly denied"],
    ["Null false: it is there", { Null: { a: "false" } }, { a: "1" }, "allowed"],
    ["ArnEquals behaves as ArnLike", { ArnEquals: { a: "arn:aws:sns:*:123456789012:t*" } }, { a: ARN }, "allowed"],
    ["ArnLike compares part by part", { ArnLike: { a: "arn:aws:sns:*:topic" } }, { a: ARN }, "implicitly denied"],
    ["ArnNotLike", { ArnNotLike: { a: "arn:aws:sqs:*:*:*" } }, { a: ARN }, "allowed"],
    [
      "ForAllValues: each value of the request",
      { "ForAllValues:StringEquals": { k: ["1", "2"] } },
      { k: ["1", "3"] },
      "implicitly denied",
    ],
    ["ForAllValues: all fit", { "ForAllValues:StringEquals": { k: ["1", "2"] } }, { k: ["2"] }, "allowed"],
    ["ForAllValues fits a missing key", { "ForAllValues:StringEquals": { k: "1" } }, {}, "allowed"],
    ["ForAnyValue: at least one", { "ForAnyValue:StringLike": { k: "1*" } }, { k: ["1", "3"] }, "allowed"],
    ["ForAnyValue does not fit a missing key", { "ForAnyValue:StringEquals": { k: "1" } }, {}, "implicitly denied"],
  ])("%s", (_, condition, context, decision) => {
    expect(under(condition, context)).toBe(decision);
  });

  it("refuses an operator that it does not know", () => {
    expect(() => under({ NumericEquals: { a: "1" } }, { a: "1" })).toThrow("not evaluated: NumericEquals");
    expect(() => under({ StringEquals: { a: "1" } }, { a: ["1", "2"] })).toThrow("a has several values");
    expect(() => under({ StringLike: { a: "${aws:username}" } }, { a: "me" })).toThrow(
      "not evaluated: ${aws:username}",
    );
  });
});

describe("ARNs", () => {
  it.each([
    ["arn:aws:events:us-east-1:123456789012:rule/name", "arn:aws:events:us-east-1:123456789012:rule/name", true],
    ["arn:aws:events:us-east-1:123456789012:rule/name", "arn:aws:events:us-east-1:123456789012:rule/bus/name", false],
    ["arn:aws:events:*:123456789012:rule/*", "arn:aws:events:us-east-1:123456789012:rule/bus/name", true],
    ["arn:aws:logs:*:*:log-group:/a:*", "arn:aws:logs:us-east-1:123456789012:log-group:/a:log-stream:b", true],
    ["arn:aws:events:us-east-1:123456789012", "arn:aws:events:us-east-1:123456789012", false],
    ["*", "anything", true],
  ])("%s fits %s: %s", (pattern, arn, is) => {
    expect(isArnLike(pattern, arn)).toBe(is);
  });

  it.each([
    ["arn:*:logs:*:*:log-group:*:log-stream:*", "arn:aws:logs:us-east-1:1:log-group:/a:*", true],
    ["arn:*:sqs:*:*:*", "arn:aws:kms:us-east-1:1:key/a", false],
    ["a?c", "ab*", true],
    ["a*", "b*", false],
  ])("some text fits both %s and %s: %s", (one, other, is) => {
    expect(overlap(one, other)).toBe(is);
  });
});
