import {
  generateIdentity,
  generateSigningKey,
  identityFromSeed,
  memberSigningKey,
  recipientOf,
  signingKeyFromSeed,
  splitSeed,
  unitKeyName,
  type DirectoryUnit,
  type Identity,
  type MemberEntry,
  type Recipient,
  type SigningKey,
  type Suite,
} from "@bijak/envelope";
import type { Day } from "@bijak/domain";
import { signerKeyName } from "../people/pen.ts";
import { randomId, randomSeed } from "../shared/bytes.ts";
import type { FoundingPlan, PlannedMember, PlannedUnit } from "./plan.ts";

const FIRST_EPOCH = 1;

export type NewMember = {
  readonly planned: PlannedMember;
  readonly entry: MemberEntry;
  readonly identity: Identity;
  readonly signing: SigningKey;
  /** The directory key of a member who signs; null for the others. */
  readonly signer: SigningKey | null;
};

export type NewUnit = {
  readonly entry: DirectoryUnit;
  readonly identity: Identity;
  readonly signing: SigningKey;
  readonly recovery: Recipient;
  /** One row for each holder of a share. */
  readonly shares: readonly string[];
};

/** Makes the keys of every member. */
export const makeMembers = ({ members, suite }: FoundingPlan): Promise<readonly NewMember[]> =>
  Promise.all(members.map((planned) => makeMember(suite, planned)));

async function makeMember(suite: Suite, planned: PlannedMember): Promise<NewMember> {
  const { name, unit, roles } = planned;
  const id = randomId();
  const identity = await generateIdentity(suite);
  const signing = await memberSigningKey(id, randomSeed());
  const units = unit === null ? [] : [unit];
  const entry = {
    id,
    recipient: await recipientOf(identity),
    vkey: signing.vkey,
    units,
    roles,
    name,
  };
  const signer = roles.includes("signer") ? await generateSigningKey(signerKeyName(id)) : null;
  return Object.freeze({ planned, entry, identity, signing, signer });
}

/** Makes the keys of every unit, and for each a recovery key split into rows. */
export const makeUnits = (plan: FoundingPlan, today: Day): Promise<readonly NewUnit[]> =>
  Promise.all(plan.units.map((planned) => makeUnit(plan, planned, today)));

async function makeUnit(
  { suite, recovery }: FoundingPlan,
  planned: PlannedUnit,
  today: Day,
): Promise<NewUnit> {
  const { id, name, conflictTarget, isOpen } = planned;
  const identity = await generateIdentity(suite);
  const signing = await signingKeyFromSeed(unitKeyName(id, FIRST_EPOCH), randomSeed());
  const seed = randomSeed();
  const shares = await splitSeed(seed, recovery);
  const entry: DirectoryUnit = {
    id,
    epoch: FIRST_EPOCH,
    recipient: await recipientOf(identity),
    vkey: signing.vkey,
    isOpen,
    conflictTarget,
    validFrom: today,
    validUntil: null,
    name: name.id,
  };
  return Object.freeze({
    entry,
    identity,
    signing,
    recovery: await recipientOf(identityFromSeed(suite, seed)),
    shares,
  });
}
