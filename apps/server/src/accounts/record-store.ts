import type { Database } from "../store/schema.ts";
import type { Reader, Tx } from "../store/store.ts";

type RecordRow = Database["member_record"];

export async function findRecord(
  db: Reader,
  memberId: string,
): Promise<Pick<RecordRow, "revision" | "sealed"> | null> {
  const row = await db
    .selectFrom("member_record")
    .select(["revision", "sealed"])
    .where("member_id", "=", memberId)
    .executeTakeFirst();
  return row ?? null;
}

/** Writes the record after `revision`; 0 makes it. False when another session was first. */
export async function putRecord(
  tx: Tx,
  { member_id, revision, sealed }: RecordRow,
): Promise<boolean> {
  if (revision === 0) {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto("member_record")
      .values({ member_id, revision: 1, sealed })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return Number(numInsertedOrUpdatedRows ?? 0) === 1;
  }
  const { numUpdatedRows } = await tx
    .updateTable("member_record")
    .set({ revision: revision + 1, sealed })
    .where("member_id", "=", member_id)
    .where("revision", "=", revision)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
