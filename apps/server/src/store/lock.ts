import { DatabaseSync } from "node:sqlite";

/** Another process works on this folder. */
export class StoreInUse extends Error {
  constructor(path: string) {
    super(
      `${path} is in use by another process. Only one process may work on a SQLite folder at a time; end the other one first.`,
    );
    this.name = "StoreInUse";
  }
}

const SQLITE_BUSY = 5;

/**
 * Takes the one lock of a database file, or throws `StoreInUse`. Gives a function that lets go.
 * It is an exclusive transaction on an empty database beside it: a lock of the operating system, which ends with this process however that ends.
 */
export function lockStore(path: string): () => void {
  const lock = new DatabaseSync(`${path}.lock`, { timeout: 0 });
  try {
    lock.exec("PRAGMA journal_mode=MEMORY; BEGIN EXCLUSIVE");
  } catch (fault) {
    lock.close();
    if (fault instanceof Error && (fault as { errcode?: unknown }).errcode === SQLITE_BUSY)
      throw new StoreInUse(path); // node:sqlite adds errcode
    throw fault;
  }
  return () => {
    if (lock.isOpen) lock.close();
  };
}
