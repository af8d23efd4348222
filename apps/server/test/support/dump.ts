import { sql } from "kysely";
import type { Reader, Store, Tx } from "../../src/store/store.ts";

/** The rows of a small, used institution under an older schema. Bytes stand as `{ "base64": … }`. */
export type Dump = {
  /** The last migration that the rows have seen. */
  readonly after: string;
  /** In the order in which rows may be inserted: a table after those it refers to. */
  readonly tables: Readonly<Record<string, readonly Row[]>>;
};
type Value = string | number | null | { readonly base64: string };
type Row = Readonly<Record<string, Value>>;

/** Takes all rows out of a store. */
export async function takeDump(
  { db }: Pick<Store, "db">,
  after: string,
  tables: readonly string[],
): Promise<Dump> {
  const taken: Record<string, Row[]> = {};
  for (const table of tables) taken[table] = (await readRows(db, table)).map(pack);
  return { after, tables: taken };
}

/** Rows of a table as plain values. */
export async function readRows(db: Reader, table: string): Promise<Record<string, unknown>[]> {
  return (await sql<Record<string, unknown>>`SELECT * FROM ${sql.table(table)}`.execute(db)).rows;
}

/** Puts the rows of a dump into tables of the same columns. */
export async function fillFrom(tx: Tx, { tables }: Dump): Promise<void> {
  for (const [table, rows] of Object.entries(tables)) {
    for (const row of rows) {
      const columns = sql.join(Object.keys(row).map((name) => sql.ref(name)));
      const values = sql.join(Object.values(row).map(unpack));
      await sql`INSERT INTO ${sql.table(table)} (${columns}) VALUES (${values})`.execute(tx);
    }
  }
}

const pack = (row: Record<string, unknown>): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof Uint8Array
        ? { base64: Buffer.from(value).toString("base64") }
        : (value as Value),
    ]),
  ); // a column holds text, a number, bytes or nothing

export const unpack = (value: Value): unknown =>
  typeof value === "object" && value !== null
    ? new Uint8Array(Buffer.from(value.base64, "base64"))
    : value;
