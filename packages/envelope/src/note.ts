import {
  concat,
  decodeBase64,
  encodeBase64,
  encodeText,
  randomBytes,
  sha256,
  sha256Base64,
} from "./bytes.ts";
import { isSignedBy, publicKeyOf, sign } from "./ed25519.ts";
import { ensure } from "./errors.ts";

/*
 * [Note: Signed note]   https://c2sp.org/signed-note
 *
 *   text line LF          one or more; no control character but LF; the signed bytes end with this LF
 *   LF                    the last empty line of the note
 *   "— " name " " base64( key id, 4 bytes || Ed25519 signature, 64 bytes ) LF        one or more
 *
 *   key id = SHA-256(name || LF || 0x01 || public key)[0..4]
 *   vkey   = name "+" hex(key id) "+" base64(0x01 || public key)
 */
const MAX_NOTE_CHARACTERS = 1_048_576;
const MAX_SIGNATURES = 64;
const ED25519_TYPE = 0x01;
const KEY_NAME = /^[\x21-\x2a\x2c-\x7e]{1,128}$/;
const VKEY = /^([\x21-\x2a\x2c-\x7e]{1,128})\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/;
const SIGNATURE_LINE = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u;
// eslint-disable-next-line no-control-regex -- control characters are what a note must not hold
const FORBIDDEN = /[\u0000-\u0009\u000b-\u001f]|\p{Surrogate}/u;

/** A private signing key with the name it signs under and the public text that verifies it. */
export type SigningKey = {
  readonly name: string;
  readonly seed: Uint8Array;
  readonly vkey: string;
};

type VerifyKey = { readonly vkey: string; readonly label: string; readonly publicKey: Uint8Array };
type SignatureLine = { readonly label: string; readonly signature: Uint8Array };
type SplitNote = { readonly text: string; readonly signatures: readonly SignatureLine[] };

/** Makes the signing key of a 32-byte seed. Throws `name-invalid` for a name with spaces or `+`. */
export async function signingKeyFromSeed(name: string, seed: Uint8Array): Promise<SigningKey> {
  ensure(KEY_NAME.test(name) && seed.length === 32, "name-invalid");
  const publicKey = concat(Uint8Array.of(ED25519_TYPE), await publicKeyOf(seed));
  const vkey = `${name}+${hex(await keyIdOf(name, publicKey))}+${encodeBase64(publicKey)}`;
  return Object.freeze({ name, seed, vkey });
}

/** Makes a new signing key. */
export const generateSigningKey = (name: string): Promise<SigningKey> =>
  signingKeyFromSeed(name, randomBytes(32));

/** The name inside a vkey. Throws `name-invalid` for text that is no vkey. */
export function vkeyName(vkey: string): string {
  const name = VKEY.exec(vkey)?.[1];
  ensure(name !== undefined, "name-invalid");
  return name;
}

/** Signs a text (ending in LF) with each of the keys. Throws `note-malformed` for a text that no note may hold. */
export async function signNote(text: string, keys: readonly SigningKey[]): Promise<string> {
  ensureText(text);
  ensure(keys.length > 0 && keys.length <= MAX_SIGNATURES, "note-malformed");
  const lines = await Promise.all(keys.map((key) => signatureLine(text, key)));
  return `${text}\n${lines.join("")}`;
}

/** Adds one signature. Throws `note-signed-already` if this key's is there. */
export async function addSignature(note: string, key: SigningKey): Promise<string> {
  const { text, signatures } = splitNote(note);
  const { label } = await parseVkey(key.vkey);
  ensure(
    signatures.every((line) => line.label !== label),
    "note-signed-already",
  );
  ensure(signatures.length < MAX_SIGNATURES, "note-malformed");
  return `${note}${await signatureLine(text, key)}`;
}

/**
 * Gives the text and those of the expected vkeys that signed it, each once, in the order of the note.
 * Throws `note-malformed`; throws `note-not-authentic` if fewer than `threshold` (at least 1) signed, or if a line
 * claims one of these keys and does not verify. Signatures of unknown keys are passed over, as C2SP demands.
 */
export async function openNote(
  note: string,
  { vkeys, threshold }: { readonly vkeys: readonly string[]; readonly threshold: number },
): Promise<{ readonly text: string; readonly signers: readonly string[] }> {
  const { text, signatures } = splitNote(note);
  const keys = await readVkeys(vkeys);
  const signed = encodeText(text);
  const signers = new Set<string>();
  for (const line of signatures) {
    const key = keys.get(line.label);
    if (key === undefined) continue;
    ensure(await isSignedBy(key.publicKey, signed, line.signature), "note-not-authentic");
    signers.add(key.vkey);
  }
  ensure(threshold >= 1 && signers.size >= threshold, "note-not-authentic");
  return Object.freeze({ text, signers: Object.freeze([...signers]) });
}

/** The text of a note, NOT verified. Throws `note-malformed`. */
export const parseNoteText = (note: string): string => splitNote(note).text;

/** How another note names this one: SHA-256 of all of it, signatures included, in base64. */
export const noteHash = (note: string): Promise<string> => sha256Base64(encodeText(note));

function ensureText(text: string): void {
  ensure(text.endsWith("\n") && text.length <= MAX_NOTE_CHARACTERS, "note-malformed");
  ensure(!FORBIDDEN.test(text), "note-malformed");
}

function splitNote(note: string): SplitNote {
  ensure(note.length <= MAX_NOTE_CHARACTERS, "note-malformed");
  const gap = note.lastIndexOf("\n\n");
  ensure(gap > 0 && note.endsWith("\n"), "note-malformed");
  const text = note.slice(0, gap + 1);
  ensureText(text);
  const lines = note.slice(gap + 2, -1).split("\n");
  ensure(lines.length <= MAX_SIGNATURES, "note-malformed");
  return { text, signatures: lines.map(parseSignatureLine) };
}

function parseSignatureLine(line: string): SignatureLine {
  const [, name, encoded] = SIGNATURE_LINE.exec(line) ?? [];
  ensure(name !== undefined && encoded !== undefined, "note-malformed");
  const bytes = decodeBase64(encoded);
  ensure(bytes.length > 4, "note-malformed");
  return { label: `${name} ${hex(bytes.subarray(0, 4))}`, signature: bytes.subarray(4) };
}

async function signatureLine(text: string, key: SigningKey): Promise<string> {
  const { publicKey } = await parseVkey(key.vkey);
  const id = await keyIdOf(key.name, concat(Uint8Array.of(ED25519_TYPE), publicKey));
  const signature = await sign(key.seed, encodeText(text));
  return `— ${key.name} ${encodeBase64(concat(id, signature))}\n`;
}

/** Two expected keys that share name and key id could stand for one another, so such a list is refused. */
async function readVkeys(vkeys: readonly string[]): Promise<ReadonlyMap<string, VerifyKey>> {
  const distinct = await Promise.all([...new Set(vkeys)].map(parseVkey));
  const byLabel = new Map(distinct.map((key) => [key.label, key]));
  ensure(byLabel.size === distinct.length, "note-not-authentic");
  return byLabel;
}

/** Reads a vkey. Throws `name-invalid` if it is malformed or its key id does not belong to it. */
async function parseVkey(vkey: string): Promise<VerifyKey> {
  const [, name, id, encoded] = VKEY.exec(vkey) ?? [];
  ensure(name !== undefined && id !== undefined && encoded !== undefined, "name-invalid");
  const typed = decodeBase64(encoded);
  ensure(typed.length === 33 && typed[0] === ED25519_TYPE, "name-invalid");
  ensure(id === hex(await keyIdOf(name, typed)), "name-invalid");
  return { vkey, label: `${name} ${id}`, publicKey: typed.subarray(1) };
}

async function keyIdOf(name: string, typedKey: Uint8Array): Promise<Uint8Array> {
  return (await sha256(concat(encodeText(`${name}\n`), typedKey))).subarray(0, 4);
}

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
