import { type MemberEntry, readDeclaration, type Declaration } from "@bijak/envelope/audit";
import { digestOf } from "../encoding.ts";
import { ensure, refuseAs } from "../refusal.ts";
import type { Tx } from "../store/store.ts";
import { type Access, ensureAccess, ensureCaseworker } from "./access.ts";
import { listClocks, lockCase, saveCase } from "./case-store.ts";
import { type Room, viewerOf } from "./room.ts";
import { eraseActs, saveDeclaration } from "./word-store.ts";

/** A signed day may be off by one: clocks and time zones are. An older note is one that was signed for another day. */
const DAYS_OFF = 1;

/**
 * Takes a member's signed word on a conflict of interest (R4). A conflict withholds at once and cannot be taken back here: what
 * it withholds must stay withheld. Throws `note-refused`, `not-available`.
 */
export async function declare(
  room: Room,
  member: MemberEntry,
  { caseId, note }: { readonly caseId: string; readonly note: string },
): Promise<void> {
  ensureCaseworker(member);
  const { parts, ports } = room;
  const viewer = await viewerOf(room, member);
  await ensureAccess(parts.store.db, viewer, caseId);
  const { instance } = await ports.currentDirectory();
  const said = await refuseAs("note-refused", () => readDeclaration(note, viewer.members));
  const isOwn = said.memberId === member.id && said.caseId === caseId && said.instance === instance;
  ensure(isOwn && Math.abs(said.on - parts.clock.today()) <= DAYS_OFF, "note-refused");
  await parts.store.transact(async (tx) => {
    const access = await ensureAccess(tx, viewer, caseId);
    if (access.declaration === (said.hasConflict ? "conflict" : "no-conflict")) return;
    ensure(await storeWord(tx, said, note), "not-available");
    if (said.hasConflict) await withdraw(tx, member, access);
    await ports.appendEntry(tx, {
      type: "declaration",
      actor: member.id,
      object: caseId,
      digest: digestOf(note),
    });
  });
}

const storeWord = (tx: Tx, said: Declaration, note: string): Promise<boolean> =>
  saveDeclaration(tx, {
    case_id: said.caseId,
    member_id: said.memberId,
    has_conflict: said.hasConflict ? 1 : 0,
    note,
  });

/** The case moves on, so that no step or proposal made before counts any more, and leaves the desk of the member. */
async function withdraw(tx: Tx, member: MemberEntry, { row: { id } }: Access): Promise<void> {
  const row = await lockCase(tx, id);
  ensure(row !== null, "not-available");
  const clocks = (await listClocks(tx, [id])).get(id) ?? [];
  const assignee = row.assignee === member.id ? null : row.assignee;
  await saveCase(tx, { ...row, assignee }, clocks);
  await eraseActs(tx, id);
}
