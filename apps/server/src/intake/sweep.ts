import type { Parts } from "../parts.ts";
import { deleteExpiredProofs, deleteGivenUp, giveUpFiles, listGivenUp } from "./store.ts";

const BATCH = 256;

/**
 * Forgets expired proofs and what was uploaded and never claimed. A token ends after 24 hours, days are all that is known: a file goes when a
 * whole day lies between. It is given up first, so that nobody can claim it any more; then its objects go, then its rows: a crash between
 * leaves rows that the next sweep finishes. Throws what the first object that could not be erased threw, after all others are gone.
 */
export async function sweep({ store, blobs, clock }: Parts): Promise<void> {
  await store.transact(async (tx) => {
    await deleteExpiredProofs(tx, clock.nowMs());
    await giveUpFiles(tx, clock.today() - 1);
  });
  const faults = new Map<string, unknown>();
  for (;;) {
    const rows = await listGivenUp(store.db, BATCH + faults.size);
    const fresh = rows.filter(({ object }) => object === null || !faults.has(object));
    if (fresh.length === 0) break;
    const erased: string[] = [];
    for (const { object } of fresh) {
      if (object === null) continue;
      try {
        await blobs.erase(object);
        erased.push(object);
      } catch (fault) {
        faults.set(object, fault);
      }
    }
    await store.transact((tx) => deleteGivenUp(tx, erased));
  }
  for (const fault of faults.values()) throw fault;
}
