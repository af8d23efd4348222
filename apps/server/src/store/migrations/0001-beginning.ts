import { type Kysely, sql } from "kysely";
import type { Dialect } from "../store.ts";

/** Tables whose rows SQLite must not number in the order in which they came. */
const UNORDERED = /^CREATE TABLE spent_proof /u;

/** The first schema. `bytes` is the only type that differs between SQLite and PostgreSQL. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  for (const table of tables(dialect === "sqlite" ? "BLOB" : "BYTEA")) {
    const manner = UNORDERED.test(table) ? "STRICT, WITHOUT ROWID" : "STRICT";
    await sql.raw(dialect === "sqlite" ? `${table} ${manner}` : table).execute(db);
  }
  for (const index of INDEXES) await sql.raw(index).execute(db);
}

const tables = (bytes: string): readonly string[] => {
  const number = bytes === "BLOB" ? "INTEGER" : "BIGINT";
  return [
    `CREATE TABLE institution (id TEXT PRIMARY KEY, suite TEXT NOT NULL, signers TEXT NOT NULL, threshold ${number} NOT NULL, founded_on ${number} NOT NULL)`,
    `CREATE TABLE directory_note (serial ${number} PRIMARY KEY, note TEXT NOT NULL)`,
    `CREATE TABLE config_note (hash TEXT PRIMARY KEY, note TEXT NOT NULL)`,
    `CREATE TABLE members_note (serial ${number} PRIMARY KEY, note TEXT NOT NULL)`,
    `CREATE TABLE unit_keyring (unit TEXT PRIMARY KEY, epoch ${number} NOT NULL, revision ${number} NOT NULL, sealed ${bytes} NOT NULL)`,
    `CREATE TABLE account (member_id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, opaque_record TEXT NOT NULL, paper_vkey TEXT NOT NULL, vault ${bytes} NOT NULL, vault_revision ${number} NOT NULL, is_disabled ${number} NOT NULL)`,
    `CREATE TABLE session (hash TEXT PRIMARY KEY, member_id TEXT NOT NULL REFERENCES account(member_id), expires_at ${number} NOT NULL)`,
    `CREATE TABLE case_file (id TEXT PRIMARY KEY, revision ${number} NOT NULL, state TEXT NOT NULL, assignee TEXT, is_restricted ${number} NOT NULL, is_urgent ${number} NOT NULL, received_on ${number} NOT NULL, reporter_active_on ${number} NOT NULL, staff_active_on ${number}, retention_on ${number}, next_due_on ${number}, read_up_to ${number} NOT NULL, newest_from_reporter ${number} NOT NULL)`,
    `CREATE TABLE case_unit (case_id TEXT NOT NULL REFERENCES case_file(id), unit TEXT NOT NULL, is_standby ${number} NOT NULL, is_restricted ${number} NOT NULL, tray TEXT NOT NULL, desk TEXT, due_on ${number} NOT NULL, PRIMARY KEY (case_id, unit))`,
    `CREATE TABLE case_wrap (case_id TEXT NOT NULL REFERENCES case_file(id), holder TEXT NOT NULL, sealed ${bytes} NOT NULL, PRIMARY KEY (case_id, holder))`,
    `CREATE TABLE case_clock (case_id TEXT NOT NULL REFERENCES case_file(id), code TEXT NOT NULL, due_on ${number} NOT NULL, is_stopped ${number} NOT NULL, PRIMARY KEY (case_id, code))`,
    `CREATE TABLE message (case_id TEXT NOT NULL REFERENCES case_file(id), number ${number} NOT NULL, direction TEXT NOT NULL, on_day ${number} NOT NULL, padded_bytes ${number} NOT NULL, file_count ${number} NOT NULL, sha256 TEXT NOT NULL, sealed ${bytes} NOT NULL, PRIMARY KEY (case_id, number))`,
    `CREATE TABLE case_record (case_id TEXT NOT NULL REFERENCES case_file(id), seq ${number} NOT NULL, sealed ${bytes} NOT NULL, PRIMARY KEY (case_id, seq))`,
    `CREATE TABLE declaration (case_id TEXT NOT NULL REFERENCES case_file(id), member_id TEXT NOT NULL, has_conflict ${number} NOT NULL, note TEXT NOT NULL, opened_on ${number}, PRIMARY KEY (case_id, member_id))`,
    `CREATE TABLE act (id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES case_file(id), kind TEXT NOT NULL, revision ${number} NOT NULL, note TEXT NOT NULL)`,
    `CREATE TABLE inbox_page (unit TEXT NOT NULL, page ${number} NOT NULL, revision ${number} NOT NULL, sealed ${bytes} NOT NULL, PRIMARY KEY (unit, page))`,
    `CREATE TABLE unit_record (unit TEXT PRIMARY KEY, revision ${number} NOT NULL, sealed ${bytes} NOT NULL)`,
    `CREATE TABLE mailbox (lookup TEXT PRIMARY KEY, auth_hash TEXT NOT NULL, case_id TEXT NOT NULL UNIQUE REFERENCES case_file(id), card ${bytes} NOT NULL, body_hash TEXT NOT NULL)`,
    `CREATE TABLE spent_proof (id TEXT PRIMARY KEY, expires_at ${number} NOT NULL)`,
    `CREATE TABLE file (id TEXT PRIMARY KEY, upload TEXT UNIQUE, case_id TEXT REFERENCES case_file(id), received_on ${number} NOT NULL)`,
    `CREATE TABLE file_part (file_id TEXT NOT NULL REFERENCES file(id), part ${number} NOT NULL, sha256 TEXT NOT NULL, bytes ${number} NOT NULL, object TEXT NOT NULL UNIQUE, is_stored ${number} NOT NULL, PRIMARY KEY (file_id, part))`,
    `CREATE TABLE fact (id TEXT PRIMARY KEY, kind TEXT NOT NULL, unit TEXT, quarter TEXT NOT NULL, "values" TEXT NOT NULL)`,
    `CREATE TABLE release (id TEXT PRIMARY KEY, year ${number} NOT NULL, imported TEXT NOT NULL, note TEXT NOT NULL, published_on ${number})`,
    `CREATE TABLE page (path TEXT PRIMARY KEY, type TEXT NOT NULL, body TEXT NOT NULL)`,
    `CREATE TABLE log_entry (seq ${number} PRIMARY KEY, leaf TEXT NOT NULL, record TEXT, salt TEXT)`,
  ];
};

const INDEXES = [
  "CREATE INDEX case_unit_by_due ON case_unit (unit, is_standby, due_on, case_id, is_restricted)",
  "CREATE INDEX case_unit_by_tray ON case_unit (unit, tray, due_on, case_id, is_restricted)",
  "CREATE INDEX case_unit_by_desk ON case_unit (unit, desk, due_on, case_id, is_restricted)",
  "CREATE INDEX message_by_case ON message (case_id, direction)",
  "CREATE INDEX file_uncommitted ON file (received_on) WHERE case_id IS NULL",
  "CREATE INDEX spent_proof_by_expiry ON spent_proof (expires_at)",
  "CREATE INDEX act_by_case ON act (case_id)",
  "CREATE INDEX fact_by_quarter ON fact (quarter, kind)",
] as const;
