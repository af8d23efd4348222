import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { sql } from "kysely";
import type { Database } from "../src/store/schema.ts";
import type { Store } from "../src/store/store.ts";
import { DIALECTS, freshStore } from "./support/stores.ts";

/** Every column there is. The type makes this list and `schema.ts` one: a column that is missing or too many is a type error. */
const COLUMNS: {
  readonly [Table in keyof Database]: Readonly<Record<keyof Database[Table], true>>;
} = {
  institution: { id: true, suite: true, signers: true, threshold: true, founded_on: true },
  directory_note: { serial: true, note: true },
  config_note: { hash: true, note: true },
  members_note: { serial: true, note: true },
  unit_keyring: { unit: true, epoch: true, revision: true, sealed: true },
  account: {
    member_id: true,
    name: true,
    opaque_record: true,
    paper_vkey: true,
    vault: true,
    vault_revision: true,
    is_disabled: true,
  },
  session: {
    hash: true,
    id: true,
    member_id: true,
    method: true,
    started_at: true,
    expires_at: true,
  },
  spent_ticket: { nonce: true, expires_at: true },
  passkey: { id: true, member_id: true, public_key: true, counter: true, transports: true },
  invitation: {
    id: true,
    token_hash: true,
    member_id: true,
    login: true,
    name: true,
    units: true,
    roles: true,
    invited_by: true,
    expires_at: true,
    recipient: true,
    vkey: true,
    is_withdrawn: true,
  },
  member_record: { member_id: true, revision: true, sealed: true },
  note_draft: {
    id: true,
    proposed_by: true,
    on_day: true,
    notes: true,
    rotates: true,
    frozen_until: true,
  },
  rotation: { unit: true, proposed_by: true, on_day: true, note: true, sealed: true },
  unit_epoch: { unit: true, epoch: true, serial: true },
  drill: { unit: true, recipient: true, on_day: true, note: true },
  transfer: {
    case_id: true,
    source: true,
    target: true,
    keeps_access: true,
    on_day: true,
    state: true,
    act: true,
    offer: true,
    answer: true,
  },
  takeover: { case_id: true, id: true, unit: true, state: true, note: true, reason: true },
  pack: { id: true, source: true, target: true, on_day: true, sealed: true },
  identity_file: { case_id: true, sealed: true, k: true, brought_on: true, opened_on: true },
  identity_share: { case_id: true, custodian: true, sealed: true, released: true },
  identity_request: {
    case_id: true,
    asked_by: true,
    note: true,
    reason: true,
    is_confirmed: true,
  },
  receipt_change: { case_id: true, seq: true, note: true },
  case_file: {
    id: true,
    revision: true,
    state: true,
    assignee: true,
    is_restricted: true,
    is_urgent: true,
    received_on: true,
    reporter_active_on: true,
    staff_active_on: true,
    retention_on: true,
    next_due_on: true,
    read_up_to: true,
    newest_from_reporter: true,
  },
  case_unit: {
    case_id: true,
    unit: true,
    is_standby: true,
    is_restricted: true,
    tray: true,
    desk: true,
    due_on: true,
  },
  case_wrap: { case_id: true, holder: true, sealed: true, serial: true },
  case_clock: { case_id: true, code: true, due_on: true, is_stopped: true },
  message: {
    case_id: true,
    number: true,
    direction: true,
    on_day: true,
    padded_bytes: true,
    file_count: true,
    sha256: true,
    sealed: true,
  },
  case_record: { case_id: true, seq: true, sealed: true },
  declaration: { case_id: true, member_id: true, has_conflict: true, note: true, opened_on: true },
  act: { id: true, case_id: true, kind: true, revision: true, note: true },
  inbox_page: { unit: true, page: true, revision: true, sealed: true },
  unit_record: { unit: true, revision: true, sealed: true },
  mailbox: { lookup: true, auth_hash: true, case_id: true, card: true, body_hash: true },
  spent_proof: { id: true, expires_at: true },
  file: { id: true, upload: true, case_id: true, received_on: true },
  file_part: {
    file_id: true,
    part: true,
    sha256: true,
    bytes: true,
    object: true,
    is_stored: true,
  },
  fact: { id: true, kind: true, unit: true, quarter: true, values: true },
  release: { id: true, year: true, imported: true, note: true, published_on: true },
  page: { path: true, type: true, body: true },
  log_entry: { seq: true, leaf: true, record: true, salt: true, digest: true },
};

type Column = { readonly table: string; readonly column: string; readonly type: string };

const byName = (one: string, other: string): number => (one < other ? -1 : 1);
const listed = Object.entries(COLUMNS)
  .flatMap(([table, columns]) => Object.keys(columns).map((column) => `${table}.${column}`))
  .toSorted(byName);

/** What the database itself says that it has; the list of migrations aside. */
async function columnsOf({ dialect, db }: Store): Promise<readonly Column[]> {
  const query =
    dialect === "sqlite"
      ? sql<Column>`SELECT m.name AS "table", c.name AS "column", c.type AS type FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name <> 'schema_migration'`
      : sql<Column>`SELECT table_name AS "table", column_name AS "column", data_type AS type FROM information_schema.columns WHERE table_schema = current_schema() AND table_name <> 'schema_migration'`;
  return (await query.execute(db)).rows;
}

for (const dialect of DIALECTS) {
  test(`${dialect}: the database has exactly the columns of the schema`, async () => {
    const columns = await columnsOf(await freshStore(dialect));
    assert.deepEqual(
      columns.map(({ table, column }) => `${table}.${column}`).toSorted(byName),
      listed,
    );
  });

  test(`${dialect}: no column holds a time, save those of staff sessions and invitations and of proofs and tickets that live ten minutes`, async () => {
    const columns = await columnsOf(await freshStore(dialect));
    assert.deepEqual(
      columns.filter(({ type }) => /time|date|interval/iu.test(type)),
      [],
      "no type of a time of day",
    );
    const timely = columns.filter(({ column }) =>
      /(^|_)(at|ms|time|timestamp|created|updated|modified|seconds)($|_)/iu.test(column),
    );
    assert.deepEqual(timely.map(({ table, column }) => `${table}.${column}`).toSorted(byName), [
      "invitation.expires_at",
      "session.expires_at",
      "session.started_at",
      "spent_proof.expires_at",
      "spent_ticket.expires_at",
    ]);
  });

  test(`${dialect}: no id is made by counting`, async () => {
    const { db } = await freshStore(dialect);
    const counters =
      dialect === "sqlite"
        ? sql<{ name: string }>`SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'`
        : sql<{
            name: string;
          }>`SELECT sequence_name AS name FROM information_schema.sequences WHERE sequence_schema = current_schema()`;
    assert.deepEqual((await counters.execute(db)).rows, []);
  });
}

test("the threat model lists exactly these columns", () => {
  const page = readFileSync(join(import.meta.dirname, "../../../docs/threat-model.md"), "utf8");
  const block = /## Every column\n[\s\S]*?```text\n([\s\S]*?)```/u.exec(page)?.[1] ?? "";
  const documented = block
    .split("\n")
    .filter(Boolean)
    .flatMap((line) => {
      const [table = "", columns = ""] = line.split(": ");
      return columns.split(", ").map((column) => `${table}.${column}`);
    });
  assert.deepEqual(documented.toSorted(byName), listed);
});
