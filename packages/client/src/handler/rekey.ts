import { ApiError, sharingRoutes, type CaseRow, type CaseStep, type Rekey } from "@bijak/contract";
import {
  EnvelopeError,
  generateIdentity,
  isActive,
  recipientOf,
  sealCaseKeys,
  sealMailboxCard,
  sha256Base64,
  type CaseKeys,
  type Holder,
  type Recipient,
} from "@bijak/envelope";
import { encodeBase64 } from "../shared/bytes.ts";
import { findUnit } from "../shared/institution.ts";
import { keyringOf, realmOf, type Desk } from "./desk.ts";
import { hasSignedAccess, unwrapCase } from "./unwrap.ts";
import { usedSerial } from "./used-serial.ts";

/*
 * [Note: Next keys]
 *
 *   next keys = old keys (+ one more)   for   each unit that reads, or each listed member and each unit's recovery (R4)
 *                                             the unit that stands by
 *             + mailbox-card            sealed to the reporter, only with one more key: who can read from now on
 *
 * A new key keeps those out who had the old ones: what is written from then on they cannot open. The same keys wrapped anew are
 * for cases that are over, and for handing a case to one more unit. For whom is written in the signed keys themselves, and
 * changes by nothing but what a person here decided: never by what a server lists.
 */
export type KeyChange = {
  /** The keys there are, for other holders; otherwise one more key and a card. */
  readonly isSameKey?: boolean;
  /** Instead of the units that read now. */
  readonly units?: readonly string[];
  readonly standby?: string | null;
  /** The members who read a restricted case, each by a wrap of their own; empty when whole units read. */
  readonly members?: readonly string[];
};

/** What `nextKeys` starts from. */
export type KeyBase = {
  /** The own unit, which signs. */
  readonly unit: string;
  readonly caseKeys: CaseKeys;
  /** Number of the newest message. */
  readonly newest: number;
};

export type NextKeys = {
  readonly caseKeys: CaseKeys;
  readonly wraps: CaseStep["wraps"];
  /** The new mailbox-card, sealed; null when the key stays. */
  readonly card: string | null;
};

/** Makes the next keys of a case. Throws `object-misplaced` for a holder that the signed notes do not know. See [Note: Next keys]. */
export async function nextKeys(
  desk: Desk,
  { unit, caseKeys: before, newest }: KeyBase,
  { isSameKey = false, ...readers }: KeyChange = {},
): Promise<NextKeys> {
  const carried: CaseKeys = { ...before, ...readers };
  const { caseKeys, card } = isSameKey
    ? { caseKeys: carried, card: null }
    : await withNextKey(desk, unit, { before: carried, newest });
  const { signing } = keyringOf(desk, unit).current;
  const wraps = await Promise.all(
    holdersOf(desk, caseKeys).map(async ({ holder, recipient }) => {
      const sealed = await sealCaseKeys(
        realmOf(desk),
        { ...caseKeys, holder },
        [recipient],
        signing,
      );
      return { holder: `${holder.kind} ${holder.id}`, sealed: encodeBase64(sealed) };
    }),
  );
  return Object.freeze({ caseKeys, wraps, card });
}

type Before = { readonly before: CaseKeys; readonly newest: number };

async function withNextKey(desk: Desk, unit: string, { before, newest }: Before) {
  const realm = realmOf(desk);
  const identity = await generateIdentity(realm.suite);
  const { caseId, units, standby, reporter } = before;
  const n = before.keys.length;
  const shown = { caseId, n, caseRecipient: await recipientOf(identity), units, standby };
  const { signing } = keyringOf(desk, unit).current;
  const card = await sealMailboxCard(realm, shown, reporter.recipient, signing);
  const cards = [...before.cards, { n, hash: await sha256Base64(card), after: newest }];
  const caseKeys: CaseKeys = { ...before, keys: [...before.keys, identity], cards };
  return { caseKeys, card: encodeBase64(card) };
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

function unitHolder({ institution }: Desk, id: string): Holding {
  const unit = findUnit(institution.directory, id);
  if (unit === null) throw new EnvelopeError("object-misplaced");
  return { holder: { kind: "unit", id }, recipient: unit.recipient };
}

function memberHolder({ members }: Desk, id: string): Holding {
  const member = members.find((one) => one.id === id);
  if (member === undefined || !isActive(member)) throw new EnvelopeError("object-misplaced");
  return { holder: { kind: "member", id }, recipient: member.recipient };
}

type Posting = Pick<NextKeys, "wraps" | "card"> & { readonly drops?: readonly string[] };

/** Stores next keys. Throws `revision-conflict` when the case has changed since `row` was loaded. */
export async function postKeys(
  desk: Desk,
  { id, revision }: CaseRow,
  { wraps, card, drops = [] }: Posting,
): Promise<void> {
  const body: Rekey = { revision, serial: usedSerial(desk), wraps, card, drops: [...drops] };
  await desk.api.call(sharingRoutes.rekey, { params: { id }, body });
}

/** While the reporter's own key is the only one, a new one is made by taking the case: the reporter is told so with it. */
export const isUntaken = ({ keys }: CaseKeys): boolean => keys.length === 1;

const CLOSED = ["concluded", "archived"];

/**
 * Wraps a case for its holders' keys of today, with one more case key while it is worked on. `locked` when this member has no
 * key to it, none of those to whom it is restricted is left, or the server names other readers than the signed keys; `raced` when a colleague changed the case meanwhile.
 */
export async function rekeyCase(desk: Desk, row: CaseRow): Promise<"done" | "locked" | "raced"> {
  const { caseKeys } = await unwrapCase(desk, row);
  const unit = caseKeys?.units.find((id) => desk.keyrings.has(id));
  if (caseKeys === null || unit === undefined || !hasSignedAccess(row, caseKeys)) return "locked";
  const base = { unit, caseKeys, newest: row.newest ?? 0 };
  const members = stillListed(desk, row, caseKeys);
  if (members.length === 0 && caseKeys.members.length > 0) return "locked";
  const isSameKey = isUntaken(caseKeys) || CLOSED.includes(row.state);
  const next = await nextKeys(desk, base, { isSameKey, members });
  try {
    await postKeys(desk, row, next);
    return "done";
  } catch (fault) {
    if (fault instanceof ApiError && fault.code === "revision-conflict") return "raced";
    throw fault;
  }
}

/** The listed members who are still in service in one of the units, those left out who declared a conflict of interest. */
export const stillListed = (
  { members }: Desk,
  { conflicts = [] }: CaseRow,
  { units, members: listed }: CaseKeys,
): readonly string[] =>
  members
    .filter(({ id }) => listed.includes(id) && !conflicts.includes(id))
    .filter((member) => isActive(member) && member.units.some((unit) => units.includes(unit)))
    .map(({ id }) => id);
