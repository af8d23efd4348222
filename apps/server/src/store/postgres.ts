import { type Dialect as KyselyDialect, Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { withStorageFaults } from "./faults.ts";
import { migrate } from "./migrate.ts";
import type { Database } from "./schema.ts";
import type { Store, StoreReader, Tx } from "./store.ts";

const BYTEA = 17;
const INT8 = 20;
const SCHEMA_NAME = /^[a-z][a-z0-9_]{0,62}$/u;
const MAX_CONNECTIONS = 8;
const CONNECT_MS = 5_000;

/** Opens one schema of a PostgreSQL database, makes it if missing and brings it up to date. Throws `storage-lost` when the server cannot be reached. */
export async function openPostgres(url: string, schema: string): Promise<Store> {
  ensureSchemaName(schema);
  const writer = new Kysely<Database>({ dialect: dialectOn(url, `-c search_path=${schema}`) });
  const reader = readPostgres(url, schema);
  const transact = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    withStorageFaults(() => writer.transaction().execute(work));
  try {
    await withStorageFaults(async () => {
      await sql`CREATE SCHEMA IF NOT EXISTS ${sql.id(schema)}`.execute(writer);
      await migrate(writer, "postgres");
    });
  } catch (fault) {
    await writer.destroy();
    throw fault;
  }
  return Object.freeze({
    dialect: "postgres" as const,
    db: reader.db,
    transact,
    commitTogether: transact,
    close: async () => {
      await reader.close();
      await writer.destroy();
    },
  });
}

/** Looks into a schema without being able to change it. */
export function readPostgres(url: string, schema: string): StoreReader {
  ensureSchemaName(schema);
  const db = new Kysely<Database>({
    dialect: dialectOn(url, `-c search_path=${schema} -c default_transaction_read_only=on`),
  });
  return Object.freeze({ dialect: "postgres" as const, db, close: () => db.destroy() });
}

function ensureSchemaName(schema: string): void {
  if (!SCHEMA_NAME.test(schema)) throw new RangeError(`${schema} is no name of a schema`);
}

function dialectOn(url: string, options: string): KyselyDialect {
  const pool = new pg.Pool({
    connectionString: url,
    options,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    types: { getTypeParser: parserOf },
  });
  // A connection that is lost tells by an event, whether idle or at work; without a listener the process would end. The next query tells the caller.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return new PostgresDialect({ pool });
}

type Parser = (text: string) => unknown;

/** The same row values as SQLite gives: numbers for int8, plain Uint8Array for bytea. */
function parserOf(oid: number, format?: "text" | "binary"): Parser {
  if (oid === INT8) return Number;
  const parse = pg.types.getTypeParser(oid, format as "text") as Parser; // pg asks for the text format only
  if (oid !== BYTEA) return parse;
  return (text) => {
    const bytes = parse(text) as Buffer; // pg's parser of bytea gives a Buffer
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  };
}
