import { type Directory, isActive, type MemberEntry } from "@bijak/envelope/audit";
import { ensure } from "../refusal.ts";
import { isCaseworker, listedIn, standbyUnits, workingUnits } from "./holders.ts";
import type { ParsedWrap } from "./parse-sealed.ts";
import type { UnitRow } from "./reach-store.ts";

/*
 * [Note: Wraps of a case]
 *
 * New wraps take the place of all before them, so they must reach everyone who reads the case, and nobody else: each unit at
 * work, or in its place (restricted, R4) members of it and its recovery key; and always the unit that stands by, because the
 * reporter was shown that it does. A unit with a member who declared a conflict is never reached as a whole. One handler alone
 * can neither lock colleagues out nor let in whom a supervisor left out: a handler keeps the list as it is, less those who left
 * or have a conflict, and lists all of a unit of which nobody is listed yet. Any other choice takes a supervisor.
 */

/** Who has access to a case once a change is stored. */
export type Reach = {
  readonly working: readonly string[];
  readonly standby: readonly string[];
  readonly joins: readonly string[];
  readonly drops: readonly string[];
};

export const sameReach = (units: readonly UnitRow[]): Reach => ({
  working: workingUnits(units),
  standby: standbyUnits(units),
  joins: [],
  drops: [],
});

/** The same with other units: `joins` work from now on, `drops` have no access any more. */
export function changedReach(
  units: readonly UnitRow[],
  { joins = [], drops = [] }: Partial<Pick<Reach, "joins" | "drops">>,
): Reach {
  const kept = workingUnits(units).filter((unit) => !drops.includes(unit));
  return {
    working: [...new Set([...kept, ...joins])],
    standby: standbyUnits(units).filter((unit) => !joins.includes(unit)),
    joins,
    drops,
  };
}

export type Question = {
  readonly member: MemberEntry;
  readonly members: readonly MemberEntry[];
  readonly reach: Reach;
  /** Holders of the wraps before, where the case was restricted; null where it was not. */
  readonly restrictedTo: readonly string[] | null;
  /** Members who declared a conflict of interest. */
  readonly conflicted: readonly string[];
  readonly directory: Pick<Directory, "recoveries">;
};

/** Whether these wraps restrict the case. Throws `request-malformed`, `role-missing`. See [Note: Wraps of a case]. */
export function ensureWraps(wraps: readonly ParsedWrap[], question: Question): boolean {
  const holders = wraps.map(({ holder }) => holder);
  ensure(new Set(holders).size === holders.length, "request-malformed");
  const { working, standby } = question.reach;
  const isRestricted = wraps.some(({ kind }) => kind !== "unit");
  const idsOf = (asked: ParsedWrap["kind"]): readonly string[] =>
    wraps.filter(({ kind }) => kind === asked).map(({ id }) => id);
  const recoverable = working.filter((unit) => hasRecovery(unit, question));
  ensure(
    isSameSet(idsOf("unit"), [...(isRestricted ? [] : working), ...standby]) &&
      isSameSet(idsOf("recovery"), isRestricted ? recoverable : []),
    "request-malformed",
  );
  if (isRestricted) ensureList(idsOf("member"), question);
  else ensureWhole(question);
  return isRestricted;
}

const hasRecovery = (unit: string, { directory }: Question): boolean =>
  directory.recoveries.some((recovery) => recovery.unit === unit);

/** Members who could work on the case: of a unit at work, in a role that works on cases, without a declared conflict. */
const listEligible = ({
  members,
  reach,
  conflicted,
}: Pick<Question, "members" | "reach" | "conflicted">): readonly MemberEntry[] =>
  members.filter(
    (one) => isCaseworker(one) && isOfOne(one, reach.working) && !conflicted.includes(one.id),
  );

const isOfOne = (one: MemberEntry, units: readonly string[]): boolean =>
  units.some((unit) => one.units.includes(unit));

/** Whole units may read only where nobody in them has a conflict, and where that lets in nobody who was left out. */
function ensureWhole(question: Question): void {
  const { member, members, reach, conflicted, restrictedTo } = question;
  const isConflictReached = members.some(
    (one) => isActive(one) && conflicted.includes(one.id) && isOfOne(one, reach.working),
  );
  ensure(!isConflictReached, "request-malformed");
  const letsIn =
    restrictedTo !== null && listEligible(question).length > listUsual(question).length;
  ensure(!letsIn || member.roles.includes("supervisor"), "role-missing");
}

function ensureList(named: readonly string[], question: Question): void {
  const { member, reach } = question;
  const chosen = listEligible(question).filter((one) => named.includes(one.id));
  ensure(chosen.length === named.length, "request-malformed");
  const isReached = (unit: string): boolean => chosen.some((one) => one.units.includes(unit));
  ensure(reach.working.every(isReached), "request-malformed");
  const isUsual = isSameSet(
    named,
    listUsual(question).map(({ id }) => id),
  );
  ensure(isUsual || member.roles.includes("supervisor"), "role-missing");
}

/** Whom a handler may let read a restricted case: of each unit those who are listed, or all when nobody is. */
function listUsual(question: Question): readonly MemberEntry[] {
  const { reach, restrictedTo } = question;
  const eligible = listEligible(question);
  const listed = listedIn(restrictedTo ?? []);
  const usualOf = (unit: string): readonly MemberEntry[] => {
    const own = eligible.filter((one) => one.units.includes(unit));
    const kept = reach.joins.includes(unit) ? [] : own.filter(({ id }) => listed.includes(id));
    return kept.length > 0 ? kept : own;
  };
  return [...new Set(reach.working.flatMap(usualOf))];
}

/** The members on whose desk the case may lie: all who could work on it, and where it is restricted only whom a wrap reaches. */
export const listReaders = (
  question: Pick<Question, "members" | "reach" | "conflicted">,
  restrictedTo: readonly string[] | null,
): readonly string[] =>
  listEligible(question)
    .filter(({ id, units }) => {
      const own = units.filter((unit) => question.reach.working.includes(unit));
      const holders = [`member ${id}`, ...own.map((unit) => `unit ${unit}`)];
      return restrictedTo === null || holders.some((holder) => restrictedTo.includes(holder));
    })
    .map(({ id }) => id);

const isSameSet = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && others.every((one) => some.includes(one));
