import { ApiError, canonicalJson, keyRoutes, type Rotation } from "@bijak/contract";
import {
  EnvelopeError,
  generateIdentity,
  identityFromSeed,
  readRotation,
  recipientOf,
  rotateUnit as directoryAfter,
  sealKeyring,
  signingKeyFromSeed,
  splitSeed,
  unitKeyName,
  writeRotation,
  type Directory,
  type KeyringEntry,
  type MemberEntry,
  type Recipient,
  type RotationReason,
} from "@bijak/envelope";
import { beginsWith, verifiedCheckpoint } from "../handler/audit.ts";
import { keyringOf, realmOf, type Desk } from "../handler/desk.ts";
import { encodeBase64, parseBase64 } from "../shared/bytes.ts";
import { keyringRecipients } from "./holders.ts";
import { penOf, readCurrent, signerVkeyOf, type CurrentNotes } from "./pen.ts";
import { changeNotes, type Published } from "./publish.ts";

/*
 * [Note: Rotation of a unit's key]
 *
 * A member of the unit makes the next keys, seals the keyring to all of today's members and the recovery key, and signs a note that
 * names the public halves. A signer's client takes that note over into the next directory together with size and root of the audit
 * log from a checkpoint that it has verified itself: what the old key signed counts only when the log held it by then. Nobody but
 * members of the unit ever holds its keys, and no member alone changes the directory.
 */

type Rotating = {
  readonly unit: string;
  readonly reason: RotationReason;
  /** A new recovery key, of whose n rows any k bring it back. Always made after a recovery; else absent keeps the present one. */
  readonly recovery?: { readonly k: number; readonly n: number };
};

export type RecoveryRow = { readonly holder: number; readonly row: string };

export type Rotated = {
  /** Null while it waits for a signer. */
  readonly published: Published | null;
  /** The rows of a new recovery key, shown this once; null when the unit keeps the one it has. */
  readonly shares: readonly RecoveryRow[] | null;
};

/**
 * Makes the next key of an own unit and asks for the directory that names it; signs that directory at once when this member may.
 * Throws `not-available` for other units, `request-malformed` for a recovery without k and n.
 */
export async function rotateUnit(desk: Desk, rotating: Rotating): Promise<Rotated> {
  const { unit, reason } = rotating;
  if (reason === "recovery" && rotating.recovery === undefined)
    throw new ApiError("request-malformed");
  const { directory, members } = await readCurrent(penOf(desk));
  const recovery = await makeRecovery(desk, rotating);
  const made = await makeEntry(desk, unit, directory);
  const note = await writeRotation(
    { realm: realmOf(desk), unit, reason, ...made.open, recovery: recovery?.recipient ?? null },
    desk.memberKey,
  );
  const recoveries =
    recovery === null ? directory.recoveries : [{ unit, recipient: recovery.recipient }];
  const recipients = keyringRecipients(members.members, recoveries, unit);
  const entries = [...keyringOf(desk, unit).entries, made.entry];
  const keyring = { realm: realmOf(desk), unit, entries };
  const sealed = encodeBase64(await sealKeyring(keyring, recipients, desk.memberKey));
  await desk.api.call(keyRoutes.rotate, { body: { unit, note, sealed } });
  const maySign = signerVkeyOf(directory, ownEntry(desk)) !== null;
  return {
    published: maySign ? await publishRotations(desk) : null,
    shares: recovery?.shares ?? null,
  };
}

const ownEntry = ({ me, memberKey }: Desk): Pick<MemberEntry, "id" | "vkey"> => ({
  id: me.memberId,
  vkey: memberKey.vkey,
});

type NewRecovery = { readonly recipient: Recipient; readonly shares: readonly RecoveryRow[] };

async function makeRecovery(desk: Desk, { recovery }: Rotating): Promise<NewRecovery | null> {
  if (recovery === undefined) return null;
  const seed = randomSeed();
  const rows = await splitSeed(seed, recovery);
  const recipient = await recipientOf(identityFromSeed(realmOf(desk).suite, seed));
  return { recipient, shares: rows.map((row, at) => ({ holder: at + 1, row })) };
}

const randomSeed = (): Uint8Array => crypto.getRandomValues(new Uint8Array(32));

type NewEntry = {
  readonly entry: KeyringEntry;
  readonly open: { readonly epoch: number; readonly recipient: Recipient; readonly vkey: string };
};

async function makeEntry(desk: Desk, unit: string, { units }: Directory): Promise<NewEntry> {
  const before = units.find(({ id }) => id === unit);
  const { current } = keyringOf(desk, unit);
  if (before === undefined || before.epoch !== current.epoch)
    throw new EnvelopeError("keyring-not-current");
  const epoch = before.epoch + 1;
  const identity = await generateIdentity(realmOf(desk).suite);
  const signingSeed = randomSeed();
  const { vkey } = await signingKeyFromSeed(unitKeyName(unit, epoch), signingSeed);
  return {
    entry: { epoch, identity, signingSeed },
    open: { epoch, recipient: await recipientOf(identity), vkey },
  };
}

/** Units that wait for a directory with their next key. */
export const listRotations = ({ api }: Desk): Promise<readonly Rotation[]> =>
  api.call(keyRoutes.rotations, {});

/** Takes the request of an own unit back. */
export const withdrawRotation = ({ api }: Desk, unit: string): Promise<void> =>
  api.call(keyRoutes.withdrawRotation, { params: { unit } });

const ATTEMPTS = 5;

/**
 * A signer takes the next keys of all units that wait over into the directory. Each note must be signed by a member of its unit by
 * the signed list; size and root of the log come from a checkpoint whose log this desk has found to be the continuation of all it saw
 * before. Signs again when a unit wrote in the meantime. Throws `rotation-missing` when none waits, `log-rewritten`,
 * `note-not-authentic` for keys that nobody of the unit signed, `rotation-not-valid`.
 */
export async function publishRotations(desk: Desk, attempt = 1): Promise<Published> {
  const waiting = await listRotations(desk);
  if (waiting.length === 0) throw new ApiError("rotation-missing");
  const log = await verifiedCheckpoint(desk);
  try {
    return await changeNotes(penOf(desk), async (now) => ({
      directory: await withRotations(desk, now, { waiting, log }),
    }));
  } catch (fault) {
    const isOutdated = fault instanceof ApiError && fault.code === "retirement-outdated";
    if (!isOutdated || attempt === ATTEMPTS) throw fault;
    return publishRotations(desk, attempt + 1);
  }
}

type Log = { readonly size: number; readonly root: Uint8Array };
type Waiting = { readonly waiting: readonly Rotation[]; readonly log: Log };

async function withRotations(
  desk: Desk,
  { directory, members: { members } }: CurrentNotes,
  { waiting, log }: Waiting,
): Promise<Pick<Directory, "units" | "recoveries" | "retired">> {
  let next = directory;
  for (const { unit, note } of waiting) {
    const { rotation } = await readRotation(note, realmOf(desk), members);
    if (rotation.unit !== unit) throw new EnvelopeError("object-misplaced");
    next = { ...next, ...directoryAfter(next, rotation, log) };
  }
  const { units, recoveries, retired } = next;
  return { units, recoveries, retired };
}

/**
 * For who signs second: the units whose keys these notes change have asked for exactly these keys, and the log they name is the
 * beginning of the one this desk has verified. Throws `rotation-not-valid`, `log-rewritten`, and as `publishRotations`.
 */
export async function ensureRotated(desk: Desk, now: CurrentNotes, next: Directory): Promise<void> {
  const changed = now.directory.units.filter((unit) => hasOtherKeys(unit, next));
  const [first] = next.retired.slice(now.directory.retired.length);
  if (changed.length === 0 && first === undefined) return ensureSame(now.directory, next);
  if (first === undefined) throw new EnvelopeError("rotation-not-valid");
  const log = { size: first.logSize, root: parseBase64(first.root) };
  if (!(await beginsWith(desk, await verifiedCheckpoint(desk), log)))
    throw new ApiError("log-rewritten");
  const waiting = (await listRotations(desk)).filter(({ unit }) =>
    changed.some(({ id }) => id === unit),
  );
  ensureSame(await withRotations(desk, now, { waiting, log }), next);
}

const hasOtherKeys = (
  { id, epoch, recipient, vkey }: Directory["units"][number],
  next: Directory,
) =>
  !next.units.some(
    (unit) =>
      unit.id === id && unit.epoch === epoch && unit.recipient === recipient && unit.vkey === vkey,
  );

type Keys = Pick<Directory, "units" | "recoveries" | "retired">;

function ensureSame(expected: Keys, next: Keys): void {
  if (canonicalJson(keysIn(expected)) !== canonicalJson(keysIn(next)))
    throw new EnvelopeError("rotation-not-valid");
}

const keysIn = ({ units, recoveries, retired }: Keys) => ({
  units: units.map(({ id, epoch, recipient, vkey }) => ({ id, epoch, recipient, vkey })),
  recoveries: recoveries.map(({ unit, recipient }) => `${unit} ${recipient}`).toSorted(),
  retired,
});
