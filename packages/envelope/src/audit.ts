/*
 * The front door for a server: signed notes, the audit log and the outside of sealed objects. Nothing reachable from
 * here can seal or open; a test walks the imports and finds no age-encryption.
 */
export { EnvelopeError, type EnvelopeErrorCode } from "./errors.ts";
export {
  ROLES,
  isRole,
  type Day,
  type Realm,
  type Recipient,
  type Role,
  type Suite,
} from "./types.ts";
export { sha256Base64 } from "./bytes.ts";
export { generateCaseId, withoutHidden } from "./words.ts";
export { parseRecipient } from "./identities.ts";
export {
  addSignature,
  generateSigningKey,
  noteHash,
  openNote,
  parseNoteText,
  signNote,
  signingKeyFromSeed,
  vkeyName,
  type SigningKey,
} from "./note.ts";
export { REPORTER_KEY_NAME, memberKeyName, memberSigningKey, unitKeyName } from "./key-names.ts";
export type {
  Custodian,
  Custody,
  Directory,
  DirectoryUnit,
  Recovery,
  RetiredKey,
} from "./directory-text.ts";
export { followDirectory, writeDirectory, type DirectoryTrust } from "./directory.ts";
export { configHash, openConfig, writeConfig } from "./config.ts";
export {
  isActive,
  openMembers,
  openMembersNote,
  writeMembers,
  type MemberEntry,
  type Members,
} from "./members.ts";
export {
  ACT_KINDS,
  cosignAct,
  readAct,
  requireTwo,
  writeAct,
  type Act,
  type ActKind,
  type SignedAct,
} from "./act.ts";
export { readDeclaration, writeDeclaration, type Declaration } from "./declaration.ts";
export {
  holdersHash,
  ROTATION_REASONS,
  readRotation,
  rotateUnit,
  writeRotation,
  type Rotation,
  type RotationReason,
  type SignedRotation,
} from "./rotation.ts";
export { readDrill, writeDrill, type Drill, type SignedDrill } from "./drill.ts";
export {
  appendLeaf,
  consistencyProof,
  emptyTree,
  inclusionProof,
  leafHash,
  rootOf,
  verifyConsistency,
  verifyInclusion,
  type Consistency,
  type Hash,
  type Inclusion,
  type MerkleTree,
} from "./merkle.ts";
export { leafData, readCheckpoint, writeCheckpoint, type Checkpoint } from "./audit-log.ts";
export { countingVkeys, type LogProof } from "./counting.ts";
export { checkAgeShape, countRecipients, type ShapeExpectation, type ShapeKind } from "./shape.ts";
