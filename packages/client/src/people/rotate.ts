import { ApiError, keyRoutes } from "@bijak/contract";
import {
  EnvelopeError,
  generateIdentity,
  holdersHash,
  identityFromSeed,
  recipientOf,
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
import { keyringOf, realmOf, type Desk } from "../handler/desk.ts";
import { encodeBase64, randomSeed } from "../shared/bytes.ts";
import { keyringRecipients } from "./holders.ts";
import { penOf, readCurrent, signerVkeyOf } from "./pen.ts";
import { publishRotations } from "./publish-rotations.ts";
import type { Published } from "./publish.ts";

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
  const recoveries =
    recovery === null ? directory.recoveries : [{ unit, recipient: recovery.recipient }];
  const recipients = keyringRecipients(members.members, recoveries, unit);
  const asked = { realm: realmOf(desk), unit, reason, ...made.open };
  const holders = await holdersHash(recipients);
  const note = await writeRotation(
    { ...asked, recovery: recovery?.recipient ?? null, holders },
    desk.memberKey,
  );
  const entries = [...keyringOf(desk, unit).entries, made.entry];
  const keyring = { realm: realmOf(desk), unit, entries };
  const sealed = encodeBase64(await sealKeyring(keyring, recipients, desk.memberKey));
  await desk.api.call(keyRoutes.rotate, { body: { unit, note, sealed } });
  const maySign = signerVkeyOf(directory, ownEntry(desk)) !== null;
  const shares = recovery?.shares ?? null;
  return { published: maySign ? await publishNow(desk, shares) : null, shares };
}

/** When publishing fails, the key waits for a signer like any other: rows of a recovery key are shown now or never. */
async function publishNow(desk: Desk, shares: Rotated["shares"]): Promise<Published | null> {
  try {
    return await publishRotations(desk);
  } catch (fault) {
    const isOurs = fault instanceof ApiError || fault instanceof EnvelopeError;
    if (shares === null || !isOurs) throw fault;
    return null;
  }
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
