import type { Database } from "../store/schema.ts";
import type { Reader, Tx } from "../store/store.ts";

export type PasskeyRow = Database["passkey"];

/** The passkey of this id whose account is not disabled; null when there is none. */
export async function findPasskey(db: Reader, id: string): Promise<PasskeyRow | null> {
  const row = await db
    .selectFrom("passkey")
    .innerJoin("account", "account.member_id", "passkey.member_id")
    .selectAll("passkey")
    .where("passkey.id", "=", id)
    .where("account.is_disabled", "=", 0)
    .executeTakeFirst();
  return row ?? null;
}

export const listPasskeys = (
  db: Reader,
  memberIds: readonly string[],
): Promise<readonly Pick<PasskeyRow, "id" | "member_id" | "transports">[]> =>
  db
    .selectFrom("passkey")
    .select(["id", "member_id", "transports"])
    .where("member_id", "in", [...memberIds])
    .orderBy("id")
    .execute();

/** False when a passkey of this id stands already. */
export async function insertPasskey(tx: Tx, row: PasskeyRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("passkey")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows ?? 0) === 1;
}

/** False when the member has no passkey of this id. */
export async function erasePasskey(tx: Tx, memberId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom("passkey")
    .where("id", "=", id)
    .where("member_id", "=", memberId)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Moves the signature counter from `before` on. False when it stands elsewhere by now. */
export async function moveCounter(
  tx: Tx,
  id: string,
  { before, after }: { readonly before: number; readonly after: number },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("passkey")
    .set({ counter: after })
    .where("id", "=", id)
    .where("counter", "=", before)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
