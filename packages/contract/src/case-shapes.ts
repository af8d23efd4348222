import * as T from "typebox";
import {
  Base64,
  ClockRow,
  Closed,
  DayNumber,
  LogProof,
  NoteText,
  Nullable,
  OneOf,
  RandomId,
  Revision,
  SIZES,
  UnitId,
  UsedSerial,
  Wrap,
} from "./shapes.ts";
import { TransferPart, TransferRow } from "./sharing-routes.ts";

/** Proofs that an object stood in the audit log before a unit's key was retired; absent when no key was retired since. */
export const Proofs = T.Optional(T.Array(LogProof, { maxItems: 64 }));

const State = T.String({ minLength: 1, maxLength: 32 });

/** All that the server knows of a case (R10), with the caller's own wrap. */
export const CaseRow = Closed({
  id: RandomId,
  revision: Revision,
  units: T.Array(UnitId),
  /** The unit that only stands by (R5), if any. */
  standby: Nullable(UnitId),
  isRestricted: T.Boolean(),
  state: State,
  assignee: Nullable(RandomId),
  isUrgent: T.Boolean(),
  hasUnread: T.Boolean(),
  receivedOn: DayNumber,
  reporterActiveOn: DayNumber,
  staffActiveOn: Nullable(DayNumber),
  clocks: T.Array(ClockRow),
  retentionOn: Nullable(DayNumber),
  declaration: OneOf(["none", "no-conflict", "conflict"]),
  /** `unit DJP` or `member <id>`, whichever wrap is meant for the caller; null when there is none. */
  holder: Nullable(T.String({ maxLength: 64 })),
  wrap: Nullable(Base64(SIZES.wrap)),
  wrapProofs: Proofs,
  /** Number of the newest message. */
  newest: T.Optional(T.Integer({ minimum: 0 })),
  /** Colleagues who declared a conflict of interest and whose keys still open the case (R4). */
  conflicts: T.Optional(T.Array(RandomId)),
  /** Members who hold a wrap of their own, when restricted. */
  listed: T.Optional(T.Array(RandomId)),
  /** The case moves to or from this unit (R8), or this unit asks to take it over (R5). */
  transfer: T.Optional(TransferRow),
  requestedBy: T.Optional(UnitId),
  /** Note of the act of two by which a unit took the case over; its client opens a standby wrap only with it. */
  takeover: T.Optional(NoteText),
  /** Changes of the receipt, each signed by the key before (R18), oldest first. */
  receiptChanges: T.Optional(T.Array(NoteText, { maxItems: 16 })),
});
export type CaseRow = T.Static<typeof CaseRow>;

export const InboxViews = [
  "mine",
  "unclaimed",
  "awaiting-reporter",
  "due-this-week",
  "examined",
  "awaiting-decision",
  "concluded",
  "all",
] as const;
export const InboxView = OneOf(InboxViews);
export type InboxView = (typeof InboxViews)[number];

export const MessageRow = Closed({
  index: T.Integer({ minimum: 0 }),
  direction: OneOf(["to-units", "to-reporter", "internal"]),
  on: DayNumber,
  isRead: T.Boolean(),
  sealed: Base64(SIZES.message),
  proofs: Proofs,
});
export type MessageRow = T.Static<typeof MessageRow>;
export const RecordRow = Closed({
  seq: T.Integer({ minimum: 0 }),
  sealed: Base64(SIZES.record),
  proofs: Proofs,
});
const ActKind = OneOf([
  "close",
  "transfer",
  "reopen",
  "export",
  "extend",
  "takeover",
  "publish",
  "unseal-identity",
]);
export const PendingAct = Closed({ id: RandomId, kind: ActKind, note: NoteText });

/** One step of a case: everything in it is stored in one transaction or not at all. */
export const CaseStep = Closed({
  revision: Revision,
  serial: UsedSerial,
  /** State to move to; null when the step only adds messages or records. */
  to: Nullable(State),
  toReporter: T.Array(Base64(SIZES.message), { maxItems: 4 }),
  internal: T.Array(Base64(SIZES.message), { maxItems: 4 }),
  records: T.Array(Base64(SIZES.record), { maxItems: 4 }),
  /** New wraps and mailbox-card, after the case key changed. */
  wraps: T.Array(Wrap, { maxItems: 64 }),
  card: Nullable(Base64(SIZES.card)),
  /** Take or give away: the member who works on the case from now on; absent = unchanged. */
  assignee: T.Optional(Nullable(RandomId)),
  isUrgent: T.Optional(T.Boolean()),
  /** Note with two signatures where the step needs two persons (R15). */
  act: Nullable(NoteText),
  /** The human acknowledgement and the first answer stop clocks; the handler says which this step is. */
  answers: T.Array(OneOf(["acknowledged", "first-answer", "feedback"]), { maxItems: 3 }),
  /** With `to` concluded only: the day of erasure that goes with the outcome, one of the two that the deadlines name. Absent = the later one. */
  retentionOn: T.Optional(DayNumber),
  /** With `to` transferring only (R8). */
  transfer: T.Optional(TransferPart),
});
export type CaseStep = T.Static<typeof CaseStep>;
