import { ApiError, conforms, InstanceFile } from "@bijak/contract";
import type { Day } from "@bijak/domain";
import {
  combineSeed,
  EnvelopeError,
  openMembersNote,
  recoverCaseKeys,
  recoverKeyring,
  type Directory,
  type DirectoryUnit,
  type MemberEntry,
  type Realm,
  type Recipient,
} from "@bijak/envelope";
import { holdersOf, keyringRecipients } from "../people/holders.ts";
import { encodeBase64, parseBase64 } from "../shared/bytes.ts";
import { vkeysFor } from "../shared/counting.ts";
import { findUnit, openInstitution } from "../shared/institution.ts";
import {
  parseRecoveryFile,
  writeRecoveryFile,
  type RecoveryCase,
  type RecoveryFile,
} from "./file.ts";

/** What a recovery file says, after its notes were verified. */
export type RecoveryPlan = {
  readonly file: RecoveryFile;
  /** Who vouches for its notes: people compare `pinnedFingerprint` of it with paper. */
  readonly pinned: InstanceFile;
  readonly realm: Realm;
  readonly directory: Directory;
  readonly unit: DirectoryUnit;
  readonly recovery: Recipient;
  /** To whom the keyring will be sealed. */
  readonly holders: readonly MemberEntry[];
  readonly recipients: readonly Recipient[];
  readonly memberVkeys: readonly string[];
  /** Last day on which the directory in the file holds. */
  readonly expiresOn: Day;
};

export type Recovered = {
  /** To be carried back to a member's desk: see `applyRecovery`. */
  readonly file: string;
  /** Names of those to whom the keys are sealed now: to be read aloud before it is carried back. */
  readonly members: readonly string[];
  /** Restricted cases whose keys come back with it, and those whose keys could not be opened or are not proven. */
  readonly cases: number;
  readonly lostCases: number;
};

/** An offline computer's clock is not trusted to refuse a directory; people compare names and days instead. */
const BEFORE_ANY_EXPIRY: Day = 0;

/**
 * Reads a recovery file and verifies its notes against the signers pinned in it. That those are the institution's own is compared by
 * people with a printed `instance.json`. Throws `reply-malformed`, EnvelopeErrors for notes, `not-available` for a unit without a
 * recovery key or without members.
 */
export async function readRecoveryFile(text: string): Promise<RecoveryPlan> {
  const file = parseRecoveryFile(text);
  const { instanceFile, notes, config, unit: id } = file;
  if (!isInstanceFile(instanceFile)) throw new ApiError("reply-malformed");
  const today = BEFORE_ANY_EXPIRY;
  const { directory, realm } = await openInstitution({ instanceFile, notes, config, today });
  const { members } = await openMembersNote(file.members, directory);
  const unit = findUnit(directory, id);
  const recovery = directory.recoveries.find((one) => one.unit === id)?.recipient;
  const holders = holdersOf(members, id);
  if (unit === null || recovery === undefined || holders.length === 0)
    throw new ApiError("not-available");
  return Object.freeze({
    file,
    pinned: instanceFile,
    realm,
    directory,
    unit,
    recovery,
    holders,
    recipients: keyringRecipients(members, directory.recoveries, id),
    memberVkeys: members.map(({ vkey }) => vkey),
    expiresOn: directory.expiresOn,
  });
}

const isInstanceFile = (value: unknown): value is InstanceFile => conforms(InstanceFile, value);

/**
 * Combines the rows of k share holders and seals the unit's keyring to its members of today. Pure: no network, no session; the seed
 * is forgotten. Throws `share-damaged`, `shares-missing` below k rows, `shares-differ`, `recovery-differs` for rows of another key than
 * the directory names, and as `readRecoveryFile`.
 */
export async function recoverUnit(text: string, rows: readonly string[]): Promise<Recovered> {
  const plan = await readRecoveryFile(text);
  const { file, realm, unit, recovery, recipients, memberVkeys } = plan;
  const seed = await combineSeed(rows);
  const { id, epoch } = unit;
  const recovering = { realm, unit: id, epoch, memberVkeys, seed, recovery, recipients };
  const keyring = encodeBase64(await recoverKeyring(parseBase64(file.keyring), recovering));
  const cases = await recoverCases(plan, seed);
  const recovered = { ...file, keyring, cases, isRecovered: true };
  return Object.freeze({
    file: writeRecoveryFile(recovered),
    members: plan.holders.map(({ name }) => name),
    cases: cases.length,
    lostCases: file.cases.length - cases.length,
  });
}

/** Without those that cannot be opened or are not authentic: one damaged case does not keep a unit from its keys. */
async function recoverCases(plan: RecoveryPlan, seed: Uint8Array): Promise<RecoveryCase[]> {
  const { file, holders } = plan;
  const carrier = holders.find(({ id }) => id === file.memberId);
  if (carrier === undefined) return [];
  const recovered: RecoveryCase[] = [];
  for (const one of file.cases) {
    const sealed = await recoverCase(plan, { one, seed, recipient: carrier.recipient });
    if (sealed !== null) recovered.push({ ...one, sealed: encodeBase64(sealed), proofs: [] });
  }
  return recovered;
}

type Recovering = {
  readonly one: RecoveryCase;
  readonly seed: Uint8Array;
  readonly recipient: Recipient;
};

async function recoverCase(
  { realm, unit, recovery, directory }: RecoveryPlan,
  { one, seed, recipient }: Recovering,
): Promise<Uint8Array | null> {
  const sealed = parseBase64(one.sealed);
  const unitVkeys = await vkeysFor({ institution: { directory } }, sealed, one.proofs);
  const place = { realm, unit: unit.id, caseId: one.id, unitVkeys };
  try {
    return await recoverCaseKeys(sealed, { ...place, seed, recovery, recipients: [recipient] });
  } catch (fault) {
    if (fault instanceof EnvelopeError) return null;
    throw fault;
  }
}
