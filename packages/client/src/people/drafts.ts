import {
  ApiError,
  canonicalJson,
  ConfigContent,
  conforms,
  keyRoutes,
  type NoteSet,
} from "@bijak/contract";
import type { Day } from "@bijak/domain";
import {
  addSignature,
  EnvelopeError,
  followDirectory,
  noteHash,
  openConfig,
  openMembersNote,
  openNote,
  parseNoteText,
  fingerprint,
  sha256Base64,
  vkeyName,
  type Custody,
  type Directory,
  type MemberEntry,
  type SigningKey,
} from "@bijak/envelope";
import type { Desk } from "../handler/desk.ts";
import { encodeText } from "../shared/bytes.ts";
import { listDifferences, type Difference, type NotesContent } from "./differences.ts";
import { penOf, readCurrent, signerKeyName, signersIn, type CurrentNotes } from "./pen.ts";
import { publishOrWait, type Published } from "./publish.ts";
import { ensureRotated } from "./publish-rotations.ts";

/** Notes that wait for more signatures, as a person can judge them. */
export type Draft = {
  readonly id: string;
  /** Member who proposed it. */
  readonly proposedBy: string;
  readonly on: Day;
  /** Empty when it cannot be followed: then it can only be withdrawn. */
  readonly differences: readonly Difference[];
  /** Of who would be let in, or get other keys: what that person reads out, to be compared before signing. */
  readonly fingerprints: readonly { readonly name: string; readonly groups: readonly string[] }[];
  /** It follows from the notes of now and a signer has signed it. */
  readonly isSound: boolean;
  /** Stands for exactly what the member was shown: the SHA-256 of all texts. */
  readonly digest: string;
  /** This member has signed it. */
  readonly isSigned: boolean;
};

type Row = {
  readonly id: string;
  readonly proposedBy: string;
  readonly on: Day;
  readonly notes: NoteSet;
};

/** Drafts with a plain summary of what would change, worked out here from the notes themselves. Throws `role-missing`. */
export async function listDrafts(desk: Desk): Promise<readonly Draft[]> {
  const pen = penOf(desk);
  const now = await readCurrent(pen);
  const keys = await signersIn(pen, now.directory);
  const rows = await desk.api.call(keyRoutes.noteDrafts, {});
  return Promise.all(
    rows.map(async ({ id, proposedBy, on, notes }) => {
      const after = await openQuietly(now, notes);
      const differences = after === null ? [] : listDifferences(contentOf(now), after);
      const isSigned = await hasSigned(notes, keys);
      const digest = await digestOf(notes);
      const fingerprints = after === null ? [] : await fingerprintsOf(differences, after);
      const isSound = after !== null;
      return { id, proposedBy, on, differences, fingerprints, isSound, digest, isSigned };
    }),
  );
}

function fingerprintsOf(
  differences: readonly Difference[],
  { members }: NotesContent,
): Promise<Draft["fingerprints"]> {
  const ids = differences.flatMap((one) =>
    one.kind === "member-added" || one.kind === "member-keys-changed" ? [one.id] : [],
  );
  const concerned = members.filter(({ id }) => ids.includes(id));
  return Promise.all(
    concerned.map(async ({ name, recipient, vkey }) => ({
      name,
      groups: await fingerprint(recipient, vkey),
    })),
  );
}

/**
 * Adds this member's signature to the notes that were shown, and publishes when it was the last that lacked. Throws
 * `revision-conflict` when the server has others under this id by now, `not-available` for an unknown draft, and as `ensureRotated`
 * for keys of units that nobody there asked for.
 */
export async function signDraft(
  desk: Desk,
  { id, digest }: Pick<Draft, "id" | "digest">,
): Promise<Published> {
  const pen = penOf(desk);
  const now = await readCurrent(pen);
  const { notes } = await findDraft(desk, id);
  if ((await digestOf(notes)) !== digest) throw new ApiError("revision-conflict");
  const { directory: next } = await openDraft(now, notes);
  await ensureRotated(desk, now, next);
  const keys = await signersIn(pen, now.directory);
  return publishOrWait(pen, { now, next }, await signAll(notes, keys));
}

/** Of the texts alone: signatures may be added meanwhile. */
async function digestOf({ directory, config, members }: NoteSet): Promise<string> {
  const texts = [directory, config, members].map((note) => note && parseNoteText(note));
  return sha256Base64(encodeText(canonicalJson(texts)));
}

/** Takes a draft back or turns it down. */
export const withdrawDraft = ({ api }: Desk, id: string): Promise<void> =>
  api.call(keyRoutes.withdrawDraft, { params: { id } });

async function findDraft({ api }: Desk, id: string): Promise<Row> {
  const draft = (await api.call(keyRoutes.noteDrafts, {})).find((one) => one.id === id);
  if (draft === undefined) throw new ApiError("not-available");
  return draft;
}

const contentOf = ({ directory, config, members: { members } }: CurrentNotes): NotesContent => ({
  directory,
  config,
  members,
});

async function openQuietly(now: CurrentNotes, notes: NoteSet): Promise<NotesContent | null> {
  try {
    return await openDraft(now, notes);
  } catch (fault) {
    if (fault instanceof EnvelopeError || fault instanceof ApiError) return null;
    throw fault;
  }
}

/** What the notes say, each signed by one signer at least. Throws unless they follow the notes of now. */
export async function openDraft(now: CurrentNotes, notes: NoteSet): Promise<NotesContent> {
  const directory = notes.directory === null ? now.directory : await nextIn(now, notes.directory);
  const signedOnce = { ...directory, threshold: 1 };
  const members =
    notes.members === null ? now.members : await openMembersNote(notes.members, signedOnce);
  if (notes.members !== null && members.serial !== now.members.serial + 1)
    throw new EnvelopeError("members-rolled-back");
  const config: unknown =
    notes.config === null ? now.config : JSON.parse(await openConfig(notes.config, signedOnce));
  if (!isConfig(config)) throw new ApiError("reply-malformed");
  const content = { directory, config, members: members.members };
  ensureOwnKeys(now.directory, content);
  return content;
}

/**
 * A person is shown names, so behind each name must be that person's key: a new signer signs with the key of a member who has the
 * role, and with no second one beside it; a custodian has the key of the list of members. Throws `note-refused`.
 */
function ensureOwnKeys(before: Directory, { directory, members }: NotesContent): void {
  const { signers, custody } = directory;
  const hasOneKey = ({ id, vkey }: MemberEntry): boolean =>
    signers.every((one) => one === vkey || vkeyName(one) !== signerKeyName(id));
  const isSigner = (vkey: string): boolean =>
    members.some((one) => one.vkey === vkey && one.roles.includes("signer") && hasOneKey(one));
  const isCustodian = ({ id, recipient }: Custody["custodians"][number]): boolean =>
    members.some(
      (one) => one.id === id && one.recipient === recipient && one.roles.includes("custodian"),
    );
  const isSound =
    signers.every((vkey) => before.signers.includes(vkey) || isSigner(vkey)) &&
    (custody?.custodians ?? []).every(isCustodian);
  if (!isSound) throw new ApiError("note-refused");
}

async function nextIn(
  { chain, directory: before }: CurrentNotes,
  note: string,
): Promise<Directory> {
  const { instance, signers, serial, suite } = before;
  const next = await followDirectory([note], { instance, signers, threshold: 1, today: 0 });
  const isNext =
    next.serial === serial + 1 && next.previous === (await noteHash(chain.at(-1) ?? ""));
  if (!isNext || next.suite !== suite) throw new EnvelopeError("directory-rolled-back");
  return next;
}

const isConfig = (value: unknown): value is ConfigContent => conforms(ConfigContent, value);

export async function signAll(notes: NoteSet, keys: readonly SigningKey[]): Promise<NoteSet> {
  const [directory, config, members] = await Promise.all(
    [notes.directory, notes.config, notes.members].map((note) => signMore(note, keys)),
  );
  return { directory: directory ?? null, config: config ?? null, members: members ?? null };
}

/** The note with the signatures of these keys that it lacks. */
async function signMore(note: string | null, keys: readonly SigningKey[]): Promise<string | null> {
  let signed = note;
  for (const key of keys) {
    if (signed !== null && !(await isSignedBy(signed, key)))
      signed = await addSignature(signed, key);
  }
  return signed;
}

const hasSigned = async (notes: NoteSet, keys: readonly SigningKey[]): Promise<boolean> =>
  (
    await Promise.all(
      [notes.directory, notes.config, notes.members].map(
        async (note) =>
          note === null ||
          (await Promise.all(keys.map((key) => isSignedBy(note, key)))).includes(true),
      ),
    )
  ).every(Boolean);

async function isSignedBy(note: string, { vkey }: SigningKey): Promise<boolean> {
  try {
    return (await openNote(note, { vkeys: [vkey], threshold: 1 })).signers.length > 0;
  } catch (fault) {
    if (fault instanceof EnvelopeError) return false;
    throw fault;
  }
}
