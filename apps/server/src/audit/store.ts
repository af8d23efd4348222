import { sql } from "kysely";
import type { Database } from "../store/schema.ts";
import type { Dialect, Reader, Tx } from "../store/store.ts";

export type LogRow = Database["log_entry"];

/** Lets one transaction after the other append, so that the log has neither gaps nor forks. SQLite has a single writer anyway. */
export async function lockLog(tx: Tx, dialect: Dialect): Promise<void> {
  if (dialect === "postgres")
    await sql`LOCK TABLE log_entry IN SHARE ROW EXCLUSIVE MODE`.execute(tx);
}

export async function nextSeq(tx: Tx): Promise<number> {
  const row = await tx
    .selectFrom("log_entry")
    .select((max) => max.fn.max("seq").as("seq"))
    .executeTakeFirst();
  return row?.seq === undefined || row.seq === null ? 0 : row.seq + 1;
}

export async function insertEntry(tx: Tx, row: LogRow): Promise<void> {
  await tx.insertInto("log_entry").values(row).execute();
}

/** Leaf hashes from `seq` on, in order, at most `limit`. */
export const listLeaves = (
  db: Reader,
  seq: number,
  limit: number,
): Promise<readonly Pick<LogRow, "seq" | "leaf">[]> =>
  db
    .selectFrom("log_entry")
    .select(["seq", "leaf"])
    .where("seq", ">=", seq)
    .orderBy("seq")
    .limit(limit)
    .execute();

export async function findEntry(db: Reader, seq: number): Promise<LogRow | null> {
  return (
    (await db.selectFrom("log_entry").selectAll().where("seq", "=", seq).executeTakeFirst()) ?? null
  );
}
