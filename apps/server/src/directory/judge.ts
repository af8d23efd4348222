import { type Directory, followDirectory, noteHash } from "@bijak/envelope/audit";
import type { NoteSet } from "@bijak/contract";
import { ensure, refuseAs } from "../refusal.ts";
import type { Current } from "./current.ts";
import { type KeyringRow, listDrills, listKeyrings, listRotations } from "./key-store.ts";
import { ensureForHolders, ensureKeyringFits } from "./keyring-fit.ts";
import { checkOpening } from "./opening.ts";
import type { Room } from "./room.ts";
import { ensureSound, type Sound } from "./sound.ts";
import { ensureSameChannel, ensureSameMembers, followKeys, type KeyChange } from "./succession.ts";

/** How many signers must have signed: all that the directory demands, or one while others are still asked. */
export type Signatures = "all" | "one";

/** Notes that may take the place of today's. Made by `judgeNotes` only. */
export type Change = {
  readonly notes: NoteSet;
  readonly before: Current;
  /** The directory that holds after, its configuration and members. */
  readonly sound: Sound;
  readonly configNote: string;
  readonly keyChanges: readonly KeyChange[];
};

/**
 * Judges notes against today's: what each says, and what holds between them after. Throws `note-refused`, `rotation-missing`,
 * `ciphertext-refused`, `opening-refused`, `directory-rolled-back` or `revision-conflict` for another serial than the next.
 * That a retirement is not outdated is for the transaction to see.
 */
export async function judgeNotes(
  room: Room,
  notes: NoteSet,
  signatures: Signatures,
): Promise<Change> {
  const before = await room.current();
  const { db } = room.parts.store;
  const today = room.parts.clock.today();
  ensure(
    notes.directory !== null || (notes.config === null && notes.members !== null),
    "note-refused",
  );
  const next = await followNext(notes.directory, { before, today, signatures });
  ensureSameChannel(before.directory, next);
  const configNote = notes.config ?? before.configNote;
  const keyrings = await listKeyrings(db);
  const sound = await ensureSound(trusted(next, signatures), {
    config: configNote,
    members: notes.members ?? before.membersNote,
    keyrings: keyrings.map(({ unit }) => ({ unit, epoch: epochIn(next, unit) })),
  });
  if (notes.members !== null) ensureNextMembers(before, sound, today);
  const known = { rows: await listRotations(db), members: sound.members };
  const keyChanges = await followKeys(before.directory, next, known);
  await ensureTrue(room, keyChanges);
  const change = { notes, before, sound: { ...sound, directory: next }, configNote, keyChanges };
  const after = keyrings.map((keyring) => keyringAfter(keyring, keyChanges));
  for (const { row, rotation } of keyChanges) {
    ensureKeyringFits(row, change.sound);
    await ensureForHolders(rotation, change.sound);
  }
  if (before.directory.isRehearsal && !next.isRehearsal) await ensureReady(room, change, after);
  return Object.freeze(change);
}

async function followNext(
  note: string | null,
  { before, today, signatures }: { before: Current; today: number; signatures: Signatures },
): Promise<Directory> {
  const { directory, chain } = before;
  if (note === null) return directory;
  const voucher = trusted(directory, signatures);
  const { instance, signers, threshold } = voucher;
  const next = await refuseAs("note-refused", () =>
    followDirectory([note], { instance, signers, threshold, today }),
  );
  ensure(next.serial === directory.serial + 1, "directory-rolled-back");
  ensure(next.previous === (await noteHash(chain.at(-1) ?? "")), "note-refused");
  ensure(next.suite === directory.suite && next.issuedOn <= today + 1, "note-refused");
  return next;
}

/** The directory as it vouches for other notes while not everybody has signed yet. */
const trusted = (directory: Directory, signatures: Signatures): Directory =>
  signatures === "all" ? directory : { ...directory, threshold: 1 };

/** A keyring follows its unit: that the epochs fit is what `followKeys` sees to. */
const epochIn = ({ units }: Directory, unit: string): number =>
  units.find(({ id }) => id === unit)?.epoch ?? 0;

function ensureNextMembers(before: Current, next: Sound, today: number): void {
  ensure(next.membersSerial === before.membersSerial + 1, "revision-conflict");
  ensure(next.membersIssuedOn <= today + 1, "note-refused");
  ensureSameMembers(before.members, next.members);
}

/** Size and root beside a retired key are those of our log. */
async function ensureTrue({ ports }: Room, changes: readonly KeyChange[]): Promise<void> {
  for (const { retired } of changes)
    ensure((await ports.logRootAt(retired.logSize)) === retired.root, "note-refused");
}

const keyringAfter = (keyring: KeyringRow, changes: readonly KeyChange[]) => ({
  unit: keyring.unit,
  sealed: changes.find(({ row }) => row.unit === keyring.unit)?.row.sealed ?? keyring.sealed,
});

async function ensureReady(
  { parts, ports }: Room,
  { sound }: Pick<Change, "sound">,
  keyrings: readonly Pick<KeyringRow, "unit" | "sealed">[],
): Promise<void> {
  const drills = await listDrills(parts.store.db);
  const prepared = { ...sound, keyrings, drills, hasRehearsed: await ports.hasRehearsed() };
  ensure(
    checkOpening(prepared).every(({ isDone }) => isDone),
    "opening-refused",
  );
}
