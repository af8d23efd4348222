import { encodeBase64, encodeText, sha256Base64 } from "./bytes.ts";
import type { Directory, Recovery } from "./directory-text.ts";
import { ensure } from "./errors.ts";
import { parseRecipient } from "./identities.ts";
import { unitKeyName } from "./key-names.ts";
import type { MemberEntry } from "./members.ts";
import type { Hash } from "./merkle.ts";
import { openNote, signNote, vkeyName, type SigningKey } from "./note.ts";
import { ensureSame, parseOptional, readLines, writeLines, writeOptional } from "./note-lines.ts";
import type { Realm, Recipient } from "./types.ts";
import { isSha256, isUnitId, parseCount } from "./words.ts";

/*
 * [Note: Rotation]
 *
 *   bijak/v1/rotation
 *   <instance id>
 *   <unit id>
 *   <epoch>                                    of the new keys
 *   <recipient>
 *   <vkey>
 *   <recovery recipient, or ->                 the unit's new recovery key; - keeps the one it has
 *   <SHA-256, base64>                          of the keys to which the new keyring is sealed: see `holdersHash`
 *   dismissal|schedule|recovery                why; after a recovery the recovery key is always a new one (R7)
 *
 * A member of the unit has made these keys and signs them; a signer of the directory reads this and puts them there, if the keyring
 * that waits is still sealed to just those who hold the unit's keys: who has left meanwhile must not get the new ones.
 */
export const ROTATION_REASONS = Object.freeze(["dismissal", "schedule", "recovery"] as const);

export type RotationReason = (typeof ROTATION_REASONS)[number];

export type Rotation = {
  readonly realm: Realm;
  readonly unit: string;
  readonly epoch: number;
  readonly recipient: Recipient;
  /** Named `unit.<id>.<epoch>`. */
  readonly vkey: string;
  /** Null when the unit keeps its recovery key. */
  readonly recovery: Recipient | null;
  /** To whom the new keyring is sealed: `holdersHash`. */
  readonly holders: string;
  readonly reason: RotationReason;
};

/** How a rotation names those to whom the new keyring is sealed: SHA-256, base64, over their keys in the order of the alphabet. */
export const holdersHash = (recipients: readonly Recipient[]): Promise<string> =>
  sha256Base64(
    encodeText(
      recipients
        .toSorted()
        .map((one) => `${one}\n`)
        .join(""),
    ),
  );

export type SignedRotation = { readonly rotation: Rotation; readonly signer: MemberEntry };

/** Signs the new keys of a unit as one of its members. Throws `note-malformed` for what could not be read again. */
export async function writeRotation(rotation: Rotation, memberKey: SigningKey): Promise<string> {
  const text = rotationText(rotation);
  parseRotation(rotation.realm, text);
  return signNote(text, [memberKey]);
}

/**
 * The new keys and the member who made them. Throws `note-malformed`, `recipient-invalid`, and `note-not-authentic`
 * unless someone signed who belongs to this unit now.
 */
export async function readRotation(
  note: string,
  realm: Realm,
  members: readonly MemberEntry[],
): Promise<SignedRotation> {
  const vkeys = members.map((member) => member.vkey);
  const { text, signers } = await openNote(note, { vkeys, threshold: 1 });
  const rotation = parseRotation(realm, text);
  const signer = members.find(
    ({ vkey, units }) => signers.includes(vkey) && units.includes(rotation.unit),
  );
  ensure(signer !== undefined, "note-not-authentic");
  return Object.freeze({ rotation, signer });
}

/**
 * What the next directory says of units, recovery keys and retired keys when it follows this rotation. `size` and
 * `root` are those of a verified checkpoint: what the old key signed counts if the log held it by then.
 * Throws `rotation-not-valid` unless the keys are new and of the unit's next epoch.
 */
export function rotateUnit(
  directory: Directory,
  rotation: Rotation,
  { size, root }: { readonly size: number; readonly root: Hash },
): Pick<Directory, "units" | "recoveries" | "retired"> {
  const { realm, epoch, recipient, vkey } = rotation;
  const unit = directory.units.find(({ id }) => id === rotation.unit);
  ensure(
    realm.instance === directory.instance && realm.suite === directory.suite,
    "rotation-not-valid",
  );
  ensure(unit !== undefined && epoch === unit.epoch + 1, "rotation-not-valid");
  ensure(recipient !== unit.recipient, "rotation-not-valid");
  const old = { unit: unit.id, epoch: unit.epoch, vkey: unit.vkey };
  return Object.freeze({
    units: directory.units.map((one) => (one === unit ? { ...one, epoch, recipient, vkey } : one)),
    recoveries: recoveriesAfter(directory.recoveries, rotation),
    retired: [...directory.retired, { ...old, logSize: size, root: encodeBase64(root) }],
  });
}

function recoveriesAfter(
  recoveries: readonly Recovery[],
  { unit, recovery }: Rotation,
): readonly Recovery[] {
  if (recovery === null) return recoveries;
  ensure(
    recoveries.every(({ recipient }) => recipient !== recovery),
    "rotation-not-valid",
  );
  return [...recoveries.filter((one) => one.unit !== unit), { unit, recipient: recovery }];
}

const rotationText = ({
  realm,
  unit,
  epoch,
  recipient,
  vkey,
  recovery,
  holders,
  reason,
}: Rotation): string =>
  writeLines("rotation", realm.instance, [
    unit,
    String(epoch),
    recipient,
    vkey,
    writeOptional(recovery),
    holders,
    reason,
  ]);

function parseRotation(realm: Realm, text: string): Rotation {
  const [unit = "", epoch, recipient = "", vkey = "", recovery = "", holders = "", reason = ""] =
    readLines("rotation", realm.instance, text);
  ensure(isUnitId(unit) && isSha256(holders) && isReason(reason), "note-malformed");
  const rotation = Object.freeze({
    realm,
    unit,
    epoch: parseCount(epoch),
    recipient: parseRecipient(realm.suite, recipient),
    vkey,
    recovery: parseRecovery(realm, recovery),
    holders,
    reason,
  });
  ensureSame(rotationText(rotation), text);
  ensure(vkeyName(vkey) === unitKeyName(unit, rotation.epoch), "note-malformed");
  ensure(reason !== "recovery" || rotation.recovery !== null, "note-malformed");
  return rotation;
}

function parseRecovery({ suite }: Realm, line: string): Recipient | null {
  const recipient = parseOptional(line);
  return recipient === null ? null : parseRecipient(suite, recipient);
}

const isReason = (word: string): word is RotationReason =>
  ROTATION_REASONS.some((reason) => reason === word);
