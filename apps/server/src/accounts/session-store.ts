import type { Database } from "../store/schema.ts";
import type { Reader, Tx } from "../store/store.ts";
import type { TicketStub } from "./ticket.ts";

export type SessionRow = Database["session"];

export async function findSession(db: Reader, hash: string): Promise<SessionRow | null> {
  const row = await db
    .selectFrom("session")
    .selectAll()
    .where("hash", "=", hash)
    .executeTakeFirst();
  return row ?? null;
}

/** The member's sessions that have not ended, newest first. */
export const listSessions = (
  db: Reader,
  memberId: string,
  nowMs: number,
): Promise<readonly SessionRow[]> =>
  db
    .selectFrom("session")
    .selectAll()
    .where("member_id", "=", memberId)
    .where("expires_at", ">", nowMs)
    .orderBy("started_at", "desc")
    .orderBy("id")
    .execute();

/** Adds a session and sweeps those that have ended. */
export async function insertSession(tx: Tx, session: SessionRow, nowMs: number): Promise<void> {
  await tx.deleteFrom("session").where("expires_at", "<=", nowMs).execute();
  await tx.insertInto("session").values(session).execute();
}

export async function prolongSession(tx: Tx, hash: string, expiresAt: number): Promise<void> {
  await tx.updateTable("session").set({ expires_at: expiresAt }).where("hash", "=", hash).execute();
}

export async function eraseSession(tx: Tx, hash: string): Promise<void> {
  await tx.deleteFrom("session").where("hash", "=", hash).execute();
}

/** False when the member has no session of this id. */
export async function eraseSessionById(tx: Tx, memberId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom("session")
    .where("member_id", "=", memberId)
    .where("id", "=", id)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Ends every session of the member but that of `hash`; all of them for null. */
export async function eraseOtherSessions(
  tx: Tx,
  memberId: string,
  hash: string | null,
): Promise<void> {
  await tx
    .deleteFrom("session")
    .where("member_id", "=", memberId)
    .where("hash", "!=", hash ?? "")
    .execute();
}

/** Ends every session of these members. */
export async function eraseSessionsOf(tx: Tx, memberIds: readonly string[]): Promise<void> {
  if (memberIds.length === 0) return;
  await tx
    .deleteFrom("session")
    .where("member_id", "in", [...memberIds])
    .execute();
}

/** Spends a ticket in the caller's transaction and sweeps what has ended. False when it was spent before. */
export async function spendTicket(
  tx: Tx,
  { nonce, endsAt }: TicketStub,
  nowMs: number,
): Promise<boolean> {
  await tx.deleteFrom("spent_ticket").where("expires_at", "<=", nowMs).execute();
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("spent_ticket")
    .values({ nonce, expires_at: endsAt })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows ?? 0) === 1;
}
