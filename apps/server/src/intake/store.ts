import type { Database } from "../store/schema.ts";
import type { Reader, Tx } from "../store/store.ts";

export type FileRow = Database["file"];
export type PartRow = Database["file_part"];

/** Notes a proof as spent. False when it was already. */
export async function insertSpent(
  tx: Tx,
  proof: { readonly id: string; readonly expiresAt: number },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("spent_proof")
    .values({ id: proof.id, expires_at: proof.expiresAt })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows ?? 0) === 1;
}

export async function deleteExpiredProofs(tx: Tx, nowMs: number): Promise<void> {
  await tx.deleteFrom("spent_proof").where("expires_at", "<=", nowMs).execute();
}

/** Makes the file unless it, or another one under the same upload, is there. */
export async function insertFile(
  tx: Tx,
  file: Pick<FileRow, "id" | "upload" | "received_on">,
): Promise<void> {
  await tx
    .insertInto("file")
    .values({ ...file, case_id: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function findFile(db: Reader, id: string): Promise<FileRow | null> {
  return (await db.selectFrom("file").selectAll().where("id", "=", id).executeTakeFirst()) ?? null;
}

export async function findPartRow(
  db: Reader,
  fileId: string,
  part: number,
): Promise<PartRow | null> {
  return (
    (await db
      .selectFrom("file_part")
      .selectAll()
      .where("file_id", "=", fileId)
      .where("part", "=", part)
      .executeTakeFirst()) ?? null
  );
}

export const listParts = (db: Reader, fileId: string): Promise<PartRow[]> =>
  db.selectFrom("file_part").selectAll().where("file_id", "=", fileId).orderBy("part").execute();

/** Gives up a place that was taken and never filled. False when it was filled, or given up, in the meantime. */
export async function deleteUnstored(tx: Tx, object: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom("file_part")
    .where("object", "=", object)
    .where("is_stored", "=", 0)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

export async function insertPart(tx: Tx, row: PartRow): Promise<void> {
  await tx.insertInto("file_part").values(row).execute();
}

/** Says that the object of a part is written. False when another sending of the same part has taken its place. */
export async function markStored(tx: Tx, object: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("file_part")
    .set({ is_stored: 1 })
    .where("object", "=", object)
    .executeTakeFirst();
  return Number(numUpdatedRows) === 1;
}

/** Binds a file to a case. False when it was bound, or given up, in the meantime. */
export async function bindFile(tx: Tx, id: string, caseId: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("file")
    .set({ case_id: caseId, upload: null })
    .where("id", "=", id)
    .where("upload", "is not", null)
    .executeTakeFirst();
  return Number(numUpdatedRows) === 1;
}

/** How many files a case has and how many sealed bytes they hold. */
export async function sumFiles(
  db: Reader,
  caseId: string,
): Promise<{ readonly files: number; readonly sealedBytes: number }> {
  const row = await db
    .selectFrom("file")
    .leftJoin("file_part", "file_part.file_id", "file.id")
    .select((one) => [
      one.fn.count("file.id").distinct().as("files"),
      one.fn.sum<number | null>("file_part.bytes").as("bytes"),
    ])
    .where("file.case_id", "=", caseId)
    .executeTakeFirstOrThrow();
  return { files: Number(row.files), sealedBytes: Number(row.bytes ?? 0) };
}

/** Bytes of parts whose file belongs to no case yet, and how many of them are not known to be written. */
export async function sumUnclaimed(
  db: Reader,
): Promise<{ readonly unclaimedBytes: number; readonly unwrittenBytes: number }> {
  const rows = await db
    .selectFrom("file")
    .innerJoin("file_part", "file_part.file_id", "file.id")
    .select((one) => ["file_part.is_stored", one.fn.sum<number>("file_part.bytes").as("bytes")])
    .where("file.case_id", "is", null)
    .groupBy("file_part.is_stored")
    .execute();
  const sumOf = (isStored: number): number =>
    Number(rows.find(({ is_stored }) => is_stored === isStored)?.bytes ?? 0);
  return { unclaimedBytes: sumOf(0) + sumOf(1), unwrittenBytes: sumOf(0) };
}

/** The stored part of a file of this case. */
export async function findObject(
  db: Reader,
  { caseId, fileId, part }: { caseId: string; fileId: string; part: number },
): Promise<string | null> {
  const row = await db
    .selectFrom("file_part")
    .innerJoin("file", "file.id", "file_part.file_id")
    .select("file_part.object")
    .where("file.case_id", "=", caseId)
    .where("file.id", "=", fileId)
    .where("file_part.part", "=", part)
    .where("file_part.is_stored", "=", 1)
    .executeTakeFirst();
  return row?.object ?? null;
}

/** Gives up files that no message has claimed and that came before this day: from now on nobody can claim them or add to them. */
export async function giveUpFiles(tx: Tx, beforeDay: number): Promise<void> {
  await tx
    .updateTable("file")
    .set({ upload: null })
    .where("case_id", "is", null)
    .where("received_on", "<", beforeDay)
    .execute();
}

/** Objects of files that were given up. */
export const listGivenUp = (
  db: Reader,
  limit: number,
): Promise<{ id: string; object: string | null }[]> =>
  db
    .selectFrom("file")
    .leftJoin("file_part", "file_part.file_id", "file.id")
    .select(["file.id as id", "file_part.object as object"])
    .where("file.case_id", "is", null)
    .where("file.upload", "is", null)
    .limit(limit)
    .execute();

export async function deleteGivenUp(tx: Tx, objects: readonly string[]): Promise<void> {
  if (objects.length > 0)
    await tx
      .deleteFrom("file_part")
      .where("object", "in", [...objects])
      .execute();
  await tx
    .deleteFrom("file")
    .where("case_id", "is", null)
    .where("upload", "is", null)
    .where((one) =>
      one.not(
        one.exists(
          one
            .selectFrom("file_part")
            .select("file_part.part")
            .whereRef("file_part.file_id", "=", "file.id"),
        ),
      ),
    )
    .execute();
}
