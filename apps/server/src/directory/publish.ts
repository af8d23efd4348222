import type { ConfigContent, NoteSet } from "@bijak/contract";
import { type Directory, isActive, type MemberEntry } from "@bijak/envelope/audit";
import { digestOf } from "../encoding.ts";
import type { Institution, LogEntry } from "../ports.ts";
import { ensure } from "../refusal.ts";
import type { Tx } from "../store/store.ts";
import { eraseDrafts } from "./draft-store.ts";
import { type Change, judgeNotes } from "./judge.ts";
import { eraseRotation, insertEpochs, swapKeyring } from "./key-store.ts";
import { ensureUpToDate } from "./retirement.ts";
import type { Room } from "./room.ts";
import { findNewest, insertDirectory, insertMembers, type Newest } from "./store.ts";

/**
 * Publishes notes that carry all signatures, in one transaction: keyrings of units whose keys change are swapped, sessions of who
 * has left end, the public pages are rendered anew, drafts are void. Throws `role-missing` unless the member is a signer,
 * `retirement-outdated`, and what `judgeNotes` throws.
 */
export async function publishNotes(
  room: Room,
  member: MemberEntry,
  notes: NoteSet,
): Promise<{ directorySerial: number; membersSerial: number }> {
  ensure(member.roles.includes("signer"), "role-missing");
  const change = await judgeNotes(room, notes, "all");
  await room.parts.store.transact(async (tx) => {
    await storeNotes(tx, change);
    await storeKeys(tx, change);
    await eraseDrafts(tx);
    await tellOthers(room, tx, change);
    await room.ports.holdLog(tx);
    await ensureStillNext(tx, change, serialsAfter(change));
    await ensureUpToDate(room, tx, change);
    for (const entry of entriesOf(change, member.id)) await room.ports.appendEntry(tx, entry);
  });
  const { directory, membersSerial } = change.sound;
  return { directorySerial: directory.serial, membersSerial };
}

/** Nobody was faster: what was judged is judged against today's notes. The caller holds the log; `newest` is what should stand now. */
export async function ensureStillNext(
  tx: Tx,
  { notes }: Pick<Change, "notes">,
  newest: Newest,
): Promise<void> {
  const found = await findNewest(tx);
  ensure(
    found?.directory === newest.directory && found.members === newest.members,
    notes.directory === null ? "revision-conflict" : "directory-rolled-back",
  );
}

const serialsAfter = ({ sound }: Change): Newest => ({
  directory: sound.directory.serial,
  members: sound.membersSerial,
});

async function storeNotes(tx: Tx, { notes, sound, configNote }: Change): Promise<void> {
  const { directory, membersSerial: serial } = sound;
  if (notes.directory !== null) {
    const isFirst = await insertDirectory(tx, {
      serial: directory.serial,
      note: notes.directory,
      configHash: directory.configHash,
      config: configNote,
    });
    ensure(isFirst, "directory-rolled-back");
  }
  if (notes.members !== null)
    ensure(await insertMembers(tx, serial, notes.members), "revision-conflict");
}

async function storeKeys(tx: Tx, { sound, keyChanges }: Change): Promise<void> {
  for (const { row, rotation } of keyChanges) {
    ensure(await eraseRotation(tx, row.unit, row.note), "rotation-missing");
    await swapKeyring(tx, { unit: row.unit, epoch: rotation.epoch, sealed: row.sealed });
  }
  const begun = keyChanges.map(({ rotation }) => ({ id: rotation.unit, epoch: rotation.epoch }));
  await insertEpochs(tx, begun, sound.directory.serial);
}

async function tellOthers(
  { ports }: Room,
  tx: Tx,
  { notes, before, sound }: Change,
): Promise<void> {
  if (notes.members !== null) {
    const active = new Set(sound.members.filter(isActive).map(({ id }) => id));
    const gone = before.members.map(({ id }) => id).filter((id) => !active.has(id));
    await ports.endSessionsOf(tx, gone);
  }
  if (notes.directory !== null)
    await ports.renderPages(tx, institutionOf(sound.directory, sound.config));
}

/** One entry for each note and keyring that is new. */
function entriesOf({ notes, sound, keyChanges }: Change, actor: string): readonly LogEntry[] {
  const entry = (type: string, object: string, content: string | Uint8Array): LogEntry => ({
    type,
    actor,
    object,
    digest: digestOf(content),
  });
  const { directory, membersSerial } = sound;
  return [
    ...(notes.directory === null
      ? []
      : [entry("directory", String(directory.serial), notes.directory)]),
    ...(notes.members === null ? [] : [entry("members", String(membersSerial), notes.members)]),
    ...keyChanges.map(({ row }) => entry("keyring", row.unit, row.sealed)),
  ];
}

/** What published pages say of the institution. */
export const institutionOf = (directory: Directory, config: ConfigContent): Institution => ({
  name: config.institution,
  isTrial: directory.isTrial,
  isRehearsal: directory.isRehearsal,
});
