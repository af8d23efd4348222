import type { NoteSet } from "@bijak/contract";
import type { Reader, Tx } from "../store/store.ts";

/** Notes that wait for more signatures. */
export type Draft = {
  readonly id: string;
  readonly proposedBy: string;
  readonly on: number;
  readonly notes: NoteSet;
  /** Units whose keys it changes; they hold still until `frozenUntil`, milliseconds. */
  readonly rotates: readonly string[];
  readonly frozenUntil: number;
};

export async function listDrafts(db: Reader): Promise<readonly Draft[]> {
  const rows = await db.selectFrom("note_draft").selectAll().execute();
  return rows.map((row) => ({
    id: row.id,
    proposedBy: row.proposed_by,
    on: row.on_day,
    notes: JSON.parse(row.notes) as NoteSet, // insertDraft wrote it
    rotates: JSON.parse(row.rotates) as string[], // insertDraft wrote it
    frozenUntil: row.frozen_until,
  }));
}

export async function insertDraft(tx: Tx, draft: Draft): Promise<void> {
  await tx
    .insertInto("note_draft")
    .values({
      id: draft.id,
      proposed_by: draft.proposedBy,
      on_day: draft.on,
      notes: JSON.stringify(draft.notes),
      rotates: JSON.stringify(draft.rotates),
      frozen_until: draft.frozenUntil,
    })
    .execute();
}

/** Erases this draft, or all. False when there was none. */
export async function eraseDrafts(tx: Tx, id?: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom("note_draft")
    .$if(id !== undefined, (query) => query.where("id", "=", id ?? ""))
    .executeTakeFirst();
  return Number(numDeletedRows) > 0;
}
