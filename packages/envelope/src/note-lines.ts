import { ensure } from "./errors.ts";
import { ensureInstance } from "./words.ts";

/*
 * [Note: Lines]
 *
 * Every text that is signed here begins the same way and has one field a line:
 *
 *   bijak/v1/<kind>
 *   <instance id>
 *   <fields of the kind…>
 *
 * The kind carries the version; another version is another kind and is refused. Parsers write what they understood
 * again and compare: so unknown, doubled, misplaced or oddly written lines never pass (`ensureSame`).
 */
export type NoteKind =
  | "directory"
  | "config"
  | "members"
  | "act"
  | "declaration"
  | "unit-keyring"
  | "case-keys"
  | "mailbox-card"
  | "message"
  | "authorship"
  | "record"
  | "inbox-page"
  | "vault"
  | "member-record"
  | "rotation"
  | "drill"
  | "reporter-change"
  | "offer"
  | "pack"
  | "identity"
  | "identity-share"
  | "identity-release";

/** The text of a note of this kind. Throws `name-invalid` for a wrong instance id, `note-malformed` for a line in two. */
export function writeLines(kind: NoteKind, instance: string, fields: readonly string[]): string {
  ensureInstance(instance);
  ensure(
    fields.every((field) => !field.includes("\n")),
    "note-malformed",
  );
  return [`bijak/v1/${kind}`, instance, ...fields, ""].join("\n");
}

/** The fields of a text. Throws `note-wrong-kind` or `note-wrong-instance` if it is not of this kind and institution. */
export function readLines(kind: NoteKind, instance: string, text: string): readonly string[] {
  const [first, second, ...rest] = text.split("\n");
  ensure(first === `bijak/v1/${kind}`, "note-wrong-kind");
  ensure(second === instance, "note-wrong-instance");
  ensure(rest.pop() === "", "note-malformed");
  return rest;
}

/** The instance id a text of this kind claims. Throws `note-wrong-kind`. */
export function instanceIn(kind: NoteKind, text: string): string {
  const [first, second] = text.split("\n", 2);
  ensure(first === `bijak/v1/${kind}` && second !== undefined, "note-wrong-kind");
  ensureInstance(second);
  return second;
}

/** Throws `note-malformed` unless what was read, written again, is what came. See [Note: Lines]. */
export const ensureSame = (written: string, came: string): void =>
  ensure(written === came, "note-malformed");

/** Exactly `count` words between single spaces; throws `note-malformed`. */
export function splitWords(line: string, count: number): readonly string[] {
  const words = line.split(" ");
  ensure(words.length === count && words.every((word) => word.length > 0), "note-malformed");
  return words;
}

/** What follows `label` and a space; throws `note-malformed` if the line begins otherwise or is missing. */
export function afterLabel(label: string, line: string | undefined): string {
  ensure(line !== undefined && line.startsWith(`${label} `), "note-malformed");
  return line.slice(label.length + 1);
}

/** A list between commas; `-` is the empty list. */
export const writeList = (words: readonly string[]): string =>
  words.length === 0 ? "-" : words.join(",");
export const parseList = (word: string): readonly string[] => (word === "-" ? [] : word.split(","));

export const writeOptional = (word: string | number | null): string =>
  word === null ? "-" : String(word);
export const parseOptional = (word: string): string | null => (word === "-" ? null : word);
