import { ApiError, type CaseRow, type CaseStep } from "@bijak/contract";
import {
  EnvelopeError,
  generateIdentity,
  isActive,
  sealCaseKeys,
  sealMailboxCard,
  sha256Base64,
  type CaseKeys,
  type Holder,
  type MemberEntry,
  type Recipient,
} from "@bijak/envelope";
import { encodeBase64 } from "../shared/bytes.ts";
import { ensureUnit } from "../shared/institution.ts";
import { newestIndex, newestKey, type CaseFile } from "./case-file.ts";
import { keyringOf, realmOf, type Desk } from "./desk.ts";
import { worksOnCases } from "./keys-now.ts";

/*
 * [Note: Next keys]
 *
 *   next keys = old keys (+ one more)   for   each unit that reads, or each listed member and each unit's recovery (R4)
 *                                             the unit that stands by
 *             + mailbox-card            sealed to the reporter, when there is one more key or others read: who can read now
 *
 * A new key keeps those out who had the old ones: what is written from then on they cannot open. The same keys are wrapped anew
 * where a case is over, and where nobody has taken it: then the key is the reporter's own, and taking the case makes the first
 * that is not. For whom keys are wrapped is written in the signed keys themselves, and changes by nothing but what a person here
 * decided: never by what a server lists. Only leaving out goes by the server's word: members who declared a conflict.
 */
export type KeyChange = {
  /** The keys there are, for holders of today; absent = as long as nobody has taken the case. */
  readonly isSameKey?: boolean;
  /** Instead of the units that read now. */
  readonly units?: readonly string[];
  readonly standby?: string | null;
  /** The members to whom the case is restricted from now on; absent = as it was, see `readingMembers`. */
  readonly members?: readonly string[];
};

/** What `nextKeys` starts from. */
export type KeyBase = {
  readonly row: Pick<CaseRow, "conflicts">;
  /** The own unit, which signs. */
  readonly unit: string;
  readonly caseKeys: CaseKeys;
  /** Number of the newest message. */
  readonly newest: number;
};

export type NextKeys = {
  readonly caseKeys: CaseKeys;
  readonly wraps: CaseStep["wraps"];
  /** The new mailbox-card, sealed; null when neither key nor readers change. */
  readonly card: string | null;
};

/** While the reporter's own key is the only one. */
export const isUntaken = ({ keys }: CaseKeys): boolean => keys.length === 1;

/** Makes the next keys of a case. Throws `object-misplaced` for a holder that the signed notes do not know. See [Note: Next keys]. */
export async function nextKeys(
  desk: Desk,
  { row, unit, caseKeys: before, newest }: KeyBase,
  { isSameKey = isUntaken(before), ...readers }: KeyChange = {},
): Promise<NextKeys> {
  const { units = before.units, standby = before.standby } = readers;
  const members = readers.members ?? readingMembers(desk, row, { before, units });
  const carried: CaseKeys = { ...before, units, standby, members };
  const { caseKeys, card } = isSameKey
    ? await withSameKeys(desk, unit, { carried, before })
    : await withNextKey(desk, unit, { carried, newest });
  const { signing } = keyringOf(desk, unit).current;
  const wraps = await Promise.all(
    holdersOf(desk, caseKeys).map(async ({ holder, recipient }) => {
      const wrapped = { ...caseKeys, holder };
      const sealed = await sealCaseKeys(realmOf(desk), wrapped, [recipient], signing);
      return { holder: `${holder.kind} ${holder.id}`, sealed: encodeBase64(sealed) };
    }),
  );
  return Object.freeze({ caseKeys, wraps, card });
}

/** What `nextKeys` starts from in a case file. Throws `not-available` when it is locked. */
export function baseOf({ row, unit, caseKeys, messages }: CaseFile): KeyBase {
  if (caseKeys === null) throw new ApiError("not-available");
  return { row, unit, caseKeys, newest: newestIndex({ row, messages }) };
}

type Joining = { readonly before: CaseKeys; readonly units: readonly string[] };

/**
 * To whom a case with these units is restricted: to the listed members who are still in service in one of them and have no
 * conflict, and to all of a unit that joins them. It becomes restricted when somebody in its units declared a conflict. Empty
 * when whole units read. Throws `object-misplaced` when nobody of those listed is left.
 */
function readingMembers(
  { members }: Desk,
  { conflicts = [] }: Pick<CaseRow, "conflicts">,
  { before, units }: Joining,
): readonly string[] {
  const isRestricted = before.members.length > 0;
  const ableIn = (one: MemberEntry, some: readonly string[]): boolean =>
    worksOnCases(one) && one.units.some((unit) => some.includes(unit));
  const isConflictIn = members.some((one) => conflicts.includes(one.id) && ableIn(one, units));
  if (!isRestricted && !isConflictIn) return [];
  const open = isRestricted ? units.filter((unit) => !before.units.includes(unit)) : units;
  const reading = members
    .filter((one) => ableIn(one, units) && !conflicts.includes(one.id))
    .filter((one) => before.members.includes(one.id) || ableIn(one, open))
    .map(({ id }) => id);
  if (reading.length === 0) throw new EnvelopeError("object-misplaced");
  return reading;
}

type Carrying = { readonly carried: CaseKeys; readonly before: CaseKeys };

async function withSameKeys(desk: Desk, unit: string, { carried, before }: Carrying) {
  const isShown =
    carried.standby === before.standby && carried.units.join() === before.units.join();
  if (isShown) return { caseKeys: carried, card: null };
  const { card } = await sealCard(desk, unit, carried);
  return { caseKeys: carried, card };
}

type Growing = { readonly carried: CaseKeys; readonly newest: number };

async function withNextKey(desk: Desk, unit: string, { carried, newest }: Growing) {
  const identity = await generateIdentity(realmOf(desk).suite);
  const keyed = { ...carried, keys: [...carried.keys, identity] };
  const { card, hash } = await sealCard(desk, unit, keyed);
  const made = { n: carried.keys.length, hash, after: newest };
  return { caseKeys: { ...keyed, cards: [...carried.cards, made] }, card };
}

/** The card of the newest key: where to write, and who can read. */
async function sealCard(desk: Desk, unit: string, caseKeys: CaseKeys) {
  const { caseId, units, standby, reporter } = caseKeys;
  const { n, recipient: caseRecipient } = await newestKey(caseKeys);
  const shown = { caseId, n, caseRecipient, units, standby };
  const { signing } = keyringOf(desk, unit).current;
  const sealed = await sealMailboxCard(realmOf(desk), shown, reporter.recipient, signing);
  return { card: encodeBase64(sealed), hash: await sha256Base64(sealed) };
}

type Holding = { readonly holder: Holder; readonly recipient: Recipient };

/** Everyone for whom these keys are wrapped. */
function holdersOf(desk: Desk, { units, standby, members }: CaseKeys): readonly Holding[] {
  const standing = standby === null ? [] : [unitHolder(desk, standby)];
  if (members.length === 0) return [...units.map((id) => unitHolder(desk, id)), ...standing];
  const { recoveries } = desk.institution.directory;
  const recovering = recoveries
    .filter(({ unit }) => units.includes(unit))
    .map(({ unit, recipient }) => ({ holder: { kind: "recovery" as const, id: unit }, recipient }));
  return [...members.map((id) => memberHolder(desk, id)), ...recovering, ...standing];
}

const unitHolder = ({ institution }: Desk, id: string): Holding => ({
  holder: { kind: "unit", id },
  recipient: ensureUnit(institution.directory, id).recipient,
});

function memberHolder({ members }: Desk, id: string): Holding {
  const member = members.find((one) => one.id === id);
  if (member === undefined || !isActive(member)) throw new EnvelopeError("object-misplaced");
  return { holder: { kind: "member", id }, recipient: member.recipient };
}
