import { type Kysely, sql } from "kysely";
import type { Dialect } from "../store.ts";

/**
 * Keys and people: ways to sign in that can be left out, sessions that can be listed, invitations, changes of keys, transfers,
 * takeovers, locked identities, changes of receipts. Sessions end: members sign in once more.
 */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db);
  for (const statement of dialect === "sqlite" ? SQLITE : POSTGRES) await run(statement);
  const manner = dialect === "sqlite" ? " STRICT" : "";
  for (const table of tables(dialect === "sqlite" ? "BLOB" : "BYTEA"))
    await run(`${table}${manner}`);
  for (const statement of ADDED) await run(statement);
  await fillDigests(db);
  await fillEpochs(db);
}

const ACCOUNT =
  "member_id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, opaque_record TEXT, paper_vkey TEXT, vault BLOB NOT NULL, vault_revision INTEGER NOT NULL, is_disabled INTEGER NOT NULL";

/** SQLite cannot make a column nullable: the table is made anew. */
const SQLITE = [
  "DROP TABLE session",
  `CREATE TABLE account_next (${ACCOUNT}) STRICT`,
  "INSERT INTO account_next SELECT member_id, name, opaque_record, paper_vkey, vault, vault_revision, is_disabled FROM account",
  "DROP TABLE account",
  "ALTER TABLE account_next RENAME TO account",
] as const;

const POSTGRES = [
  "DROP TABLE session",
  "ALTER TABLE account ALTER COLUMN opaque_record DROP NOT NULL",
  "ALTER TABLE account ALTER COLUMN paper_vkey DROP NOT NULL",
] as const;

const tables = (bytes: string): readonly string[] => {
  const number = bytes === "BLOB" ? "INTEGER" : "BIGINT";
  return [
    `CREATE TABLE session (hash TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, member_id TEXT NOT NULL REFERENCES account(member_id), method TEXT NOT NULL, started_at ${number} NOT NULL, expires_at ${number} NOT NULL)`,
    `CREATE TABLE spent_ticket (nonce TEXT PRIMARY KEY, expires_at ${number} NOT NULL)`,
    `CREATE TABLE passkey (id TEXT PRIMARY KEY, member_id TEXT NOT NULL REFERENCES account(member_id), public_key ${bytes} NOT NULL, counter ${number} NOT NULL, transports TEXT NOT NULL)`,
    `CREATE TABLE invitation (id TEXT PRIMARY KEY, token_hash TEXT NOT NULL UNIQUE, member_id TEXT NOT NULL UNIQUE, login TEXT NOT NULL, name TEXT NOT NULL, units TEXT NOT NULL, roles TEXT NOT NULL, invited_by TEXT NOT NULL, expires_at ${number} NOT NULL, recipient TEXT, vkey TEXT, is_withdrawn ${number} NOT NULL)`,
    `CREATE TABLE member_record (member_id TEXT PRIMARY KEY REFERENCES account(member_id), revision ${number} NOT NULL, sealed ${bytes} NOT NULL)`,
    `CREATE TABLE note_draft (id TEXT PRIMARY KEY, proposed_by TEXT NOT NULL, on_day ${number} NOT NULL, notes TEXT NOT NULL, rotates TEXT NOT NULL, frozen_until ${number} NOT NULL)`,
    `CREATE TABLE rotation (unit TEXT PRIMARY KEY, proposed_by TEXT NOT NULL, on_day ${number} NOT NULL, note TEXT NOT NULL, sealed ${bytes} NOT NULL)`,
    `CREATE TABLE unit_epoch (unit TEXT NOT NULL, epoch ${number} NOT NULL, serial ${number} NOT NULL, PRIMARY KEY (unit, epoch))`,
    `CREATE TABLE drill (unit TEXT NOT NULL, recipient TEXT NOT NULL, on_day ${number} NOT NULL, note TEXT NOT NULL, PRIMARY KEY (unit, recipient, on_day))`,
    `CREATE TABLE transfer (case_id TEXT PRIMARY KEY REFERENCES case_file(id), source TEXT NOT NULL, target TEXT NOT NULL, keeps_access ${number} NOT NULL, on_day ${number} NOT NULL, state TEXT NOT NULL, act TEXT NOT NULL, offer ${bytes} NOT NULL, answer ${bytes})`,
    `CREATE TABLE takeover (case_id TEXT PRIMARY KEY REFERENCES case_file(id), id TEXT NOT NULL, unit TEXT NOT NULL, state TEXT NOT NULL, note TEXT NOT NULL, reason ${bytes} NOT NULL)`,
    `CREATE TABLE pack (id TEXT PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL, on_day ${number} NOT NULL, sealed ${bytes} NOT NULL)`,
    `CREATE TABLE identity_file (case_id TEXT PRIMARY KEY REFERENCES case_file(id), sealed ${bytes} NOT NULL, k ${number} NOT NULL, brought_on ${number} NOT NULL, opened_on ${number})`,
    `CREATE TABLE identity_share (case_id TEXT NOT NULL REFERENCES identity_file(case_id), custodian TEXT NOT NULL, sealed ${bytes} NOT NULL, released ${bytes}, PRIMARY KEY (case_id, custodian))`,
    `CREATE TABLE identity_request (case_id TEXT PRIMARY KEY REFERENCES identity_file(case_id), asked_by TEXT NOT NULL, note TEXT NOT NULL, reason ${bytes} NOT NULL, is_confirmed ${number} NOT NULL)`,
    `CREATE TABLE receipt_change (case_id TEXT NOT NULL REFERENCES case_file(id), seq ${number} NOT NULL, note TEXT NOT NULL, PRIMARY KEY (case_id, seq))`,
  ];
};

const ADDED = [
  "ALTER TABLE case_wrap ADD COLUMN serial INTEGER NOT NULL DEFAULT 1",
  "ALTER TABLE log_entry ADD COLUMN digest TEXT",
  "CREATE INDEX log_entry_by_digest ON log_entry (digest)",
  "CREATE INDEX case_wrap_by_serial ON case_wrap (holder, serial, case_id)",
  "CREATE INDEX session_by_member ON session (member_id)",
  "CREATE INDEX passkey_by_member ON passkey (member_id)",
  "CREATE INDEX transfer_by_target ON transfer (target)",
  "CREATE INDEX pack_by_target ON pack (target)",
] as const;

/** The digest of every record that still stands, in a column of its own: proofs are asked for by it. */
async function fillDigests(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{
    seq: number;
    record: string;
  }>`SELECT seq, record FROM log_entry WHERE record IS NOT NULL`.execute(db);
  for (const { seq, record } of rows) {
    const { digest } = JSON.parse(record) as { digest: string }; // the log writes its records itself
    await sql`UPDATE log_entry SET digest = ${digest} WHERE seq = ${seq}`.execute(db);
  }
}

/** Until now no key was ever changed: every unit is in its first epoch, from the first directory that names it. */
async function fillEpochs(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{
    serial: number;
    note: string;
  }>`SELECT serial, note FROM directory_note ORDER BY serial`.execute(db);
  const known = new Set<string>();
  for (const { serial, note } of rows) {
    for (const [, unit, epoch] of note.matchAll(/^unit (\S+) (\d+) /gmu)) {
      if (known.has(`${unit} ${epoch}`)) continue;
      known.add(`${unit} ${epoch}`);
      await sql`INSERT INTO unit_epoch (unit, epoch, serial) VALUES (${unit}, ${Number(epoch)}, ${serial})`.execute(
        db,
      );
    }
  }
}
