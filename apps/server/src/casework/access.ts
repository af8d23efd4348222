import type { MemberEntry } from "@bijak/envelope/audit";
import { ensure } from "../refusal.ts";
import { type CaseRow, type Db, findCaseRow } from "./case-store.ts";
import { findHolder, type Held, isAtWork, isCaseworker } from "./holders.ts";
import { listHolders, listUnits, type UnitRow } from "./reach-store.ts";
import type { Viewer } from "./room.ts";
import { type DeclarationRow, listDeclarations, listDeclared } from "./word-store.ts";

/*
 * [Note: Who may know of a case]
 *
 * Members of a unit that works on the case, in a role that works on cases. Where the case is restricted (R4), only those of them
 * for whom there is a wrap: see [Note: Holders of wraps]. A unit that stands by (R5), or that a transfer is offered to (R8),
 * knows nothing before it takes over or is handed the keys. To everyone else every door answers exactly as for an id that does
 * not exist.
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

/** Throws `not-available` unless it is one of the member's units. */
export const ensureOwnUnit = (member: MemberEntry, unit: string): void =>
  ensure(member.units.includes(unit), "not-available");

/** The case as far as the viewer may know of it; null otherwise. See [Note: Who may know of a case]. */
export async function findAccess(db: Db, viewer: Viewer, caseId: string): Promise<Access | null> {
  const { member } = viewer;
  const row = await findCaseRow(db, caseId);
  if (row === null) return null;
  const units = await listUnits(db, [caseId]);
  if (!isAtWork(member, units)) return null;
  if (row.is_restricted === 1) {
    const holder = findHolder(viewer, await findHeld(db, caseId, units));
    if (holder === null) return null;
  }
  const [declaration] = await listDeclarations(db, [caseId], member.id);
  return { row, units, declaration: declaredIn(declaration) };
}

/** As `findAccess`, but throws `not-available`. */
export async function ensureAccess(db: Db, viewer: Viewer, caseId: string): Promise<Access> {
  const access = await findAccess(db, viewer, caseId);
  ensure(access !== null, "not-available");
  return access;
}

/** As `ensureAccess`, and throws `declaration-missing` unless the member declared that there is no conflict. */
export async function ensureDeclared(db: Db, viewer: Viewer, caseId: string): Promise<Access> {
  const access = await ensureAccess(db, viewer, caseId);
  ensure(access.declaration === "no-conflict", "declaration-missing");
  return access;
}

/** As `ensureAccess`, for keys only: no declaration is asked, but to who declared a conflict there is no such case. */
export async function ensureKeyAccess(db: Db, viewer: Viewer, caseId: string): Promise<Access> {
  const access = await ensureAccess(db, viewer, caseId);
  ensure(access.declaration !== "conflict", "not-available");
  return access;
}

/** Who holds the keys of the case now, and who has a conflict. */
export async function findHeld(db: Db, caseId: string, units: readonly UnitRow[]): Promise<Held> {
  const holders = (await listHolders(db, [caseId])).map(({ holder }) => holder);
  const { conflict: conflicted } = await listDeclared(db, caseId);
  return { units, holders, conflicted };
}

export const declaredIn = (row: DeclarationRow | undefined): Declared =>
  row === undefined ? "none" : row.has_conflict === 1 ? "conflict" : "no-conflict";
