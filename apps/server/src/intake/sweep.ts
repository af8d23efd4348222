import type { Parts } from "../parts.ts";
import { deleteExpiredProofs, deleteGivenUp, giveUpFiles, listGivenUp } from "./store.ts";

const BATCH = 256;

/**
 * Forgets expired proofs and what was uploaded and never claimed. A token ends after 24 hours, days are all that is known: a file goes when a
 * whole day lies between. It is given up first, so that nobody can claim it any more; then its objects go, then its rows: a crash between
 * leaves rows that the next sweep finishes.
 */
export async function sweep({ store, blobs, clock }: Parts): Promise<void> {
  await store.transact(async (tx) => {
    await deleteExpiredProofs(tx, clock.nowMs());
    await giveUpFiles(tx, clock.today() - 1);
  });
  for (;;) {
    const rows = await listGivenUp(store.db, BATCH);
    if (rows.length === 0) return;
    const objects = rows.flatMap(({ object }) => (object === null ? [] : [object]));
    for (const object of objects) await blobs.erase(object);
    await store.transact((tx) => deleteGivenUp(tx, objects));
  }
}
