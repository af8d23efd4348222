import type { OverdueRow } from "@bijak/contract";
import type { Directory, MemberEntry } from "@bijak/envelope/audit";
import { toBase64 } from "../encoding.ts";
import { ensureCaseworker, ensureOwnUnit } from "./access.ts";
import { type CaseRow, type Db, listCaseRows, listClocks } from "./case-store.ts";
import { standbyUnits, workingUnits } from "./holders.ts";
import { listUnits, type UnitRow } from "./reach-store.ts";
import type { Room } from "./room.ts";
import { listTakeovers, type Takeover } from "./sharing-store.ts";
import { listConflicts } from "./word-store.ts";

/*
 * [Note: Who may take a case over]
 *
 * The unit that the directory names as answering for a unit at work on the case, while it does not work on the case itself, and
 * only while a running limit of the case has passed (R5). Before that it sees dates and no content; nobody else sees anything.
 */

/** The units for which this unit answers. */
const answeredFor = ({ units }: Pick<Directory, "units">, unit: string): readonly string[] =>
  units.filter(({ conflictTarget }) => conflictTarget === unit).map(({ id }) => id);

/** Whether the unit answers for one at work on the case, and does not work on it itself. */
export function isAnswerable(
  directory: Pick<Directory, "units">,
  unit: string,
  units: readonly UnitRow[],
): boolean {
  const working = workingUnits(units);
  const others = answeredFor(directory, unit);
  return !working.includes(unit) && working.some((one) => others.includes(one));
}

/** Whether a running limit of the case has passed. */
export const isPastDue = ({ next_due_on }: CaseRow, today: number): boolean =>
  next_due_on !== null && next_due_on < today;

/** Most rows of one answer, those first that wait longest. */
const MOST_ROWS = 500;

/** Overdue cases of the units for which one of the member's units answers, without content. Throws `role-missing`, `not-available`. */
export async function listOverdue(
  { parts, ports }: Room,
  member: MemberEntry,
  unit: string,
): Promise<OverdueRow[]> {
  ensureCaseworker(member);
  ensureOwnUnit(member, unit);
  const { db } = parts.store;
  const directory = await ports.currentDirectory();
  const ids = [
    ...new Set([
      ...(await listOverdueIds(db, answeredFor(directory, unit), parts.clock.today())),
      ...(await listRequestedIds(db, unit)),
    ]),
  ];
  const [rows, units, clocks, takeovers, conflicts] = await Promise.all([
    listCaseRows(db, ids),
    listUnits(db, ids),
    listClocks(db, ids),
    listTakeovers(db, ids),
    listConflicts(db, ids),
  ]);
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = rowOf.get(id);
    const own = units.filter(({ case_id }) => case_id === id);
    const isConflicted = conflicts.some(
      ({ case_id, member_id }) => case_id === id && member_id === member.id,
    );
    if (row === undefined || isConflicted || !isAnswerable(directory, unit, own)) return [];
    const takeover = takeovers.find(({ case_id }) => case_id === id) ?? null;
    return [
      { ...shownOverdue(row, { unit, units: own, takeover }), clocks: [...(clocks.get(id) ?? [])] },
    ];
  });
}

type Around = {
  readonly unit: string;
  readonly units: readonly UnitRow[];
  readonly takeover: Takeover | null;
};

function shownOverdue(row: CaseRow, { unit, units, takeover }: Around): Omit<OverdueRow, "clocks"> {
  const own = takeover?.unit === unit ? takeover : null;
  return {
    caseId: row.id,
    revision: row.revision,
    units: [...workingUnits(units)],
    state: row.state,
    receivedOn: row.received_on,
    hasStandby: standbyUnits(units).includes(unit),
    pending:
      own?.state === "proposed"
        ? { id: own.id, note: own.note, reason: toBase64(own.reason) }
        : null,
    isRequested: own?.state === "requested",
  };
}

async function listOverdueIds(
  db: Db,
  units: readonly string[],
  today: number,
): Promise<readonly string[]> {
  if (units.length === 0) return [];
  const rows = await db
    .selectFrom("case_unit")
    .select(["case_id", "due_on"])
    .distinct()
    .where("unit", "in", units)
    .where("is_standby", "=", 0)
    .where("due_on", "<", today)
    .orderBy("due_on")
    .orderBy("case_id")
    .limit(MOST_ROWS)
    .execute();
  return rows.map(({ case_id }) => case_id);
}

/** A takeover that waits for the keys is shown until they are handed over, whatever becomes of the limits meanwhile. */
async function listRequestedIds(db: Db, unit: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("takeover")
    .select("case_id")
    .where("unit", "=", unit)
    .where("state", "=", "requested")
    .orderBy("case_id")
    .execute();
  return rows.map(({ case_id }) => case_id);
}
