import type { Database } from "../store/schema.ts";
import type { Reader, Tx } from "../store/store.ts";

export type AccountRow = Database["account"];

/** The account of a login name; null for unknown and for disabled ones alike. */
export async function findByName(db: Reader, name: string): Promise<AccountRow | null> {
  const row = await db
    .selectFrom("account")
    .selectAll()
    .where("name", "=", name)
    .where("is_disabled", "=", 0)
    .executeTakeFirst();
  return row ?? null;
}

export async function findByMember(db: Reader, memberId: string): Promise<AccountRow | null> {
  const row = await db
    .selectFrom("account")
    .selectAll()
    .where("member_id", "=", memberId)
    .where("is_disabled", "=", 0)
    .executeTakeFirst();
  return row ?? null;
}

export async function insertAccounts(tx: Tx, rows: readonly AccountRow[]): Promise<void> {
  await tx
    .insertInto("account")
    .values([...rows])
    .execute();
}

/** Replaces the vault if its revision is still `revision`. False when it is not. */
export async function replaceVault(
  tx: Tx,
  memberId: string,
  { revision, vault }: { readonly revision: number; readonly vault: Uint8Array },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("account")
    .set({ vault, vault_revision: revision + 1 })
    .where("member_id", "=", memberId)
    .where("vault_revision", "=", revision)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export type SessionRow = Database["session"];

export async function findSession(db: Reader, hash: string): Promise<SessionRow | null> {
  const row = await db
    .selectFrom("session")
    .selectAll()
    .where("hash", "=", hash)
    .executeTakeFirst();
  return row ?? null;
}

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
