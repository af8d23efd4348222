import { decodeBase64 } from "./bytes.ts";
import type { Directory, RetiredKey } from "./directory-text.ts";
import { EnvelopeError } from "./errors.ts";
import { leafData } from "./audit-log.ts";
import { leafHash, verifyInclusion, type Hash } from "./merkle.ts";
import { parseJson } from "./words.ts";

/*
 * [Note: Retired keys]
 *
 * Who has left a unit may have kept its old key, and with a server's help could sign with it today and call it old.
 * So the directory, when it retires a key, also names size and root of the audit log at that moment. What such a key
 * signed counts only together with a proof that the log already held the SHA-256 of exactly these sealed bytes:
 *
 *   proof -> leaf at `index` of the tree of `size` entries -> root, as named beside the retired key
 *
 * The root stands in the signed directory, so anyone can check this who knows no key of the log.
 */
export type LogProof = {
  /** Size of the tree that the proof leads to: that of the log when the key was retired. */
  readonly size: number;
  readonly index: number;
  /** The log record, JSON, as it was written. */
  readonly record: string;
  readonly salt: Uint8Array;
  readonly hashes: readonly Hash[];
};

/**
 * The unit keys whose signature in a sealed object counts: those of today, and each retired one for which a proof
 * shows that the object stood in the audit log before. `digest` is the SHA-256, base64, of the sealed bytes. A proof
 * that shows anything else counts for nothing; never throws. See [Note: Retired keys].
 */
export async function countingVkeys(
  { units, retired }: Pick<Directory, "units" | "retired">,
  digest: string,
  proofs: readonly LogProof[],
): Promise<readonly string[]> {
  const vkeys = units.map((unit) => unit.vkey);
  for (const key of retired) {
    const shown = await Promise.all(proofs.map((proof) => isShown(key, digest, proof)));
    if (shown.includes(true)) vkeys.push(key.vkey);
  }
  return Object.freeze(vkeys);
}

async function isShown(
  { logSize, root }: RetiredKey,
  digest: string,
  { size, index, record, salt, hashes }: LogProof,
): Promise<boolean> {
  if (size !== logSize) return false;
  try {
    const leaf = leafHash(await leafData(salt, record));
    const isInLog = verifyInclusion({ leaf, index, size, proof: hashes, root: decodeBase64(root) });
    return isInLog && digestIn(record) === digest;
  } catch (error) {
    if (error instanceof EnvelopeError) return false;
    throw error;
  }
}

/** The digest that a log record names; undefined if it names none. */
function digestIn(record: string): unknown {
  const fields = parseJson(record);
  if (typeof fields !== "object" || fields === null) return undefined;
  return new Map<string, unknown>(Object.entries(fields)).get("digest");
}
