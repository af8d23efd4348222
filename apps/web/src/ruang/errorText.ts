import type { RoomWords } from "./copy/index.ts";
import { DeskError } from "./desk.link.ts";

type Sentence = Exclude<keyof RoomWords["errors"], "untrue" | "other">;

const SENTENCES: Readonly<Record<string, Sentence>> = Object.freeze({
  network: "network",
  "reply-malformed": "network",
  "revision-conflict": "conflict",
  "not-available": "unavailable",
  "role-missing": "role",
  "move-impossible": "move",
  "act-refused": "act",
  "act-needs-two": "act",
  "declaration-missing": "declaration",
  "rate-limited": "busy",
  "storage-full": "storage",
  "storage-lost": "storage",
  "release-refused": "release",
  "directory-rolled-back": "rolledBack",
  "members-rolled-back": "rolledBack",
  "directory-expired": "expired",
  "worker-lost": "worker",
  locked: "locked",
});

/** The code of whatever was thrown; faults of our own keep no details. */
export function codeOf(fault: unknown): string {
  return fault instanceof DeskError ? fault.code : "page-fault";
}

/** The sentence a person reads for a failure. */
export function errorText(fault: unknown, words: RoomWords["errors"]): string {
  const code = codeOf(fault);
  const sentence = Object.hasOwn(SENTENCES, code) ? SENTENCES[code] : undefined;
  if (sentence !== undefined) return words[sentence];
  return fault instanceof DeskError && fault.source === "envelope"
    ? words.untrue(code)
    : words.other(code);
}
