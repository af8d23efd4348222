import { randomBytes } from "./bytes.ts";
import { ensure, refuse } from "./errors.ts";
import { base64urlnopad } from "@scure/base";

/*
 * [Note: Words in notes]
 *
 * Lines of notes are split at spaces, so a word never holds one. Identifiers are plain ASCII. Names that people read
 * are percent-encoded on the line; unescaped they hold no control character, no bidirectional or other invisible
 * character and no line separator (R17), so that a name cannot look like another one or turn a sentence around.
 */
const INSTANCE = /^[a-z0-9.-]{3,64}$/;
const PLAIN_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,47}$/;
const RANDOM_ID = /^[A-Za-z0-9_-]{16}$/;
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;
const EVERY_HIDDEN = new RegExp(HIDDEN.source, "gu");
const SHA256 = /^[A-Za-z0-9+/]{43}=$/;
const COUNT = /^(?:0|[1-9][0-9]{0,14})$/;
const MAX_NAME_CHARACTERS = 120;

/** A unit is called neither of two words that stand where its id may stand. */
export const isUnitId = (text: string): boolean =>
  PLAIN_ID.test(text) && text !== "reporter" && text !== "custodians";
export const isMemberId = (text: string): boolean => PLAIN_ID.test(text);
export const isCaseId = (text: string): boolean => RANDOM_ID.test(text);
export const isSha256 = (text: string): boolean => SHA256.test(text);
export const isCount = (value: unknown): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0;

/** Throws `name-invalid` unless this is an institution's id: 3 to 64 of `a-z 0-9 . -`. */
export const ensureInstance = (text: string): void => ensure(INSTANCE.test(text), "name-invalid");

/** Throws `name-invalid` unless a name is 1 to 120 visible characters, without outer spaces. */
function ensureName(name: string): void {
  ensure(name.length > 0 && Array.from(name).length <= MAX_NAME_CHARACTERS, "name-invalid");
  ensure(!HIDDEN.test(name) && name.trim() === name, "name-invalid");
}

/** Replaces every character that a reader cannot see by U+FFFD. For words that others chose. */
export const withoutHidden = (text: string): string => text.replace(EVERY_HIDDEN, "\uFFFD");

export function encodeName(name: string): string {
  ensureName(name);
  return encodeURIComponent(name);
}

export function parseName(word: string): string {
  const name = decodePercent(word);
  ensureName(name);
  return name;
}

function decodePercent(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    return refuse("name-invalid");
  }
}

/** Reads a whole number from 0, written without leading zeros; throws `note-malformed`. */
export function parseCount(word: string | undefined): number {
  ensure(word !== undefined && COUNT.test(word), "note-malformed");
  return Number(word);
}

/** 96 random bits in base64url: no order, no time in it. */
export const generateCaseId = (): string => base64urlnopad.encode(randomBytes(12));

/** The JSON of a text on one line; throws `json-invalid`. JSON.stringify escapes every control character. */
export function oneLineJson(json: string): string {
  return JSON.stringify(parseJson(json));
}

export function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return refuse("json-invalid");
  }
}
