import { setImmediate as nextTurn } from "node:timers/promises";
import { parseBase64 } from "../encoding.ts";
import type { Store } from "../store/store.ts";
import { createLevels, type Levels } from "./levels.ts";
import { listLeaves } from "./store.ts";

const BATCH = 4_096;

/** Gives the log as it stands: reads the leaves that were committed since the last call, also those of other replicas. */
export type ReadLog = () => Promise<Levels>;

export function createLog(store: Pick<Store, "db">): ReadLog {
  const levels = createLevels();
  let reading: Promise<void> = Promise.resolve();
  return async () => {
    reading = reading.catch(() => undefined).then(() => catchUp(store, levels));
    await reading;
    return levels;
  };
}

async function catchUp(store: Pick<Store, "db">, levels: Levels): Promise<void> {
  for (;;) {
    const rows = await listLeaves(store.db, levels.size(), BATCH);
    for (const { seq, leaf } of rows) {
      if (seq !== levels.size()) throw new Error("the audit log has a gap");
      levels.append(parseBase64(leaf));
    }
    if (rows.length < BATCH) return;
    await nextTurn();
  }
}
