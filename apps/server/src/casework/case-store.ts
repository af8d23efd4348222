import {
  type CaseState,
  type ClockCode,
  CLOCK_CODES,
  isCaseState,
  type RunningClock,
} from "@bijak/domain";
import type { Selectable } from "kysely";
import type { Database } from "../store/schema.ts";
import type { Reader, Tx } from "../store/store.ts";
import { placeOf } from "./trays.ts";

export type Db = Reader;
export type CaseRow = Omit<Selectable<Database["case_file"]>, "state"> & {
  readonly state: CaseState;
};

/** Rows of a known shape come back as they went in; a state we never wrote means a damaged database. */
function parseCase(row: Selectable<Database["case_file"]>): CaseRow {
  const { state } = row;
  if (!isCaseState(state)) throw new Error("a case has a state that does not exist");
  return { ...row, state };
}

export async function listCaseRows(db: Db, ids: readonly string[]): Promise<readonly CaseRow[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom("case_file").selectAll().where("id", "in", ids).execute();
  return rows.map(parseCase);
}

export async function findCaseRow(db: Db, id: string): Promise<CaseRow | null> {
  return (await listCaseRows(db, [id]))[0] ?? null;
}

/**
 * Takes the next revision and with it the case until the transaction ends. With `revision` only if it is still that one.
 * Null when there is no such case or it has moved on.
 */
export async function lockCase(tx: Tx, id: string, revision?: number): Promise<CaseRow | null> {
  const row = await tx
    .updateTable("case_file")
    .set((eb) => ({ revision: eb("revision", "+", 1) }))
    .where("id", "=", id)
    .$if(revision !== undefined, (query) => query.where("revision", "=", revision ?? 0))
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? null : parseCase(row);
}

/** Lets nobody else change the case until the transaction ends, and changes nothing of it. */
export async function holdCase(tx: Tx, id: string): Promise<void> {
  await tx
    .updateTable("case_file")
    .set((eb) => ({ revision: eb.ref("revision") }))
    .where("id", "=", id)
    .execute();
}

/** Adds the case. False when the id is taken. */
export async function insertCase(tx: Tx, row: CaseRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("case_file")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows ?? 0) === 1;
}

/** Writes the case, its clocks and its place in every inbox, so that they never say different things. */
export async function saveCase(
  tx: Tx,
  row: CaseRow,
  clocks: readonly RunningClock[],
): Promise<void> {
  const dueOn = nearestDue(clocks);
  const { id, revision: _taken, ...values } = row;
  await tx
    .updateTable("case_file")
    .set({ ...values, next_due_on: dueOn })
    .where("id", "=", id)
    .execute();
  await saveClocks(tx, id, clocks);
  const isRestricted = { is_restricted: row.is_restricted };
  const place = placeOf(row.state, row.assignee, dueOn);
  await tx
    .updateTable("case_unit")
    .set({ ...place, ...isRestricted })
    .where("case_id", "=", id)
    .where("is_standby", "=", 0)
    .execute();
}

/** The earliest due day of a clock that does not stand still. */
export const nearestDue = (clocks: readonly RunningClock[]): number | null =>
  clocks
    .filter((clock) => !clock.isStopped)
    .reduce<number | null>((least, { dueOn }) => Math.min(least ?? dueOn, dueOn), null);

async function saveClocks(tx: Tx, id: string, clocks: readonly RunningClock[]): Promise<void> {
  await tx.deleteFrom("case_clock").where("case_id", "=", id).execute();
  const rows = clocks.map(({ code, dueOn, isStopped }) => ({
    case_id: id,
    code,
    due_on: dueOn,
    is_stopped: isStopped ? 1 : 0,
  }));
  if (rows.length > 0) await tx.insertInto("case_clock").values(rows).execute();
}

/** The clocks of these cases, each in the order of `CLOCK_CODES`. */
export async function listClocks(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly RunningClock[]>> {
  const clocks = new Map<string, RunningClock[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return clocks;
  const rows = await db.selectFrom("case_clock").selectAll().where("case_id", "in", ids).execute();
  for (const row of rows) {
    const code = parseCode(row.code);
    clocks.get(row.case_id)?.push({ code, dueOn: row.due_on, isStopped: row.is_stopped === 1 });
  }
  const place = ({ code }: RunningClock): number => CLOCK_CODES.indexOf(code);
  for (const own of clocks.values()) own.sort((a, b) => place(a) - place(b));
  return clocks;
}

function parseCode(text: string): ClockCode {
  const code = CLOCK_CODES.find((one) => one === text);
  if (code === undefined) throw new Error("a case has a clock that does not exist");
  return code;
}
