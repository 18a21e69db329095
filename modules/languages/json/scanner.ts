import { JsonSyntaxError } from "./errors";

const VALUE_WORDS = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

/** Reads the tokens of a JSON text. The messages are Jackson's. */
export class Scanner {
  pos = 0;

  constructor(readonly text: string) {}

  /** Skips white space and returns the code of the next character, NaN at the end. */
  peek(): number {
    const { text } = this;
    let c = text.charCodeAt(this.pos);
    while (c === 32 || c === 10 || c === 13 || c === 9) c = text.charCodeAt(++this.pos);
    return c;
  }

  fail(reason: string, offset = this.pos, reported = offset): never {
    throw new JsonSyntaxError(reason, this.text, offset, reported);
  }

  unexpected(expected: string, offset = this.pos): never {
    return this.fail(`Unexpected character (${describe(this.text, offset)})${expected}`, offset);
  }

  /** Reads the string whose opening quote is at `pos`. */
  string(unclosed = ": was expecting closing quote for a string value"): string {
    const { text } = this;
    const first = ++this.pos;
    let from = first;
    let out = "";
    for (let i = first; ; i++) {
      const c = text.charCodeAt(i);
      if (c === 34) {
        this.pos = i + 1;
        return from === first ? text.slice(first, i) : out + text.slice(from, i);
      }
      if (c === 92) {
        out += text.slice(from, i);
        const [decoded, next] = this.escape(i);
        out += decoded;
        from = next;
        i = next - 1;
      } else if (Number.isNaN(c)) {
        this.fail(`Unexpected end-of-input${unclosed}`, text.length);
      } else if (c < 32) {
        this.fail(
          `Illegal unquoted character (${describe(text, i)}): has to be escaped using backslash to be included in string value`,
          i,
        );
      }
    }
  }

  private escape(at: number): [string, number] {
    const { text } = this;
    const c = text[at + 1];
    if (c === undefined) this.fail("Unexpected end-of-input in character escape sequence", text.length);
    const simple = SIMPLE_ESCAPES[c];
    if (simple !== undefined) return [simple, at + 2];
    if (c !== "u") this.fail(`Unrecognized character escape ${describe(text, at + 1)}`, at + 1);
    for (let i = at + 2; i < at + 6; i++) {
      const digit = text[i];
      if (digit === undefined) this.fail("Unexpected end-of-input in character escape sequence", text.length);
      if (!/[0-9a-fA-F]/.test(digit)) this.unexpected(": expected a hex-digit for character escape sequence", i);
    }
    return [String.fromCharCode(Number.parseInt(text.slice(at + 2, at + 6), 16)), at + 6];
  }

  /** Reads the number that starts at `pos` and returns its characters. */
  number(): string {
    const { text } = this;
    const from = this.pos;
    let i = from;
    const digits = (problem: string) => {
      if (!isDigit(text.charCodeAt(i))) this.badNumber(i, problem);
      while (isDigit(text.charCodeAt(i))) i++;
    };
    if (text[i] === "-") i++;
    if (text[i] === "0" && isDigit(text.charCodeAt(i + 1))) {
      this.fail("Invalid numeric value: Leading zeroes not allowed", i, i + 1);
    }
    digits("expected digit (0-9) to follow minus sign, for valid numeric value");
    if (text[i] === ".") {
      i++;
      digits("Decimal point not followed by a digit");
    }
    if (text[i] === "e" || text[i] === "E") {
      i++;
      if (text[i] === "+" || text[i] === "-") i++;
      digits("Exponent indicator not followed by a digit");
    }
    this.pos = i;
    return text.slice(from, i);
  }

  private badNumber(at: number, problem: string): never {
    if (at >= this.text.length) this.fail("Unexpected end-of-input in a Number value", at);
    return this.unexpected(` in numeric value: ${problem}`, at);
  }

  /** Reads `true`, `false` or `null`, or fails with the words for whatever else stands at `pos`. */
  word(context: "array" | "object" | "root"): true | false | null {
    const { text } = this;
    const from = this.pos;
    let end = from;
    while (/[\p{L}\p{N}_$]/u.test(text[end] ?? "")) end++;
    const token = text.slice(from, end);
    if (token === "true" || token === "false" || token === "null") {
      this.pos = end;
      return token === "null" ? null : token === "true";
    }
    if (token === "NaN" || token === "Infinity") {
      this.fail(
        `Non-standard token '${token}': enable \`JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS\` to allow`,
        from,
        end,
      );
    }
    if (token !== "" && !isDigit(token.charCodeAt(0))) {
      const shown = token.length > 256 ? `${token.slice(0, 256)}...` : token;
      this.fail(`Unrecognized token '${shown}': was expecting ${VALUE_WORDS}`, from, end);
    }
    const c = text[from];
    if (c === "+") {
      this.unexpected(
        " in numeric value: JSON spec does not allow numbers to have plus signs: enable `JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS` to allow",
      );
    }
    if (context === "root" && (c === "}" || c === "]")) {
      this.fail(`Unexpected close marker '${c}': no open ${c === "}" ? "Object" : "Array"} to close`);
    }
    if (context === "object" && c === "}") this.unexpected(": expected a value");
    return this.unexpected(`: expected a valid value ${VALUE_WORDS}`);
  }
}

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
});

export function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

function describe(text: string, offset: number): string {
  const code = text.charCodeAt(offset);
  if (code < 32) return `(CTRL-CHAR, code ${code})`;
  const hex = code > 255 ? ` / 0x${code.toString(16)}` : "";
  return `'${text[offset]}' (code ${code}${hex})`;
}
