import { type MemberEntry, isActive } from "@bijak/envelope/audit";
import { ensure } from "../refusal.ts";
import {
  type CaseRow,
  type Db,
  findCaseRow,
  listUnits,
  listWraps,
  type UnitRow,
} from "./case-store.ts";
import { type DeclarationRow, listDeclarations } from "./word-store.ts";

/*
 * [Note: Who may know of a case]
 *
 * Members of a unit that works on the case, in a role that works on cases. Where the case is restricted (R4), only those of them
 * who hold a wrap of their own. A unit that stands by (R5) knows nothing before it takes over. To everyone else every door
 * answers exactly as for an id that does not exist.
 */
export type Access = {
  readonly row: CaseRow;
  readonly units: readonly UnitRow[];
  readonly declaration: Declared;
};

export type Declared = "none" | "no-conflict" | "conflict";

/** Throws `role-missing` unless the member works on cases at all. Asked before any case is looked up. */
export const ensureCaseworker = (member: MemberEntry): void =>
  ensure(isCaseworker(member), "role-missing");

export const isCaseworker = (member: MemberEntry): boolean =>
  isActive(member) && (member.roles.includes("handler") || member.roles.includes("supervisor"));

/** Throws `not-available` unless it is one of the member's units. */
export const ensureOwnUnit = (member: MemberEntry, unit: string): void =>
  ensure(member.units.includes(unit), "not-available");

/** The case as far as the member may know of it; null otherwise. See [Note: Who may know of a case]. */
export async function findAccess(
  db: Db,
  member: MemberEntry,
  caseId: string,
): Promise<Access | null> {
  const row = await findCaseRow(db, caseId);
  if (row === null) return null;
  const units = await listUnits(db, [caseId]);
  if (!isAtWork(member, units)) return null;
  if (row.is_restricted === 1 && !(await hasOwnWrap(db, member, caseId))) return null;
  const [declaration] = await listDeclarations(db, [caseId], member.id);
  return { row, units, declaration: declaredIn(declaration) };
}

/** As `findAccess`, but throws `not-available`. */
export async function ensureAccess(db: Db, member: MemberEntry, caseId: string): Promise<Access> {
  const access = await findAccess(db, member, caseId);
  ensure(access !== null, "not-available");
  return access;
}

/** As `ensureAccess`, and throws `declaration-missing` unless the member declared that there is no conflict. */
export async function ensureDeclared(db: Db, member: MemberEntry, caseId: string): Promise<Access> {
  const access = await ensureAccess(db, member, caseId);
  ensure(access.declaration === "no-conflict", "declaration-missing");
  return access;
}

/** Whether one of the member's units works on the case. */
export const isAtWork = (member: MemberEntry, units: readonly UnitRow[]): boolean =>
  workingUnits(units).some((unit) => member.units.includes(unit));

/** The units that work on a case, those that stand by left out. */
export const workingUnits = (units: readonly UnitRow[]): readonly string[] =>
  units.filter((unit) => unit.is_standby === 0).map((unit) => unit.unit);

export const standbyUnits = (units: readonly UnitRow[]): readonly string[] =>
  units.filter((unit) => unit.is_standby === 1).map((unit) => unit.unit);

export const declaredIn = (row: DeclarationRow | undefined): Declared =>
  row === undefined ? "none" : row.has_conflict === 1 ? "conflict" : "no-conflict";

const hasOwnWrap = async (db: Db, { id }: MemberEntry, caseId: string): Promise<boolean> =>
  (await listWraps(db, [caseId], [`member ${id}`])).length > 0;
