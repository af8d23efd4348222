import type { MemberEntry } from "@bijak/envelope/audit";
import { parseBase64, toBase64 } from "../encoding.ts";
import { ensure, ensureShape } from "../refusal.ts";
import { findRecord, putRecord } from "./record-store.ts";
import type { Room } from "./room.ts";

/** The member's sealed drafts and filters; revision 0 and nothing while there are none. */
export async function readMemberRecord(
  { parts: { store } }: Room,
  member: MemberEntry,
): Promise<{ revision: number; sealed: string | null }> {
  const found = await findRecord(store.db, member.id);
  if (found === null) return { revision: 0, sealed: null };
  return { revision: found.revision, sealed: toBase64(found.sealed) };
}

/**
 * Writes it, sealed to the member alone; gives its new revision. Drafts are no acts, so the log does not name them. Throws
 * `revision-conflict` when another session was first, `ciphertext-refused`.
 */
export async function writeMemberRecord(
  { parts: { store }, ports }: Room,
  member: MemberEntry,
  given: { readonly revision: number; readonly sealed: string },
): Promise<number> {
  const { suite } = await ports.currentDirectory();
  const sealed = parseBase64(given.sealed);
  ensureShape(sealed, { suite, kind: "member-record", recipientCounts: [1] });
  const { revision } = given;
  await store.transact(async (tx) =>
    ensure(await putRecord(tx, { member_id: member.id, revision, sealed }), "revision-conflict"),
  );
  return revision + 1;
}
