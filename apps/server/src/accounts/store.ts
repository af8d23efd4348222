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

/** Erases an account that never signed in, with its passkeys. */
export async function eraseAccount(tx: Tx, memberId: string): Promise<void> {
  await tx.deleteFrom("passkey").where("member_id", "=", memberId).execute();
  await tx.deleteFrom("account").where("member_id", "=", memberId).execute();
}

/** What an account holds beside its passkeys; what is absent stays. */
export type AccountChange = Partial<Pick<AccountRow, "opaque_record" | "paper_vkey">> &
  Pick<AccountRow, "vault">;

/** Replaces the vault, and ways to sign in with it, if its revision is still `revision`. False when it is not. */
export async function changeAccount(
  tx: Tx,
  { memberId, revision }: { readonly memberId: string; readonly revision: number },
  change: AccountChange,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("account")
    .set({ ...change, vault_revision: revision + 1 })
    .where("member_id", "=", memberId)
    .where("vault_revision", "=", revision)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
