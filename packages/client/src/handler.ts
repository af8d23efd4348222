/** The handler's journey: sign in, unlock, read, decide. In the browser all of it runs inside one Worker. */
export { InboxViews, type FactRow, type ImportedYear, type InboxView } from "@bijak/contract";
export type { FileEntry, MessageBody } from "@bijak/envelope";
export { createStaffApi, type StaffApi } from "./handler/api.ts";
export { checkAudit, type AuditStatus } from "./handler/audit.ts";
export type { CaseMessage, CaseView, Move, PendingClosing } from "./handler/case-view.ts";
export type { Warning } from "./handler/case-file.ts";
export { confirmClosing, fits, proposeClosing, withdrawProposal } from "./handler/close-case.ts";
export { describeDesk, openDesk, type Desk, type DeskInfo } from "./handler/desk.ts";
export { sendPendingFacts } from "./handler/facts.ts";
export {
  confirmRelease,
  draftFigures,
  listReleases,
  proposeRelease,
  type DraftFigures,
  type Release,
} from "./handler/figures.ts";
export { listInbox, type InboxPage, type InboxRow } from "./handler/inbox.ts";
export { refreshIndex, type OnProgress } from "./handler/index-pages.ts";
export { moveCase, reply, triage, writeNote, type ReplyKind } from "./handler/move-case.ts";
export { declare, openCase } from "./handler/open-case.ts";
export { openEvidence } from "./handler/open-evidence.ts";
export type {
  CaseRecord,
  Closing,
  OpenedEntry,
  RecordEntry,
  TriageChoice,
} from "./handler/record.ts";
export { searchIndex, type IndexHit } from "./handler/search-index.ts";
export {
  signInWithPaperKey,
  signInWithPassword,
  signOut,
  type SignedIn,
} from "./handler/sign-in.ts";
export { takeCase } from "./handler/take-case.ts";
export type { Institution } from "./shared/institution.ts";
export type { KeyStretching } from "./shared/opaque.ts";
export type { Pace } from "./shared/pace.ts";
