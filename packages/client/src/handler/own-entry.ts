import { ApiError, staffRoutes } from "@bijak/contract";
import { leafData, leafHash, verifyInclusion, type Checkpoint } from "@bijak/envelope/audit";
import { parseBase64 } from "../shared/bytes.ts";
import type { Desk } from "./desk.ts";

/** Farther back the log is not searched: so many entries of others since the own one mean that it was not looked at for long. */
const REACH = 256;

/**
 * Whether the log holds what this desk had stored last. False when the server shows no such entry among those since then, or
 * none with a proof that fits the checkpoint. True when there is nothing to look for, and when it lies out of reach.
 */
export async function holdsOwnEntry(desk: Desk, checkpoint: Checkpoint): Promise<boolean> {
  const own = desk.memory.ownEntry;
  if (own === null) return true;
  const last = Math.max(own.from, checkpoint.size - REACH);
  for (let index = checkpoint.size - 1; index >= last; index -= 1) {
    const entry = await findEntry(desk, index, checkpoint.size);
    if (entry === null || digestOf(entry.record) !== own.digest) continue;
    if (!(await isProven(entry, { index, checkpoint }))) return false;
    desk.memory.ownEntry = null;
    return true;
  }
  return last > own.from;
}

type Entry = { readonly record: string; readonly salt: string; readonly proof: readonly string[] };

/** Null for what is none of the member's business. */
async function findEntry({ api }: Desk, index: number, size: number): Promise<Entry | null> {
  try {
    const query = { index: String(index), size: String(size) };
    return await api.call(staffRoutes.inclusion, { query });
  } catch (fault) {
    if (fault instanceof ApiError && fault.code === "not-available") return null;
    throw fault;
  }
}

function digestOf(record: string): unknown {
  try {
    const parsed: unknown = JSON.parse(record);
    return typeof parsed === "object" && parsed !== null && "digest" in parsed
      ? parsed.digest
      : null;
  } catch {
    return null;
  }
}

type Place = { readonly index: number; readonly checkpoint: Checkpoint };

async function isProven(entry: Entry, { index, checkpoint }: Place): Promise<boolean> {
  const { size, root } = checkpoint;
  const leaf = leafHash(await leafData(parseBase64(entry.salt), entry.record));
  return verifyInclusion({ leaf, index, size, root, proof: entry.proof.map(parseBase64) });
}
