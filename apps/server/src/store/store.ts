import type { Kysely, Transaction } from "kysely";
import type { Database } from "./schema.ts";

export type Dialect = "sqlite" | "postgres";
export type Tx = Transaction<Database>;

/** Something to read from: the store's own handle, or the transaction that is under way. */
export type Reader = Kysely<Database>;

/** The database of one institution. Every change goes through `transact` or `commitTogether`. */
export type Store = {
  readonly dialect: Dialect;
  /** Reads what is committed. Writing through it throws: it is a connection that can only read. */
  readonly db: Reader;
  /** Runs `work` in one durable transaction: all of it is kept when the promise resolves, none of it when it rejects. */
  readonly transact: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** The same promise for many small writers at once (rulings R22): works share one commit, a refused one rolls back alone. */
  readonly commitTogether: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
};

/** A database that is only looked at. */
export type StoreReader = Pick<Store, "dialect" | "db" | "close">;
