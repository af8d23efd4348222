/*
 * [Note: What the server knows]
 *
 * These are all columns there are (rulings R10 to R12). Bytes columns hold ciphertext or signed notes, days are Unix days.
 * What a reporter does leaves days only; `…At` columns (milliseconds) belong to acts of staff and to proofs that live ten minutes.
 * A test compares this file with the tables and with the list in docs/threat-model.md.
 */
export type Database = {
  institution: InstitutionTable;
  directory_note: { serial: number; note: string };
  config_note: { hash: string; note: string };
  members_note: { serial: number; note: string };
  unit_keyring: { unit: string; epoch: number; revision: number; sealed: Uint8Array };
  account: AccountTable;
  session: { hash: string; member_id: string; expires_at: number };
  case_file: CaseTable;
  case_unit: CaseUnitTable;
  case_wrap: { case_id: string; holder: string; sealed: Uint8Array };
  case_clock: { case_id: string; code: string; due_on: number; is_stopped: number };
  message: MessageTable;
  case_record: { case_id: string; seq: number; sealed: Uint8Array };
  declaration: DeclarationTable;
  act: { id: string; case_id: string; kind: string; revision: number; note: string };
  inbox_page: { unit: string; page: number; revision: number; sealed: Uint8Array };
  unit_record: { unit: string; revision: number; sealed: Uint8Array };
  mailbox: MailboxTable;
  spent_proof: { id: string; expires_at: number };
  file: FileTable;
  file_part: FilePartTable;
  fact: { id: string; kind: string; unit: string | null; quarter: string; values: string };
  release: {
    id: string;
    year: number;
    imported: string;
    note: string;
    published_on: number | null;
  };
  page: { path: string; type: string; body: string };
  log_entry: { seq: number; leaf: string; record: string | null; salt: string | null };
};

/** One row: what the founding pinned. */
type InstitutionTable = {
  id: string;
  suite: string;
  signers: string;
  threshold: number;
  founded_on: number;
};

type AccountTable = {
  member_id: string;
  name: string;
  opaque_record: string;
  paper_vkey: string;
  vault: Uint8Array;
  vault_revision: number;
  is_disabled: number;
};

type CaseTable = {
  id: string;
  revision: number;
  state: string;
  assignee: string | null;
  is_restricted: number;
  is_urgent: number;
  received_on: number;
  reporter_active_on: number;
  staff_active_on: number | null;
  retention_on: number | null;
  /** Earliest due day of a running clock, for the order of the inbox; null when none runs. */
  next_due_on: number | null;
  /** Messages of the reporter that the unit has read, as the number of the last one; -1 for none. */
  read_up_to: number;
  /** Number of the newest message; tells unread without counting. */
  newest_from_reporter: number;
};

/**
 * Who has access. Beside `is_standby` every column repeats what `case_file` and `case_clock` say, so that one index serves a view
 * of the inbox, however many cases there are.
 */
type CaseUnitTable = {
  case_id: string;
  unit: string;
  is_standby: number;
  is_restricted: number;
  /** The view that the state belongs to; `standby` for a unit that only stands by. */
  tray: string;
  /** The member on whose desk an open case lies, `unclaimed` while nobody has it; null when concluded or standing by. */
  desk: string | null;
  /** `next_due_on`, or 999999 when no clock runs, so that every row has its place in the order. */
  due_on: number;
};

/** `opened_on` is the day on which the member last opened the case, so that the log says it once a day. */
type DeclarationTable = {
  case_id: string;
  member_id: string;
  has_conflict: number;
  note: string;
  opened_on: number | null;
};

type MessageTable = {
  case_id: string;
  number: number;
  direction: string;
  on_day: number;
  padded_bytes: number;
  file_count: number;
  sha256: string;
  sealed: Uint8Array;
};

type MailboxTable = {
  lookup: string;
  auth_hash: string;
  case_id: string;
  card: Uint8Array;
  body_hash: string;
};

/** `upload` is the random id of the token under which the file is sent; null once the file belongs to a case. */
type FileTable = { id: string; upload: string | null; case_id: string | null; received_on: number };

/** A row stands before its object is written (`is_stored` 0), so that an object without a row never exists. */
type FilePartTable = {
  file_id: string;
  part: number;
  sha256: string;
  bytes: number;
  object: string;
  is_stored: number;
};
