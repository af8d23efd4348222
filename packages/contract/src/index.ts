export { canonicalJson } from "./canonical.ts";
export { CaseRow, CaseStep, InboxViews, type InboxView, type MessageRow } from "./case-shapes.ts";
export { createApi, type Api, type CallOptions, type Fetch } from "./client.ts";
export { ConfigContent, InstanceFile } from "./config-content.ts";
export { conforms, KNOWN_WORDS } from "./conforms.ts";
export { ApiError, ERRORS, isErrorCode, type ErrorCode } from "./errors.ts";
export { Founding, foundingRoutes } from "./founding-routes.ts";
export {
  Acknowledgement,
  Challenge,
  MailboxReply,
  publicRoutes,
  REPORT_SECTIONS,
  REPORTER_MESSAGE_SECTIONS,
  IDENTITY_SECTIONS,
  IdentityHead,
  ReporterMessageHead,
  reporterRoutes,
  ReportHead,
  Solution,
} from "./public-routes.ts";
export {
  CredentialChange,
  Invitation,
  keyRoutes,
  NoteSet,
  OpeningChecks,
  Rotation,
} from "./key-routes.ts";
export type { InputOf, ReplyOf, Route, Scope } from "./route.ts";
export { encodeSections, parseSections } from "./sections.ts";
export { ClockRow, LogProof, SIZES, Wrap } from "./shapes.ts";
export {
  IdentityState,
  OverdueRow,
  Rekey,
  sharingRoutes,
  TransferPart,
  TransferRow,
} from "./sharing-routes.ts";
export { FactRow, ImportedYear, staffRoutes } from "./staff-routes.ts";
