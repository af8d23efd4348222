import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { SqliteDatabase, SqliteStatement } from "kysely";

const MAX_STATEMENTS = 512;

/** `node:sqlite` as Kysely's dialect expects it. Prepared statements are kept; rows become plain objects. */
export function sqliteDatabase(raw: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => {
      if (raw.isOpen) raw.close();
    },
    prepare: (sql) => {
      const known = statements.get(sql);
      if (known !== undefined) return known;
      if (statements.size >= MAX_STATEMENTS) statements.clear();
      const made = sql === "rollback" ? rollbackOf(raw) : statementOf(raw.prepare(sql));
      statements.set(sql, made);
      return made;
    },
  };
}

/** SQLite may have undone the transaction by itself (https://www.sqlite.org/lang_transaction.html); then nothing is left to roll back. */
function rollbackOf(raw: DatabaseSync): SqliteStatement {
  return {
    reader: false,
    all: () => [],
    run: () => {
      if (raw.isTransaction) raw.exec("ROLLBACK");
      return { changes: 0, lastInsertRowid: 0 };
    },
    iterate: () => [].values(),
  };
}

function statementOf(statement: StatementSync): SqliteStatement {
  const bound = (parameters: readonly unknown[]): SQLInputValue[] => parameters as SQLInputValue[]; // SQLite refuses any other kind of value
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...bound(parameters)).map((row) => ({ ...row })),
    run: (parameters) => statement.run(...bound(parameters)),
    *iterate(parameters) {
      for (const row of statement.iterate(...bound(parameters))) yield { ...row };
    },
  };
}
