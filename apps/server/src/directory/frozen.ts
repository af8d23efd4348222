import type { Parts } from "../parts.ts";
import { listDrafts } from "./draft-store.ts";

/** Whether one of these units holds still because signers are retiring its key. */
export async function isFrozen(
  { store, clock }: Pick<Parts, "store" | "clock">,
  units: readonly string[],
): Promise<boolean> {
  const now = clock.nowMs();
  const drafts = await listDrafts(store.db);
  return drafts.some(
    ({ rotates, frozenUntil }) => now < frozenUntil && rotates.some((unit) => units.includes(unit)),
  );
}
