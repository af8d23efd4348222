import { ensure } from "./errors.ts";
import type { Message } from "./message-text.ts";

/*
 * [Note: Sequence]
 *
 * Each author numbers what it writes and names its own message before by hash, so a server can neither drop, double,
 * change nor reorder without being seen. A unit's internal notes are a sequence of their own: the reporter never
 * receives them and would otherwise see gaps, and could count them.
 *
 *   sequence of a message = author, and whether it is an internal note
 */
export type SequencedMessage = { readonly message: Message; readonly hash: string };

/** The sequence a message belongs to. The next message of the author takes its number and hash from there. */
export const sequenceOf = (message: Pick<Message, "author" | "body">): string =>
  `${message.author} ${message.body.kind === "note" ? "internal" : "dialogue"}`;

/**
 * Checks messages in the order in which the server gave them; `hash` is the SHA-256, base64, of each ciphertext.
 * Throws `sequence-broken` for a gap, a doubled number or a message that does not name the one before.
 * `missing`: a sequence does not begin at its first message. `reordered`: they came in another order than written.
 */
export function checkSequence(messages: readonly SequencedMessage[]): {
  readonly missing: boolean;
  readonly reordered: boolean;
} {
  const sequences = [...groupBySequence(messages).values()];
  const ordered = sequences.map((sequence) =>
    sequence.toSorted((a, b) => a.message.seq - b.message.seq),
  );
  ordered.forEach(ensureChained);
  return Object.freeze({
    missing: ordered.some((sequence) => sequence[0]?.message.seq !== 0),
    reordered: sequences.some((sequence, at) =>
      sequence.some((entry, index) => entry !== ordered[at]?.[index]),
    ),
  });
}

function groupBySequence(
  messages: readonly SequencedMessage[],
): ReadonlyMap<string, readonly SequencedMessage[]> {
  const groups = new Map<string, SequencedMessage[]>();
  for (const entry of messages) {
    const key = sequenceOf(entry.message);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return groups;
}

function ensureChained(sequence: readonly SequencedMessage[]): void {
  sequence.forEach(({ message }, at) => {
    const before = sequence[at - 1];
    if (before === undefined) return;
    ensure(
      message.seq === before.message.seq + 1 && message.previous === before.hash,
      "sequence-broken",
    );
  });
}
