import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { freshDatabase } from "../../../../test/support/postgres.ts";
import { openPostgres } from "../../src/store/postgres.ts";
import { openSqlite, type SqliteOptions } from "../../src/store/sqlite.ts";
import type { Dialect, Store } from "../../src/store/store.ts";

/** Both databases: every test of stored things runs once on each. */
export const DIALECTS = ["sqlite", "postgres"] as const satisfies readonly Dialect[];

/** A new folder that is gone after the tests of this file. */
export async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "bijak-server-"));
  after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A new, empty store of the kind, closed after the tests of this file. */
export async function freshStore(dialect: Dialect, options: SqliteOptions = {}): Promise<Store> {
  const store =
    dialect === "sqlite"
      ? await openSqlite(join(await freshFolder(), "bijak.sqlite"), options)
      : await openPostgres(await freshDatabase(), "bijak_test");
  after(() => store.close());
  return store;
}
