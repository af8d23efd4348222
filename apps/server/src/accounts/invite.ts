import type { InputOf, Invitation, keyRoutes, ReplyOf } from "@bijak/contract";
import { dayOf } from "@bijak/domain";
import { type Directory, isRole, type MemberEntry, withoutHidden } from "@bijak/envelope/audit";
import { randomId } from "../encoding.ts";
import type { Methods } from "../ports.ts";
import { ensure } from "../refusal.ts";
import {
  findInvitation,
  insertInvitation,
  type InvitationRow,
  isLoginTaken,
  listInvitations,
  lockInvitations,
  withdrawRow,
} from "./invitation-store.ts";
import { methodsOf } from "./methods.ts";
import type { Room } from "./room.ts";
import { eraseAccount } from "./store.ts";

/*
 * [Note: Invitation]
 *
 * An admin or a signer names a login, a person, units and roles; the invited person's browser makes the keys. The token travels in
 * the fragment of a link and comes here in a body only; the row holds its hash. It is good for 36 hours and for one set of keys.
 * Neither the invitation nor the account that comes of it gives any right: that takes a line in the signed members note, which
 * an officer adds after comparing the fingerprint. Until then `withdraw` turns the keys down and erases the account.
 */
export const INVITATION_MS = 36 * 3_600_000;

type Wanted = InputOf<typeof keyRoutes.invite>["body"];

/** Makes an invitation. Throws `role-missing`, `unit-unknown`, `login-taken`, `request-malformed`. */
export async function invite(
  { parts: { store, clock }, ports }: Room,
  member: MemberEntry,
  wanted: Wanted,
): Promise<ReplyOf<typeof keyRoutes.invite>> {
  ensureInviter(member);
  ensureWording(wanted, await ports.currentDirectory());
  const now = clock.nowMs();
  const row = rowOf(wanted, { invitedBy: member.id, expiresAt: now + INVITATION_MS });
  await store.transact(async (tx) => {
    await lockInvitations(tx, store.dialect);
    ensure(!(await isLoginTaken(tx, wanted.login, now)), "login-taken");
    ensure(await insertInvitation(tx, row), "request-malformed");
    await ports.appendEntry(tx, {
      type: "invitation",
      actor: member.id,
      object: row.member_id,
      digest: row.token_hash,
    });
  });
  return { id: row.id, expiresAt: row.expires_at };
}

/** All invitations, for admins and signers. Throws `role-missing`. */
export async function readInvitations(
  { parts: { store, clock }, ports }: Room,
  member: MemberEntry,
): Promise<Invitation[]> {
  ensureInviter(member);
  const rows = await listInvitations(store.db);
  const methods = await methodsOf(
    store.db,
    rows.map((row) => row.member_id),
  );
  const admitted = new Set((await ports.members()).map(({ id }) => id));
  return rows.map((row) => viewOf(row, { nowMs: clock.nowMs(), methods, admitted }));
}

/**
 * Takes an invitation back, or turns down the keys that came of it. Throws `role-missing`, `not-available` for an unknown one,
 * `invitation-refused` when the person is in the list of members: that takes a new list.
 */
export async function withdrawInvitation(
  { parts: { store }, ports }: Room,
  member: MemberEntry,
  id: string,
): Promise<void> {
  ensureInviter(member);
  const row = await findInvitation(store.db, id);
  ensure(row !== null, "not-available");
  const ensureNotAdmitted = async (): Promise<void> => {
    const isAdmitted = (await ports.members()).some((one) => one.id === row.member_id);
    ensure(!isAdmitted, "invitation-refused");
  };
  await ensureNotAdmitted();
  await store.transact(async (tx) => {
    await withdrawRow(tx, id);
    await eraseAccount(tx, row.member_id);
    await ports.holdLog(tx); // from here on no list of members is published beside us
    await ensureNotAdmitted();
    await ports.appendEntry(tx, {
      type: "invitation-withdrawn",
      actor: member.id,
      object: row.member_id,
      digest: row.token_hash,
    });
  });
}

const ensureInviter = ({ roles }: MemberEntry): void =>
  ensure(roles.includes("admin") || roles.includes("signer"), "role-missing");

/** Refuses what no members note could hold. */
function ensureWording({ name, units, roles }: Wanted, directory: Directory): void {
  ensure(withoutHidden(name) === name && name.trim() === name, "request-malformed");
  ensure(isDistinct(units) && isDistinct(roles), "request-malformed");
  const known = directory.units.map(({ id }) => id);
  ensure(
    units.every((unit) => known.includes(unit)),
    "unit-unknown",
  );
}

const isDistinct = (words: readonly string[]): boolean => new Set(words).size === words.length;

const rowOf = (
  { login, name, units, roles, tokenHash }: Wanted,
  { invitedBy, expiresAt }: { readonly invitedBy: string; readonly expiresAt: number },
): InvitationRow => ({
  id: randomId(),
  token_hash: tokenHash,
  member_id: newMemberId(),
  login,
  name,
  units: units.join(","),
  roles: roles.join(","),
  invited_by: invitedBy,
  expires_at: expiresAt,
  recipient: null,
  vkey: null,
  is_withdrawn: 0,
});

/** Ids of members begin with a letter or digit: they are part of key names. */
function newMemberId(): string {
  const id = randomId();
  return /^[A-Za-z0-9]/u.test(id) ? id : newMemberId();
}

type Seen = {
  readonly nowMs: number;
  readonly methods: ReadonlyMap<string, Methods>;
  readonly admitted: ReadonlySet<string>;
};

function viewOf(row: InvitationRow, seen: Seen): Invitation {
  const state = stateOf(row, seen);
  return {
    id: row.id,
    login: row.login,
    name: row.name,
    units: unitsOf(row),
    roles: rolesOf(row),
    invitedBy: row.invited_by,
    expiresOn: dayOf(new Date(row.expires_at)),
    state,
    enrolled: enrolledOf(row, seen.methods),
  };
}

function stateOf(row: InvitationRow, { nowMs, admitted }: Seen): Invitation["state"] {
  if (row.is_withdrawn === 1) return "withdrawn";
  if (row.recipient !== null) return admitted.has(row.member_id) ? "admitted" : "enrolled";
  return row.expires_at > nowMs ? "open" : "expired";
}

function enrolledOf(row: InvitationRow, methods: Seen["methods"]): Invitation["enrolled"] {
  const own = methods.get(row.member_id);
  if (row.is_withdrawn === 1 || row.recipient === null || row.vkey === null || own === undefined)
    return null;
  const { member_id: memberId, recipient, vkey } = row;
  return { memberId, recipient, vkey, methods: { ...own } };
}

export const unitsOf = ({ units }: InvitationRow): string[] => wordsOf(units);

export const rolesOf = ({ roles }: InvitationRow): Invitation["roles"] =>
  wordsOf(roles).filter(isRole);

const wordsOf = (list: string): string[] => (list === "" ? [] : list.split(","));
