/** The reporter's journey: load, parse, seal, submit, come back. Small enough for a phone on a bad line. */
export { createReporterApi, loadInstitution, type ReporterApi } from "./reporter/api.ts";
export { burnReceipt } from "./reporter/burn-receipt.ts";
export { changeReceipt } from "./reporter/change-receipt.ts";
export { chooseUnit, standbyOf, type UnitChoice } from "./reporter/choose-unit.ts";
export { lockIdentity } from "./reporter/lock-identity.ts";
export {
  openMailbox,
  type LockedName,
  type Mailbox,
  type ThreadMessage,
} from "./reporter/open-mailbox.ts";
export type { MailboxState } from "./reporter/mailbox-state.ts";
export { parseReport, type ParsedReport } from "./reporter/parse-report.ts";
export { earnProof, type Solve } from "./reporter/proof.ts";
export type { Report, ReportDraft, ReporterIdentity, ReportProblem } from "./reporter/report.ts";
export { sealReport, type SealedReport } from "./reporter/seal-report.ts";
export { sendEvidence, type EvidenceSource } from "./reporter/send-evidence.ts";
export { sendMailboxMessage } from "./reporter/send-message.ts";
export { openThread, submitReport, type Acknowledgement } from "./reporter/submit-report.ts";
export type { ReporterThread } from "./reporter/thread.ts";
export type { Challenge, InstanceFile, Solution } from "@bijak/contract";
export type { Institution } from "./shared/institution.ts";
export type { Pace, Waiting } from "./shared/pace.ts";
