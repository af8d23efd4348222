import type { Database } from "../store/schema.ts";
import type { Tx } from "../store/store.ts";
import type { CaseRow, Db } from "./case-store.ts";
import { placeOf, STANDBY_TRAY } from "./trays.ts";

export type UnitRow = Pick<Database["case_unit"], "case_id" | "unit" | "is_standby">;
export type WrapRow = Database["case_wrap"];

export async function listUnits(db: Db, ids: readonly string[]): Promise<readonly UnitRow[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom("case_unit")
    .select(["case_id", "unit", "is_standby"])
    .where("case_id", "in", ids)
    .orderBy("unit")
    .execute();
}

export async function insertUnits(
  tx: Tx,
  row: CaseRow,
  units: readonly { readonly unit: string; readonly isStandby: boolean }[],
): Promise<void> {
  const place = placeOf(row.state, row.assignee, row.next_due_on);
  const values = units.map(({ unit, isStandby }) => ({
    case_id: row.id,
    unit,
    is_standby: isStandby ? 1 : 0,
    is_restricted: row.is_restricted,
    ...place,
    ...(isStandby ? { tray: STANDBY_TRAY, desk: null } : {}),
  }));
  await tx.insertInto("case_unit").values(values).execute();
}

/** From now on the unit works on the case; one that stood by stands by no more. */
export async function admitUnit(tx: Tx, row: CaseRow, unit: string): Promise<void> {
  await eraseUnits(tx, row.id, [unit]);
  await insertUnits(tx, row, [{ unit, isStandby: false }]);
}

/** These units have no part in the case any more. */
export async function eraseUnits(tx: Tx, id: string, units: readonly string[]): Promise<void> {
  if (units.length === 0) return;
  await tx.deleteFrom("case_unit").where("case_id", "=", id).where("unit", "in", units).execute();
}

/** For whom the keys of these cases are wrapped. */
export async function listHolders(
  db: Db,
  ids: readonly string[],
): Promise<readonly Pick<WrapRow, "case_id" | "holder">[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom("case_wrap")
    .select(["case_id", "holder"])
    .where("case_id", "in", ids)
    .orderBy("holder")
    .execute();
}

export async function listWraps(
  db: Db,
  ids: readonly string[],
  holders: readonly string[],
): Promise<readonly WrapRow[]> {
  if (ids.length === 0 || holders.length === 0) return [];
  return db
    .selectFrom("case_wrap")
    .selectAll()
    .where("case_id", "in", ids)
    .where("holder", "in", holders)
    .execute();
}

export type NewWraps = {
  readonly wraps: readonly Pick<WrapRow, "holder" | "sealed">[];
  /** Of the directory whose keys were used. */
  readonly serial: number;
};

/** Puts these wraps in the place of all there were. */
export async function replaceWraps(tx: Tx, id: string, stored: NewWraps): Promise<void> {
  await tx.deleteFrom("case_wrap").where("case_id", "=", id).execute();
  await insertWraps(tx, id, stored);
}

export async function insertWraps(tx: Tx, id: string, { wraps, serial }: NewWraps): Promise<void> {
  const rows = wraps.map(({ holder, sealed }) => ({ case_id: id, holder, sealed, serial }));
  await tx.insertInto("case_wrap").values(rows).execute();
}
