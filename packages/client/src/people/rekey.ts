import { ApiError, sharingRoutes, staffRoutes } from "@bijak/contract";
import { keyringOf, type Desk } from "../handler/desk.ts";
import { rewriteIndex } from "../handler/index-pages.ts";
import { rekeyCase } from "../handler/rekey.ts";
import { rewriteUnitRecord } from "../handler/unit-record.ts";

type Rekeying = {
  readonly unit: string;
  /** Ends the work between two cases. What was done stays done. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
};

export type Rekeyed = {
  /** Cases that have keys of now. */
  readonly done: number;
  /** Cases that still have to be done. */
  readonly left: number;
  /** Of those, what this member cannot open: a colleague has to. */
  readonly locked: number;
};

const BATCH = 50;
const ATTEMPTS = 3;

/**
 * After a unit has a new key: seals its index pages and record anew, then gives each of its cases new keys, open ones a next case key
 * with a mailbox-card and concluded ones the same keys wrapped anew. May be ended and begun again at any time, and by several members
 * at once: what is done is known by the server. Throws the signal's reason when it ends the work.
 */
export async function rekeyUnit(desk: Desk, rekeying: Rekeying): Promise<Rekeyed> {
  const { unit, signal, onProgress } = rekeying;
  keyringOf(desk, unit);
  signal?.throwIfAborted();
  await rewriteIndex(desk, unit);
  await rewriteUnitRecord(desk, unit);
  let [done, locked, total] = [0, 0, 0];
  for (let after: string | undefined, isMore = true; isMore;) {
    const batch = await fetchBatch(desk, unit, after);
    total = Math.max(total, done + locked + batch.left);
    for (const id of batch.ids) {
      onProgress?.(done + locked, total);
      signal?.throwIfAborted();
      if (await rekeyOne(desk, id)) done += 1;
      else locked += 1;
    }
    after = batch.ids.at(-1);
    isMore = batch.ids.length === BATCH;
  }
  onProgress?.(done + locked, total);
  const { left } = await fetchBatch(desk, unit, undefined);
  return Object.freeze({ done, left, locked });
}

type Batch = { readonly ids: readonly string[]; readonly left: number };

function fetchBatch({ api }: Desk, unit: string, after: string | undefined): Promise<Batch> {
  const common = { unit, limit: String(BATCH) };
  const query = after === undefined ? common : { ...common, after };
  return api.call(sharingRoutes.casesToRekey, { query });
}

/** False when this member cannot open the case. A colleague who changed it meanwhile makes it be read again. */
async function rekeyOne(desk: Desk, id: string): Promise<boolean> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const { case: row } = await desk.api.call(staffRoutes.case, { params: { id } });
    const outcome = await rekeyCase(desk, row);
    if (outcome !== "raced") return outcome === "done";
  }
  throw new ApiError("revision-conflict");
}
