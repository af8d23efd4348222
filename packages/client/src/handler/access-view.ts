import { findUnit } from "../shared/institution.ts";
import type { CaseFile } from "./case-file.ts";
import type { Desk } from "./desk.ts";
import { nameOf } from "./inbox.ts";
import { worksOnCases } from "./keys-now.ts";

/** A unit or a member, with the name of the signed note. */
export type Named = { readonly id: string; readonly name: string };

/** Who can read a case, by the signed keys; by the server's word while it is locked for this member. */
export type AccessView = {
  readonly units: readonly Named[];
  readonly standby: Named | null;
  /** Of a restricted case: those who hold a key of their own. */
  readonly members: readonly Named[];
  /** Of a restricted case: colleagues in its units who hold none. */
  readonly excluded: readonly Named[];
};

type Reading = {
  readonly access: AccessView;
  readonly listed: readonly Named[];
  readonly conflicts: readonly Named[];
  readonly needsNewKey: boolean;
  readonly takenOverBy: string | null;
};

/** What a case page says of who can read. */
export function accessView(desk: Desk, { row, caseKeys, entries }: CaseFile): Reading {
  const { units, standby } = caseKeys ?? row;
  const unitNamed = (id: string): Named => ({
    id,
    name: findUnit(desk.institution.directory, id)?.name ?? id,
  });
  const memberNamed = (id: string): Named => ({ id, name: nameOf(desk, id) ?? id });
  const listed = caseKeys?.members ?? row.listed ?? [];
  const conflicts = (row.conflicts ?? []).map(memberNamed);
  const taker = entries.findLast(({ entry }) => entry.kind === "takeover")?.entry;
  const members = listed.map(memberNamed);
  return {
    access: Object.freeze({
      units: units.map(unitNamed),
      standby: standby === null ? null : unitNamed(standby),
      members,
      excluded: listed.length === 0 ? [] : leftOut(desk, { units, listed }),
    }),
    listed: members,
    conflicts,
    needsNewKey: conflicts.length > 0,
    takenOverBy: taker?.kind === "takeover" && units.includes(taker.unit) ? taker.unit : null,
  };
}

type Restricted = { readonly units: readonly string[]; readonly listed: readonly string[] };

const leftOut = ({ members }: Desk, { units, listed }: Restricted): readonly Named[] =>
  members
    .filter((member) => worksOnCases(member) && !listed.includes(member.id))
    .filter((member) => member.units.some((unit) => units.includes(unit)))
    .map(({ id, name }) => ({ id, name }));
