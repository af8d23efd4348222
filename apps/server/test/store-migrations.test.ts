import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { DatabaseSync } from "node:sqlite";
import { Kysely, PostgresDialect, SqliteDialect, sql } from "kysely";
import pg from "pg";
import { freshDatabase } from "../../../test/support/postgres.ts";
import { type Migration, MIGRATIONS, migrate } from "../src/store/migrate.ts";
import type { Database } from "../src/store/schema.ts";
import { sqliteDatabase } from "../src/store/sqlite-database.ts";
import type { Dialect } from "../src/store/store.ts";
import { type Dump, fillFrom, readRows, unpack } from "./support/dump.ts";
import { DIALECTS, freshFolder } from "./support/stores.ts";

const FIXTURES = join(import.meta.dirname, "fixtures");
const dumps = readdirSync(FIXTURES)
  .filter((name) => name.startsWith("dump-"))
  .map((name) => JSON.parse(readFileSync(join(FIXTURES, name), "utf8")) as Dump); // written by fixtures/make.ts

/** An empty database without any schema. */
async function emptyDatabase(dialect: Dialect): Promise<Kysely<Database>> {
  if (dialect === "sqlite")
    return new Kysely({
      dialect: new SqliteDialect({
        database: sqliteDatabase(new DatabaseSync(join(await freshFolder(), "old.sqlite"))),
      }),
    });
  return new Kysely({
    dialect: new PostgresDialect({
      pool: new pg.Pool({
        connectionString: await freshDatabase(),
        types: {
          getTypeParser: (oid, format) =>
            oid === 20 ? Number : pg.types.getTypeParser(oid, format),
        },
      }),
    }),
  });
}

const upTo = (name: string): readonly Migration[] =>
  MIGRATIONS.slice(0, MIGRATIONS.findIndex((one) => one.name === name) + 1);

/** A step that this test adds after all others: a new column, a new table. */
const NEXT: Migration = {
  name: "9999-next",
  up: async (db) => {
    await sql`ALTER TABLE mailbox ADD COLUMN note TEXT`.execute(db);
    await sql`CREATE TABLE next_thing (id TEXT PRIMARY KEY)`.execute(db);
  },
};
const FAILING: Migration = {
  name: "9999-failing",
  up: async (db, dialect) => {
    await NEXT.up(db, dialect);
    await sql`CREATE TABLE mailbox (id TEXT)`.execute(db);
  },
};

test("each migration but the first has a filled dump of the schema before it", () => {
  const after = dumps.map((dump) => dump.after);
  for (const { name } of MIGRATIONS.slice(0, -1))
    assert.ok(after.includes(name), `no dump of the schema after ${name}`);
  for (const name of after)
    assert.ok(
      MIGRATIONS.some((one) => one.name === name),
      `${name} is no migration`,
    );
  assert.ok(dumps.length > 0);
});

test("dumps are filled: a case, its message and file, a mailbox and the log are in them", () => {
  for (const { tables } of dumps)
    for (const table of [
      "institution",
      "account",
      "case_file",
      "message",
      "mailbox",
      "file_part",
      "log_entry",
    ])
      assert.ok((tables[table] ?? []).length > 0, table);
});

for (const dialect of DIALECTS) {
  test(`${dialect}: an old installation keeps every row through all later migrations`, async () => {
    for (const dump of dumps) {
      const db = await emptyDatabase(dialect);
      await migrate(db, dialect, upTo(dump.after));
      await db.transaction().execute((tx) => fillFrom(tx, dump));
      await migrate(db, dialect, [...MIGRATIONS, NEXT]);
      for (const [table, rows] of Object.entries(dump.tables)) {
        const found = (await readRows(db, table)).map((row) =>
          JSON.stringify(
            Object.entries(row)
              .filter(([name]) => name in (rows[0] ?? {}))
              .map(([name, value]) => [
                name,
                value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value,
              ]),
          ),
        );
        const expected = rows.map((row) =>
          JSON.stringify(
            Object.entries(row).map(([name, value]) => [name, bytesToText(unpack(value))]),
          ),
        );
        assert.deepEqual(found.toSorted(compare), expected.toSorted(compare), table);
      }
      await db.destroy();
    }
  });

  test(`${dialect}: a migration that fails leaves schema and rows as they were, and the next start tries again`, async () => {
    const [dump] = dumps;
    assert.ok(dump);
    const db = await emptyDatabase(dialect);
    await migrate(db, dialect, upTo(dump.after));
    await db.transaction().execute((tx) => fillFrom(tx, dump));
    await assert.rejects(migrate(db, dialect, [...MIGRATIONS, FAILING]));
    await assert.rejects(readRows(db, "next_thing"));
    assert.deepEqual(
      (await readRows(db, "mailbox")).map((row) => Object.keys(row).includes("note")),
      [false],
    );
    await migrate(db, dialect, [...MIGRATIONS, { ...NEXT, name: FAILING.name }]);
    assert.deepEqual(await readRows(db, "next_thing"), []);
    await db.destroy();
  });

  test(`${dialect}: a database of a newer program is refused and left alone`, async () => {
    const db = await emptyDatabase(dialect);
    await migrate(db, dialect, [...MIGRATIONS, NEXT]);
    await assert.rejects(migrate(db, dialect), RangeError);
    assert.deepEqual(await readRows(db, "next_thing"), []);
    await db.destroy();
  });
}

test("postgres: replicas that start together take each step once", async () => {
  const url = await freshDatabase();
  const open = (): Kysely<Database> =>
    new Kysely({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url }) }) });
  const replicas = Array.from({ length: 5 }, open);
  await Promise.all(replicas.map((db) => migrate(db, "postgres")));
  const [first] = replicas;
  assert.ok(first);
  assert.deepEqual(
    await readRows(first, "schema_migration"),
    MIGRATIONS.map(({ name }) => ({ name })),
  );
  await Promise.all(replicas.map((db) => db.destroy()));
});

const compare = (one: string, other: string): number => (one < other ? -1 : 1);
const bytesToText = (value: unknown): unknown =>
  value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value;
