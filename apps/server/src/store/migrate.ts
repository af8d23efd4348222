import { type Kysely, sql } from "kysely";
import type { Dialect } from "./store.ts";
import * as beginning from "./migrations/0001-beginning.ts";
import * as keys from "./migrations/0002-keys.ts";

export type Migration = {
  readonly name: string;
  readonly up: (db: Kysely<unknown>, dialect: Dialect) => Promise<void>;
};

/** Every change of the schema, oldest first. Never edited once released: a change is a new entry. */
export const MIGRATIONS: readonly Migration[] = Object.freeze([
  { name: "0001-beginning", up: beginning.up },
  { name: "0002-keys", up: keys.up },
]);

/** Replicas that start together wait for one another here (PostgreSQL). */
const LOCK = 0x62696a61;

/**
 * Brings the schema up to date, each step in one transaction together with the note that it was taken.
 * Throws RangeError when the database has taken a step that is not in the list.
 */
export async function migrate<DB>(
  db: Kysely<DB>,
  dialect: Dialect,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  for (const { name, up } of migrations) {
    await db.transaction().execute(async (tx) => {
      const taken = await takenSteps(tx, dialect);
      if (!taken.every((one) => migrations.some((known) => known.name === one)))
        throw new RangeError("this database was made by a newer version of the program");
      if (taken.includes(name)) return;
      await up(tx as unknown as Kysely<unknown>, dialect); // a migration knows tables by its own SQL, not by today's types
      await sql`INSERT INTO schema_migration (name) VALUES (${name})`.execute(tx);
    });
  }
}

async function takenSteps<DB>(tx: Kysely<DB>, dialect: Dialect): Promise<string[]> {
  if (dialect === "postgres") await sql`SELECT pg_advisory_xact_lock(${LOCK})`.execute(tx);
  await sql
    .raw(
      `CREATE TABLE IF NOT EXISTS schema_migration (name TEXT PRIMARY KEY)${dialect === "sqlite" ? " STRICT" : ""}`,
    )
    .execute(tx);
  const { rows } = await sql<{ name: string }>`SELECT name FROM schema_migration`.execute(tx);
  return rows.map(({ name }) => name);
}
