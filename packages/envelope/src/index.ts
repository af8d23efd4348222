export { EnvelopeError, type EnvelopeErrorCode } from "./errors.ts";
export {
  ROLES,
  isRole,
  type Day,
  type Identity,
  type Realm,
  type Recipient,
  type Role,
  type Suite,
} from "./types.ts";
export { sha256Base64 } from "./bytes.ts";
export { generateCaseId } from "./words.ts";
export { generateIdentity, identityFromSeed, parseIdentity, parseRecipient } from "./identities.ts";
export { openBytes, recipientOf, sealBytes } from "./age.ts";
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
export { generateReceipt, groupReceipt, parseReceipt, type Receipt } from "./receipt.ts";
export { deriveReporterKeys, type ReporterKeys } from "./reporter-keys.ts";
export { bucketOf, padme } from "./padding.ts";
export { packTar, unpackTar } from "./tar.ts";
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
  readDoneAct,
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
  followReporterChanges,
  writeReporterChange,
  type ReporterChain,
  type ReporterChange,
} from "./reporter-change.ts";
export {
  ensureCurrentKeyring,
  openKeyring,
  sealKeyring,
  type KeyringEntry,
  type UnitKeyring,
} from "./keyring.ts";
export { openCaseKeys, sealCaseKeys } from "./case-keys.ts";
export {
  reporterVkeys,
  type CardOfKey,
  type CaseKeys,
  type FormerReporter,
  type Holder,
  type Reporter,
} from "./case-keys-text.ts";
export type { Summary } from "./summary.ts";
export {
  openMailboxCard,
  resealMailboxCard,
  sealMailboxCard,
  type MailboxCard,
} from "./mailbox-card.ts";
export type {
  FileEntry,
  IdentityNotice,
  MessageBody,
  MessageKind,
  StateChange,
} from "./message-body.ts";
export type { Message, MessageDraft } from "./message-text.ts";
export { openMessage, sealMessage, type OpeningMessage, type SealingMessage } from "./message.ts";
export { checkSequence, sequenceOf, type SequencedMessage } from "./sequence.ts";
export { openRecord, sealRecord, type CaseRecord } from "./record.ts";
export { OFFER_USES, openOffer, sealOffer, type Offer, type OfferUse } from "./offer.ts";
export { openMemberRecord, sealMemberRecord, type MemberRecord } from "./member-record.ts";
export { combineIdentityKey, splitIdentityKey, type IdentityKeyShares } from "./identity-key.ts";
export { openIdentityFile, sealIdentityFile, type IdentityFile } from "./identity-file.ts";
export { openIdentityShare, sealIdentityShare, type IdentityShare } from "./identity-share.ts";
export {
  openIdentityRelease,
  sealIdentityRelease,
  type IdentityRelease,
} from "./identity-release.ts";
export { openInboxPage, sealInboxPage, type InboxPage } from "./inbox-page.ts";
export {
  generatePaperKey,
  paperLoginKey,
  prfInput,
  slotFromOpaque,
  slotFromPasskey,
} from "./slots.ts";
export { openVault, sealVault, type SignerSeed, type Slot, type Vault } from "./vault.ts";
export { openBlob, sealBlob, sealedBlobSize, type FileSource, type SealedPart } from "./blob.ts";
export { combineSeed, splitSeed } from "./recovery.ts";
export {
  recoverCaseKeys,
  recoverKeyring,
  type RecoveringCaseKeys,
  type RecoveringKeyring,
} from "./recover.ts";
export { ensureFingerprint, fingerprint, pinnedFingerprint } from "./fingerprint.ts";
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
export { countRecipients } from "./shape.ts";
