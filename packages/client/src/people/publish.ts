import {
  ApiError,
  keyRoutes,
  staffRoutes,
  type ConfigContent,
  type NoteSet,
} from "@bijak/contract";
import type { Day } from "@bijak/domain";
import {
  configHash,
  noteHash,
  openNote,
  writeConfig,
  writeDirectory,
  writeMembers,
  type Directory,
  type MemberEntry,
  type SigningKey,
} from "@bijak/envelope";
import { doOnce } from "../shared/pace.ts";
import { readCurrent, signersIn, type CurrentNotes, type Pen } from "./pen.ts";

/** Days for which a directory holds once it is signed (crypto.md 3). */
export const DIRECTORY_DAYS: Day = 90;

/** What became of a change of signed notes. */
export type Published =
  | {
      readonly kind: "published";
      readonly directorySerial: number;
      readonly membersSerial: number;
    }
  | { readonly kind: "waits-for-signatures"; readonly have: number; readonly need: number };

/** What changes in the signed notes. What is absent stays. */
export type NoteChange = {
  readonly directory?: Partial<Directory>;
  readonly members?: readonly MemberEntry[];
  readonly config?: ConfigContent;
};

/**
 * Signs the next notes with the keys of this member and publishes them, or puts them before the other signers when the directory
 * demands more signatures. `change` is made from the newest notes. Throws `role-missing` for who is no
 * signer, or would be none by these notes: another signer has to do that.
 */
export async function changeNotes(pen: Pen, change: MakeChange, attempt = 1): Promise<Published> {
  const now = await readCurrent(pen);
  const keys = await signersIn(pen, now.directory);
  const { next, notes } = await writeNext(pen, now, { ...(await change(now)), keys });
  try {
    return await publishOrWait(pen, { now, next }, notes);
  } catch (fault) {
    if (!isOvertaken(fault) || attempt === ATTEMPTS) throw fault;
    return changeNotes(pen, change, attempt + 1);
  }
}

type MakeChange = (now: CurrentNotes) => NoteChange | Promise<NoteChange>;

const ATTEMPTS = 3;

/** Another signer has published notes since these were written: they are written again. */
const isOvertaken = (fault: unknown): boolean =>
  fault instanceof ApiError &&
  (fault.code === "directory-rolled-back" || fault.code === "revision-conflict");

/** The directory that holds, and the one that the notes would make hold. */
export type Turn = { readonly now: CurrentNotes; readonly next: Directory };

type Writing = NoteChange & { readonly keys: readonly SigningKey[] };

async function writeNext(
  pen: Pen,
  now: CurrentNotes,
  writing: Writing,
): Promise<{ readonly next: Directory; readonly notes: NoteSet }> {
  const { directory: changes } = writing;
  const { signers } = { ...now.directory, ...changes };
  const keys = writing.keys.filter(({ vkey }) => signers.includes(vkey));
  if (keys.length === 0) throw new ApiError("role-missing");
  const hasOtherSigners = changes?.signers !== undefined || changes?.threshold !== undefined;
  const rewriting = { ...writing, keys, hasOtherSigners };
  const config = await nextConfig(now, rewriting);
  const members = await nextMembers(pen, now, rewriting);
  if (changes === undefined && config === null)
    return { next: now.directory, notes: { directory: null, config, members } };
  const next: Directory = {
    ...now.directory,
    ...changes,
    configHash: config === null ? now.directory.configHash : await configHash(config),
    serial: now.directory.serial + 1,
    issuedOn: pen.today(),
    expiresOn: pen.today() + DIRECTORY_DAYS,
    previous: await noteHash(now.chain.at(-1) ?? ""),
  };
  return { next, notes: { directory: await writeDirectory(next, keys), config, members } };
}

type Rewriting = Writing & { readonly hasOtherSigners: boolean };

/** Who signs the directory signs the other notes as well: with other signers they are signed anew. */
async function nextConfig(
  { config: before, configNote, directory }: CurrentNotes,
  { config, keys, hasOtherSigners }: Rewriting,
): Promise<string | null> {
  if (config === undefined && !hasOtherSigners) return null;
  const serial = serialIn(configNote) + 1;
  return writeConfig(directory, serial, JSON.stringify(config ?? before), keys);
}

async function nextMembers(
  { today }: Pen,
  { members: before, directory: { instance, suite } }: CurrentNotes,
  { members, keys, hasOtherSigners }: Rewriting,
): Promise<string | null> {
  if (members === undefined && !hasOtherSigners) return null;
  const list = { members: members ?? before.members, serial: before.serial + 1 };
  return writeMembers({ realm: { instance, suite }, issuedOn: today(), ...list }, keys);
}

/** A note's serial stands in its third line. */
const serialIn = (note: string): number => Number(note.split("\n")[2]);

/** Publishes notes that carry all signatures, and remembers them; puts the others before the other signers. */
export async function publishOrWait(pen: Pen, turn: Turn, notes: NoteSet): Promise<Published> {
  const { have, need } = await countSignatures(turn, notes);
  if (have < need) {
    await pen.api.call(keyRoutes.draftNotes, { body: notes });
    return { kind: "waits-for-signatures", have, need };
  }
  await doOnce(
    () => pen.api.call(keyRoutes.publishNotes, { body: notes }),
    () => isPublished(pen, notes),
    pen.pace,
  );
  return remember(pen);
}

/**
 * Of the note that lacks most, how many signatures it has and needs. The directory is signed by the signers of the one before,
 * the other notes by its own.
 */
async function countSignatures(
  { now: { directory }, next }: Turn,
  notes: NoteSet,
): Promise<{ readonly have: number; readonly need: number }> {
  const counts = [
    await countOf(notes.directory, directory),
    await countOf(notes.config, next),
    await countOf(notes.members, next),
  ].flatMap((count) => count ?? []);
  const [least] = counts.toSorted((a, b) => a.have - a.need - (b.have - b.need));
  return least ?? { have: 0, need: directory.threshold };
}

async function countOf(
  note: string | null,
  { signers: vkeys, threshold: need }: Directory,
): Promise<{ readonly have: number; readonly need: number } | null> {
  if (note === null) return null;
  return { have: (await openNote(note, { vkeys, threshold: 1 })).signers.length, need };
}

async function isPublished({ api }: Pen, { directory, members }: NoteSet): Promise<boolean> {
  const stored = await api.call(staffRoutes.staffDirectory, {});
  return (
    (directory === null || stored.notes.at(-1) === directory) &&
    (members === null || stored.members === members)
  );
}

async function remember(pen: Pen): Promise<Published> {
  const { directory, members } = await readCurrent(pen);
  const [directorySerial, membersSerial] = [directory.serial, members.serial];
  await pen.vault.update((vault) => ({ ...vault, directorySerial, membersSerial }));
  return { kind: "published", directorySerial, membersSerial };
}
