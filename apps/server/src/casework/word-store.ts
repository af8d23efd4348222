import type { Database } from "../store/schema.ts";
import type { Tx } from "../store/store.ts";
import type { Db } from "./case-store.ts";

export type DeclarationRow = Database["declaration"];
export type ActRow = Database["act"];

/** What members declared on these cases. */
export async function listDeclarations(
  db: Db,
  ids: readonly string[],
  memberId: string,
): Promise<readonly DeclarationRow[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom("declaration")
    .selectAll()
    .where("case_id", "in", ids)
    .where("member_id", "=", memberId)
    .execute();
}

/** Who declared a conflict on which of these cases. */
export async function listConflicts(
  db: Db,
  ids: readonly string[],
): Promise<readonly Pick<DeclarationRow, "case_id" | "member_id">[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom("declaration")
    .select(["case_id", "member_id"])
    .where("case_id", "in", ids)
    .where("has_conflict", "=", 1)
    .orderBy("member_id")
    .execute();
}

/** The members who declared a conflict on this case, and those who declared none. */
export async function listDeclared(
  db: Db,
  caseId: string,
): Promise<{ readonly conflict: readonly string[]; readonly noConflict: readonly string[] }> {
  const rows = await db
    .selectFrom("declaration")
    .select(["member_id", "has_conflict"])
    .where("case_id", "=", caseId)
    .execute();
  const those = (hasConflict: number): readonly string[] =>
    rows.filter((row) => row.has_conflict === hasConflict).map((row) => row.member_id);
  return { conflict: those(1), noConflict: those(0) };
}

/** Stores a declaration in the place of an earlier one. False when that one declared a conflict: it stays. */
export async function saveDeclaration(
  tx: Tx,
  { case_id, member_id, has_conflict, note }: Omit<DeclarationRow, "opened_on">,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("declaration")
    .values({ case_id, member_id, has_conflict, note, opened_on: null })
    .onConflict((conflict) =>
      conflict
        .columns(["case_id", "member_id"])
        .doUpdateSet({ has_conflict, note })
        .where("declaration.has_conflict", "=", 0),
    )
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows ?? 0) === 1;
}

/** Notes that the member opens the case today; gives whether it is the first time today. */
export async function noteOpening(
  tx: Tx,
  { caseId, memberId, today }: { caseId: string; memberId: string; today: number },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("declaration")
    .set({ opened_on: today })
    .where("case_id", "=", caseId)
    .where("member_id", "=", memberId)
    .where((eb) => eb.or([eb("opened_on", "is", null), eb("opened_on", "<>", today)]))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export const listActs = (db: Db, caseId: string): Promise<readonly ActRow[]> =>
  db.selectFrom("act").selectAll().where("case_id", "=", caseId).orderBy("id").execute();

export async function insertAct(tx: Tx, act: ActRow): Promise<void> {
  await tx.insertInto("act").values(act).execute();
}

/** Erases one proposal; gives whether there was one. */
export async function eraseAct(tx: Tx, caseId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom("act")
    .where("case_id", "=", caseId)
    .where("id", "=", id)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Erases all proposals of a case: they approve a revision that is over. */
export async function eraseActs(tx: Tx, caseId: string): Promise<void> {
  await tx.deleteFrom("act").where("case_id", "=", caseId).execute();
}
