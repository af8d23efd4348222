import { digestOf } from "../encoding.ts";
import type { LogEntry } from "../ports.ts";
import type { ParsedWrap } from "./parse-sealed.ts";
import type { ParsedStep } from "./step-parse.ts";

/** Of whose act in which case an entry speaks. */
type About = { readonly caseId: string; readonly memberId: string };

/**
 * [Note: Bare entries]
 *
 * What units send to reporters is logged twice: once with the member who did it, once with nobody. When a unit's key is retired
 * later, the reporter is shown the second entry as a proof, and it names no member.
 */
const bare = (type: "to-reporter" | "card-out", sealed: Uint8Array, caseId: string): LogEntry => ({
  type,
  actor: "unit",
  object: caseId,
  digest: digestOf(sealed),
});

/** An entry about a case, with the digest of a ciphertext, of a note, or of its own words where there is neither. */
export const entryOf = (
  type: string,
  content: Uint8Array | string,
  { caseId, memberId }: About,
): LogEntry => ({ type, actor: memberId, object: caseId, digest: digestOf(content) });

/** The entries of a message to the reporter. See [Note: Bare entries]. */
export const messageEntries = (sealed: Uint8Array, about: About): readonly LogEntry[] => [
  entryOf("message", sealed, about),
  bare("to-reporter", sealed, about.caseId),
];

/** The entries of new wraps and of the card that goes with them. */
export const keyEntries = (
  { wraps, card }: { readonly wraps: readonly ParsedWrap[]; readonly card: Uint8Array | null },
  about: About,
): readonly LogEntry[] => [
  ...wraps.map(({ sealed }) => entryOf("wrap", sealed, about)),
  ...(card === null ? [] : [entryOf("card", card, about), bare("card-out", card, about.caseId)]),
];

/**
 * The log entries of a step: one for each thing that it changes, each with the digest of the new ciphertext or note. A change
 * that has neither is named by the digest of its own words. The object of every entry is the case id.
 */
export function entriesOf(step: ParsedStep, about: About): readonly LogEntry[] {
  const entry = (type: string, content: Uint8Array | string): LogEntry =>
    entryOf(type, content, about);
  const words = (type: string, value: string | boolean | null | undefined): LogEntry[] =>
    value === undefined ? [] : [entry(type, `${type} ${String(value)}`)];
  const move = step.act ?? step.toReporter[0];
  return [
    ...step.toReporter.flatMap((sealed) => messageEntries(sealed, about)),
    ...step.internal.map((sealed) => entry("note", sealed)),
    ...step.records.map((sealed) => entry("record", sealed)),
    ...keyEntries(step, about),
    ...(step.transfer === null ? [] : [entry("transfer", step.transfer.offer)]),
    ...(step.to === null || move === undefined ? [] : [entry(`state ${step.to}`, move)]),
    ...words("assignee", step.assignee),
    ...words("urgent", step.isUrgent),
  ];
}
