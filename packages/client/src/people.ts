/** People and their keys: ways to sign in, enrolment, members, the directory, keys of units, recovery. */
export {
  addPaperKey,
  addPasskey,
  addPassword,
  changePassword,
  listCredentials,
  removeSlot,
  renameSlot,
  type OwnCredentials,
} from "./people/credentials.ts";
export type { Difference } from "./people/differences.ts";
export {
  listOpeningChecks,
  openChannel,
  renewDirectory,
  setConfigTexts,
  setCustody,
  setUnitOpen,
  type OpeningState,
} from "./people/directory.ts";
export { listDrafts, signDraft, withdrawDraft, type Draft } from "./people/drafts.ts";
export { recordDrill } from "./people/drill.ts";
export {
  enrol,
  openInvitation,
  type Enrolled,
  type Enrolment,
  type InvitationInfo,
} from "./people/enrol.ts";
export {
  HEALTH_PROBLEMS,
  keyHealth,
  RENEW_WITHIN_DAYS,
  type HealthProblem,
  type KeyHealth,
  type MemberHealth,
  type UnitHealth,
} from "./people/health.ts";
export {
  invite,
  listInvitations,
  withdrawInvitation,
  type InvitationView,
  type Invited,
} from "./people/invitations.ts";
export { grantKeyrings } from "./people/keyrings.ts";
export {
  loadDrafts,
  openDrafts,
  saveDrafts,
  sealDrafts,
  type Drafts,
} from "./people/member-record.ts";
export { absence, admit, changeMember, dismiss } from "./people/members.ts";
export { checkPassword, type PasswordProblem } from "./people/password.ts";
export type { Published } from "./people/publish.ts";
export { rekeyUnit, type Rekeyed } from "./people/rekey.ts";
export { publishRotations } from "./people/publish-rotations.ts";
export { rotateUnit, type RecoveryRow, type Rotated } from "./people/rotate.ts";
export { listRotations, withdrawRotation } from "./people/rotations.ts";
export { endOtherSessions, endSession, listSessions, type Session } from "./people/sessions.ts";
export { signInWithPasskey, type Ceremony, type CeremonyResult } from "./handler/sign-in.ts";
export { applyRecovery, makeRecoveryFile, type AppliedRecovery } from "./recovery/apply.ts";
