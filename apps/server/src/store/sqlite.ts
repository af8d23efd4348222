import { DatabaseSync } from "node:sqlite";
import { Kysely, SqliteDialect } from "kysely";
import { withStorageFaults } from "./faults.ts";
import { createGroup, GROUP_DEFAULTS, type GroupOptions, type Shared } from "./group.ts";
import { lockStore } from "./lock.ts";
import { migrate } from "./migrate.ts";
import type { Database } from "./schema.ts";
import { sqliteDatabase } from "./sqlite-database.ts";
import type { Store, StoreReader, Tx } from "./store.ts";

export type SqliteOptions = Partial<GroupOptions> & {
  /** Runs after each durable commit and before its works resolve, so that a bench can stand in for a slow disk. */
  readonly afterCommit?: () => void;
  /** Most pages of the file; a full disk for tests. */
  readonly maxPages?: number;
};

/*
 * WAL with synchronous=FULL: a commit that returned survives a crash of process and machine (https://www.sqlite.org/pragma.html#pragma_synchronous).
 * secure_delete: what is erased is overwritten, and does not linger in free pages.
 */
const PRAGMAS =
  "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA trusted_schema=OFF";

/** Opens the database file at `path`, makes it if missing and brings its schema up to date. Throws `StoreInUse` when another process works on it. */
export async function openSqlite(path: string, options: SqliteOptions = {}): Promise<Store> {
  const unlock = lockStore(path);
  try {
    return await openLocked(path, options, unlock);
  } catch (fault) {
    unlock();
    throw fault;
  }
}

async function openLocked(
  path: string,
  options: SqliteOptions,
  unlock: () => void,
): Promise<Store> {
  const raw = new DatabaseSync(path);
  raw.exec(PRAGMAS);
  if (options.maxPages !== undefined) raw.exec(`PRAGMA max_page_count=${options.maxPages}`);
  const writer = kyselyOn(raw);
  await migrate(writer, "sqlite");
  const reader = readSqlite(path);
  const group = createGroup(sharedOn(writer, raw, options.afterCommit), {
    ...GROUP_DEFAULTS,
    ...options,
  });
  return Object.freeze({
    dialect: "sqlite" as const,
    db: reader.db,
    transact: <T>(work: (tx: Tx) => Promise<T>) =>
      withStorageFaults(() => writer.transaction().execute(work)),
    commitTogether: <T>(work: (tx: Tx) => Promise<T>) => withStorageFaults(() => group.add(work)),
    close: async () => {
      await group.drained();
      await reader.close();
      await writer.destroy();
      unlock();
    },
  });
}

const kyselyOn = (raw: DatabaseSync): Kysely<Database> =>
  new Kysely<Database>({ dialect: new SqliteDialect({ database: sqliteDatabase(raw) }) });

/** How long a look waits for another process that holds the file for a moment. */
const PATIENCE_MS = 2_000;

/** Opens an existing file to look at it, also while another process works on it. Nothing is written. */
export function readSqlite(path: string): StoreReader {
  const raw = new DatabaseSync(path, { readOnly: true, timeout: PATIENCE_MS });
  const db = kyselyOn(raw);
  const close = async (): Promise<void> => {
    await db.destroy();
    if (raw.isOpen) raw.close(); // Kysely closes only what it has used
  };
  return Object.freeze({ dialect: "sqlite" as const, db, close });
}

function sharedOn(db: Kysely<Database>, raw: DatabaseSync, afterCommit?: () => void): Shared {
  return {
    transact: async (all) => {
      await db.transaction().execute(all);
      afterCommit?.();
    },
    attempt: async (tx, work) => {
      raw.exec("SAVEPOINT work");
      try {
        const value = await work(tx);
        raw.exec("RELEASE work");
        return value;
      } catch (fault) {
        if (raw.isTransaction) raw.exec("ROLLBACK TO work; RELEASE work");
        throw fault;
      }
    },
    isAlive: () => raw.isTransaction,
  };
}
