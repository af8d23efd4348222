import { randomBytes } from "./bytes.ts";
import { ensure } from "./errors.ts";

declare const receiptBrand: unique symbol;

/** 28 ASCII digits whose check digits fit. Made by `generateReceipt` and `parseReceipt` only. */
export type Receipt = string & { readonly [receiptBrand]: true };

const RANDOM_DIGITS = 26;
const GROUP_DIGITS = 4;
const FORM = /^[0-9]{28}$/;

/** Makes a receipt: 26 random digits (86.4 bit) and two check digits. */
export function generateReceipt(): Receipt {
  const digits = randomDigits(RANDOM_DIGITS);
  return parseReceipt(digits + checkDigits(digits));
}

/**
 * Takes what a person typed or scanned. Forgives spaces, dots, dashes, invisible characters, full-width and
 * Arabic-Indic digits. Throws `receipt-length` unless 28 digits remain, `receipt-checksum` if they do not fit.
 */
export function parseReceipt(input: string): Receipt {
  const digits = toAsciiDigits(input.normalize("NFKC")).replace(/[\s.·\p{Pd}\u2212\p{Cf}]/gu, "");
  ensure(FORM.test(digits), "receipt-length");
  ensure(isReceipt(digits), "receipt-checksum");
  return digits;
}

/** Seven groups of four digits, as shown and read out. */
export const groupReceipt = (receipt: Receipt): readonly string[] =>
  Object.freeze(
    Array.from({ length: receipt.length / GROUP_DIGITS }, (_, group) =>
      receipt.slice(group * GROUP_DIGITS, (group + 1) * GROUP_DIGITS),
    ),
  );

/** ISO 7064 MOD 97-10: with its two check digits the whole number leaves 1 when divided by 97. */
const checkDigits = (digits: string): string =>
  String(98 - remainder97(`${digits}00`)).padStart(2, "0");

/** The first test alone would take 99 for 02 and 98, 97 for 01, 00: only the canonical pair counts. */
const isReceipt = (digits: string): digits is Receipt =>
  FORM.test(digits) && checkDigits(digits.slice(0, RANDOM_DIGITS)) === digits.slice(RANDOM_DIGITS);

const remainder97 = (digits: string): number =>
  Array.from(digits).reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0);

/** Bytes from 250 are thrown away, so that every digit is equally likely. */
function randomDigits(count: number): string {
  let digits = "";
  while (digits.length < count) {
    const usable = [...randomBytes(count)].filter((byte) => byte < 250);
    digits += usable.map((byte) => byte % 10).join("");
  }
  return digits.slice(0, count);
}

/** U+0660… and U+06F0… are the digits of Arabic keyboards. */
const toAsciiDigits = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
