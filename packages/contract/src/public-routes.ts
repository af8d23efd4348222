import * as T from "typebox";
import { route } from "./route.ts";
import {
  Base64,
  Closed,
  DayNumber,
  LogProof,
  NoteText,
  Nullable,
  OneOf,
  RandomId,
  Sha256,
  SIZES,
  UnitId,
  UsedSerial,
} from "./shapes.ts";

/** ALTCHA v2 challenge with PBKDF2/SHA-256, kept as one opaque JSON text so that its signature covers what is sent back. */
export const Challenge = Closed({ challenge: T.String({ minLength: 2, maxLength: 2_048 }) });
export const Solution = Closed({
  challenge: T.String({ minLength: 2, maxLength: 2_048 }),
  solution: T.String({ minLength: 2, maxLength: 2_048 }),
});
export type Challenge = T.Static<typeof Challenge>;
export type Solution = T.Static<typeof Solution>;

/** Proof that the caller holds a receipt: `lookup` finds the mailbox, `auth` opens it (crypto.md 2.1). */
const Holder = { lookup: Base64(16, 16), auth: Base64(32, 32) } as const;

/** What a challenge may be spent on (R23). */
const ChallengeAction = OneOf(["report", "mailbox", "upload"]);

/** First section of a submission; then message 0, the mailbox-card, the unit's wrap and, when Itjen may stand by, its wrap (empty otherwise). */
export const ReportHead = Closed({
  ...Holder,
  caseId: RandomId,
  unit: UnitId,
  standby: Nullable(UnitId),
  isUrgent: T.Boolean(),
  /** The directory whose keys were used. */
  serial: T.Integer({ minimum: 1 }),
  proof: Solution,
});
export type ReportHead = T.Static<typeof ReportHead>;
export const REPORT_SECTIONS = ["head", "message", "card", "wrap", "standbyWrap"] as const;

/** First section of a later message by the reporter; the second is the sealed message. */
export const ReporterMessageHead = Closed({
  ...Holder,
  proof: Solution,
  files: T.Array(
    Closed({
      id: RandomId,
      upload: T.String({ minLength: 16, maxLength: 512 }),
      parts: T.Array(Sha256, { minItems: 1, maxItems: 1_024 }),
    }),
    { maxItems: 10 },
  ),
});
export type ReporterMessageHead = T.Static<typeof ReporterMessageHead>;
export const REPORTER_MESSAGE_SECTIONS = ["head", "message"] as const;

/** First section of a locked identity (R6); then the sealed message, the identity file and the shares. */
export const IdentityHead = Closed({
  ...Holder,
  proof: Solution,
  custodians: T.Array(RandomId, { minItems: 2, maxItems: 9 }),
});
export type IdentityHead = T.Static<typeof IdentityHead>;
/** `shares` is itself made of sections: one for each custodian, in the order of the head. */
export const IDENTITY_SECTIONS = ["head", "message", "file", "shares"] as const;

export const Acknowledgement = Closed({
  caseId: RandomId,
  unit: UnitId,
  receivedOn: DayNumber,
  ackDueOn: DayNumber,
});
export type Acknowledgement = T.Static<typeof Acknowledgement>;

/** A message as the reporter's mailbox shows it. The reporter's own ones come as digest only: the receipt does not open them. */
const MailboxMessage = Closed({
  index: T.Integer({ minimum: 0 }),
  direction: OneOf(["to-units", "to-reporter"]),
  on: DayNumber,
  sha256: Sha256,
  fileCount: T.Integer({ minimum: 0, maximum: 10 }),
  sealed: Nullable(Base64(SIZES.message)),
  /** Proofs for what a unit signed with a key that was retired since. */
  proofs: T.Optional(T.Array(LogProof, { maxItems: 64 })),
});

export const MailboxReply = Closed({
  caseId: RandomId,
  receivedOn: DayNumber,
  card: Base64(SIZES.card),
  cardProofs: T.Optional(T.Array(LogProof, { maxItems: 64 })),
  /** A locked identity (R6): when it was brought, and when handlers opened it. */
  identity: T.Optional(Closed({ broughtOn: DayNumber, openedOn: Nullable(DayNumber) })),
  /** The receipt took the place of another one: what was sealed to that one does not open with it. */
  hasFormerReceipt: T.Optional(T.Boolean()),
  state: T.String({ minLength: 1, maxLength: 32 }),
  promise: Nullable(Closed({ code: T.String({ maxLength: 32 }), dueOn: DayNumber })),
  isReadOnly: T.Boolean(),
  messages: T.Array(MailboxMessage),
  padding: T.String(),
});
export type MailboxReply = T.Static<typeof MailboxReply>;

const DirectoryReply = Closed({
  notes: T.Array(NoteText, { minItems: 1, maxItems: 64 }),
  config: NoteText,
});

export const publicRoutes = {
  health: route({
    scope: "public",
    method: "GET",
    path: "/api/health",
    sentence: "Whether the server takes requests.",
    reply: Closed({ isReady: T.Boolean(), version: T.String() }),
  }),
  directory: route({
    scope: "public",
    method: "GET",
    path: "/api/directory",
    sentence:
      "The signed directory (with the earlier notes needed to follow its signers) and the signed configuration.",
    reply: DirectoryReply,
  }),
} as const;

export const reporterRoutes = {
  challenge: route({
    scope: "reporter",
    method: "POST",
    path: "/api/challenges",
    sentence: "A proof-of-work challenge, bound to what it will be spent on.",
    body: Closed({ action: ChallengeAction }),
    reply: Challenge,
  }),
  report: route({
    scope: "reporter",
    method: "POST",
    path: "/api/reports",
    sentence: "Hand in a sealed report. The same body again gives the same acknowledgement.",
    body: "bytes",
    maxBytes: SIZES.report,
    reply: Acknowledgement,
  }),
  mailbox: route({
    scope: "reporter",
    method: "POST",
    path: "/api/mailbox",
    sentence:
      "What lies in the mailbox of a receipt. Wrong and unknown receipts get the same answer.",
    body: Closed({ ...Holder, proof: Solution }),
    reply: MailboxReply,
  }),
  message: route({
    scope: "reporter",
    method: "POST",
    path: "/api/mailbox/messages",
    sentence: "Add a sealed message, with files that were uploaded before.",
    body: "bytes",
    maxBytes: SIZES.message,
    reply: Closed({ index: T.Integer({ minimum: 0 }), on: DayNumber }),
  }),
  burn: route({
    scope: "reporter",
    method: "POST",
    path: "/api/mailbox/burn",
    sentence: "Erase the mailbox for ever. The case stays with the handlers.",
    body: Closed({ ...Holder, proof: Solution }),
    reply: "none",
  }),
  lockIdentity: route({
    scope: "reporter",
    method: "POST",
    path: "/api/mailbox/identity",
    sentence: "Bring an identity that only custodians together can unlock. Once for a report.",
    body: "bytes",
    maxBytes: SIZES.message,
    reply: Closed({ index: T.Integer({ minimum: 0 }), on: DayNumber }),
  }),
  changeReceipt: route({
    scope: "reporter",
    method: "POST",
    path: "/api/mailbox/receipt",
    sentence: "Put a new receipt in the place of the old one (R18): signed by the old one's key.",
    body: Closed({
      ...Holder,
      newLookup: Base64(16, 16),
      newAuth: Base64(32, 32),
      note: NoteText,
      card: Base64(SIZES.card),
      /** SHA-256 of the mailbox-card that the new one stands for: no newer one may be lost. */
      replaces: Sha256,
      serial: UsedSerial,
      proof: Solution,
    }),
    reply: "none",
  }),
  upload: route({
    scope: "reporter",
    method: "POST",
    path: "/api/uploads",
    sentence: "A token under which the parts of one file may be sent for 24 hours.",
    body: Closed({
      proof: Solution,
      sealedBytes: T.Integer({ minimum: 1, maximum: 1_100_000_000 }),
    }),
    reply: Closed({ upload: T.String({ minLength: 16, maxLength: 512 }) }),
  }),
  part: route({
    scope: "reporter",
    method: "PUT",
    path: "/api/uploads/:file/:part",
    sentence:
      "One part of a sealed file: 1 MiB, the last one shorter. The same part again changes nothing.",
    params: Closed({ file: RandomId, part: T.String({ pattern: "^(0|[1-9][0-9]{0,3})$" }) }),
    body: "bytes",
    maxBytes: SIZES.part,
    reply: Closed({ sha256: Sha256 }),
  }),
} as const;
