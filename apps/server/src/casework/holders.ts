import { type MemberEntry, isActive } from "@bijak/envelope/audit";
import type { UnitRow } from "./reach-store.ts";
import type { Viewer } from "./room.ts";

/*
 * [Note: Holders of wraps]
 *
 * The keys of a case are wrapped to `unit <id>`, to `member <id>` (restricted, R4) or to `recovery <unit>` (the recovery key of
 * a unit, in restricted cases only). A unit at work reads by its own wrap or through its listed members. Where all who are
 * listed have left or have declared a conflict, the recovery wrap is what remains: then every member of the unit who has no
 * conflict may know of the case and is given that one.
 */

/** What is known of who holds the keys of one case. */
export type Held = {
  readonly units: readonly UnitRow[];
  readonly holders: readonly string[];
  /** Members who declared a conflict of interest. */
  readonly conflicted: readonly string[];
};

/** The holder whose wrap is meant for the viewer; null when none is. See [Note: Holders of wraps]. */
export function findHolder({ member, members }: Viewer, held: Held): string | null {
  const own = ownUnits(member, held.units);
  const isOrphaned = (unit: string): boolean =>
    !held.conflicted.includes(member.id) && !members.some((one) => isListed(one, unit, held));
  const candidates = [
    `member ${member.id}`,
    ...own.map((unit) => `unit ${unit}`),
    ...own.filter(isOrphaned).map((unit) => `recovery ${unit}`),
  ];
  return candidates.find((holder) => held.holders.includes(holder)) ?? null;
}

const isListed = (one: MemberEntry, unit: string, { holders, conflicted }: Held): boolean =>
  isCaseworker(one) &&
  one.units.includes(unit) &&
  holders.includes(`member ${one.id}`) &&
  !conflicted.includes(one.id);

/** Colleagues who declared a conflict and whom a wrap still reaches: their own, or that of a unit of theirs at work. */
export const listReached = (
  members: readonly MemberEntry[],
  { units, holders, conflicted }: Held,
): readonly string[] =>
  members
    .filter(
      (one) =>
        isActive(one) &&
        conflicted.includes(one.id) &&
        (holders.includes(`member ${one.id}`) ||
          workingUnits(units).some(
            (unit) => one.units.includes(unit) && holders.includes(`unit ${unit}`),
          )),
    )
    .map(({ id }) => id);

/** Members who hold a wrap of their own. */
export const listedIn = (holders: readonly string[]): readonly string[] =>
  holders.flatMap((holder) => (holder.startsWith("member ") ? [holder.slice(7)] : []));

export const isCaseworker = (member: MemberEntry): boolean =>
  isActive(member) && (member.roles.includes("handler") || member.roles.includes("supervisor"));

/** The units that work on a case, those that stand by left out. */
export const workingUnits = (units: readonly UnitRow[]): readonly string[] =>
  units.filter((unit) => unit.is_standby === 0).map((unit) => unit.unit);

export const standbyUnits = (units: readonly UnitRow[]): readonly string[] =>
  units.filter((unit) => unit.is_standby === 1).map((unit) => unit.unit);

/** Whether one of the member's units works on the case. */
export const isAtWork = (member: MemberEntry, units: readonly UnitRow[]): boolean =>
  ownUnits(member, units).length > 0;

/** The units of the member that work on the case. */
export const ownUnits = (member: MemberEntry, units: readonly UnitRow[]): readonly string[] =>
  workingUnits(units).filter((unit) => member.units.includes(unit));
