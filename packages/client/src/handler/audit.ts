import { ApiError, staffRoutes } from "@bijak/contract";
import type { Day } from "@bijak/domain";
import { EnvelopeError } from "@bijak/envelope";
import { readCheckpoint, verifyConsistency, type Checkpoint } from "@bijak/envelope/audit";
import { encodeBase64, parseBase64 } from "../shared/bytes.ts";
import type { Desk } from "./desk.ts";
import { holdsOwnEntry } from "./own-entry.ts";

/** Whether the audit log still begins with all that this member saw of it before, and holds what this desk did last. */
export type AuditStatus = {
  readonly isConsistent: boolean;
  /** Entries now. */
  readonly size: number;
  /** The day it was compared. */
  readonly on: Day;
};

/** What the vault keeps: the last verified checkpoint and the log key it was signed with. */
type Seen = { readonly vkey: string; readonly note: string };

/**
 * Fetches the newest checkpoint and has the server prove that the log only grew since the one in the vault; then keeps the
 * new one. What this desk had stored last must be among the entries. The log key is that of the first checkpoint this member ever
 * saw. A checkpoint that does not fit is not kept.
 */
export async function checkAudit(desk: Desk): Promise<AuditStatus> {
  const fresh = await desk.api.call(staffRoutes.checkpoint, {});
  const seen = parseSeen(desk.vault.read().checkpoint);
  const checkpoint = await readFresh(desk, fresh, seen);
  const isConsistent =
    checkpoint !== null &&
    (await isGrown(desk, checkpoint, seen)) &&
    (await holdsOwnEntry(desk, checkpoint));
  if (isConsistent) await remember(desk, fresh);
  const status = Object.freeze({ isConsistent, size: checkpoint?.size ?? 0, on: desk.today() });
  desk.memory.audit = status;
  return status;
}

/**
 * The newest checkpoint, of a log that was found to be the continuation of all this member saw. Throws `log-rewritten` when it is
 * not, `not-available` before there is any.
 */
export async function verifiedCheckpoint(desk: Desk): Promise<Checkpoint> {
  const { isConsistent } = await checkAudit(desk);
  if (!isConsistent) throw new ApiError("log-rewritten");
  const seen = parseSeen(desk.vault.read().checkpoint);
  if (seen === null) throw new ApiError("not-available");
  return readCheckpoint(seen.note, seen.vkey);
}

/** Whether the log of the verified checkpoint begins with the log of that size and root. */
export async function beginsWith(
  desk: Desk,
  checkpoint: Checkpoint,
  old: Pick<Checkpoint, "size" | "root">,
): Promise<boolean> {
  const { size, root } = checkpoint;
  if (size < old.size) return false;
  if (size === old.size) return encodeBase64(root) === encodeBase64(old.root);
  if (old.size === 0) return true;
  const proof = await fetchProof(desk, old.size, size);
  return (
    proof !== null && verifyConsistency({ oldSize: old.size, oldRoot: old.root, size, root, proof })
  );
}

/** Null when it is not signed by the key known, or is of another log. */
async function readFresh(desk: Desk, fresh: Seen, seen: Seen | null): Promise<Checkpoint | null> {
  if (seen !== null && seen.vkey !== fresh.vkey) return null;
  const checkpoint = await readQuietly(fresh);
  return checkpoint?.origin === `${desk.institution.realm.instance}/audit` ? checkpoint : null;
}

async function readQuietly({ note, vkey }: Seen): Promise<Checkpoint | null> {
  try {
    return await readCheckpoint(note, vkey);
  } catch (fault) {
    if (fault instanceof EnvelopeError) return null;
    throw fault;
  }
}

async function isGrown(desk: Desk, checkpoint: Checkpoint, seen: Seen | null): Promise<boolean> {
  if (seen === null) return true;
  return beginsWith(desk, checkpoint, await readCheckpoint(seen.note, seen.vkey));
}

/** Null when the server answers without a proof. */
async function fetchProof(
  desk: Desk,
  from: number,
  to: number,
): Promise<readonly Uint8Array[] | null> {
  const query = { from: String(from), to: String(to) };
  try {
    const { proof } = await desk.api.call(staffRoutes.consistency, { query });
    return proof.map(parseBase64);
  } catch (fault) {
    if (fault instanceof ApiError && !fault.isRetryable && fault.code !== "session-missing")
      return null;
    throw fault;
  }
}

async function remember(desk: Desk, fresh: Seen): Promise<void> {
  const checkpoint = JSON.stringify({ vkey: fresh.vkey, note: fresh.note });
  await desk.vault.update((vault) =>
    vault.checkpoint === checkpoint ? vault : { ...vault, checkpoint },
  );
}

function parseSeen(kept: string | null): Seen | null {
  if (kept === null) return null;
  const { vkey, note } = JSON.parse(kept) as Record<string, unknown>; // only `remember` writes it, and the vault is signed
  if (typeof vkey !== "string" || typeof note !== "string")
    throw new EnvelopeError("note-malformed");
  return { vkey, note };
}
