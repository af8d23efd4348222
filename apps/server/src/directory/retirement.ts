import type { LogEntry } from "../ports.ts";
import { ensure } from "../refusal.ts";
import type { Tx } from "../store/store.ts";
import type { Change } from "./judge.ts";
import type { Room } from "./room.ts";

/*
 * [Note: An outdated retirement]
 *
 * What a unit signed with the old key counts for ever if the log held it at the size that the `retired` line names. So between that
 * size and the directory that retires the key nothing may be signed with it, or it would be lost: then the signer takes a newer
 * checkpoint and signs again. Seen from outside, anything that a member of the unit did may carry the unit's signature, except for
 * the kinds of entries below; and when the list of members changed in between, nobody knows who was a member. A new receipt brings
 * a mailbox-card that some unit signed, sealed anew: those are bytes that the log must hold by then, too.
 */
const WITHOUT_UNIT_SIGNATURE: ReadonlySet<string> = new Set([
  "act",
  "act-withdrawn",
  "assignee",
  "case-open",
  "credentials",
  "declaration",
  "directory",
  "drill",
  "enrolment",
  "identity-confirmed",
  "identity-opened",
  "identity-released",
  "identity-withdrawn",
  "invitation",
  "invitation-withdrawn",
  "keyring",
  "publish",
  "read",
  "release",
  "rotation",
  "takeover",
  "takeover-withdrawn",
  "transfer-accepted",
  "urgent",
  "vault",
]);

/** Throws `retirement-outdated`, see [Note: An outdated retirement]. The caller holds the log. */
export async function ensureUpToDate(
  { ports }: Room,
  tx: Tx,
  { before, sound, keyChanges }: Change,
): Promise<void> {
  for (const { row, retired } of keyChanges) {
    const workers = new Set(
      [...before.members, ...sound.members]
        .filter(({ units }) => units.includes(row.unit))
        .map(({ id }) => id),
    );
    const mayBeSigned = ({ type, actor }: LogEntry): boolean =>
      type === "members" ||
      type === "receipt-change" ||
      (workers.has(actor) && !WITHOUT_UNIT_SIGNATURE.has(type));
    ensure(!(await ports.hasEntrySince(tx, retired.logSize, mayBeSigned)), "retirement-outdated");
  }
}
