import { ApiError, canonicalJson, keyRoutes } from "@bijak/contract";
import {
  ensureFingerprint,
  parseRecipient,
  type Directory,
  type DirectoryUnit,
  type MemberEntry,
  type Role,
} from "@bijak/envelope";
import type { Desk } from "../handler/desk.ts";
import { holdersOf } from "./holders.ts";
import type { InvitationView } from "./invitations.ts";
import { penOf, signerVkeyOf, type CurrentNotes } from "./pen.ts";
import { changeNotes, type NoteChange, type Published } from "./publish.ts";

/*
 * [Note: Members and the directory]
 *
 * The signed list of members says who may read; the directory says who signs it and who keeps identities. Whenever a member gains or
 * loses the role signer, leaves while being a custodian, or leaves an open unit with a single holder, both change in one publication, so
 * that they never contradict each other.
 */

type Admission = {
  /** As it was shown to the officer. */
  readonly invitation: InvitationView;
  /** The six groups of digits as the invited person read them out; blanks and dashes are forgiven. */
  readonly typedFingerprint: string;
};

/**
 * Lets the invited person in: compares what they read out with the keys that the server says came from them, and signs the list of
 * members with those keys and with name, units and roles as shown. Nothing is signed when they differ. Throws `fingerprint-differs`,
 * `not-available` for an invitation that waits for nobody, `revision-conflict` when it says something else by now, `role-missing` for
 * who is no signer.
 */
export async function admit(
  desk: Desk,
  { invitation, typedFingerprint }: Admission,
): Promise<Published> {
  const rows = await desk.api.call(keyRoutes.invitations, {});
  const found = rows.find(({ id, state }) => id === invitation.id && state === "enrolled");
  if (found === undefined || found.enrolled === null) throw new ApiError("not-available");
  if (canonicalJson(shownOf(found)) !== canonicalJson(shownOf(invitation)))
    throw new ApiError("revision-conflict");
  const { memberId: id, recipient: sent, vkey } = found.enrolled;
  const recipient = parseRecipient(desk.institution.realm.suite, sent);
  await ensureFingerprint(recipient, vkey, typedFingerprint);
  const { name, units, roles } = found;
  const entry: MemberEntry = { id, recipient, vkey, units, roles, name };
  return changeNotes(penOf(desk), ({ directory, members: { members } }) => {
    if (members.some((member) => member.id === id)) throw new ApiError("not-available");
    return together(directory, [...members, entry], entry);
  });
}

const shownOf = ({ name, units, roles }: Pick<InvitationView, "name" | "units" | "roles">) => ({
  name,
  units,
  roles,
});

type MemberChange = {
  readonly memberId: string;
  readonly name: string;
  readonly units: readonly string[];
  readonly roles: readonly Role[];
};

/** Signs another name, other units or roles for a member. Throws `not-available`, `signers-too-few`, `custodians-too-few`. */
export const changeMember = (
  desk: Desk,
  { memberId, name, units, roles }: MemberChange,
): Promise<Published> =>
  changeNotes(penOf(desk), (now) => withMember(now, memberId, () => ({ name, units, roles })));

/**
 * Takes all units and roles from a member, who stays listed so that what they signed can still be told from forgery; an open unit
 * that is left with one holder is closed with it. With the list published the server ends their sessions. Their units need new keys
 * after it: see `rotateUnit`. Throws `signers-too-few` or `custodians-too-few` when the directory would demand more than remain,
 * `role-missing` for oneself.
 */
export async function dismiss(
  desk: Desk,
  { memberId }: { readonly memberId: string },
): Promise<Published> {
  if (memberId === desk.me.memberId) throw new ApiError("role-missing");
  return changeNotes(penOf(desk), (now) =>
    withMember(now, memberId, () => ({ units: [], roles: [] })),
  );
}

type Absence = { readonly memberId: string; readonly deputyId: string };

/**
 * Signs the units of an absent member to a deputy, too. The deputy reads once a member of each unit has granted the keyring
 * (`grantKeyrings`); when the absence is over, `changeMember` takes the units back and those units rotate. Gives the units that were
 * added; nothing is signed when the deputy has them all.
 */
export async function absence(
  desk: Desk,
  { memberId, deputyId }: Absence,
): Promise<{ readonly units: readonly string[]; readonly published: Published | null }> {
  const absent = ensureListed(desk.members, memberId);
  const deputy = ensureListed(desk.members, deputyId);
  const units = absent.units.filter((unit) => !deputy.units.includes(unit));
  if (units.length === 0) return { units, published: null };
  const published = await changeNotes(penOf(desk), (now) =>
    withMember(now, deputyId, (before) => ({ units: [...before.units, ...units] })),
  );
  return { units, published };
}

function ensureListed(members: readonly MemberEntry[], memberId: string): MemberEntry {
  const member = members.find(({ id }) => id === memberId);
  if (member === undefined) throw new ApiError("not-available");
  return member;
}

function withMember(
  { directory, members: { members } }: CurrentNotes,
  memberId: string,
  change: (before: MemberEntry) => Partial<MemberEntry>,
): NoteChange {
  const before = ensureListed(members, memberId);
  const entry = { ...before, ...change(before) };
  const after = members.map((member) => (member === before ? entry : member));
  return together(directory, after, entry);
}

/** These members, and with them what the directory has to say otherwise of the one who changed. */
function together(
  directory: Directory,
  members: readonly MemberEntry[],
  entry: MemberEntry,
): NoteChange {
  const signers = signersWith(directory, entry);
  const custody = custodyWith(directory, entry);
  const units = unitsWith(directory, members);
  const changes = {
    ...(signers === directory.signers ? {} : { signers }),
    ...(custody === directory.custody ? {} : { custody }),
    ...(units.every((unit, at) => unit === directory.units[at]) ? {} : { units }),
  };
  return Object.keys(changes).length === 0 ? { members } : { members, directory: changes };
}

/** Key holders below which a unit takes no reports (R17). */
const LEAST_HOLDERS = 2;

/** Who must go goes at once, even when an open unit is left with one holder: then it takes no reports until there are two again. */
const unitsWith = (
  { units }: Directory,
  members: readonly MemberEntry[],
): readonly DirectoryUnit[] =>
  units.map((unit) =>
    unit.isOpen && holdersOf(members, unit.id).length < LEAST_HOLDERS
      ? { ...unit, isOpen: false }
      : unit,
  );

function signersWith(directory: Directory, entry: MemberEntry): readonly string[] {
  const { signers, threshold } = directory;
  const own = signerVkeyOf(directory, entry);
  const signs = entry.roles.includes("signer");
  if (signs === (own !== null)) return signers;
  if (own === null) return [...signers, entry.vkey];
  const others = signers.filter((vkey) => vkey !== own);
  if (others.length < Math.max(1, threshold)) throw new ApiError("signers-too-few");
  return others;
}

function custodyWith({ custody }: Directory, { id, roles }: MemberEntry): Directory["custody"] {
  const isCustodian = custody?.custodians.some((custodian) => custodian.id === id) ?? false;
  if (custody === null || !isCustodian || roles.includes("custodian")) return custody;
  const custodians = custody.custodians.filter((custodian) => custodian.id !== id);
  if (custodians.length < custody.k) throw new ApiError("custodians-too-few");
  return { ...custody, custodians };
}
