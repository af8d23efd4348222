import { checkSequence, EnvelopeError, type MailboxCard, type Message } from "@bijak/envelope";
import { isFormer, type OpenedRow } from "./opened-row.ts";

/*
 * [Note: Replies to a former receipt]
 *
 * After a change of receipt (R18) the replies before it are there and stay closed. They stand before the first one that opens: nothing
 * closed may come after. A unit's first open message then is not its first; it must name one of the closed ones before it, by hash.
 */
/** Throws `sequence-broken` unless nothing is missing, doubled or reordered. See [Note: Replies to a former receipt]. */
export function ensureWhole(opened: readonly OpenedRow[]): void {
  const first = opened.findIndex(({ message }) => message !== null);
  const closed = opened.filter(isFormer);
  const isMixed = first !== -1 && opened.slice(first).some(isFormer);
  const sequenced = opened.flatMap(({ row, message }) =>
    message === null ? [] : [{ message, hash: row.sha256 }],
  );
  const { missing, reordered } = checkSequence(sequenced);
  const isExplained = !missing || areExplained(sequenced, closed);
  if (isMixed || reordered || !isExplained) throw new EnvelopeError("sequence-broken");
}

/** Whether the first message of every author begins its sequence or follows a closed one. */
function areExplained(
  sequenced: readonly { readonly message: Message }[],
  closed: readonly OpenedRow[],
): boolean {
  const hashes = new Set(closed.map(({ row }) => row.sha256));
  const firsts = new Map<string, Message>();
  for (const { message } of sequenced)
    if (!firsts.has(message.author)) firsts.set(message.author, message);
  return [...firsts.values()].every(({ previous }) => previous === null || hashes.has(previous));
}

/** The card has the newest key that a unit has written with; and whoever made a key has told the reporter so. Throws `card-rolled-back`. */
export function ensureNewestCard({ n }: MailboxCard, opened: readonly OpenedRow[]): void {
  const byUnits = opened.flatMap(({ message }) => (message === null ? [] : [message]));
  const isTold =
    n === 0 || opened.some(isFormer) || byUnits.some(({ body }) => body.kind === "state");
  if (!isTold || byUnits.some((message) => message.n > n))
    throw new EnvelopeError("card-rolled-back");
}
