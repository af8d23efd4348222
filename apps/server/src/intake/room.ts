import type { Parts } from "../parts.ts";
import { ensure } from "../refusal.ts";
import type { Reader } from "../store/store.ts";
import { sumUnclaimed } from "./store.ts";

/**
 * Room for `bytes` more of evidence, after which the room kept for reports is still there (rulings R23): parts under way count as written.
 * Throws `storage-full`, `storage-lost`.
 */
export async function ensureRoom(
  { blobs, limits }: Pick<Parts, "blobs" | "limits">,
  db: Reader,
  bytes: number,
): Promise<void> {
  const { unclaimedBytes, unwrittenBytes } = await sumUnclaimed(db);
  ensure(unclaimedBytes + bytes <= limits.unclaimedEvidenceBytes, "storage-full");
  const free = await blobs.freeBytes();
  ensure(
    free === null || free - unwrittenBytes - bytes >= limits.roomForEvidenceBytes,
    "storage-full",
  );
}
