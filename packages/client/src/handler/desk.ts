import { ApiError, staffRoutes, type InstanceFile } from "@bijak/contract";
import type { Day } from "@bijak/domain";
import {
  EnvelopeError,
  ensureCurrentKeyring,
  memberSigningKey,
  openKeyring,
  openMembersNote,
  recipientOf,
  type Identity,
  type MemberEntry,
  type Realm,
  type Role,
  type SigningKey,
  type UnitKeyring,
  type Vault,
} from "@bijak/envelope";
import { parseBase64 } from "../shared/bytes.ts";
import {
  ensureUnit,
  findUnit,
  openInstitution,
  unitVkeys,
  type Institution,
} from "../shared/institution.ts";
import { REAL_PACE, type Pace } from "../shared/pace.ts";
import type { StaffApi } from "./api.ts";
import { checkAudit, type AuditStatus } from "./audit.ts";
import { newMemory, type DeskMemory } from "./memory.ts";
import type { SignedIn } from "./sign-in.ts";
import { steadyApi } from "./steady-api.ts";
import { openVaultKeeper, type VaultKeeper } from "./vault-keeper.ts";

/** A handler's unlocked desk. It holds private keys: it stays where it was opened, in the browser inside one Worker. */
export type Desk = {
  readonly api: StaffApi;
  readonly me: {
    readonly memberId: string;
    readonly name: string;
    readonly roles: readonly Role[];
    readonly units: readonly string[];
  };
  readonly institution: Institution;
  readonly members: readonly MemberEntry[];
  readonly identity: Identity;
  readonly memberKey: SigningKey;
  readonly keyrings: ReadonlyMap<string, UnitKeyring>;
  /** The member's units whose keyring nobody has sealed to this member yet. */
  readonly lacks: readonly string[];
  /** The signing keys of all units. */
  readonly unitVkeys: readonly string[];
  readonly vault: VaultKeeper;
  readonly today: () => Day;
  readonly pace: Pace;
  readonly memory: DeskMemory;
};

/** What may leave the place where the desk is open. */
export type DeskInfo = {
  readonly memberId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly units: readonly { readonly id: string; readonly name: string }[];
  /** Units of the member that wait for a colleague to grant their keys. */
  readonly lacks: readonly string[];
  readonly isTrial: boolean;
  /** The channel is not open to reporters yet. */
  readonly isRehearsal: boolean;
  readonly audit: AuditStatus;
};

/**
 * Opens vault, directory, members note and keyrings, verifying each against the one before, and compares directory and
 * audit log with what the vault remembers. `today` may be a function for desks that stay open over midnight. Throws an
 * EnvelopeError for anything that is not authentic or older than before; a log that was rewritten is told by `audit`.
 */
export async function openDesk(
  doors: StaffApi,
  signedIn: SignedIn,
  today: Day | (() => Day),
  pace: Pace = REAL_PACE,
): Promise<Desk> {
  const api = steadyApi(doors, pace);
  const { instanceFile, memberId } = signedIn;
  const { instance, suite } = instanceFile;
  const now = typeof today === "function" ? today : () => today;
  const vault = await openVaultKeeper(api, signedIn, { instance, suite });
  const { signingSeed } = vault.read();
  const memberKey = await memberSigningKey(memberId, signingSeed);
  const kept = { api, memberKey, vault, today: now, pace, memory: newMemory() };
  return furnish(kept, instanceFile);
}

/**
 * The same desk after vault, notes or keyrings have changed: all of them fetched, verified and opened anew with the same slot.
 * Opened cases and index pages are forgotten. Throws as `openDesk`.
 */
export async function reopenDesk(desk: Desk): Promise<Desk> {
  const { api, memberKey, vault, today, pace, institution, memory } = desk;
  await vault.reload();
  const kept = { api, memberKey, vault, today, pace };
  const { ownEntry } = memory;
  return furnish({ ...kept, memory: { ...newMemory(), ownEntry } }, institution.instanceFile);
}

type Kept = Pick<Desk, "api" | "memberKey" | "vault" | "today" | "pace" | "memory">;

async function furnish(kept: Kept, instanceFile: InstanceFile): Promise<Desk> {
  const { api, vault, today } = kept;
  const notes = await api.call(staffRoutes.staffDirectory, {});
  const { memberId, identity, directorySerial: newestSerial } = vault.read();
  const institution = await openInstitution({
    instanceFile,
    ...notes,
    today: today(),
    newestSerial,
  });
  await rememberSerial(vault, "directorySerial", institution.directory.serial);
  const members = await openNewestMembers(vault, notes.members, institution);
  const me = await ensureMember(members, memberId, vault.read());
  const keyrings = await openKeyrings(api, { institution, members, me, identity });
  const desk: Desk = Object.freeze({
    ...kept,
    me: { memberId, name: me.name, roles: me.roles, units: me.units },
    institution,
    members,
    identity,
    keyrings,
    lacks: me.units.filter((unit) => !keyrings.has(unit)),
    unitVkeys: unitVkeys(institution.directory),
  });
  await checkAudit(desk);
  return desk;
}

/** The members, of a list no older than the last one seen: who has left, or lost a role, does not come back with an old one. */
async function openNewestMembers(
  vault: VaultKeeper,
  note: string,
  { directory }: Institution,
): Promise<readonly MemberEntry[]> {
  const { membersSerial } = vault.read();
  const { serial, members } = await openMembersNote(note, directory, membersSerial);
  await rememberSerial(vault, "membersSerial", serial);
  return members;
}

/** Kept as soon as it is verified, whatever else is found out in the same session. */
const rememberSerial = (
  vault: VaultKeeper,
  name: "directorySerial" | "membersSerial",
  serial: number,
): Promise<void> =>
  vault.update((before) => (before[name] >= serial ? before : { ...before, [name]: serial }));

/** The plain facts of a desk. */
export function describeDesk({ me, lacks, institution, memory }: Desk): DeskInfo {
  const { directory } = institution;
  const units = me.units.map((id) => ({ id, name: findUnit(directory, id)?.name ?? id }));
  if (memory.audit === null) throw new RangeError("a desk is described after it was opened");
  return Object.freeze({
    memberId: me.memberId,
    name: me.name,
    roles: me.roles,
    units,
    lacks,
    isTrial: directory.isTrial,
    isRehearsal: directory.isRehearsal,
    audit: memory.audit,
  });
}

/** The member's own line in the signed note; the keys of the vault must be those of the line. */
async function ensureMember(
  members: readonly MemberEntry[],
  memberId: string,
  { identity, signingSeed }: Vault,
): Promise<MemberEntry> {
  const me = members.find((member) => member.id === memberId);
  if (me === undefined) throw new ApiError("not-available");
  const { vkey } = await memberSigningKey(memberId, signingSeed);
  if (me.vkey !== vkey || me.recipient !== (await recipientOf(identity))) {
    throw new EnvelopeError("object-misplaced");
  }
  return me;
}

type Unlocking = {
  readonly institution: Institution;
  readonly members: readonly MemberEntry[];
  readonly me: MemberEntry;
  readonly identity: Identity;
};

/** The keyrings of the member's units; without those that were not sealed to this member yet. */
async function openKeyrings(
  api: StaffApi,
  unlocking: Unlocking,
): Promise<ReadonlyMap<string, UnitKeyring>> {
  const opened = await Promise.all(
    unlocking.me.units.map(async (unit) => [unit, await openOwn(api, unit, unlocking)] as const),
  );
  return new Map(
    opened.flatMap(([unit, keyring]) => (keyring === null ? [] : [[unit, keyring] as const])),
  );
}

/** Null when it is not sealed to this member. Whoever sealed it was a member at some time: what counts are the keys in it. */
async function openOwn(
  api: StaffApi,
  unitId: string,
  { institution, members, identity }: Unlocking,
): Promise<UnitKeyring | null> {
  const unit = ensureUnit(institution.directory, unitId);
  const { sealed } = await api.call(staffRoutes.keyring, { params: { unit: unitId } });
  const memberVkeys = members.map(({ vkey }) => vkey);
  const expected = { realm: institution.realm, unit: unitId, epoch: unit.epoch, memberVkeys };
  try {
    const keyring = await openKeyring(parseBase64(sealed), [identity], expected);
    ensureCurrentKeyring(keyring, unit);
    return keyring;
  } catch (fault) {
    if (fault instanceof EnvelopeError && fault.code === "not-openable") return null;
    throw fault;
  }
}

/** The keys of one of the member's units. Throws `not-available` for any other unit. */
export function keyringOf({ keyrings }: Desk, unit: string): UnitKeyring {
  const keyring = keyrings.get(unit);
  if (keyring === undefined) throw new ApiError("not-available");
  return keyring;
}

/** All private keys of a unit, newest first. */
export const identitiesOf = (keyring: UnitKeyring): readonly Identity[] =>
  keyring.entries.map(({ identity }) => identity).toReversed();

export const realmOf = ({ institution }: Desk): Realm => institution.realm;
