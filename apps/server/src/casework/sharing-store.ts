import type { Database } from "../store/schema.ts";
import type { Tx } from "../store/store.ts";
import type { Db } from "./case-store.ts";

type TransferState = "offered" | "accepted" | "refused" | "handed-over";
type TakeoverState = "proposed" | "requested" | "done";

/** A transfer that is under way (R8). Its row is erased when the case is received or taken back. */
export type Transfer = Omit<Database["transfer"], "state"> & { readonly state: TransferState };

/** The takeover of a case (R5): proposed by one, requested or done by two. */
export type Takeover = Omit<Database["takeover"], "state"> & { readonly state: TakeoverState };

export type Pack = Database["pack"];

const TRANSFER_STATES: readonly TransferState[] = ["offered", "accepted", "refused", "handed-over"];
const TAKEOVER_STATES: readonly TakeoverState[] = ["proposed", "requested", "done"];

function parseTransfer(row: Database["transfer"]): Transfer {
  const state = TRANSFER_STATES.find((one) => one === row.state);
  if (state === undefined) throw new Error("a transfer has a state that does not exist");
  return { ...row, state };
}

function parseTakeover(row: Database["takeover"]): Takeover {
  const state = TAKEOVER_STATES.find((one) => one === row.state);
  if (state === undefined) throw new Error("a takeover has a state that does not exist");
  return { ...row, state };
}

export async function listTransfers(db: Db, ids: readonly string[]): Promise<readonly Transfer[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom("transfer").selectAll().where("case_id", "in", ids).execute();
  return rows.map(parseTransfer);
}

export async function findTransfer(db: Db, caseId: string): Promise<Transfer | null> {
  return (await listTransfers(db, [caseId]))[0] ?? null;
}

/** The transfers to and from a unit, oldest first. */
export async function listTransfersOf(db: Db, unit: string): Promise<readonly Transfer[]> {
  const rows = await db
    .selectFrom("transfer")
    .selectAll()
    .where((eb) => eb.or([eb("source", "=", unit), eb("target", "=", unit)]))
    .orderBy("on_day")
    .orderBy("case_id")
    .execute();
  return rows.map(parseTransfer);
}

export async function insertTransfer(tx: Tx, transfer: Transfer): Promise<void> {
  await tx.insertInto("transfer").values(transfer).execute();
}

/** Moves a transfer on; `answer` stays as it is where it is not given. */
export async function moveTransfer(
  tx: Tx,
  caseId: string,
  moved: Pick<Transfer, "state"> & Partial<Pick<Transfer, "answer">>,
): Promise<void> {
  await tx.updateTable("transfer").set(moved).where("case_id", "=", caseId).execute();
}

export async function eraseTransfer(tx: Tx, caseId: string): Promise<void> {
  await tx.deleteFrom("transfer").where("case_id", "=", caseId).execute();
}

export async function listTakeovers(db: Db, ids: readonly string[]): Promise<readonly Takeover[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom("takeover").selectAll().where("case_id", "in", ids).execute();
  return rows.map(parseTakeover);
}

export async function findTakeover(db: Db, caseId: string): Promise<Takeover | null> {
  return (await listTakeovers(db, [caseId]))[0] ?? null;
}

/** Puts this takeover in the place of an earlier one. */
export async function putTakeover(tx: Tx, takeover: Takeover): Promise<void> {
  await eraseTakeover(tx, takeover.case_id);
  await tx.insertInto("takeover").values(takeover).execute();
}

export async function moveTakeover(
  tx: Tx,
  caseId: string,
  moved: Pick<Takeover, "state"> & Partial<Pick<Takeover, "note">>,
): Promise<void> {
  await tx.updateTable("takeover").set(moved).where("case_id", "=", caseId).execute();
}

export async function eraseTakeover(tx: Tx, caseId: string): Promise<void> {
  await tx.deleteFrom("takeover").where("case_id", "=", caseId).execute();
}

export async function insertPack(tx: Tx, pack: Pack): Promise<void> {
  await tx.insertInto("pack").values(pack).execute();
}

/** The packs that were sent to a unit, oldest first. */
export const listPacksFor = (db: Db, unit: string): Promise<readonly Pack[]> =>
  db
    .selectFrom("pack")
    .selectAll()
    .where("target", "=", unit)
    .orderBy("on_day")
    .orderBy("id")
    .execute();
