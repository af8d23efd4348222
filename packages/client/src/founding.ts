/** Making an institution, and keeping its directory signed. */
export type { ImportedYear, InstanceFile } from "@bijak/contract";
export { createFoundingApi, type FoundingApi } from "./founding/api.ts";
export { checkPlan } from "./founding/check-plan.ts";
export { foundInstitution, type FoundedInstitution } from "./founding/found.ts";
export type { FoundedAccount } from "./founding/make-account.ts";
export {
  PlanError,
  type FoundingPlan,
  type PlannedMember,
  type PlannedUnit,
  type PlanProblem,
} from "./founding/plan.ts";
export { renewDirectory } from "./founding/renew.ts";
export type { ConfirmShares, RecoverySheet, TypedRows } from "./founding/shares.ts";
export type { KeyStretching } from "./shared/opaque.ts";
