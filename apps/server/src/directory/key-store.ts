import type { Database } from "../store/schema.ts";
import type { Reader, Tx } from "../store/store.ts";

export type KeyringRow = Database["unit_keyring"];
export type RotationRow = Database["rotation"];
export type DrillRow = Database["drill"];

export const listKeyrings = (db: Reader): Promise<readonly KeyringRow[]> =>
  db.selectFrom("unit_keyring").selectAll().orderBy("unit").execute();

export async function findKeyring(db: Reader, unit: string): Promise<KeyringRow | null> {
  const row = await db
    .selectFrom("unit_keyring")
    .selectAll()
    .where("unit", "=", unit)
    .executeTakeFirst();
  return row ?? null;
}

export async function insertKeyrings(
  tx: Tx,
  keyrings: readonly Omit<KeyringRow, "revision">[],
): Promise<void> {
  const rows = keyrings.map((keyring) => ({ ...keyring, revision: 1 }));
  await tx.insertInto("unit_keyring").values(rows).execute();
}

/** Puts a keyring of the same epoch in the place of the one with this revision. False when it has another revision now. */
export async function replaceKeyring(
  tx: Tx,
  { unit, revision, sealed }: Pick<KeyringRow, "unit" | "revision" | "sealed">,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("unit_keyring")
    .set({ sealed, revision: revision + 1 })
    .where("unit", "=", unit)
    .where("revision", "=", revision)
    .executeTakeFirst();
  return Number(numUpdatedRows) === 1;
}

/** The unit's keyring of its next epoch takes the place of the present one, whatever revision that has. */
export async function swapKeyring(
  tx: Tx,
  { unit, epoch, sealed }: Pick<KeyringRow, "unit" | "epoch" | "sealed">,
): Promise<void> {
  await tx
    .updateTable("unit_keyring")
    .set((row) => ({ epoch, sealed, revision: row("revision", "+", 1) }))
    .where("unit", "=", unit)
    .execute();
}

export const listRotations = (db: Reader): Promise<readonly RotationRow[]> =>
  db.selectFrom("rotation").selectAll().orderBy("unit").execute();

/** An older request of the unit is void. */
export async function putRotation(tx: Tx, row: RotationRow): Promise<void> {
  const { unit: _unit, ...values } = row;
  await tx
    .insertInto("rotation")
    .values(row)
    .onConflict((conflict) => conflict.column("unit").doUpdateSet(values))
    .execute();
}

/** Erases the unit's request; only if it is still this one, when a note is named. False when there is none. */
export async function eraseRotation(tx: Tx, unit: string, note?: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom("rotation")
    .where("unit", "=", unit)
    .$if(note !== undefined, (query) => query.where("note", "=", note ?? ""))
    .executeTakeFirst();
  return Number(numDeletedRows) === 1;
}

/** The unit's key of this epoch began with the directory of this serial. */
export async function insertEpochs(
  tx: Tx,
  units: readonly { readonly id: string; readonly epoch: number }[],
  serial: number,
): Promise<void> {
  const rows = units.map(({ id, epoch }) => ({ unit: id, epoch, serial }));
  if (rows.length > 0) await tx.insertInto("unit_epoch").values(rows).execute();
}

/** Serial of the directory with which the unit's newest key began; 1 for a unit that never was. */
export async function findEpochSerial(db: Reader, unit: string): Promise<number> {
  const row = await db
    .selectFrom("unit_epoch")
    .select("serial")
    .where("unit", "=", unit)
    .orderBy("epoch", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.serial ?? 1;
}

/** The same drill on the same day is kept once. */
export async function insertDrill(tx: Tx, row: DrillRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("drill")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows ?? 0) === 1;
}

export const listDrills = (db: Reader): Promise<readonly DrillRow[]> =>
  db.selectFrom("drill").selectAll().orderBy("on_day").execute();
