import { sql } from "kysely";
import type { Database } from "../store/schema.ts";
import type { Dialect, Reader, Tx } from "../store/store.ts";

export type InvitationRow = Database["invitation"];

/** Lets one invitation after the other be made, so that a name is given once. SQLite has a single writer anyway. */
export async function lockInvitations(tx: Tx, dialect: Dialect): Promise<void> {
  if (dialect === "postgres")
    await sql`LOCK TABLE invitation IN SHARE ROW EXCLUSIVE MODE`.execute(tx);
}

/** Whether an account has the name, or an invitation that may still be used. */
export async function isLoginTaken(tx: Tx, login: string, nowMs: number): Promise<boolean> {
  const invited = await tx
    .selectFrom("invitation")
    .select("id")
    .where("login", "=", login)
    .where("recipient", "is", null)
    .where("is_withdrawn", "=", 0)
    .where("expires_at", ">", nowMs)
    .executeTakeFirst();
  if (invited !== undefined) return true;
  const account = await tx
    .selectFrom("account")
    .select("member_id")
    .where("name", "=", login)
    .executeTakeFirst();
  return account !== undefined;
}

/** False when an invitation with this token stands already. */
export async function insertInvitation(tx: Tx, row: InvitationRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("invitation")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows ?? 0) === 1;
}

/** All invitations, those that end last first. */
export const listInvitations = (db: Reader): Promise<readonly InvitationRow[]> =>
  db.selectFrom("invitation").selectAll().orderBy("expires_at", "desc").orderBy("id").execute();

export async function findInvitation(db: Reader, id: string): Promise<InvitationRow | null> {
  const row = await db.selectFrom("invitation").selectAll().where("id", "=", id).executeTakeFirst();
  return row ?? null;
}

/** The invitation of a token; null when it is unknown or withdrawn. */
export async function findByToken(db: Reader, tokenHash: string): Promise<InvitationRow | null> {
  const row = await db
    .selectFrom("invitation")
    .selectAll()
    .where("token_hash", "=", tokenHash)
    .where("is_withdrawn", "=", 0)
    .executeTakeFirst();
  return row ?? null;
}

/** Uses an invitation up for these keys. False when it was used, withdrawn or has expired by now: of two at once one wins. */
export async function useInvitation(
  tx: Tx,
  id: string,
  { recipient, vkey, nowMs }: { recipient: string; vkey: string; nowMs: number },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("invitation")
    .set({ recipient, vkey })
    .where("id", "=", id)
    .where("recipient", "is", null)
    .where("is_withdrawn", "=", 0)
    .where("expires_at", ">", nowMs)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function withdrawRow(tx: Tx, id: string): Promise<void> {
  await tx.updateTable("invitation").set({ is_withdrawn: 1 }).where("id", "=", id).execute();
}
