import { CallError } from "../lib/calls/link.ts";
import type { Failure } from "../lib/calls/protocol.ts";
import type { RoomWords } from "./copy/index.ts";

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
  "access-differs": "differs",
  "day-in-future": "differs",
  "directory-rolled-back": "rolledBack",
  "members-rolled-back": "rolledBack",
  "directory-expired": "expired",
  "worker-lost": "worker",
  locked: "locked",
});

/** The code of whatever was thrown; faults of our own keep no details. */
export function codeOf(fault: unknown): string {
  return fault instanceof CallError ? fault.code : "page-fault";
}

/** A failure as plain data, for states that are not to hold errors. */
export function failureOf(fault: unknown): Failure {
  return fault instanceof CallError
    ? { source: fault.source, code: fault.code }
    : { source: "fault", code: codeOf(fault) };
}

const SILENT: readonly string[] = ["network", "reply-malformed"];

const PASSING: readonly string[] = [
  ...SILENT,
  "rate-limited",
  "storage-full",
  "storage-lost",
  "session-missing",
  "locked",
];

/** Whether a failure goes away by itself, or has been told by the lock screen. */
export const isPassing = (code: string): boolean => PASSING.includes(code);

/** The sentence for something that could not be fetched: nothing was to be stored, so nothing is in doubt. */
export function readErrorText(fault: unknown, words: RoomWords["errors"]): string {
  return SILENT.includes(codeOf(fault)) ? words.silent : errorText(fault, words);
}

/** The sentence a person reads when a step failed. */
export function errorText(fault: unknown, words: RoomWords["errors"]): string {
  const code = codeOf(fault);
  const sentence = Object.hasOwn(SENTENCES, code) ? SENTENCES[code] : undefined;
  if (sentence !== undefined) return words[sentence];
  return fault instanceof CallError && fault.source === "envelope"
    ? words.untrue(code)
    : words.other(code);
}
