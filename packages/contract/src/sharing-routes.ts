import * as T from "typebox";
import { route } from "./route.ts";
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

const CaseParams = Closed({ id: RandomId });
const Sealed = Base64(SIZES.record);

/** New keys of a case, or the same keys wrapped anew. Nothing in it can be read without a key, so no declaration is asked. */
export const Rekey = Closed({
  revision: Revision,
  serial: UsedSerial,
  /** In the place of all wraps before. */
  wraps: T.Array(Wrap, { minItems: 1, maxItems: 64 }),
  /** The new mailbox-card; null when the keys stay as they were. */
  card: Nullable(Base64(SIZES.card)),
  /** Units that lose access with this. */
  drops: T.Array(UnitId, { maxItems: 4 }),
});
export type Rekey = T.Static<typeof Rekey>;

/** Part of a step that moves a case to `transferring` (R8). */
export const TransferPart = Closed({
  target: UnitId,
  keepsAccess: T.Boolean(),
  /** The summary for the target unit, sealed to its key. */
  offer: Sealed,
});
export type TransferPart = T.Static<typeof TransferPart>;

/** A transfer that is under way, as both sides see it. */
export const TransferRow = Closed({
  caseId: RandomId,
  from: UnitId,
  target: UnitId,
  keepsAccess: T.Boolean(),
  on: DayNumber,
  state: OneOf(["offered", "accepted", "refused", "handed-over"]),
  offer: Sealed,
  /** As for packs, of the offer. */
  offerProofs: T.Optional(T.Array(LogProof, { maxItems: 64 })),
  /** Note of the act of two persons who offered it. */
  act: NoteText,
  /** Reason of a refusal, sealed to the sender's unit. */
  answer: Nullable(Sealed),
});
export type TransferRow = T.Static<typeof TransferRow>;

/** A case of another unit that is overdue, without any content. */
export const OverdueRow = Closed({
  caseId: RandomId,
  revision: Revision,
  units: T.Array(UnitId),
  state: T.String({ maxLength: 32 }),
  receivedOn: DayNumber,
  clocks: T.Array(ClockRow),
  /** The reporter allowed the caller's unit to read when the unit does not act (R5). */
  hasStandby: T.Boolean(),
  /** A takeover that waits for its second signature. */
  pending: Nullable(Closed({ id: RandomId, note: NoteText, reason: Sealed })),
  /** A takeover that waits until a key holder of the unit hands the keys over. */
  isRequested: T.Boolean(),
});
export type OverdueRow = T.Static<typeof OverdueRow>;

export const IdentityState = Closed({
  /** Custodians to whom shares were sealed. */
  custodians: T.Array(RandomId),
  k: T.Integer({ minimum: 2, maximum: 16 }),
  request: Nullable(
    Closed({
      askedBy: RandomId,
      note: NoteText,
      /** Sealed to the custodians and to the unit of the one who asks. */
      reason: Sealed,
      isConfirmed: T.Boolean(),
      released: T.Array(RandomId),
    }),
  ),
  openedOn: Nullable(DayNumber),
});
export type IdentityState = T.Static<typeof IdentityState>;

export const sharingRoutes = {
  rekey: route({
    scope: "staff",
    method: "POST",
    path: "/api/cases/:id/keys",
    sentence: "Store new wraps of a case, if nobody changed it in the meantime.",
    params: CaseParams,
    body: Rekey,
    maxBytes: 4 * SIZES.part,
    reply: Closed({ revision: Revision }),
  }),
  casesToRekey: route({
    scope: "staff",
    method: "GET",
    path: "/api/cases-to-rekey",
    sentence:
      "Cases whose keys are still wrapped to an earlier key of the unit, as ids in a fixed order.",
    query: Closed({
      unit: UnitId,
      after: T.Optional(RandomId),
      limit: T.String({ pattern: "^[1-9][0-9]{0,2}$" }),
    }),
    reply: Closed({ ids: T.Array(RandomId), left: T.Integer({ minimum: 0 }) }),
  }),
  transfers: route({
    scope: "staff",
    method: "GET",
    path: "/api/transfers",
    sentence: "Transfers to and from one of the caller's units that are under way.",
    query: Closed({ unit: UnitId }),
    reply: T.Array(TransferRow),
  }),
  answerTransfer: route({
    scope: "staff",
    method: "POST",
    path: "/api/cases/:id/transfer",
    sentence: "The target unit's answer: with a reason sealed to the sender when it refuses.",
    params: CaseParams,
    body: Closed({ isAccepted: T.Boolean(), answer: Nullable(Sealed), serial: UsedSerial }),
    maxBytes: 2 * SIZES.part,
    reply: "none",
  }),
  overdueCases: route({
    scope: "staff",
    method: "GET",
    path: "/api/overdue",
    sentence:
      "Overdue cases of the units for which the caller's unit answers. No content, no keys.",
    query: Closed({ unit: UnitId }),
    reply: T.Array(OverdueRow),
  }),
  proposeTakeover: route({
    scope: "staff",
    method: "POST",
    path: "/api/cases/:id/takeover",
    sentence:
      "Propose to take an overdue case over: the first signature, and the reason sealed to the own unit.",
    params: CaseParams,
    body: Closed({ unit: UnitId, note: NoteText, reason: Sealed, serial: UsedSerial }),
    maxBytes: 2 * SIZES.part,
    reply: Closed({ id: RandomId }),
  }),
  confirmTakeover: route({
    scope: "staff",
    method: "POST",
    path: "/api/cases/:id/takeover/confirm",
    sentence: "The second signature: from now on the unit works on the case.",
    params: CaseParams,
    body: Closed({ unit: UnitId, note: NoteText }),
    reply: "none",
  }),
  withdrawTakeover: route({
    scope: "staff",
    method: "DELETE",
    path: "/api/cases/:id/takeover",
    sentence: "Take the proposal back or turn it down.",
    params: CaseParams,
    reply: "none",
  }),
  packs: route({
    scope: "staff",
    method: "GET",
    path: "/api/packs",
    sentence: "Sealed packs that other units sent to one of the caller's units.",
    query: Closed({ unit: UnitId }),
    reply: T.Array(
      Closed({
        id: RandomId,
        from: UnitId,
        on: DayNumber,
        sealed: Sealed,
        /** That it stood in the audit log before the sender's key was retired; absent when none was since. */
        proofs: T.Optional(T.Array(LogProof, { maxItems: 64 })),
      }),
    ),
  }),
  sendPack: route({
    scope: "staff",
    method: "POST",
    path: "/api/packs",
    sentence: "Send a sealed pack to another unit. Which case it is of stands only inside.",
    body: Closed({ from: UnitId, to: UnitId, sealed: Sealed, serial: UsedSerial }),
    maxBytes: 2 * SIZES.part,
    reply: Closed({ id: RandomId }),
  }),
  identity: route({
    scope: "staff",
    method: "GET",
    path: "/api/cases/:id/identity",
    sentence: "Whether a locked identity lies with the case, and how far its release is.",
    params: CaseParams,
    reply: Nullable(IdentityState),
  }),
  askIdentity: route({
    scope: "staff",
    method: "POST",
    path: "/api/cases/:id/identity/request",
    sentence:
      "Ask the custodians to release it: the first signature, and the reason sealed to them and to the unit.",
    params: CaseParams,
    body: Closed({ note: NoteText, reason: Sealed, serial: UsedSerial }),
    maxBytes: 2 * SIZES.part,
    reply: "none",
  }),
  confirmIdentity: route({
    scope: "staff",
    method: "POST",
    path: "/api/cases/:id/identity/confirm",
    sentence: "The second signature under the request.",
    params: CaseParams,
    body: Closed({ note: NoteText }),
    reply: "none",
  }),
  withdrawIdentity: route({
    scope: "staff",
    method: "DELETE",
    path: "/api/cases/:id/identity/request",
    sentence: "Take the request back or turn it down.",
    params: CaseParams,
    reply: "none",
  }),
  custody: route({
    scope: "staff",
    method: "GET",
    path: "/api/custody",
    sentence: "Confirmed requests for shares that the caller keeps.",
    reply: T.Array(
      Closed({
        caseId: RandomId,
        askedBy: RandomId,
        note: NoteText,
        reason: Sealed,
        share: Sealed,
        hasReleased: T.Boolean(),
      }),
    ),
  }),
  releaseShare: route({
    scope: "staff",
    method: "POST",
    path: "/api/custody/:id",
    sentence: "The caller's share, sealed to the member who asked.",
    params: CaseParams,
    body: Closed({ share: Sealed }),
    maxBytes: 2 * SIZES.part,
    reply: "none",
  }),
  openIdentity: route({
    scope: "staff",
    method: "POST",
    path: "/api/cases/:id/identity/open",
    sentence:
      "Take the released shares and the identity file. The message that tells the reporter so is stored with it or nothing is handed out.",
    params: CaseParams,
    body: Closed({ revision: Revision, message: Base64(SIZES.message), serial: UsedSerial }),
    maxBytes: 3 * SIZES.part,
    reply: Closed({ file: Sealed, shares: T.Array(Sealed), revision: Revision }),
  }),
} as const;
