import { sql } from "kysely";
import { MIGRATIONS } from "../store/migrate.ts";
import { broken, type Finding, type Inspected, sound } from "./finding.ts";

/** The database is whole, has today's schema and belongs to this institution. */
export async function checkDatabase({ reader, instance }: Inspected): Promise<Finding[]> {
  const faults = reader.dialect === "sqlite" ? await sqliteFaults(reader) : [];
  if (faults.length > 0)
    return [
      broken("database", `Basis data rusak: ${faults[0]}`, `The database is damaged: ${faults[0]}`),
    ];
  const { rows } = await sql<{ name: string }>`SELECT name FROM schema_migration`.execute(
    reader.db,
  );
  const missing = MIGRATIONS.filter(({ name }) => !rows.some((row) => row.name === name));
  if (missing.length > 0 || rows.length !== MIGRATIONS.length) {
    return [
      broken(
        "database",
        "Skema basis data bukan skema versi program ini.",
        "The schema of the database is not that of this version.",
      ),
    ];
  }
  const institution = await reader.db.selectFrom("institution").select("id").executeTakeFirst();
  if (institution?.id !== instance)
    return [
      broken(
        "database",
        "Basis data ini bukan milik instansi ini.",
        "This database belongs to another institution.",
      ),
    ];
  return [sound("database", "Basis data utuh.", "The database is whole.")];
}

/** What SQLite's own examinations find (https://www.sqlite.org/pragma.html#pragma_integrity_check). */
async function sqliteFaults({ db }: Inspected["reader"]): Promise<string[]> {
  const integrity = await sql<{ integrity_check: string }>`PRAGMA integrity_check`.execute(db);
  const foreign = await sql<{ table: string }>`PRAGMA foreign_key_check`.execute(db);
  return [
    ...integrity.rows.map((row) => row.integrity_check).filter((text) => text !== "ok"),
    ...foreign.rows.map(({ table }) => `${table}: a row names another one that is not there`),
  ];
}
