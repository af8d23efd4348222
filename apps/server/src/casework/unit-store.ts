import type { Database } from "../store/schema.ts";
import type { Tx } from "../store/store.ts";
import type { Db } from "./case-store.ts";

type PageRow = Database["inbox_page"];
type RecordRow = Database["unit_record"];
type Version = { readonly revision: number; readonly sealed: Uint8Array };

export const listPages = (
  db: Db,
  unit: string,
): Promise<readonly Pick<PageRow, "page" | "revision">[]> =>
  db
    .selectFrom("inbox_page")
    .select(["page", "revision"])
    .where("unit", "=", unit)
    .orderBy("page")
    .execute();

export async function findPage(db: Db, unit: string, page: number): Promise<Version | null> {
  const row = await db
    .selectFrom("inbox_page")
    .select(["revision", "sealed"])
    .where("unit", "=", unit)
    .where("page", "=", page)
    .executeTakeFirst();
  return row ?? null;
}

/** Writes a page after `revision`; 0 makes it. False when someone else was first. */
export async function putPage(tx: Tx, { unit, page, revision, sealed }: PageRow): Promise<boolean> {
  if (revision === 0) {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto("inbox_page")
      .values({ unit, page, revision: 1, sealed })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return Number(numInsertedOrUpdatedRows ?? 0) === 1;
  }
  const { numUpdatedRows } = await tx
    .updateTable("inbox_page")
    .set({ revision: revision + 1, sealed })
    .where("unit", "=", unit)
    .where("page", "=", page)
    .where("revision", "=", revision)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function findUnitRecord(db: Db, unit: string): Promise<Version | null> {
  const row = await db
    .selectFrom("unit_record")
    .select(["revision", "sealed"])
    .where("unit", "=", unit)
    .executeTakeFirst();
  return row ?? null;
}

/** As `putPage`, for the record of a unit. */
export async function putUnitRecord(
  tx: Tx,
  { unit, revision, sealed }: RecordRow,
): Promise<boolean> {
  if (revision === 0) {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto("unit_record")
      .values({ unit, revision: 1, sealed })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return Number(numInsertedOrUpdatedRows ?? 0) === 1;
  }
  const { numUpdatedRows } = await tx
    .updateTable("unit_record")
    .set({ revision: revision + 1, sealed })
    .where("unit", "=", unit)
    .where("revision", "=", revision)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
