/** Bringing a unit's keys back from the rows of k share holders, on a computer without a network. */
export type { RecoveryFile } from "./recovery/file.ts";
export {
  readRecoveryFile,
  recoverUnit,
  type Recovered,
  type RecoveryPlan,
} from "./recovery/recover.ts";
