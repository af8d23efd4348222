/*
 * [Note: What the server knows]
 *
 * These are all columns there are (rulings R10 to R12). Bytes columns hold ciphertext or signed notes, days are Unix days.
 * What a reporter does leaves days only; `…At` columns (milliseconds) belong to acts of staff and to proofs and tickets that live ten minutes.
 * A test compares this file with the tables and with the list in docs/threat-model.md.
 */
export type Database = {
  institution: InstitutionTable;
  directory_note: { serial: number; note: string };
  config_note: { hash: string; note: string };
  members_note: { serial: number; note: string };
  unit_keyring: { unit: string; epoch: number; revision: number; sealed: Uint8Array };
  account: AccountTable;
  session: SessionTable;
  /** Of tickets that did their work, until they would have ended anyway (`accounts/ticket.ts`). */
  spent_ticket: { nonce: string; expires_at: number };
  passkey: PasskeyTable;
  invitation: InvitationTable;
  member_record: { member_id: string; revision: number; sealed: Uint8Array };
  note_draft: NoteDraftTable;
  rotation: {
    unit: string;
    proposed_by: string;
    on_day: number;
    note: string;
    sealed: Uint8Array;
  };
  unit_epoch: { unit: string; epoch: number; serial: number };
  drill: { unit: string; recipient: string; on_day: number; note: string };
  case_file: CaseTable;
  case_unit: CaseUnitTable;
  case_wrap: CaseWrapTable;
  case_clock: { case_id: string; code: string; due_on: number; is_stopped: number };
  message: MessageTable;
  case_record: { case_id: string; seq: number; sealed: Uint8Array };
  declaration: DeclarationTable;
  act: { id: string; case_id: string; kind: string; revision: number; note: string };
  transfer: TransferTable;
  takeover: TakeoverTable;
  pack: { id: string; source: string; target: string; on_day: number; sealed: Uint8Array };
  /** `k` shares open it: as the directory said when it was brought. */
  identity_file: {
    case_id: string;
    sealed: Uint8Array;
    k: number;
    brought_on: number;
    opened_on: number | null;
  };
  identity_share: {
    case_id: string;
    custodian: string;
    sealed: Uint8Array;
    released: Uint8Array | null;
  };
  identity_request: {
    case_id: string;
    asked_by: string;
    note: string;
    reason: Uint8Array;
    is_confirmed: number;
  };
  receipt_change: { case_id: string; seq: number; note: string };
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
  /** `digest` repeats that of the record, to be found by. */
  log_entry: {
    seq: number;
    leaf: string;
    record: string | null;
    salt: string | null;
    digest: string | null;
  };
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
  /** Null for a member who signs in otherwise. */
  opaque_record: string | null;
  paper_vkey: string | null;
  vault: Uint8Array;
  vault_revision: number;
  is_disabled: number;
};

/** Acts of staff: seconds may stand here. The list is for the member alone. */
type SessionTable = {
  hash: string;
  id: string;
  member_id: string;
  method: string;
  started_at: number;
  expires_at: number;
};

/** `id` is the credential id, base64url. What its PRF gives never comes here. */
type PasskeyTable = {
  id: string;
  member_id: string;
  public_key: Uint8Array;
  counter: number;
  transports: string;
};

/** `recipient` and `vkey` are null until the invited person's browser has made them. */
type InvitationTable = {
  id: string;
  token_hash: string;
  member_id: string;
  login: string;
  name: string;
  units: string;
  roles: string;
  invited_by: string;
  expires_at: number;
  recipient: string | null;
  vkey: string | null;
  is_withdrawn: number;
};

/** Notes that wait for signatures. `rotates` lists the units whose keys they change, which hold still until `frozen_until`. */
type NoteDraftTable = {
  id: string;
  proposed_by: string;
  on_day: number;
  notes: string;
  rotates: string;
  frozen_until: number;
};

/** `serial` is that of the directory under which the wrap was stored: it tells which cases must be wrapped anew. */
type CaseWrapTable = { case_id: string; holder: string; sealed: Uint8Array; serial: number };

type TransferTable = {
  case_id: string;
  source: string;
  target: string;
  keeps_access: number;
  on_day: number;
  state: string;
  act: string;
  offer: Uint8Array;
  answer: Uint8Array | null;
};

/** `state`: proposed, requested (waits for the unit to hand its keys over), done. */
type TakeoverTable = {
  case_id: string;
  id: string;
  unit: string;
  state: string;
  note: string;
  reason: Uint8Array;
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
