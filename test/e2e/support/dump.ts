import { queryRows } from "../../support/postgres.ts";

/** Every value of every table of a database that `freshDatabase` gave, one after another; bytes as they are. */
export async function dumpPostgres(url: string): Promise<Buffer> {
  const tables = await queryRows(
    url,
    "select schemaname, tablename from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
  );
  const values: Buffer[] = [];
  for (const { schemaname, tablename } of tables) {
    for (const row of await queryRows(
      url,
      `select * from "${String(schemaname)}"."${String(tablename)}"`,
    ))
      values.push(...Object.values(row).map(bytesOf));
  }
  if (values.length === 0) throw new Error("there is nothing in this database");
  return Buffer.concat(values);
}

const bytesOf = (value: unknown): Buffer =>
  value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(`${String(value)}\n`);
