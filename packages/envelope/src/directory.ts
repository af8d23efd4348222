import { parseDirectoryText, writeDirectoryText } from "./directory-parse.ts";
import type { Directory } from "./directory-text.ts";
import { ensure, refuse, refuseAs } from "./errors.ts";
import { noteHash, openNote, signNote, type SigningKey } from "./note.ts";
import type { Day } from "./types.ts";

/*
 * [Note: Following the directory]
 *
 * The signers pinned beside the web bundle vouch for the first note handed in; every further one carries the next
 * serial, names the one before by its hash, and is signed by as many of the signers listed THERE as it demands. So
 * signers can change without a new bundle, and a server can neither invent nor skip one. The last must not have
 * expired: a reporter's browser remembers nothing, so the expiry is what bounds how old a directory it may be shown.
 */
export type DirectoryTrust = {
  readonly instance: string;
  /** The vkeys pinned in `instance.json`. */
  readonly signers: readonly string[];
  readonly threshold: number;
  readonly today: Day;
  /** The highest serial seen before, where anything is remembered. */
  readonly newestSerial?: number;
};

/** Signs a directory with each of the keys. Throws `directory-malformed` for one that could not be read again. */
export const writeDirectory = async (
  directory: Directory,
  keys: readonly SigningKey[],
): Promise<string> => signNote(await writeDirectoryText(directory), keys);

/**
 * Takes all directory notes, oldest first, from one that the pinned signers signed; gives the newest.
 * Throws `directory-not-authentic`, `directory-malformed`, `note-wrong-instance`, `directory-expired`,
 * `directory-rolled-back`. See [Note: Following the directory].
 */
export async function followDirectory(
  notes: readonly string[],
  trust: DirectoryTrust,
): Promise<Directory> {
  let newest: { readonly note: string; readonly directory: Directory } | null = null;
  for (const note of notes) {
    const voucher: Voucher = newest === null ? trust : newest.directory;
    const directory = await openDirectory(note, voucher);
    if (newest !== null) await ensureFollows(directory, newest);
    newest = { note, directory };
  }
  if (newest === null) return refuse("directory-not-authentic");
  ensure(newest.directory.serial >= (trust.newestSerial ?? 0), "directory-rolled-back");
  ensure(trust.today <= newest.directory.expiresOn, "directory-expired");
  return newest.directory;
}

type Voucher = Pick<DirectoryTrust, "instance" | "signers" | "threshold">;

async function openDirectory(note: string, voucher: Voucher): Promise<Directory> {
  const { text } = await refuseAs("directory-not-authentic", () =>
    openNote(note, { vkeys: voucher.signers, threshold: voucher.threshold }),
  );
  const directory = await parseDirectoryText(text);
  ensure(directory.instance === voucher.instance, "note-wrong-instance");
  return directory;
}

async function ensureFollows(
  directory: Directory,
  before: { readonly note: string; readonly directory: Directory },
): Promise<void> {
  ensure(directory.serial === before.directory.serial + 1, "directory-rolled-back");
  ensure(directory.previous === (await noteHash(before.note)), "directory-not-authentic");
  ensure(directory.suite === before.directory.suite, "directory-not-authentic");
}
