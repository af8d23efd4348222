/** The handler's journey: sign in, unlock, read, decide. In the browser all of it runs inside one Worker. */
export { InboxViews, type FactRow, type ImportedYear, type InboxView } from "@bijak/contract";
export type { FileEntry, MessageBody } from "@bijak/envelope";
export { createStaffApi, type StaffApi } from "./handler/api.ts";
export { checkAudit, type AuditStatus } from "./handler/audit.ts";
export { dropUnit, restrictCase } from "./handler/access-acts.ts";
export type { AccessView, Named } from "./handler/access-view.ts";
export type { CaseMessage, CaseView, PendingClosing } from "./handler/case-view.ts";
export { checkReidentification } from "./handler/check-reidentification.ts";
export type { Warning } from "./handler/case-file.ts";
export { confirmClosing, fits, proposeClosing, withdrawProposal } from "./handler/close-case.ts";
export { describeDesk, openDesk, reopenDesk, type Desk, type DeskInfo } from "./handler/desk.ts";
export { listCustody, releaseShare, type CustodyRequest } from "./handler/custody.ts";
export { finishTakeover } from "./handler/finish-takeover.ts";
export { sendPendingFacts } from "./handler/facts.ts";
export {
  confirmRelease,
  draftFigures,
  listReleases,
  proposeRelease,
  type DraftFigures,
  type Release,
} from "./handler/figures.ts";
export { handOver, receiveTransfer, takeBack } from "./handler/hand-over.ts";
export {
  askIdentity,
  confirmIdentity,
  identityOf,
  withdrawIdentity,
  type IdentityView,
} from "./handler/identity.ts";
export { listInbox, type InboxPage, type InboxRow } from "./handler/inbox.ts";
export { refreshIndex, type OnProgress } from "./handler/index-pages.ts";
export { moveCase, reply, triage, writeNote, type ReplyKind } from "./handler/move-case.ts";
export type { Move } from "./handler/moves.ts";
export { declare, openCase } from "./handler/open-case.ts";
export { openEvidence } from "./handler/open-evidence.ts";
export { openIdentity, type OpenedIdentity } from "./handler/open-identity.ts";
export { listOverdue, type OverdueCase, type PendingTakeover } from "./handler/overdue.ts";
export { listPacks, sendPack, type Copied, type Pack } from "./handler/packs.ts";
export { confirmReceipt } from "./handler/receipt-change.ts";
export type {
  CaseRecord,
  Closing,
  OpenedEntry,
  RecordEntry,
  Transferring,
  TriageChoice,
} from "./handler/record.ts";
export type { Reidentification } from "./handler/reidentification.ts";
export { searchIndex, type IndexHit } from "./handler/search-index.ts";
export {
  signInWithPaperKey,
  signInWithPassword,
  signOut,
  type SignedIn,
} from "./handler/sign-in.ts";
export { takeCase } from "./handler/take-case.ts";
export { confirmTakeover, proposeTakeover, withdrawTakeover } from "./handler/takeover.ts";
export {
  answerTransfer,
  confirmTransfer,
  listTransfers,
  proposeTransfer,
  type ListedTransfer,
} from "./handler/transfer.ts";
export type { TransferView } from "./handler/transfer-view.ts";
export type { Institution } from "./shared/institution.ts";
export type { KeyStretching } from "./shared/opaque.ts";
export type { Pace } from "./shared/pace.ts";
