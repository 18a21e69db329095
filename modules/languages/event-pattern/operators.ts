import { type JsonObject, jsonPathOf } from "../json";
import { parseAnythingBut } from "./anything-but";
import { CaseInsensitiveText } from "./case-fold";
import { CidrSyntaxError, ipToHex, parseCidr } from "./ip";
import type { Matcher } from "./model";
import { isComparable } from "./numbers";
import { parseNumeric } from "./numeric";
import { isOpaque, OPAQUE, single, text, wildcardOf } from "./operands";
import type { Place, Reporter } from "./reporter";

/** Reads one element of a matcher array. Throws EventPatternError. */
export function parseMatcher(place: Place, report: Reporter): Matcher {
  const { node } = place;
  switch (node.kind) {
    case "string": {
      const hex = ipToHex(node.value);
      return { op: "string", text: node.value, ip: hex === undefined ? undefined : { low: hex, high: hex } };
    }
    case "number": {
      const { value } = node;
      return { op: "number", number: { text: node.text, value, comparable: isComparable(node.text, value) } };
    }
    case "boolean":
      return { op: "literal", value: node.value };
    case "null":
      return { op: "literal", value: null };
    case "opaque":
      return OPAQUE;
    case "array":
      throw report.value(place, "Match value must be String, number, true, false, or null");
    case "object":
      return parseExpression(node, place.path, report);
  }
}

function parseExpression(node: JsonObject, path: string, report: Reporter): Matcher {
  const operator = node.members[0];
  if (operator === undefined) throw report.end({ node, path }, "Match expression name not found");
  const at: Place = { node: operator.value, path: jsonPathOf(path, operator.key) };
  switch (operator.key) {
    case "exactly": {
      const matcher = text(at, report, "exact match pattern must be a string", (value) => {
        return { op: "string", text: value, ip: undefined };
      });
      single(node, path, report);
      report.warn(
        "EXACTLY_OPERATOR",
        at.path,
        '"exactly" is not in AWS\'s documentation; write the plain value instead.',
      );
      return matcher;
    }
    case "prefix":
    case "suffix": {
      const { key } = operator;
      const matcher =
        at.node.kind === "object"
          ? ignoreCaseAffix(key, at.node, at.path, report)
          : text(at, report, `${key} match pattern must be a string`, (value) => ({ op: key, text: value }));
      single(node, path, report);
      return matcher;
    }
    case "equals-ignore-case": {
      const matcher = text(at, report, "equals-ignore-case match pattern must be a string", (value) => {
        return { op: "equals-ignore-case", folded: new CaseInsensitiveText(value) };
      });
      single(node, path, report);
      return matcher;
    }
    case "wildcard": {
      const matcher = wildcardOf(at, report);
      single(node, path, report);
      return matcher;
    }
    case "cidr": {
      const matcher = text(at, report, "prefix match pattern must be a string", (value) => cidrOf(value, at, report));
      single(node, path, report);
      return matcher;
    }
    case "exists": {
      if (at.node.kind !== "boolean" && !isOpaque(at.node, "boolean")) {
        throw report.value(at, "exists match pattern must be either true or false.");
      }
      single(node, path, report);
      return at.node.kind === "boolean" ? { op: "exists", exists: at.node.value } : OPAQUE;
    }
    case "numeric": {
      const matcher = parseNumeric(at, report);
      single(node, path, report, "Too many elements in numeric expression");
      return matcher;
    }
    case "anything-but": {
      const matcher = parseAnythingBut(at, report);
      single(node, path, report, "Too many elements in numeric expression");
      return matcher;
    }
    default:
      throw report.key(path, operator.key, operator.keyStart, `Unrecognized match type ${operator.key}`);
  }
}

function ignoreCaseAffix(key: "prefix" | "suffix", node: JsonObject, path: string, report: Reporter): Matcher {
  const inner = node.members[0];
  const name = key === "prefix" ? "Prefix" : "Suffix";
  if (inner === undefined) throw report.end({ node, path }, `${name} expression name not found`);
  if (inner.key !== "equals-ignore-case") {
    throw report.key(path, inner.key, inner.keyStart, `Unsupported ${key} pattern: ${inner.key}`);
  }
  const at: Place = { node: inner.value, path: jsonPathOf(path, inner.key) };
  const matcher = text(at, report, "equals-ignore-case match pattern must be a string", (value) => {
    return { op: `${key}-ignore-case`, folded: new CaseInsensitiveText(value) };
  });
  single(node, path, report);
  return matcher;
}

function cidrOf(value: string, at: Place, report: Reporter): Matcher {
  try {
    return { op: "cidr", range: parseCidr(value) };
  } catch (error) {
    if (error instanceof CidrSyntaxError) throw report.value(at, error.message);
    throw error;
  }
}
