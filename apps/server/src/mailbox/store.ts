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

export async function replaceCard(tx: Tx, caseId: string, card: Uint8Array): Promise<void> {
  await tx.updateTable("mailbox").set({ card }).where("case_id", "=", caseId).execute();
}

export async function deleteMailbox(tx: Tx, lookup: string): Promise<void> {
  await tx.deleteFrom("mailbox").where("lookup", "=", lookup).execute();
}
