import { ApiError, canonicalJson, keyRoutes, type NoteSet } from "@bijak/contract";
import { EnvelopeError, type Directory } from "@bijak/envelope";
import { openDraft, signAll } from "./drafts.ts";
import { readCurrent, signersIn, type CurrentNotes, type Pen } from "./pen.ts";
import { DIRECTORY_DAYS, publishOrWait, type Published } from "./publish.ts";

/**
 * Signs a directory that waits for signatures and is the one of now in everything but its days. No desk is needed, which an expired
 * directory does not let anyone open: without this nobody could be the second signer. Null when none waits. Throws `role-missing`
 * for who is no signer.
 */
export async function signRenewal(pen: Pen): Promise<Published | null> {
  const now = await readCurrent(pen);
  const keys = await signersIn(pen, now.directory);
  const drafts = await pen.api.call(keyRoutes.noteDrafts, {});
  for (const { notes } of drafts) {
    const next = await openRenewal(pen, now, notes);
    if (next !== null) return publishOrWait(pen, { now, next }, await signAll(notes, keys));
  }
  return null;
}

/** The directory of a draft that only renews the one of now; null for any other, and for one that cannot be followed. */
async function openRenewal(
  { today }: Pen,
  now: CurrentNotes,
  notes: NoteSet,
): Promise<Directory | null> {
  if (notes.directory === null || notes.config !== null || notes.members !== null) return null;
  try {
    const { directory: next } = await openDraft(now, notes);
    const { issuedOn, expiresOn, serial, previous } = next;
    const renewed: Directory = { ...now.directory, issuedOn, expiresOn, serial, previous };
    const isSame = canonicalJson(renewed) === canonicalJson(next);
    const isTimely = issuedOn <= today() + 1 && expiresOn <= issuedOn + DIRECTORY_DAYS;
    return isSame && isTimely ? next : null;
  } catch (fault) {
    if (fault instanceof EnvelopeError || fault instanceof ApiError) return null;
    throw fault;
  }
}
