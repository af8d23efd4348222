import {
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  type KeyObject,
} from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import type { Store } from "../../src/store/store.ts";

/*
 * [Note: What a thief carries away]
 *
 * Every row of every table and every blob, as bytes: texts as they stand, and once more whatever in them reads as base64,
 * base64url or hex. The thief tries all of it as keys: each 32 bytes as a private key and as what a passkey gives, each 64 as
 * what a password gives. Written with node:crypto alone, because tens of thousands of tries must be cheap.
 */
export type Loot = {
  readonly bytes: readonly Buffer[];
  /** Those that are age files from their beginning. */
  readonly sealed: readonly Buffer[];
};

const AGE = Buffer.from("age-encryption.org/v1\n");
const KEY_BYTES = 32;
const EXPORT_KEY_BYTES = 64;

/** Copies a database and a folder of blobs. */
export async function steal(store: Store, blobsFolder: string): Promise<Loot> {
  const values = [...(await listValues(store)), ...(await readBlobs(blobsFolder))];
  const bytes = values.flatMap(readingsOf);
  return { bytes, sealed: bytes.filter(isSealed) };
}

/** Whether bytes stand in the loot anywhere, in whatever writing. Looks for every 16 bytes of them. */
export function holds({ bytes }: Loot, wanted: Uint8Array): boolean {
  return chunksOf(wanted, 16).some((piece) => bytes.some((one) => one.includes(piece)));
}

/** How many of the sealed objects open with a key that stands in the rows. */
export function countOpened({ bytes, sealed }: Loot): number {
  const keys = listKeys(bytes.filter((one) => !isSealed(one) && !isText(one)));
  return sealed.filter((one) => {
    const stanzas = stanzasOf(one);
    return keys.some((key) => stanzas.some((stanza) => unwraps(key, stanza)));
  }).length;
}

export type Key = { readonly secret: KeyObject; readonly open: Buffer };

function listKeys(plain: readonly Buffer[]): readonly Key[] {
  const distinct = (size: number): readonly Buffer[] => [
    ...new Map(
      plain.flatMap((one) => chunksOf(one, size)).map((one) => [one.toString("hex"), one]),
    ).values(),
  ];
  const seeds = distinct(KEY_BYTES);
  return [
    ...seeds,
    ...seeds.map((seed) => derive(seed, "slot-prf")),
    ...distinct(EXPORT_KEY_BYTES).map((exported) => derive(exported, "slot-opaque")),
  ].map(keyOf);
}

/** As the envelope derives the keys of slots; that this is so still, a planted key shows. */
const derive = (from: Buffer, label: string): Buffer =>
  Buffer.from(hkdfSync("sha256", from, Buffer.alloc(KEY_BYTES), `bijak/v1/${label}`, KEY_BYTES));

/** DER before the 32 bytes of an X25519 key, https://www.rfc-editor.org/rfc/rfc8410. */
const PRIVATE = Buffer.from("302e020100300506032b656e04220420", "hex");
const PUBLIC = Buffer.from("302a300506032b656e032100", "hex");

export function keyOf(seed: Buffer): Key {
  const secret = createPrivateKey({
    key: Buffer.concat([PRIVATE, seed]),
    format: "der",
    type: "pkcs8",
  });
  const open = createPublicKey(secret).export({ format: "der", type: "spki" });
  return { secret, open: open.subarray(PUBLIC.length) };
}

/** One wrapped file key of https://c2sp.org/age#the-x25519-recipient-type. */
type Stanza = { readonly share: Buffer; readonly key: KeyObject; readonly body: Buffer };

export function stanzasOf(sealed: Buffer): readonly Stanza[] {
  const header = sealed.subarray(0, sealed.indexOf("\n---")).toString("latin1");
  return [...header.matchAll(/^-> X25519 (\S+)\n(\S+)$/gmu)].map(([, share = "", body = ""]) => {
    const bytes = Buffer.from(share, "base64");
    const spki = { key: Buffer.concat([PUBLIC, bytes]), format: "der", type: "spki" } as const;
    return { share: bytes, key: createPublicKey(spki), body: Buffer.from(body, "base64") };
  });
}

export function unwraps({ secret, open }: Key, { share, key, body }: Stanza): boolean {
  const shared = diffieHellman({ privateKey: secret, publicKey: key });
  const salt = Buffer.concat([share, open]);
  const wrapping = hkdfSync("sha256", shared, salt, "age-encryption.org/v1/X25519", KEY_BYTES);
  const decipher = createDecipheriv("chacha20-poly1305", Buffer.from(wrapping), Buffer.alloc(12), {
    authTagLength: 16,
  });
  decipher.setAuthTag(body.subarray(-16));
  decipher.update(body.subarray(0, -16));
  try {
    decipher.final();
    return true;
  } catch {
    return false;
  }
}

function chunksOf(bytes: Uint8Array, size: number): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0; at + size <= bytes.length; at += size)
    chunks.push(Buffer.from(bytes.slice(at, at + size)));
  return chunks;
}

/** Letters alone: what could be a key in them is found by reading their words. */
const isText = (one: Buffer): boolean => !isSealed(one) && one.every((byte) => byte < 128);

const isSealed = (one: Buffer): boolean => one.subarray(0, AGE.length).equals(AGE);

async function listValues({ dialect, db }: Store): Promise<readonly Buffer[]> {
  type Named = { name: string };
  const tables =
    dialect === "sqlite"
      ? sql<Named>`SELECT name FROM sqlite_master WHERE type = 'table'`
      : sql<Named>`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema()`;
  const values: Buffer[] = [];
  for (const { name } of (await tables.execute(db)).rows) {
    const { rows } = await sql<Record<string, unknown>>`SELECT * FROM ${sql.table(name)}`.execute(
      db,
    );
    for (const value of rows.flatMap((row) => Object.values(row)))
      if (value instanceof Uint8Array || typeof value === "string") values.push(Buffer.from(value));
  }
  return values;
}

async function readBlobs(folder: string): Promise<readonly Buffer[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name))));
}

/** The bytes themselves, and what each word in them stands for when it is base64, base64url or hex. */
function readingsOf(value: Buffer): readonly Buffer[] {
  if (!isText(value)) return [value];
  const words = value.toString("latin1").match(/[A-Za-z0-9+/_-]{20,}={0,2}/gu) ?? [];
  return [
    value,
    ...words.map((word) => Buffer.from(word, "base64")), // reads base64url as well
    ...words.filter((word) => /^[0-9a-f]+$/iu.test(word)).map((word) => Buffer.from(word, "hex")),
  ];
}
