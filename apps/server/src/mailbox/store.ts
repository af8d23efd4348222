import type { Database } from "../store/schema.ts";
import type { Reader, Tx } from "../store/store.ts";

export type MailboxRow = Database["mailbox"];

export async function findByLookup(db: Reader, lookup: string): Promise<MailboxRow | null> {
  return (
    (await db.selectFrom("mailbox").selectAll().where("lookup", "=", lookup).executeTakeFirst()) ??
    null
  );
}

export async function insertMailbox(tx: Tx, row: MailboxRow): Promise<void> {
  await tx.insertInto("mailbox").values(row).execute();
}

/** Puts another holder and card in the place of those under `lookup`. */
export async function replaceHolder(
  tx: Tx,
  lookup: string,
  next: Pick<MailboxRow, "lookup" | "auth_hash" | "card">,
): Promise<void> {
  await tx.updateTable("mailbox").set(next).where("lookup", "=", lookup).execute();
}

export async function insertChange(tx: Tx, change: Database["receipt_change"]): Promise<void> {
  await tx.insertInto("receipt_change").values(change).execute();
}

export async function countChanges(db: Reader, caseId: string): Promise<number> {
  const { changes } = await db
    .selectFrom("receipt_change")
    .select((eb) => eb.fn.countAll().as("changes"))
    .where("case_id", "=", caseId)
    .executeTakeFirstOrThrow();
  return Number(changes);
}

/** Notes of every change of receipt, oldest first; cases without any are missing. */
export async function receiptChangesOf(
  db: Reader,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (caseIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("receipt_change")
    .selectAll()
    .where("case_id", "in", [...caseIds])
    .orderBy("seq")
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.case_id)].map(([id, own]) => [
      id,
      own.map(({ note }) => note),
    ]),
  );
}

export async function replaceCard(tx: Tx, caseId: string, card: Uint8Array): Promise<void> {
  await tx.updateTable("mailbox").set({ card }).where("case_id", "=", caseId).execute();
}

export async function deleteMailbox(tx: Tx, lookup: string): Promise<void> {
  await tx.deleteFrom("mailbox").where("lookup", "=", lookup).execute();
}
