import { ApiError } from "@bijak/contract";

const SPACE = new Set([" ", "\t", "\n", "\r"]);

/** No body of the contract comes near: a founding of 256 accounts and 64 imported years has some 10,000 values in five layers. */
const MOST_VALUES = 65_536;
const MOST_LAYERS = 32;

/**
 * Parses JSON text. Throws `request-malformed` for what is not JSON, for more values or layers than any body of the contract has, and for an
 * object that names a field twice: readers disagree on which one counts.
 */
export function parseJson(text: string): unknown {
  if (!isBounded(text)) throw new ApiError("request-malformed");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ApiError("request-malformed");
  }
  if (hasDoubledField(text)) throw new ApiError("request-malformed");
  return value;
}

/** Parses UTF-8 bytes as JSON. Throws `request-malformed`, also for bytes that are not UTF-8. */
export function parseJsonBytes(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new ApiError("request-malformed");
  }
  return parseJson(text);
}

/** Looks at signs outside strings only, so that the work of parsing is known before it is begun. Text that is no JSON may pass. */
function isBounded(text: string): boolean {
  let [values, layers] = [1, 0];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') {
      const end = endOfString(text, at);
      if (end === 0) return false;
      at = end - 1;
    } else if (sign === "{" || sign === "[") [values, layers] = [values + 1, layers + 1];
    else if (sign === "}" || sign === "]") layers -= 1;
    else if (sign === ",") values += 1;
    if (values > MOST_VALUES || layers > MOST_LAYERS) return false;
  }
  return true;
}

/** `text` is known to be JSON: a string followed by a colon is a field of the innermost object. */
function hasDoubledField(text: string): boolean {
  const open: (Set<string> | null)[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === "{") open.push(new Set());
    else if (sign === "[") open.push(null);
    else if (sign === "}" || sign === "]") open.pop();
    else if (sign === '"') {
      const end = endOfString(text, at);
      if (isField(text, end)) {
        const names = open.at(-1);
        const name = String(JSON.parse(text.slice(at, end)));
        if (names?.has(name)) return true;
        names?.add(name);
      }
      at = end - 1;
    }
  }
  return false;
}

/** The place after the closing quote of the string that starts at `from`; 0 when it does not end. */
function endOfString(text: string, from: number): number {
  let end = text.indexOf('"', from + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end + 1;
}

function isEscaped(text: string, quote: number): boolean {
  let slashes = 0;
  while (text[quote - 1 - slashes] === "\\") slashes += 1;
  return slashes % 2 === 1;
}

function isField(text: string, after: number): boolean {
  let at = after;
  while (SPACE.has(text[at] ?? "")) at += 1;
  return text[at] === ":";
}
