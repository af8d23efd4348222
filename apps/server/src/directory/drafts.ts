import type { NoteSet } from "@bijak/contract";
import { type MemberEntry, parseNoteText } from "@bijak/envelope/audit";
import { randomId } from "../encoding.ts";
import { ensure } from "../refusal.ts";
import { type Draft, eraseDrafts, insertDraft, listDrafts } from "./draft-store.ts";
import { type Change, judgeNotes } from "./judge.ts";
import { ensureStillNext } from "./publish.ts";
import { ensureUpToDate } from "./retirement.ts";
import type { Room } from "./room.ts";

const HOUR_MS = 3_600_000;

/** The drafts that wait. Throws `role-missing` unless the member is a signer. */
export async function readDrafts({ parts }: Room, member: MemberEntry): Promise<readonly Draft[]> {
  ensure(member.roles.includes("signer"), "role-missing");
  return listDrafts(parts.store.db);
}

/**
 * Puts notes before the other signers that could be published if they were fully signed; older drafts are void. Units whose keys they
 * change hold still for an hour, counted from the first signature. Throws as `publishNotes`, and `note-refused` where one signature is
 * all that is needed.
 */
export async function draftNotes(room: Room, member: MemberEntry, notes: NoteSet): Promise<string> {
  ensure(member.roles.includes("signer"), "role-missing");
  const change = await judgeNotes(room, notes, "one");
  ensure(isForSeveral(change), "note-refused");
  const id = randomId();
  const { directory, membersSerial } = change.before;
  await room.parts.store.transact(async (tx) => {
    const frozenUntil = frozenUntilOf(notes, await listDrafts(tx), room.parts.clock.nowMs());
    await eraseDrafts(tx);
    const rotates = change.keyChanges.map(({ row }) => row.unit);
    const on = room.parts.clock.today();
    await insertDraft(tx, { id, proposedBy: member.id, on, notes, rotates, frozenUntil });
    await room.ports.holdLog(tx);
    await ensureStillNext(tx, change, { directory: directory.serial, members: membersSerial });
    await ensureUpToDate(room, tx, change);
  });
  return id;
}

/** Takes a draft back or turns it down. Throws `role-missing`, `not-available`. */
export async function withdrawDraft(
  { parts }: Room,
  member: MemberEntry,
  id: string,
): Promise<void> {
  ensure(member.roles.includes("signer"), "role-missing");
  await parts.store.transact(async (tx) => ensure(await eraseDrafts(tx, id), "not-available"));
}

const isForSeveral = ({ before, sound }: Change): boolean =>
  Math.max(before.directory.threshold, sound.directory.threshold) > 1;

/** One more signature under the same directory does not begin another hour. */
function frozenUntilOf(notes: NoteSet, older: readonly Draft[], nowMs: number): number {
  const same = older.find((draft) => textOf(draft.notes) === textOf(notes));
  return same?.frozenUntil ?? nowMs + HOUR_MS;
}

const textOf = ({ directory }: NoteSet): string | null =>
  directory === null ? null : parseNoteText(directory);
