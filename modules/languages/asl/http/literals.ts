import { callsIn } from "../intrinsics/check";
import { parseIntrinsic } from "../intrinsics/parse";
import { jsonataFacts } from "../jsonata/facts";
import { parseJsonata } from "../jsonata/parse";
import type { QueryLanguage } from "../machine";

/** The texts that stand in an expression. */
export function literalsIn(text: string, language: QueryLanguage): readonly string[] {
  if (!/['"]/.test(text)) {
    return [];
  }
  if (language === "JSONata") {
    const { ast } = parseJsonata(text);
    return ast === undefined ? [] : jsonataFacts(ast).texts;
  }
  const { call } = /^\s*States\./.test(text) ? parseIntrinsic(text.trim()) : {};
  return call === undefined
    ? []
    : callsIn(call).flatMap((one) => one.arguments.flatMap((value) => (value.kind === "string" ? [value.value] : [])));
}
