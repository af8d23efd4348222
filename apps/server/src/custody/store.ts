import type { Database } from "../store/schema.ts";
import type { Reader, Tx } from "../store/store.ts";

export type FileRow = Database["identity_file"];
export type ShareRow = Database["identity_share"];
export type RequestRow = Database["identity_request"];

export async function findFile(db: Reader, caseId: string): Promise<FileRow | null> {
  const row = await db
    .selectFrom("identity_file")
    .selectAll()
    .where("case_id", "=", caseId)
    .executeTakeFirst();
  return row ?? null;
}

/** Stores a locked identity. False when one lies with the case already. */
export async function insertIdentity(
  tx: Tx,
  file: FileRow,
  shares: readonly ShareRow[],
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("identity_file")
    .values(file)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (Number(numInsertedOrUpdatedRows ?? 0) !== 1) return false;
  await tx
    .insertInto("identity_share")
    .values([...shares])
    .execute();
  return true;
}

/** The shares of a case, in the order of their custodians' ids. */
export const listShares = (db: Reader, caseId: string): Promise<readonly ShareRow[]> =>
  db
    .selectFrom("identity_share")
    .selectAll()
    .where("case_id", "=", caseId)
    .orderBy("custodian")
    .execute();

export async function findRequest(db: Reader, caseId: string): Promise<RequestRow | null> {
  const row = await db
    .selectFrom("identity_request")
    .selectAll()
    .where("case_id", "=", caseId)
    .executeTakeFirst();
  return row ?? null;
}

/** Stores a request. False when one stands already. */
export async function insertRequest(tx: Tx, request: RequestRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("identity_request")
    .values(request)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows ?? 0) === 1;
}

/** Puts the second signature under a request. False when it is no longer the one that was read, or was confirmed. */
export async function confirmRequest(
  tx: Tx,
  { case_id, note: read }: RequestRow,
  note: string,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("identity_request")
    .set({ note, is_confirmed: 1 })
    .where("case_id", "=", case_id)
    .where("note", "=", read)
    .where("is_confirmed", "=", 0)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Erases a request with every share that was released to it. False when there is none. */
export async function eraseRequest(tx: Tx, caseId: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom("identity_request")
    .where("case_id", "=", caseId)
    .executeTakeFirst();
  await tx
    .updateTable("identity_share")
    .set({ released: null })
    .where("case_id", "=", caseId)
    .execute();
  return numDeletedRows === 1n;
}

export type Asked = RequestRow & Pick<ShareRow, "sealed" | "released">;

/** Confirmed requests for the shares of a custodian, each with that share. */
export const listAsked = (db: Reader, custodian: string): Promise<readonly Asked[]> =>
  db
    .selectFrom("identity_share")
    .innerJoin("identity_request", "identity_request.case_id", "identity_share.case_id")
    .selectAll("identity_request")
    .select(["identity_share.sealed", "identity_share.released"])
    .where("identity_share.custodian", "=", custodian)
    .where("identity_request.is_confirmed", "=", 1)
    .orderBy("identity_request.case_id")
    .execute();

/** Keeps a share that its custodian released. False when the case has no share of this custodian. */
export async function saveRelease(
  tx: Tx,
  { caseId, custodian, released }: { caseId: string; custodian: string; released: Uint8Array },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("identity_share")
    .set({ released })
    .where("case_id", "=", caseId)
    .where("custodian", "=", custodian)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Says on which day the identity was opened first. */
export async function markOpened(tx: Tx, caseId: string, day: number): Promise<void> {
  await tx
    .updateTable("identity_file")
    .set({ opened_on: day })
    .where("case_id", "=", caseId)
    .where("opened_on", "is", null)
    .execute();
}
