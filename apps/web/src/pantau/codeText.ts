import { EnvelopeError, parseReceipt, type Receipt } from "@bijak/envelope";

const DIGITS = 28;
const LATIN_ZERO = 48;
const OTHER_ZEROS = [0x0660, 0x06f0] as const;
const SEPARATORS = /[\s.·\p{Pd}\u2212\p{Cf}]/gu;

/** Turns full-width and Arabic-Indic digits into 0 to 9. */
function toLatinDigits(text: string): string {
  return text.normalize("NFKC").replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => {
    const code = digit.charCodeAt(0);
    const zero = OTHER_ZEROS.find((one) => code >= one && code < one + 10) ?? code;
    return String.fromCharCode(LATIN_ZERO + code - zero);
  });
}

/** The digits and whatever does not belong there, without separators. */
const bare = (text: string): string => toLatinDigits(text).replace(SEPARATORS, "");

/** Writes digits in groups of four. Text with anything else in it is left as it is, so that the slip can be seen. */
export function groupDigits(text: string): string {
  const digits = bare(text);
  return /^\d+$/.test(digits) ? (digits.match(/\d{1,4}/g) ?? []).join(" ") : text;
}

export type Slip =
  | { readonly code: "receipt-letters" | "receipt-checksum" }
  | { readonly code: "receipt-length"; readonly digits: number };

/** Reads a code, or names the slip. Nothing is sent before this succeeds. */
export function readCode(text: string): Receipt | Slip {
  const digits = bare(text);
  if (/\D/.test(digits)) return { code: "receipt-letters" };
  if (digits.length !== DIGITS) return { code: "receipt-length", digits: digits.length };
  try {
    return parseReceipt(digits);
  } catch (fault) {
    if (fault instanceof EnvelopeError && fault.code === "receipt-checksum")
      return { code: "receipt-checksum" };
    throw fault;
  }
}
