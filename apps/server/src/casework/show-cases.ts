import type { CaseRow as ShownCase } from "@bijak/contract";
import type { RunningClock } from "@bijak/domain";
import type { MemberEntry } from "@bijak/envelope/audit";
import { toBase64 } from "../encoding.ts";
import { declaredIn, standbyUnits, workingUnits } from "./access.ts";
import {
  type CaseRow,
  type Db,
  listCaseRows,
  listClocks,
  listUnits,
  listWraps,
  type UnitRow,
  type WrapRow,
} from "./case-store.ts";
import { type DeclarationRow, listDeclarations } from "./word-store.ts";

type Known = {
  readonly row: CaseRow;
  readonly units: readonly UnitRow[];
  readonly wraps: readonly WrapRow[];
  readonly clocks: readonly RunningClock[];
  readonly declaration: DeclarationRow | undefined;
};

/** Shows these cases to a member who may know of them, in the order of `ids`. A declared conflict withholds the wrap. */
export async function showCases(
  db: Db,
  member: MemberEntry,
  ids: readonly string[],
): Promise<ShownCase[]> {
  const holders = [`member ${member.id}`, ...member.units.map((unit) => `unit ${unit}`)];
  const [rows, units, wraps, clocks, declarations] = await Promise.all([
    listCaseRows(db, ids),
    listUnits(db, ids),
    listWraps(db, ids, holders),
    listClocks(db, ids),
    listDeclarations(db, ids, member.id),
  ]);
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = rowOf.get(id);
    if (row === undefined) return [];
    const known: Known = {
      row,
      units: units.filter((unit) => unit.case_id === id),
      wraps: wraps.filter((wrap) => wrap.case_id === id),
      clocks: clocks.get(id) ?? [],
      declaration: declarations.find((declaration) => declaration.case_id === id),
    };
    return [showCase(member, known)];
  });
}

function showCase(member: MemberEntry, known: Known): ShownCase {
  const { row, units, clocks } = known;
  const declaration = declaredIn(known.declaration);
  const wrap = declaration === "conflict" ? null : findWrap(member, known);
  return {
    id: row.id,
    revision: row.revision,
    units: [...workingUnits(units)],
    standby: standbyUnits(units)[0] ?? null,
    isRestricted: row.is_restricted === 1,
    state: row.state,
    assignee: row.assignee,
    isUrgent: row.is_urgent === 1,
    hasUnread: row.newest_from_reporter > row.read_up_to,
    receivedOn: row.received_on,
    reporterActiveOn: row.reporter_active_on,
    staffActiveOn: row.staff_active_on,
    clocks: [...clocks],
    retentionOn: row.retention_on,
    declaration,
    holder: wrap?.holder ?? null,
    wrap: wrap === null ? null : toBase64(wrap.sealed),
  };
}

/** The wrap of the member, else that of one of the member's units that works on the case. */
function findWrap(member: MemberEntry, { units, wraps }: Known): WrapRow | null {
  const working = workingUnits(units).filter((unit) => member.units.includes(unit));
  const holders = [`member ${member.id}`, ...working.map((unit) => `unit ${unit}`)];
  return holders.flatMap((holder) => wraps.filter((wrap) => wrap.holder === holder))[0] ?? null;
}
