import { recipientOf } from "./age.ts";
import { decodeBase64, encodeBase64 } from "./bytes.ts";
import type { DirectoryUnit } from "./directory-text.ts";
import { ensure, refuse } from "./errors.ts";
import { parseIdentity } from "./identities.ts";
import { unitKeyName } from "./key-names.ts";
import { openNote, signingKeyFromSeed, type SigningKey } from "./note.ts";
import { ensureSame, readLines, splitWords, writeLines } from "./note-lines.ts";
import { openSealed, sealNote } from "./sealed-note.ts";
import type { Identity, Realm, Recipient } from "./types.ts";
import { isUnitId, parseCount } from "./words.ts";

/*
 * [Note: Unit keyring]
 *
 *   bijak/v1/unit-keyring
 *   <instance id>
 *   <unit id>
 *   <epoch>                                                  that of the last line
 *   <epoch> <private key> <Ed25519 seed, base64>             1..n, rising epochs
 *
 * Signed by a member of the unit. Sealed to every member of the unit and to the unit's recovery key.
 */
export type KeyringEntry = {
  readonly epoch: number;
  readonly identity: Identity;
  readonly signingSeed: Uint8Array;
};

export type UnitKeyring = {
  readonly unit: string;
  /** Oldest first: what was sealed in earlier epochs stays readable. */
  readonly entries: readonly KeyringEntry[];
  readonly current: {
    readonly epoch: number;
    readonly identity: Identity;
    readonly recipient: Recipient;
    /** Named `unit.<id>.<epoch>`. */
    readonly signing: SigningKey;
  };
};

type Keyring = {
  readonly realm: Realm;
  readonly unit: string;
  readonly entries: readonly KeyringEntry[];
};

/** Seals a unit's keys. Throws `note-malformed` without entries or if their epochs do not rise. */
export async function sealKeyring(
  keyring: Keyring,
  recipients: readonly Recipient[],
  memberKey: SigningKey,
): Promise<Uint8Array> {
  const text = keyringText(keyring);
  parseEntries(keyring.realm, text);
  return sealNote({
    realm: keyring.realm,
    kind: "unit-keyring",
    text,
    keys: [memberKey],
    recipients,
  });
}

/**
 * Opens a unit's keys. Throws `not-openable`; `note-not-authentic` unless one of the members signed;
 * `object-misplaced` if it is of another unit or not of the epoch that the directory names.
 */
export async function openKeyring(
  ciphertext: Uint8Array,
  identities: readonly Identity[],
  expected: {
    readonly realm: Realm;
    readonly unit: string;
    readonly epoch: number;
    readonly memberVkeys: readonly string[];
  },
): Promise<UnitKeyring> {
  const note = await openSealed("unit-keyring", identities, ciphertext);
  const { text } = await openNote(note, { vkeys: expected.memberVkeys, threshold: 1 });
  const { unit, entries } = parseEntries(expected.realm, text);
  const last = entries.at(-1) ?? refuse("note-malformed");
  ensure(unit === expected.unit && last.epoch === expected.epoch, "object-misplaced");
  return Object.freeze({ unit, entries, current: await currentOf(unit, last) });
}

/** Throws `keyring-not-current` unless the newest keys are those that the directory publishes for the unit. */
export function ensureCurrentKeyring(keyring: UnitKeyring, unit: DirectoryUnit): void {
  const { epoch, recipient, signing } = keyring.current;
  ensure(keyring.unit === unit.id && epoch === unit.epoch, "keyring-not-current");
  ensure(recipient === unit.recipient && signing.vkey === unit.vkey, "keyring-not-current");
}

async function currentOf(
  unit: string,
  { epoch, identity, signingSeed }: KeyringEntry,
): Promise<UnitKeyring["current"]> {
  const signing = await signingKeyFromSeed(unitKeyName(unit, epoch), signingSeed);
  return Object.freeze({ epoch, identity, recipient: await recipientOf(identity), signing });
}

const keyringText = ({ realm, unit, entries }: Keyring): string =>
  writeLines("unit-keyring", realm.instance, [
    unit,
    String(entries.at(-1)?.epoch),
    ...entries.map(entryLine),
  ]);

const entryLine = ({ epoch, identity, signingSeed }: KeyringEntry): string =>
  `${epoch} ${identity} ${encodeBase64(signingSeed)}`;

function parseEntries(realm: Realm, text: string): Keyring {
  const [unit = "", , ...lines] = readLines("unit-keyring", realm.instance, text);
  const entries = Object.freeze(lines.map((line) => parseEntry(realm, line)));
  const keyring = { realm, unit, entries };
  ensure(isUnitId(unit) && entries.length > 0, "note-malformed");
  ensureSame(keyringText(keyring), text);
  ensure(
    entries.every((entry, at) => entry.epoch > (entries[at - 1]?.epoch ?? -1)),
    "note-malformed",
  );
  return keyring;
}

function parseEntry(realm: Realm, line: string): KeyringEntry {
  const [epoch, identity = "", seed = ""] = splitWords(line, 3);
  const signingSeed = decodeBase64(seed);
  ensure(signingSeed.length === 32, "note-malformed");
  return Object.freeze({
    epoch: parseCount(epoch),
    identity: parseIdentity(realm.suite, identity),
    signingSeed,
  });
}
