import { concat, decodeBase64, encodeBase64, encodeText, sha256 } from "./bytes.ts";
import { ensure } from "./errors.ts";
import type { Hash } from "./merkle.ts";
import { openNote, signNote, type SigningKey } from "./note.ts";
import { ensureSame } from "./note-lines.ts";
import { parseCount } from "./words.ts";

/*
 * [Note: Checkpoint]   https://c2sp.org/tlog-checkpoint
 *
 *   <instance id>/audit                        the origin
 *   <size of the tree>
 *   <root hash, base64>
 *
 * Signed by the server's log key; a witness may add its signature.
 */
export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Hash };

const ORIGIN = /^[\x21-\x7e]{1,128}$/;
const SALT_BYTES = 16;

/** What goes into the tree for a record: its salted hash, so that the record can be erased and the tree stays. */
export async function leafData(salt: Uint8Array, record: string): Promise<Uint8Array> {
  ensure(salt.length === SALT_BYTES, "tree-malformed");
  return sha256(concat(salt, encodeText(record)));
}

/** Signs a checkpoint. Throws `note-malformed` for one that could not be read again. */
export async function writeCheckpoint(checkpoint: Checkpoint, key: SigningKey): Promise<string> {
  const text = checkpointText(checkpoint);
  parseCheckpoint(text);
  return signNote(text, [key]);
}

/** The checkpoint. Throws `note-not-authentic` unless the log key signed, `note-malformed`. */
export async function readCheckpoint(note: string, vkey: string): Promise<Checkpoint> {
  const { text } = await openNote(note, { vkeys: [vkey], threshold: 1 });
  return parseCheckpoint(text);
}

const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${encodeBase64(root)}\n`;

function parseCheckpoint(text: string): Checkpoint {
  const [origin = "", size, root = ""] = text.split("\n");
  const checkpoint = Object.freeze({ origin, size: parseCount(size), root: decodeBase64(root) });
  ensure(ORIGIN.test(origin) && checkpoint.root.length === 32, "note-malformed");
  ensureSame(checkpointText(checkpoint), text);
  return checkpoint;
}
