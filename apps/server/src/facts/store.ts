import type { ReadonlyKysely } from "kysely/readonly";
import type { Database } from "../store/schema.ts";
import type { Tx } from "../store/store.ts";

export type FactTableRow = Database["fact"];

/** Adds a fact; false when one with this id exists with other values. The same again changes nothing. */
export async function putFact(tx: Tx, row: FactTableRow): Promise<boolean> {
  await tx
    .insertInto("fact")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const kept = await tx
    .selectFrom("fact")
    .selectAll()
    .where("id", "=", row.id)
    .executeTakeFirstOrThrow();
  const names = ["kind", "unit", "quarter", "values"] as const;
  return names.every((name) => kept[name] === row[name]);
}

/** Statistics get a handle that can only read. */
export type Figures = ReadonlyKysely<Pick<Database, "fact">>;

/** How often each set of values stands in the facts of one kind, year and set of units. */
export async function countValues(
  db: Figures,
  { kind, year, units }: { kind: "triage" | "closing"; year: string; units: readonly string[] },
): Promise<readonly { readonly values: string; readonly count: number }[]> {
  if (units.length === 0) return [];
  const quarters = [1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`);
  const rows = await db
    .selectFrom("fact")
    .select((eb) => ["values", eb.fn.countAll<number>().as("count")])
    .where("quarter", "in", quarters)
    .where("kind", "=", kind)
    .where("unit", "in", units)
    .groupBy("values")
    .execute();
  return rows.map(({ values, count }) => ({ values, count: Number(count) }));
}
