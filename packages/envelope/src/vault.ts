import { decodeBase64, decodeText, encodeBase64, encodeText } from "./bytes.ts";
import { ensure } from "./errors.ts";
import { parseIdentity, parseRecipient } from "./identities.ts";
import { memberSigningKey } from "./key-names.ts";
import { openNote, parseNoteText } from "./note.ts";
import {
  afterLabel,
  ensureSame,
  parseOptional,
  readLines,
  splitWords,
  writeLines,
  writeOptional,
} from "./note-lines.ts";
import { openSealed, sealNote } from "./sealed-note.ts";
import type { Identity, Realm, Recipient } from "./types.ts";
import { encodeName, parseCount, parseName } from "./words.ts";

/*
 * [Note: Vault]
 *
 *   bijak/v1/vault
 *   <instance id>
 *   <member id>
 *   <private key>
 *   <Ed25519 seed, base64>
 *   <highest directory serial seen>
 *   <highest members serial seen>
 *   <last checkpoint seen, base64, or ->
 *   slot passkey <recipient> <name> <credential id>       slots in any order, together 1..n
 *   slot password|paper <recipient> <name>
 *   signer <Ed25519 seed, base64> <name>                  0..n, keys with which this member signs the directory
 *
 * Sealed to its own slots. Signed by the member's own key: whoever puts another vault in its place has no such key,
 * but that it is THIS member's is known only by comparing with the members note.
 */
export const SLOT_KINDS = Object.freeze(["passkey", "password", "paper"] as const);

const CREDENTIAL = /^[A-Za-z0-9_-]{1,1024}$/;

export type Slot = {
  readonly name: string;
  readonly kind: (typeof SLOT_KINDS)[number];
  readonly recipient: Recipient;
  /** Of a passkey: the id under which browser and server know it, base64url. Null for the other kinds. */
  readonly credential: string | null;
};

export type SignerSeed = { readonly name: string; readonly seed: Uint8Array };

export type Vault = {
  readonly memberId: string;
  readonly identity: Identity;
  readonly signingSeed: Uint8Array;
  readonly slots: readonly Slot[];
  readonly directorySerial: number;
  readonly membersSerial: number;
  /** The last verified checkpoint note of the audit log. */
  readonly checkpoint: string | null;
  readonly signerSeeds: readonly SignerSeed[];
};

/** Seals a vault to its slots. Throws `recipients-empty` without slots, `note-malformed`. */
export async function sealVault(realm: Realm, vault: Vault): Promise<Uint8Array> {
  const text = vaultText(realm, vault);
  parseVault(realm, text);
  const key = await memberSigningKey(vault.memberId, vault.signingSeed);
  const recipients = vault.slots.map((slot) => slot.recipient);
  return sealNote({ realm, kind: "vault", text, keys: [key], recipients });
}

/** Opens a vault with one of its slots. Throws `not-openable`, `note-not-authentic`, `object-misplaced`. */
export async function openVault(
  ciphertext: Uint8Array,
  slotIdentity: Identity,
  expected: { readonly realm: Realm; readonly memberId: string },
): Promise<Vault> {
  const note = await openSealed("vault", [slotIdentity], ciphertext);
  const vault = parseVault(expected.realm, parseNoteText(note));
  ensure(vault.memberId === expected.memberId, "object-misplaced");
  const { vkey } = await memberSigningKey(vault.memberId, vault.signingSeed);
  await openNote(note, { vkeys: [vkey], threshold: 1 });
  return vault;
}

const vaultText = (realm: Realm, vault: Vault): string =>
  writeLines("vault", realm.instance, [
    vault.memberId,
    vault.identity,
    encodeBase64(vault.signingSeed),
    String(vault.directorySerial),
    String(vault.membersSerial),
    writeOptional(vault.checkpoint === null ? null : encodeBase64(encodeText(vault.checkpoint))),
    ...vault.slots.map(slotLine),
    ...vault.signerSeeds.map(
      ({ seed, name }) => `signer ${encodeBase64(seed)} ${encodeName(name)}`,
    ),
  ]);

const slotLine = ({ kind, recipient, name, credential }: Slot): string =>
  ["slot", kind, recipient, encodeName(name), ...(credential === null ? [] : [credential])].join(
    " ",
  );

function parseVault(realm: Realm, text: string): Vault {
  const [
    memberId = "",
    identity = "",
    seed = "",
    directorySerial,
    membersSerial,
    checkpoint = "",
    ...lines
  ] = readLines("vault", realm.instance, text);
  const slots = lines.filter((line) => line.startsWith("slot "));
  const vault = Object.freeze({
    memberId,
    identity: parseIdentity(realm.suite, identity),
    signingSeed: parseSeed(seed),
    slots: Object.freeze(slots.map((line) => parseSlot(realm, line))),
    directorySerial: parseCount(directorySerial),
    membersSerial: parseCount(membersSerial),
    checkpoint: parseCheckpointLine(checkpoint),
    signerSeeds: Object.freeze(lines.slice(slots.length).map(parseSigner)),
  });
  ensureSame(vaultText(realm, vault), text);
  return vault;
}

function parseSlot(realm: Realm, line: string): Slot {
  const isPasskey = line.startsWith("slot passkey ");
  const words = splitWords(afterLabel("slot", line), isPasskey ? 4 : 3);
  const [kind = "", recipient = "", name = "", credential = null] = words;
  ensure(
    isSlotKind(kind) && (credential === null || CREDENTIAL.test(credential)),
    "note-malformed",
  );
  return Object.freeze({
    name: parseName(name),
    kind,
    recipient: parseRecipient(realm.suite, recipient),
    credential,
  });
}

function parseSigner(line: string): SignerSeed {
  const [seed = "", name = ""] = splitWords(afterLabel("signer", line), 2);
  return Object.freeze({ name: parseName(name), seed: parseSeed(seed) });
}

function parseSeed(word: string): Uint8Array {
  const seed = decodeBase64(word);
  ensure(seed.length === 32, "note-malformed");
  return seed;
}

function parseCheckpointLine(line: string): string | null {
  const encoded = parseOptional(line);
  return encoded === null ? null : decodeText(decodeBase64(encoded));
}

const isSlotKind = (word: string): word is Slot["kind"] => SLOT_KINDS.some((kind) => kind === word);
