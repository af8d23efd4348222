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

/** A row whose record still stands. */
export type ProvableRow = {
  readonly seq: number;
  readonly record: string;
  readonly salt: string;
  readonly digest: string;
};

/** As many values as one statement takes. */
const DIGESTS_AT_ONCE = 500;

/** The rows below `size` with one of these digests whose records still stand, in order. */
export async function listByDigest(
  db: Reader,
  digests: readonly string[],
  size: number,
): Promise<readonly ProvableRow[]> {
  const rows: ProvableRow[] = [];
  for (let from = 0; from < digests.length; from += DIGESTS_AT_ONCE) {
    const some = digests.slice(from, from + DIGESTS_AT_ONCE);
    const found = await db
      .selectFrom("log_entry")
      .select(["seq", "record", "salt", "digest"])
      .where("digest", "in", some)
      .where("seq", "<", size)
      .where("record", "is not", null)
      .where("salt", "is not", null)
      .orderBy("seq")
      .$narrowType<{ record: string; salt: string; digest: string }>()
      .execute();
    rows.push(...found);
  }
  return rows;
}

const RECORDS_AT_ONCE = 1_024;

/** The records from `seq` on, in order; null for one that was erased. */
export async function* eachRecordFrom(db: Reader, seq: number): AsyncGenerator<string | null> {
  for (let from = seq; ; from += RECORDS_AT_ONCE) {
    const rows = await db
      .selectFrom("log_entry")
      .select("record")
      .where("seq", ">=", from)
      .where("seq", "<", from + RECORDS_AT_ONCE)
      .orderBy("seq")
      .execute();
    for (const { record } of rows) yield record;
    if (rows.length < RECORDS_AT_ONCE) return;
  }
}
